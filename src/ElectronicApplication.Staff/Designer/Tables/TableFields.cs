using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <param name="Page">The page on which it stands, in words.</param>
public sealed record TableField(string Id, string Label, string Page);

/// <summary>The fields that a column of a table can ask about, also while the form does not work.</summary>
public static class TableFields
{
    /// <param name="ofGroup">Of the table, whose rows it then sees as well.</param>
    public static IEnumerable<TableField> Of(DefinitionTree tree, string? ofGroup) =>
        from page in ElementJson.Objects(tree.Form["pages"])
        let title = DesignTexts.Japanese(page["title"])
        from field in ElementJson.Objects(page["fields"])
        from one in Kind(field) == FieldType.Group ? field["id"]?.ToString() == ofGroup && ofGroup is not null ? ElementJson.Objects(field["fields"]).Select(f => (Field: f, Title: DesignTexts.Japanese(field["label"]))) : [] : [(Field: field, Title: title)]
        where Asks(Kind(one.Field))
        select new TableField(one.Field["id"]?.ToString() ?? "", DesignTexts.Japanese(one.Field["label"]), one.Title);

    public static IEnumerable<(string Id, string Label)> Groups(DefinitionTree tree) => ElementJson.Objects(tree.Form["pages"]).SelectMany(p => ElementJson.Objects(p["fields"]))
        .Where(f => Kind(f) == FieldType.Group).Select(f => (f["id"]?.ToString() ?? "", DesignTexts.Japanese(f["label"])));

    /// <summary>All that can begin a table, those of the groups behind the others.</summary>
    public static IReadOnlyList<TableField> All(DefinitionTree tree) => [.. Of(tree, null), .. Groups(tree).SelectMany(g => Of(tree, g.Id).ExceptBy(Of(tree, null).Select(f => f.Id), f => f.Id))];

    private static FieldType? Kind(JsonObject field) => FieldPalette.Parse(field["type"]?.ToString());

    private static bool Asks(FieldType? type) => type is not (null or FieldType.Group or FieldType.Heading or FieldType.Guidance or FieldType.Attachment or FieldType.Signature
        or FieldType.Period or FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount or FieldType.LongText);
}
