using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ElectronicApplication.Forms.Editing;

/// <summary>
/// One step of editing a definition. Pages, API and stored history use the same JSON: <c>{"op": "addField", "into": "page/main", ...}</c>.
/// Elements are named by their ids: <c>page/main</c>, <c>field/item_kind</c> (also inside groups), <c>table/fee_table</c> (of either file),
/// <c>procedure</c>, <c>mapping</c>. Where a place is asked for, null or a number too large means the end; what is moved does not count.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(AddPage), "addPage")]
[JsonDerivedType(typeof(RemovePage), "removePage")]
[JsonDerivedType(typeof(MovePage), "movePage")]
[JsonDerivedType(typeof(AddField), "addField")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(Remove), "remove")]
[JsonDerivedType(typeof(Move), "move")]
[JsonDerivedType(typeof(Set), "set")]
[JsonDerivedType(typeof(SetText), "setText")]
[JsonDerivedType(typeof(RenameId), "renameId")]
[JsonDerivedType(typeof(AddTable), "addTable")]
[JsonDerivedType(typeof(SetTable), "setTable")]
[JsonDerivedType(typeof(PasteTable), "pasteTable")]
[JsonDerivedType(typeof(AddOption), "addOption")]
[JsonDerivedType(typeof(RemoveOption), "removeOption")]
[JsonDerivedType(typeof(MoveOption), "moveOption")]
[JsonDerivedType(typeof(ReplaceFile), "replaceFile")]
[JsonDerivedType(typeof(SetSample), "setSample")]
public abstract record DefinitionEdit
{
    /// <summary>camelCase, Japanese as it is, <c>op</c> at any place.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };
}

/// <param name="After">The page before it; null for the end.</param>
public sealed record AddPage(string? After, string TitleJa) : DefinitionEdit;

/// <summary>Takes a page away with its fields; never the last one.</summary>
/// <param name="Id"><c>main</c> or <c>page/main</c>.</param>
/// <param name="Force">Also when something outside still reads its fields.</param>
public sealed record RemovePage(string Id, bool Force = false) : DefinitionEdit;

/// <param name="Index">The place of the page afterwards, from 0.</param>
public sealed record MovePage(string Id, int Index) : DefinitionEdit;

/// <param name="Into">A page or a group.</param>
/// <param name="LabelJa">Empty for a label that fits the type.</param>
/// <param name="Id">Null for one that is proposed from the label.</param>
public sealed record AddField(
    string Into, int? Index, [property: JsonConverter(typeof(FieldTypeJson))] FieldType Type, string LabelJa, string? Id = null) : DefinitionEdit;

/// <summary>Copies fields, pages or tables behind the last of them, with new ids; what the copies read of each other are the copies.</summary>
public sealed record Duplicate(IReadOnlyList<string> Targets) : DefinitionEdit;

/// <summary>Takes fields, pages or tables away, and their answers out of the samples.</summary>
/// <param name="Force">Also when something outside still reads them; the lint will say so.</param>
public sealed record Remove(IReadOnlyList<string> Targets, bool Force = false) : DefinitionEdit;

/// <summary>Moves fields, in the order in which they stand in the form, to a page or a group.</summary>
/// <param name="Index">The place of the first of them among the fields that stay there.</param>
public sealed record Move(IReadOnlyList<string> Targets, string Into, int? Index) : DefinitionEdit;

/// <summary>Sets what is written under a key of an element.</summary>
/// <param name="Key">A key that the JSON Schema knows for the element, or a place below it: <c>fee.expression</c>, <c>options[2].visible</c>. A list grows by its next place.</param>
/// <param name="Value">Null takes the key away.</param>
public sealed record Set(string Target, string Key, JsonNode? Value) : DefinitionEdit;

/// <summary>Sets a text that people read, in one language.</summary>
/// <param name="Key"><c>label</c>, <c>options[2].label</c>, <c>valid[0].message</c> ...</param>
/// <param name="Language"><c>ja</c>, <c>ja-easy</c>, <c>en</c> ...</param>
/// <param name="Text">Null or empty takes the text in this language away; without its Japanese a text goes as a whole.</param>
public sealed record SetText(string Target, string Key, string Language, string? Text) : DefinitionEdit;

/// <summary>Gives a page, field or table another id and rewrites whatever reads it.</summary>
public sealed record RenameId(string Target, string NewId) : DefinitionEdit;

/// <param name="Target"><c>form</c>, <c>procedure</c>, or <c>field/items</c> for a table that is worked out in each row of a group.</param>
/// <param name="Table">Null for a small one to begin with; its id is proposed when it has none.</param>
public sealed record AddTable(string Target, JsonObject? Table = null) : DefinitionEdit;

/// <summary>Puts another table in the place of one; the id stays.</summary>
public sealed record SetTable(string Target, JsonObject Table) : DefinitionEdit;

/// <summary>
/// Cells pasted from a spreadsheet, read as a person means them: 30以上50未満, 50〜179, はい, ―, 1,000円. The table grows by the rows that it lacks.
/// </summary>
/// <param name="Column">Inputs first, then outputs, then the note.</param>
/// <param name="Tsv">Rows by line breaks, cells by tabs, as a spreadsheet puts them on the clipboard.</param>
public sealed record PasteTable(string Target, int Row, int Column, string Tsv) : DefinitionEdit;

/// <param name="Value">What is stored; null for one that is proposed from the label.</param>
public sealed record AddOption(string Target, int? Index = null, string? LabelJa = null, string? Value = null) : DefinitionEdit;

public sealed record RemoveOption(string Target, int Index) : DefinitionEdit;

/// <param name="To">The place of the option afterwards, from 0.</param>
public sealed record MoveOption(string Target, int Index, int To) : DefinitionEdit;

/// <param name="Name"><c>form.json</c>, <c>procedure.json</c>, <c>mapping.json</c>, <c>samples/accepted-1.json</c>, or a schema beside them.</param>
/// <param name="Json">The whole file.</param>
public sealed record ReplaceFile(string Name, JsonNode Json) : DefinitionEdit;

/// <param name="Name"><c>accepted-1.json</c>; begins with <c>accepted-</c> or <c>refused-</c>.</param>
/// <param name="Json">Null takes the sample away.</param>
public sealed record SetSample(string Name, JsonNode? Json) : DefinitionEdit;

/// <summary>Types are written as in form.json, whatever the options of the serialiser: <c>personName</c>.</summary>
internal sealed class FieldTypeJson() : JsonStringEnumConverter<FieldType>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
