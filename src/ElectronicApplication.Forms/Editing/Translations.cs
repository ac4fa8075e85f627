using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

/// <summary>A text beside its Japanese source; <see cref="SetText"/> takes target and key as they are.</summary>
/// <param name="PlaceJa">Where people see it: 「氏名」の説明.</param>
/// <param name="Text">Null when it is not there yet.</param>
public sealed record TranslationRow(string Target, string Key, string PlaceJa, string SourceJa, string? Text);

/// <summary>The texts of a definition, for the page on which they are translated.</summary>
public static class Translations
{
    /// <summary>Every text that people read, in the order of procedure, form and tables.</summary>
    public static IReadOnlyList<TranslationRow> All(DefinitionTree tree, string language) => [.. Texts(tree).Where(text => text.Exists).Select(text => text.Row(language))];

    /// <summary>Texts that the lint misses in this language: all of them in English and other languages, those that decide in easy Japanese.</summary>
    public static IReadOnlyList<TranslationRow> Missing(DefinitionTree tree, string language) =>
        [.. Texts(tree).Where(text => text.IsNeeded(language)).Select(text => text.Row(language)).Where(row => row.Text is null)];

    private static IEnumerable<Place> Texts(DefinitionTree tree)
    {
        var procedure = tree.Procedure;
        foreach (var (key, easy) in new[] { ("title", true), ("summary", true), ("categoryTitle", false), ("officeTitle", false), ("whoCanApply", true) })
            yield return new("procedure", procedure, key, procedure[key], easy);
        for (var i = 0; i < ((procedure["whatYouNeed"] as JsonArray)?.Count ?? 0); i++)
            yield return new("procedure", procedure, $"whatYouNeed[{i}]", procedure["whatYouNeed"]![i], true);
        foreach (var key in new[] { "processingTime", "feeText", "completionText" })
            yield return new("procedure", procedure, key, procedure[key], true);
        yield return new("procedure", procedure, "standardProcessingPeriod.note", (procedure["standardProcessingPeriod"] as JsonObject)?["note"], false) { IsExtra = true };
        foreach (var (office, i) in ((procedure["routing"] as JsonObject)?.Objects("offices") ?? []).Select((office, i) => (office, i)))
            yield return new("procedure", procedure, $"routing.offices[{i}].title", office["title"], false);
        foreach (var (step, i) in ((procedure["decisionRoute"] as JsonObject)?.Objects("steps") ?? []).Select((step, i) => (step, i)))
            yield return new("procedure", procedure, $"decisionRoute.steps[{i}].title", step["title"], false) { IsExtra = true };
        var index = new TreeIndex(tree);
        foreach (var page in index.Pages)
        {
            yield return new("page/" + page.Id, page.Json, "title", page.Json["title"], true);
            yield return new("page/" + page.Id, page.Json, "guidance", page.Json["guidance"], false);
            foreach (var field in index.Fields.Where(field => field.Page == page))
                foreach (var place in Of(field))
                    yield return place;
        }
        foreach (var table in index.Tables)
        {
            yield return new("table/" + table.Id, table.Json, "label", table.Json["label"], false) { IsExtra = true };
            foreach (var key in new[] { "inputs", "outputs" })
                foreach (var (column, i) in table.Json.Objects(key).Select((column, i) => (column, i)))
                    yield return new("table/" + table.Id, table.Json, $"{key}[{i}].label", column["label"], false) { IsExtra = true };
        }
    }

    private static IEnumerable<Place> Of(TreeField field)
    {
        var (target, json) = ("field/" + field.Id, field.Json);
        yield return new(target, json, "label", json["label"], field.Type != FieldType.Heading);
        foreach (var key in new[] { "help", "example", "patternMessage", "unit", "rowTitle" })
            yield return new(target, json, key, json[key], false);
        foreach (var (option, i) in json.Objects("options").Select((option, i) => (option, i)))
            yield return new(target, json, $"options[{i}].label", option["label"], true);
        foreach (var (rule, i) in json.Objects("valid").Select((rule, i) => (rule, i)))
            yield return new(target, json, $"valid[{i}].message", rule["message"], false);
    }

    /// <param name="IsEasy">The lint wants it in easy Japanese too.</param>
    private readonly record struct Place(string Target, JsonObject Element, string Key, JsonNode? Node, bool IsEasy)
    {
        /// <summary>Nothing that an applicant must understand; the lint does not ask for it.</summary>
        public bool IsExtra { get; init; }

        public bool IsNeeded(string language) => !IsExtra && Source is { Length: > 0 } source && (language == "ja-easy" ? IsEasy && source.Any(TextRules.IsKanji) : source.Any(TextRules.IsJapanese));

        public TranslationRow Row(string language) => new(
            Target, Key, $"{ElementWords.Owner(Target, Element).Ja}の{new PropertyPath(Key).Ja}", Source ?? "",
            Node is JsonObject texts && texts.FirstOrDefault(text => text.Key.Equals(language, StringComparison.OrdinalIgnoreCase)).Value.Text() is { Length: > 0 } written && !string.IsNullOrWhiteSpace(written) ? written : null);

        public bool Exists => Node is not null;

        private string? Source => Node.In("ja");
    }
}
