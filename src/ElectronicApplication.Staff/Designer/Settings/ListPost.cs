using System.Text.Json.Nodes;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A list of texts for people: <c>w.0</c>, <c>w.0@en</c>, with the buttons addNeed, dropNeed:0, upNeed:0, downNeed:0.</summary>
internal static class ListPost
{
    private const int MaxItems = 50;

    public static JsonArray Read(SheetPost post, string name, JsonArray? before, string what)
    {
        var list = (JsonArray?)before?.DeepClone() ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            var holder = new JsonObject { ["text"] = list[i]?.DeepClone() };
            foreach (var (language, _) in EditorPlace.Languages)
                if (post.Form.TryGetValue(language == "ja" ? $"{name}.{i}" : $"{name}.{i}@{language}", out var posted) && posted.ToString().Trim() is var words && words != PropertyPost.Words(holder["text"], language))
                    PropertyPost.SetWords(holder, "text", language, words);
            if (!JsonNode.DeepEquals(holder["text"], list[i]))
                list[i] = holder["text"]?.DeepClone();
        }
        var (verb, index) = (post.Command.Verb, post.Index ?? 0);
        if (verb == "add" + what && list.Count < MaxItems)
            list.Add("");
        else if (verb == "drop" + what && index < list.Count)
            list.RemoveAt(index);
        else if (verb == "up" + what && index > 0 && index < list.Count || verb == "down" + what && index < list.Count - 1)
        {
            var node = list[index];
            list.RemoveAt(index);
            list.Insert(verb == "up" + what ? index - 1 : index + 1, node);
        }
        return list;
    }
}
