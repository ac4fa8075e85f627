using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer.Review;

/// <summary>
/// What the page posted: <c>checklist.0.text</c> and <c>hints.0.text</c> with their conditions, <c>sentences</c> (one a line), <c>same</c> (ids of fields) and
/// <c>days</c>; the buttons addCheck, dropCheck:0, addHint, dropHint:0.
/// </summary>
internal static class ReviewPost
{
    public static SheetCommand Read(SheetPost post)
    {
        var before = post.View.Design.Tree.Procedure["review"] as JsonObject ?? [];
        var review = (JsonObject?)(post.Current.Procedure["review"] as JsonObject)?.DeepClone() ?? [];
        var errors = new Dictionary<string, string>();
        var conditions = new ConditionPost(post.Form, post.View.Sketch.Plan, post.Changed, post.Form["op"].ToString(), errors);
        Put(review, "checklist", Items(post, "checklist", "Check", before, review, conditions, errors));
        Put(review, "hints", Items(post, "hints", "Hint", before, review, conditions, errors));
        if (post.Form.TryGetValue("sentences", out var sentences))
            Put(review, "sentences", WordList.Read(before["sentences"], review["sentences"], [.. Lines(sentences.ToString(), errors)]) as JsonArray);
        TakeDuplicates(post, review, errors);

        var now = post.Current.Procedure["review"];
        JsonNode? wanted = review.Count == 0 ? null : review;
        return new(JsonNode.DeepEquals(now, wanted) ? [] : [new Set("procedure", "review", wanted)]) { Errors = errors, Unfinished = conditions.Unfinished, IsUnfinished = conditions.Unfinished.Count > 0 };
    }

    private static JsonArray Items(SheetPost post, string list, string what, JsonObject beforeAll, JsonObject nowAll, ConditionPost conditions, Dictionary<string, string> errors)
    {
        var (before, now) = (beforeAll[list] as JsonArray ?? [], nowAll[list] as JsonArray ?? []);
        var items = (JsonArray)now.DeepClone();
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] is not JsonObject item)
                continue;
            var (name, wanted) = ($"{list}.{i}.text", (JsonObject)item.DeepClone());
            if (post.Form.TryGetValue(name, out var typed) && typed.ToString().Trim() is var text && text != item["text"]?.ToString())
            {
                wanted["text"] = text;
                if (text.Length is 0 or > 300)
                    errors[name] = "文は、1 文字から 300 文字までで入力してください。";
            }
            conditions.Take($"review.{list}[{i}].when", item.Feel("when"), feel => _ = feel is not null ? wanted["when"] = feel : list == "hints" ? wanted["when"] = "true" : wanted.Remove("when") ? null : null);
            if (errors.ContainsKey(name) || JsonNode.DeepEquals(wanted, item))
                continue;
            if (PlaceNow.Of(before, now, i) is { } place)
                items[place] = wanted;
            else
                errors[name] = PlaceNow.LostText(wanted["text"]?.ToString());
        }
        if (post.Command.Verb == "add" + what && items.Count < ReviewDefinition.MaxItems)
            items.Add(list == "checklist" ? new JsonObject { ["id"] = "check_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), ["text"] = "（確認すること）" } : new JsonObject { ["text"] = "（注意すること）", ["when"] = "true" });
        if (post.Command.Verb == "drop" + what)
            if (PlaceNow.Of(before, now, post.Index) is { } gone)
                items.RemoveAt(gone);
            else
                errors[$"{list}.{post.Index}.text"] = PlaceNow.Lost;
        return items;
    }

    private static IEnumerable<string> Lines(string posted, Dictionary<string, string> errors)
    {
        var lines = posted.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (lines.Count > ReviewDefinition.MaxItems || lines.Exists(l => l.Length > 300))
            errors["sentences"] = $"文例は {ReviewDefinition.MaxItems} 件まで、一つは 300 文字までにしてください。";
        return lines.Take(ReviewDefinition.MaxItems).Select(l => l.Length > 300 ? l[..300] : l);
    }

    private static void TakeDuplicates(SheetPost post, JsonObject review, Dictionary<string, string> errors)
    {
        if (!post.Form.ContainsKey("days"))
            return;
        var fields = post.Form["same"].OfType<string>().Where(id => id.Length > 0).Distinct().Take(10).ToList();
        var typed = PropertyPost.Narrow(post.Form["days"].ToString().Trim());
        if (fields.Count == 0)
        {
            review.Remove("duplicates");
            return;
        }
        if (typed.Length > 0 && (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 3650))
        {
            errors["days"] = "日数は、1 から 3650 までの整数で入力してください。";
            return;
        }
        var same = (JsonObject?)(review["duplicates"] as JsonObject)?.DeepClone() ?? [];
        same["fields"] = new JsonArray([.. fields.Select(f => (JsonNode)f)]);
        if (typed.Length > 0)
            same["days"] = int.Parse(typed, CultureInfo.InvariantCulture);
        else
            same.Remove("days");
        review["duplicates"] = same;
    }

    private static void Put(JsonObject review, string key, JsonArray? list)
    {
        if (list is { Count: > 0 })
            review[key] = list;
        else
            review.Remove(key);
    }
}
