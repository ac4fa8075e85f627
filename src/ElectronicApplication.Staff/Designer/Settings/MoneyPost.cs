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
    public static bool Read(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors) => Fee(post, edits, errors) | PayoutPost.Read(post, edits, errors) | Routing(post, edits, errors);

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
        var before = procedure["fee"] as JsonObject;
        var fee = (JsonObject?)before?.DeepClone() ?? [];
        fee["expression"] = expression;
        fee["due"] = form["fee.due"].ToString() == "AfterReview" ? "AfterReview" : "BeforeReview";
        // A colleague may have changed the other half.
        if (before is not null && post.Current.Procedure["fee"] is JsonObject)
            edits.AddRange(((string[])["expression", "due"]).Where(key => !JsonNode.DeepEquals(before[key], fee[key])).Select(key => new Set(At, "fee." + key, fee[key])));
        else if (!JsonNode.DeepEquals(before, fee))
            edits.Add(new Set(At, "fee", fee));
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
        var before = procedure["routing"] as JsonObject;
        var now = post.Current.Procedure["routing"] as JsonObject ?? before;
        var routing = (JsonObject?)now?.DeepClone()
            ?? new JsonObject { ["offices"] = new JsonArray(new JsonObject { ["code"] = procedure["office"]?.ToString(), ["title"] = procedure["officeTitle"]?.DeepClone() }) };
        routing["offices"] = Offices(post, before?["offices"] as JsonArray ?? [], routing["offices"] as JsonArray ?? [], errors);
        // A table says the same as a formula that is its name.
        var expression = form["routing.table"].ToString() is { Length: > 0 } table ? table : form["routing.formula"].ToString().Trim();
        if (expression.Length > 0 && expression != before?["expression"]?.ToString())
            routing["expression"] = expression;
        if (routing["expression"] is not null && !JsonNode.DeepEquals(now, routing))
            edits.Add(new Set(At, "routing", routing));
        return expression.Length == 0;
    }

    /// <returns>What the offices become. An office is known by its code.</returns>
    private static JsonArray Offices(SheetPost post, JsonArray before, JsonArray now, Dictionary<string, string> errors)
    {
        var offices = (JsonArray)now.DeepClone();
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] is not JsonObject office)
                continue;
            var code = post.Form.TryGetValue($"routing.{i}.code", out var posted) && posted.ToString().Trim() is { Length: <= 64 } typed && typed != office["code"]?.ToString() ? typed : null;
            var titles = LanguagePost.Changed(post.Form, $"routing.{i}.title", office["title"]).ToList();
            if (code is null && titles.Count == 0)
                continue;
            if (Place(i) is not { } place || offices[place] is not JsonObject target)
            {
                errors[$"routing.{i}.code"] = PlaceNow.LostText(titles.Count > 0 ? titles[0].Text : code);
                continue;
            }
            if (code is not null)
                target["code"] = code;
            foreach (var (language, words) in titles)
                LanguagePost.Set(target, "title", language, words);
        }
        if (post.Command.Verb == "addOffice" && offices.Count < MaxOffices)
            offices.Add(new JsonObject { ["code"] = "", ["title"] = "" });
        if (post.Command.Verb == "dropOffice")
        {
            if (offices.Count == 1)
                errors["routing.on"] = "担当課は、少なくとも一つ必要です。割り振らないときは、印を外してください。";
            else if (Place(post.Index) is { } place)
                offices.RemoveAt(place);
            else
                errors[$"routing.{post.Index}.code"] = PlaceNow.Lost;
        }
        return offices;

        int? Place(int? index) => PlaceNow.Of(before, now, index, (a, b) => a?["code"]?.ToString() == b?["code"]?.ToString());
    }
}
