using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Plan;

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
    private readonly HashSet<string> _taken = new(FormCompiler.Reserved, StringComparer.Ordinal);

    public List<ImportGap> Gaps { get; } = [];

    public void Gap(string path, string ja, string en) => Gaps.Add(new ImportGap(path, ja, en));

    /// <summary>Keys that carry meaning and that nobody here understands.</summary>
    public void Unread(JsonObject json, string path, IReadOnlySet<string> understood, IReadOnlySet<string> harmless)
    {
        foreach (var (key, value) in json)
            if (!understood.Contains(key) && !harmless.Contains(key) && !IsNothing(value))
                Gap($"{path}.{key}", $"「{key}」は取り込めません。必要なら、同じ働きを手で加えてください。", $"'{key}' cannot be taken over. Add the same by hand if it is needed.");
    }

    /// <summary>What stands between the components and is none.</summary>
    public void NoComponent(string path) => Gap(path, "項目の形をしていないため、取り込めません。", "This is no field and cannot be taken over.");

    /// <summary>A whole number within what a form may hold; anything else stays behind.</summary>
    public void Whole(JsonObject field, string ours, JsonNode? theirs, long min, long max, string path)
    {
        if (IsNothing(theirs))
            return;
        if (Number(theirs) is { } number && decimal.Truncate(number) == number && number >= min && number <= max)
            field[ours] = (long)number;
        else
            Gap(path, $"「{Shown(theirs)}」は、ここに書ける数（{min} から {max}）ではありません。手で書いてください。", $"'{Shown(theirs)}' is not a number from {min} to {max}. Write it by hand.");
    }

    /// <summary>A bound of a number; anything that is none stays behind.</summary>
    public void Bound(JsonObject field, string ours, JsonNode? theirs, string path)
    {
        if (IsNothing(theirs))
            return;
        if (Number(theirs) is { } number)
            field[ours] = decimal.Truncate(number) == number && Math.Abs(number) < long.MaxValue ? JsonValue.Create((long)number) : JsonValue.Create(number);
        else
            Gap(path, $"限度「{Shown(theirs)}」は取り込めません。手で書いてください。", $"The bound '{Shown(theirs)}' cannot be taken over. Write it by hand.");
    }

    /// <summary>The title of a frame, as a heading in front of what lies in it; frames themselves are not known here.</summary>
    public void Heading(JsonArray fields, JsonNode? title, JsonNode? description)
    {
        if (Text(title) is not { } label)
            return;
        var heading = new JsonObject { ["id"] = Unique("heading"), ["type"] = "heading", ["label"] = label };
        if (Text(description) is { } help)
            heading["help"] = help;
        fields.Add((JsonNode)heading);
    }

    /// <summary>Options with a value; one without cannot be stored.</summary>
    public JsonArray Options(JsonArray theirs, string path, string label)
    {
        var options = new JsonArray();
        for (var i = 0; i < theirs.Count; i++)
        {
            var (value, text) = theirs[i] is JsonObject json ? (json["value"], json[label]) : (theirs[i], null);
            if (value is JsonValue && value.ToString() is { Length: > 0 } plain)
                options.Add((JsonNode)new JsonObject { ["value"] = plain, ["label"] = Text(text, plain) });
            else if (!IsNothing(theirs[i]))
                Gap($"{path}[{i}]", "値（value）のない選択肢は取り込めません。値を決めて、手で加えてください。", "An option without a value cannot be taken over. Give it one and add it by hand.");
        }
        return options;
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
        var unique = Unique(id);
        if (unique != name)
            Gap(path, $"識別名「{name}」は「{unique}」になりました。", $"The id '{name}' became '{unique}'.");
        return _ids[name] = unique;
    }

    private string Unique(string id)
    {
        var unique = id;
        for (var n = 2; !_taken.Add(unique); n++)
            unique = $"{id}_{n}";
        return unique;
    }

    /// <summary>The id that a name has already become; null for a name that no field has.</summary>
    public string? Known(string name) => _ids.GetValueOrDefault(name);

    /// <summary>A string, or SurveyJS's strings by language, as ours.</summary>
    public static JsonNode? Text(JsonNode? node, string? fallback = null)
    {
        if (node is JsonObject languages)
        {
            var texts = languages.Select(pair => (Language: pair.Key, Text: Word(pair.Value))).Where(pair => pair.Text.Length > 0).ToList();
            if (texts.Count == 0)
                return fallback;
            var ja = texts.OrderBy(pair => pair.Language switch { "ja" => 0, "default" => 1, _ => 2 }).First().Text;
            var ours = new JsonObject { ["ja"] = ja };
            foreach (var (language, text) in texts)
                if (language is not ("ja" or "default"))
                    ours[language] = text;
            return ours.Count == 1 ? ja : ours;
        }
        return node is JsonValue && node.ToString() is { Length: > 0 } plain ? plain : fallback;
    }

    /// <summary>The string that stands there; empty for everything else.</summary>
    public static string Word(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";

    /// <summary>What lies under a name, when there is an object to look into.</summary>
    public static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    public static decimal? Number(JsonNode? node) =>
        node is JsonValue && decimal.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Flag(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    public static bool IsNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject json => json.All(member => IsNothing(member.Value)),
        _ => value.ToString() is "" or "false",
    };

    private static string Shown(JsonNode? node) => node?.ToString() is { Length: > 100 } text ? text[..100] + "…" : node?.ToString() ?? "";
}
