using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What is paid out: an amount, a table or a formula, the field of the account, and when it is the account registered with the state.</summary>
internal static class PayoutPost
{
    private const string At = "procedure";
    private const int MaxFormula = 2000;

    /// <returns>Whether something was chosen that is still to be filled in.</returns>
    public static bool Read(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors)
    {
        var form = post.Form;
        if (!form.TryGetValue("payout.mode", out var posted))
            return false;
        var (mode, before) = (posted.ToString(), post.View.Design.Tree.Procedure["payout"] as JsonObject);
        if (mode == "none")
        {
            if (before is not null)
                edits.Add(new Set(At, "payout", null));
            return false;
        }
        var amount = mode switch
        {
            "fixed" => PropertyPost.Narrow(form["payout.yen"].ToString().Replace("円", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim()),
            "table" => form["payout.table"].ToString(),
            _ => form["payout.formula"].ToString().Trim(),
        };
        if (mode == "fixed" && amount.Length > 0 && (!amount.All(char.IsAsciiDigit) || amount.Length > 10))
            errors["payout.yen"] = "金額は、0 以上の整数（円）で、10 桁までにしてください。";
        if (amount.Length > MaxFormula)
            errors["payout"] = $"式は {MaxFormula} 文字までにしてください。";
        var text = form["payout.text"].ToString().Trim();
        if (ZenginText.Of(text) is var said && (said.Unusable.Length > 0 || said.Text.Length > PayoutDefinition.MaxText))
            errors["payout.text"] = said.Unusable.Length > 0
                ? $"振込に使えない文字があります: {said.Unusable}。カナ・英数字・かっこ・ハイフン・ピリオドで入力してください。"
                : $"半角カナに直すと {said.Text.Length} 文字です（濁点も1文字）。{PayoutDefinition.MaxText} 文字までにしてください。";
        if (errors.ContainsKey("payout.yen") || errors.ContainsKey("payout"))
            return false;
        var account = form["payout.account"].ToString();
        if (amount.Length == 0 || account.Length == 0)
            return true;
        var payout = (JsonObject?)before?.DeepClone() ?? [];
        payout["amount"] = amount;
        payout["account"] = account;
        Put(payout, "publicAccount", form["payout.public"].ToString().Trim());
        // Words that do not fit stay on the page; the rest is saved.
        if (!errors.ContainsKey("payout.text"))
            Put(payout, "text", text);
        // A colleague may have changed the other half.
        if (before is not null && post.Current.Procedure["payout"] is JsonObject)
            edits.AddRange(((string[])["amount", "account", "publicAccount", "text"]).Where(key => !JsonNode.DeepEquals(before[key], payout[key])).Select(key => new Set(At, "payout." + key, payout[key]?.DeepClone())));
        else if (!JsonNode.DeepEquals(before, payout))
            edits.Add(new Set(At, "payout", payout));
        return false;
    }

    private static void Put(JsonObject payout, string key, string text)
    {
        if (text.Length == 0)
            payout.Remove(key);
        else
            payout[key] = text;
    }
}
