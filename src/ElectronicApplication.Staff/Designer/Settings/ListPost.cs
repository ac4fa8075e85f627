using System.Text.Json.Nodes;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A list of texts for people: <c>w.0</c>, <c>w.0@en</c>, with the buttons addNeed, dropNeed:0, upNeed:0, downNeed:0.</summary>
internal static class ListPost
{
    private const int MaxItems = 50;

    /// <param name="before">As the person had it before them.</param>
    /// <returns>What the list becomes.</returns>
    public static JsonArray Read(SheetPost post, string name, JsonArray before, JsonArray now, string what, Dictionary<string, string> errors)
    {
        var list = (JsonArray)now.DeepClone();
        for (var i = 0; i < before.Count; i++)
        {
            var holder = new JsonObject { ["text"] = before[i]?.DeepClone() };
            LanguagePost.Take(post.Form, $"{name}.{i}", holder, "text");
            if (JsonNode.DeepEquals(holder["text"], before[i]))
                continue;
            if (PlaceNow.Of(before, now, i) is { } place)
                list[place] = holder["text"]?.DeepClone();
            else
                errors[$"{name}.{i}"] = PlaceNow.LostText(LanguagePost.Words(holder["text"], "ja"));
        }
        var verb = post.Command.Verb;
        if (verb == "add" + what && list.Count < MaxItems)
            list.Add("");
        else if (verb == "drop" + what || verb == "up" + what || verb == "down" + what)
        {
            if (PlaceNow.Of(before, now, post.Index) is not { } at)
                errors[$"{name}.{post.Index}"] = PlaceNow.Lost;
            else if (verb == "drop" + what)
                list.RemoveAt(at);
            else if ((verb == "up" + what ? at - 1 : at + 1) is var to && to >= 0 && to < list.Count)
            {
                var node = list[at];
                list.RemoveAt(at);
                list.Insert(to, node);
            }
        }
        return list;
    }
}
