using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>教示: <c>appeal.mode</c> (open, none, notice) and what each of them needs.</summary>
internal static class AppealPost
{
    private const string At = "procedure";
    private const int MaxName = 200;

    /// <returns>Whether something was chosen that is still to be filled in.</returns>
    public static bool Read(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors)
    {
        if (!post.Form.TryGetValue("appeal.mode", out var mode))
            return false;
        var before = post.View.Design.Tree.Procedure["appeal"] as JsonObject;
        var appeal = (JsonObject?)(post.Current.Procedure["appeal"] as JsonObject ?? before)?.DeepClone();
        switch (mode.ToString())
        {
            case "none":
                var reason = post.Form["appeal.none"].ToString().Trim();
                if (reason.Length == 0)
                    return true;
                appeal = [];
                appeal["none"] = reason;
                break;
            case "notice":
                appeal ??= [];
                appeal.Remove("none");
                Notice(post, appeal, errors);
                break;
            default:
                appeal = null;
                break;
        }
        if (!JsonNode.DeepEquals(post.Current.Procedure["appeal"], appeal))
            edits.Add(new Set(At, "appeal", appeal));
        return false;
    }

    private static void Notice(SheetPost post, JsonObject appeal, Dictionary<string, string> errors)
    {
        var standard = new AppealDefinition();
        foreach (var (key, usual, most) in (ReadOnlySpan<(string, string, int)>)[("authority", standard.Authority, MaxName), ("defendant", standard.Defendant, MaxName), ("representative", standard.Representative, MaxName), ("text", "", AppealDefinition.MaxText)])
        {
            if (!post.Form.TryGetValue("appeal." + key, out var posted))
                continue;
            var text = posted.ToString().ReplaceLineEndings("\n").Trim();
            if (text.Length > most)
                errors["appeal." + key] = $"{most}文字までにしてください。";
            else if (text.Length == 0 || (text == usual && key != "authority"))
                appeal.Remove(key);
            else
                appeal[key] = text;
        }
        if (appeal["authority"] is null)
            appeal["authority"] = standard.Authority;
        if (post.Form.TryGetValue("appeal.reviewFirst", out var first))
        {
            if (first[^1] == "true")
                appeal["reviewFirst"] = true;
            else
                appeal.Remove("reviewFirst");
        }
    }
}
