using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The fee and the routing: an expression each, that people choose as an amount, a table or a formula.</summary>
internal static class MoneyPost
{
    private const string At = "procedure";
    private const int MaxOffices = 50;
    private const long MaxYen = 100_000_000;

    /// <returns>Whether something was chosen that is still to be filled in.</returns>
    public static bool Read(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors) => Fee(post, edits, errors) | Routing(post, edits, errors);

    /// <summary>none, fixed, table or formula.</summary>
    public static string Mode(string? expression, DefinitionTree tree) =>
        string.IsNullOrWhiteSpace(expression) ? "none"
        : expression.All(char.IsAsciiDigit) ? "fixed"
        : ElementJson.Find(tree, "table/" + expression.Trim()) is not null ? "table" : "formula";

    private static bool Fee(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors)
    {
        var form = post.Form;
        if (!form.TryGetValue("fee.mode", out var mode))
            return false;
        var procedure = post.View.Design.Tree.Procedure;
        var now = (JsonObject?)(procedure["fee"] as JsonObject)?.DeepClone() ?? [];
        if (mode.ToString() == "none")
        {
            if (procedure["fee"] is not null)
                edits.Add(new Set(At, "fee", null));
            return false;
        }
        var typed = PropertyPost.Narrow(form["fee.yen"].ToString().Replace("円", "", StringComparison.Ordinal).Trim());
        var expression = mode.ToString() switch
        {
            "fixed" => typed,
            "table" => form["fee.table"].ToString(),
            _ => form["fee.formula"].ToString().Trim(),
        };
        if (mode.ToString() == "fixed" && expression.Length > 0 && (!long.TryParse(expression, NumberStyles.None, CultureInfo.InvariantCulture, out var yen) || yen > MaxYen))
        {
            errors["fee.yen"] = $"金額は、0 以上の整数（円）で、{MaxYen:#,0} 円までにしてください。";
            return false;
        }
        if (expression.Length == 0)
            return true;
        now["expression"] = expression;
        now["due"] = form["fee.due"].ToString() == "AfterReview" ? "AfterReview" : "BeforeReview";
        if (!JsonNode.DeepEquals(procedure["fee"], now))
            edits.Add(new Set(At, "fee", now));
        return false;
    }

    private static bool Routing(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors)
    {
        var form = post.Form;
        if (!form.TryGetValue("routing.on", out var posted))
            return false;
        var procedure = post.View.Design.Tree.Procedure;
        if (posted[^1] != "true")
        {
            if (procedure["routing"] is not null)
                edits.Add(new Set(At, "routing", null));
            return false;
        }
        var now = (JsonObject?)(procedure["routing"] as JsonObject)?.DeepClone()
            ?? new JsonObject { ["offices"] = new JsonArray(new JsonObject { ["code"] = procedure["office"]?.ToString(), ["title"] = procedure["officeTitle"]?.DeepClone() }) };
        if (now["offices"] is not JsonArray offices)
            now["offices"] = offices = [];
        for (var i = 0; i < offices.Count; i++)
        {
            if (offices[i] is not JsonObject office)
                continue;
            if (form.TryGetValue($"routing.{i}.code", out var code) && code.ToString().Trim() is { Length: <= 64 } typed && typed != office["code"]?.ToString())
                office["code"] = typed;
            LanguagePost.Take(form, $"routing.{i}.title", office, "title");
        }
        if (post.Command.Verb == "addOffice" && offices.Count < MaxOffices)
            offices.Add(new JsonObject { ["code"] = "", ["title"] = "" });
        if (post.Command.Verb == "dropOffice" && post.Index is { } index && index < offices.Count)
        {
            if (offices.Count == 1)
                errors["routing.on"] = "担当課は、少なくとも一つ必要です。割り振らないときは、印を外してください。";
            else
                offices.RemoveAt(index);
        }
        // A table says the same as a formula that is its name.
        var expression = form["routing.table"].ToString() is { Length: > 0 } table ? table : form["routing.formula"].ToString().Trim();
        if (expression.Length == 0)
            return true;
        now["expression"] = expression;
        if (!JsonNode.DeepEquals(procedure["routing"], now))
            edits.Add(new Set(At, "routing", now));
        return false;
    }
}
