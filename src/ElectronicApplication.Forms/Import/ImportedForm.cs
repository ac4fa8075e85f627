using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Import;

/// <param name="Path">The place in the foreign definition: <c>$.components[3].customConditional</c>.</param>
public sealed record ImportGap(string Path, string MessageJa, string MessageEn);

/// <summary>A form made from a definition of another product. It is a beginning for an author, who then goes through the gaps.</summary>
/// <param name="Form"><c>form.json</c>, which can be read; the lint says what it still lacks.</param>
/// <param name="Gaps">Everything that could not be taken over without guessing, in the order of the foreign definition.</param>
public sealed record ImportedForm(JsonObject Form, IReadOnlyList<ImportGap> Gaps)
{
    /// <summary>What the foreign form calls itself, for the title of the procedure; null when it does not say.</summary>
    public string? Title { get; init; }
}

/// <summary>What both importers need: ids of our make, texts by language, and the list of what was left behind.</summary>
internal sealed class ImportBuilder
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "today", "facts", "card", "item", "fee" };

    public List<ImportGap> Gaps { get; } = [];

    public void Gap(string path, string ja, string en) => Gaps.Add(new ImportGap(path, ja, en));

    /// <summary>Keys that carry meaning and that nobody here understands.</summary>
    public void Unread(JsonObject json, string path, IReadOnlySet<string> understood, IReadOnlySet<string> harmless)
    {
        foreach (var (key, value) in json)
            if (!understood.Contains(key) && !harmless.Contains(key) && !IsNothing(value))
                Gap($"{path}.{key}", $"「{key}」は取り込めません。必要なら、同じ働きを手で加えてください。", $"'{key}' cannot be taken over. Add the same by hand if it is needed.");
    }

    /// <summary>An id in our alphabet; one that had to change is named, because data and other systems may know the old one.</summary>
    public string Id(string name, string path)
    {
        if (_ids.TryGetValue(name, out var known))
            return known;
        var letters = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_').SelectMany((c, i) => char.IsAsciiLetterUpper(c) && i > 0 && !char.IsAsciiLetterUpper(name[i - 1])
            ? new[] { '_', char.ToLowerInvariant(c) } : [char.ToLowerInvariant(c)])).Trim('_');
        var id = letters.Length > 0 && char.IsAsciiLetterLower(letters[0]) ? letters : "field_" + letters.Trim('_');
        id = id.Length > 56 ? id[..56] : id.TrimEnd('_');
        var unique = id;
        for (var n = 2; !_taken.Add(unique); n++)
            unique = $"{id}_{n}";
        if (unique != name)
            Gap(path, $"識別名「{name}」は「{unique}」になりました。", $"The id '{name}' became '{unique}'.");
        return _ids[name] = unique;
    }

    /// <summary>The id that a name has already become; null for a name that no field has.</summary>
    public string? Known(string name) => _ids.GetValueOrDefault(name);

    /// <summary>A string, or SurveyJS's strings by language, as ours.</summary>
    public static JsonNode? Text(JsonNode? node, string? fallback = null)
    {
        if (node is JsonObject languages)
        {
            var ja = languages["ja"]?.ToString() ?? languages["default"]?.ToString() ?? languages.FirstOrDefault().Value?.ToString() ?? fallback ?? "";
            var texts = new JsonObject { ["ja"] = ja };
            foreach (var (language, text) in languages)
                if (language is not ("ja" or "default") && text is not null)
                    texts[language] = text.ToString();
            return texts.Count == 1 ? ja : texts;
        }
        return node?.ToString() is { Length: > 0 } plain ? plain : fallback;
    }

    public static bool Flag(JsonNode? node) => node?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static bool IsNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject json => json.All(member => IsNothing(member.Value)),
        _ => value.ToString() is "" or "false",
    };
}
