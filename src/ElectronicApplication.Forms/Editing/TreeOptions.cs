using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>The options of a field as they stand in the tree.</summary>
internal static class TreeOptions
{
    public static IReadOnlyList<OptionDefinition> Of(JsonObject field) =>
        [.. from option in field.Objects("options")
            where option.Text("value") is not null
            select new OptionDefinition(option.Text("value")!, Text(option["label"], option.Text("value")!))];

    public static LocalizedText Text(JsonNode? node, string otherwise) => node is JsonObject texts
        ? new LocalizedText(texts.Text("ja") ?? otherwise, [.. texts.Where(text => text.Key != "ja" && text.Value.Text() is not null).Select(text => new KeyValuePair<string, string>(text.Key, text.Value.Text()!))])
        : new LocalizedText(node.Text() ?? otherwise);
}
