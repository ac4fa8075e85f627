using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Tables whose result is one value for the whole form: what a fee or a routing can be.</summary>
internal static class TableChoices
{
    public static IEnumerable<(string Id, string Title)> Of(DefinitionTree tree) =>
        ElementJson.Objects(tree.Procedure["tables"]).Concat(ElementJson.Objects(tree.Form["tables"])).Where(t => t["group"] is null)
            .Select(t => (t["id"]?.ToString() ?? "", DesignTexts.Japanese(t["label"]) is { Length: > 0 } label ? label : t["id"]?.ToString() ?? ""));
}
