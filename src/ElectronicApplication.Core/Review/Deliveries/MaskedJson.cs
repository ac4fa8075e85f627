using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>Mapped data for those who may not read it: the shape, without what a person said.</summary>
public static class MaskedJson
{
    public const string Mask = "●●●";

    /// <summary>Texts and numbers are covered; names of members, yes and no, and nothing stay, and so do the texts given as known: numbers and codes of the case itself.</summary>
    public static JsonObject Of(JsonObject data, IReadOnlySet<string> known) => (JsonObject)Node(data, known)!;

    private static JsonNode? Node(JsonNode? node, IReadOnlySet<string> known) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Node(m.Value, known)))),
        JsonArray items => new JsonArray([.. items.Select(item => Node(item, known))]),
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.DeepClone(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && (value.GetValue<string>() is "" || known.Contains(value.GetValue<string>())) => value.DeepClone(),
        null => null,
        _ => Mask,
    };

    /// <summary>One line of a table: members of members by path (<c>requester.name</c>), items of lists by number (<c>persons.1.name</c>), in the order of the data.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Flatten(JsonObject data)
    {
        var cells = new List<KeyValuePair<string, string>>();
        Add(data, "");
        return cells;

        void Add(JsonNode? node, string path)
        {
            if (node is JsonObject members)
                foreach (var (name, value) in members)
                    Add(value, path.Length == 0 ? name : $"{path}.{name}");
            else if (node is JsonArray items)
                for (var i = 0; i < items.Count; i++)
                    Add(items[i], $"{path}.{i + 1}");
            else
                cells.Add(new(path, node switch { null => "", JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(), _ => node.ToJsonString() }));
        }
    }
}
