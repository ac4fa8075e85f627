using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Definitions;

/// <summary>
/// One JSON object of a definition, with its path. Reading goes on after a mistake and collects it, so that an author sees all of them at once.
/// Keys that nobody asks for are left alone: other versions and other tools may own them.
/// </summary>
internal readonly struct DefinitionReader(JsonElement json, string path, List<DefinitionProblem> problems)
{
    private const int ProblemLimit = 200;

    public string Path => path;

    public static T Read<T>(ReadOnlyMemory<byte> json, Func<DefinitionReader, T> read)
    {
        using var document = DefinitionJson.Open(json);
        var problems = new List<DefinitionProblem>();
        var result = read(new DefinitionReader(document.RootElement, "$", problems));
        return problems.Count == 0 ? result : throw new DefinitionException(problems);
    }

    public void Problem(string key, string ja, string en, string code = "definition")
    {
        if (problems.Count < ProblemLimit)
            problems.Add(new DefinitionProblem(key.Length == 0 ? path : $"{path}.{key}", ja, en) { Code = code });
    }

    public string Text(string key)
    {
        if (OptionalText(key) is { } text)
            return text;
        if (!json.TryGetProperty(key, out _))
            Problem(key, $"「{key}」がありません。文字列で書いてください。", $"'{key}' is missing. Give it as a string.");
        return "";
    }

    public string? OptionalText(string key)
    {
        if (!Has(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Problem(key, $"「{key}」は文字列で書いてください。", $"'{key}' must be a string.");
        return null;
    }

    public LocalizedText Localized(string key)
    {
        if (OptionalLocalized(key) is { } text)
            return text;
        if (!Has(key, out _))
            Problem(key, $"「{key}」がありません。文字列か、{{\"ja\": \"...\", \"en\": \"...\"}} の形で書いてください。",
                $"'{key}' is missing. Give a string or {{\"ja\": \"...\", \"en\": \"...\"}}.");
        return new LocalizedText("");
    }

    public LocalizedText? OptionalLocalized(string key)
    {
        if (!Has(key, out var value))
            return null;
        if (LocalizedText.From(value) is { } text)
            return text;
        Problem(key, $"「{key}」は文字列か、\"ja\" を含む言語ごとの文字列で書いてください。", $"'{key}' must be a string, or strings by language with \"ja\" among them.");
        return null;
    }

    public bool Flag(string key)
    {
        if (!Has(key, out var value))
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Problem(key, $"「{key}」は true か false で書いてください。", $"'{key}' must be true or false.");
        return false;
    }

    public decimal? Number(string key)
    {
        if (!Has(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
            return number;
        Problem(key, $"「{key}」は数値で書いてください。", $"'{key}' must be a number.");
        return null;
    }

    public long? Integer(string key, long min, long max)
    {
        if (Number(key) is not { } number)
            return null;
        if (decimal.Truncate(number) == number && number >= min && number <= max)
            return (long)number;
        Problem(key, $"「{key}」は {min} から {max} までの整数で書いてください。", $"'{key}' must be a whole number from {min} to {max}.");
        return null;
    }

    public T Choice<T>(string key, T fallback) where T : struct, Enum
    {
        var text = OptionalText(key);
        if (Name<T>(text) is { } value)
            return value;
        Problem(key, $"「{key}」は次のどれかで書いてください: {Names<T>()}", $"'{key}' must be one of: {Names<T>()}");
        return fallback;
    }

    /// <summary>As <see cref="Choice{T}"/>, but may be left out.</summary>
    public T OptionalChoice<T>(string key, T fallback) where T : struct, Enum => Has(key, out _) ? Choice(key, fallback) : fallback;

    private static T? Name<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]));

    public IReadOnlyList<string> Strings(string key)
    {
        var texts = new List<string>();
        foreach (var (value, index) in Elements(key))
        {
            if (value.ValueKind == JsonValueKind.String)
                texts.Add(value.GetString()!);
            else
                Problem($"{key}[{index}]", "文字列で書いてください。", "This must be a string.");
        }
        return texts;
    }

    public IReadOnlyList<LocalizedText> Texts(string key)
    {
        var texts = new List<LocalizedText>();
        foreach (var (value, index) in Elements(key))
        {
            if (LocalizedText.From(value) is { } text)
                texts.Add(text);
            else
                Problem($"{key}[{index}]", "文字列か、\"ja\" を含む言語ごとの文字列で書いてください。", "This must be a string, or strings by language with \"ja\" among them.");
        }
        return texts;
    }

    public DefinitionReader? Object(string key)
    {
        if (!Has(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new DefinitionReader(value, $"{path}.{key}", problems);
        Problem(key, $"「{key}」は {{ }} で囲んで書いてください。", $"'{key}' must be an object in {{ }}.");
        return null;
    }

    public IReadOnlyList<T> Objects<T>(string key, Func<DefinitionReader, T> read)
    {
        var objects = new List<T>();
        foreach (var (value, index) in Elements(key))
        {
            if (value.ValueKind == JsonValueKind.Object)
                objects.Add(read(new DefinitionReader(value, $"{path}.{key}[{index}]", problems)));
            else
                Problem($"{key}[{index}]", "{ } で囲んで書いてください。", "This must be an object in { }.");
        }
        return objects;
    }

    /// <summary>A copy of whatever stands there.</summary>
    public JsonNode? Copy(string key) => Has(key, out var value) ? JsonNode.Parse(value.GetRawText()) : null;

    /// <summary>Strings; numbers and booleans stand for themselves, null for <paramref name="nothing"/>.</summary>
    public IReadOnlyList<string> Literals(string key, string nothing)
    {
        var texts = new List<string>();
        foreach (var (value, index) in Elements(key))
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    texts.Add(value.GetString()!);
                    break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    texts.Add(value.GetRawText());
                    break;
                case JsonValueKind.Null:
                    texts.Add(nothing);
                    break;
                default:
                    Problem($"{key}[{index}]", "文字列（FEEL の式）か数値で書いてください。", "This must be a string with FEEL, or a number.");
                    break;
            }
        return texts;
    }

    /// <summary>Names of an enumeration; those that do not exist are reported and left out.</summary>
    public IReadOnlyList<T> Choices<T>(string key) where T : struct, Enum
    {
        var chosen = new List<T>();
        foreach (var (value, index) in Elements(key))
            if (value.ValueKind == JsonValueKind.String && Name<T>(value.GetString()) is { } known)
                chosen.Add(known);
            else
                Problem($"{key}[{index}]", $"次のどれかで書いてください: {Names<T>()}", $"This must be one of: {Names<T>()}");
        return chosen;
    }

    /// <summary>An object whose members are names of an enumeration.</summary>
    public IReadOnlyDictionary<string, T> ChoiceMap<T>(string key) where T : struct, Enum
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        if (Object(key) is not { } inner)
            return map;
        foreach (var name in inner.Keys)
            map[name] = inner.Choice<T>(name, default);
        return map;
    }

    public IEnumerable<string> Keys => json.EnumerateObject().Select(property => property.Name);

    public bool IsText(string key) => Has(key, out var value) && value.ValueKind == JsonValueKind.String;

    private bool Has(string key, out JsonElement value) => json.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    private IEnumerable<(JsonElement Value, int Index)> Elements(string key)
    {
        if (!Has(key, out var array))
            return [];
        if (array.ValueKind == JsonValueKind.Array)
            return array.EnumerateArray().Select((value, index) => (value, index));
        Problem(key, $"「{key}」は [ ] で囲んで書いてください。", $"'{key}' must be a list in [ ].");
        return [];
    }
}
