using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

internal enum PlaceKind { Expression, Tests, Id }

/// <summary>A text of a definition that reads ids: an expression, a cell of tests, or a bare id.</summary>
/// <param name="Owners">The elements that it belongs to, as <c>page/main</c>, <c>field/items</c>.</param>
/// <param name="Element">The innermost of them, for its words; null for what belongs to the file.</param>
/// <param name="Key">The name of the member, or the place in a list.</param>
/// <param name="About">What it is, in words; with a number behind it for one of several.</param>
internal sealed record ExpressionPlace(string File, string Path, PlaceKind Kind, string[] Owners, JsonObject? Element, JsonNode Holder, object Key, (string Ja, string En) About)
{
    public string Text => (Key is int index ? Holder[index] : Holder[(string)Key]).Text()!;

    public string WordsJa => Element is null ? About.Ja : $"{(IsTable ? "表" : "")}「{Element.Ja()}」の{About.Ja}";

    public string WordsEn => Element is null ? About.En : $"the {About.En} of {(IsTable ? "the table " : "")}“{Element.En()}”";

    private bool IsTable => Owners is [.., var last] && last.StartsWith("table/", StringComparison.Ordinal);

    public void Write(string text)
    {
        if (Key is int index)
            ((JsonArray)Holder)[index] = text;
        else
            ((JsonObject)Holder)[(string)Key] = text;
    }

    /// <summary>What is read here. A bare id reads itself.</summary>
    public IReadOnlyList<FeelReference> References(ReadNames names) =>
        Kind == PlaceKind.Id ? [new FeelReference(Text, 0, Text.Length)] : FeelReferences.Of(Text, Kind == PlaceKind.Tests, names);

    /// <summary>Rewrites the ids of the map.</summary>
    public void Rename(ReadNames names, IReadOnlyDictionary<string, string> map)
    {
        var text = Text;
        var renamed = Kind == PlaceKind.Id ? map.GetValueOrDefault(text) ?? text : FeelReferences.Renamed(text, Kind == PlaceKind.Tests, names, map);
        if (!ReferenceEquals(renamed, text))
            Write(renamed);
    }
}
