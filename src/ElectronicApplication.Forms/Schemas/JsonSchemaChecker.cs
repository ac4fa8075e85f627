using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Schemas;

/// <param name="Path">Where in the value: <c>$.pages[0].id</c>.</param>
/// <param name="Keyword">The word of the schema that refuses it.</param>
public sealed record SchemaViolation(string Path, string Keyword, string MessageJa, string MessageEn);

/// <summary>
/// Holds JSON against a JSON Schema 2020-12: the words that speak about types, objects, lists, numbers, texts and conditions, with
/// <c>$ref</c> inside the schema and to its neighbours. Words that it does not know are annotations, as the standard wants it
/// (core, 4.3.1); <c>format</c> is checked for dates. A schema from outside is looked through with <see cref="Problems"/> first:
/// one that is broken is not to be checked against. Patterns run within a time limit and refuse what takes longer.
/// </summary>
/// <param name="open">Finds a neighbouring schema by its name; null when there is none.</param>
public sealed partial class JsonSchemaChecker(JsonObject schema, Func<string, JsonObject?>? open = null)
{
    private const int MaxDepth = 200;

    /// <summary>What is wrong with a schema itself, and which of its words nobody here understands.</summary>
    public static IReadOnlyList<SchemaProblem> Problems(JsonObject schema) => SchemaProblems.Of(schema);

    /// <summary>What is wrong, outermost first; empty when the value is as the schema says.</summary>
    public IReadOnlyList<SchemaViolation> Check(JsonNode? value)
    {
        var violations = new List<SchemaViolation>();
        Check(value, schema, schema, "$", violations, 0);
        return violations;
    }

    public bool Accepts(JsonNode? value) => Check(value).Count == 0;

    private void Check(JsonNode? value, JsonNode? rule, JsonObject root, string path, List<SchemaViolation> violations, int depth)
    {
        if (depth > MaxDepth)
        {
            violations.Add(new(path, "$ref", "スキーマの参照が深すぎます。", "The references of the schema go too deep."));
            return;
        }
        if (rule is JsonValue flag && flag.GetValueKind() == JsonValueKind.False)
            violations.Add(new(path, "false", "ここには何も書けません。", "Nothing may stand here."));
        if (rule is not JsonObject words)
            return;
        foreach (var (word, argument) in words)
            Check(value, word, argument, words, new Place(root, path, violations, depth));
    }

    private readonly record struct Place(JsonObject Root, string Path, List<SchemaViolation> Violations, int Depth)
    {
        public void Refuse(string word, string ja, string en) => Violations.Add(new SchemaViolation(Path, word, ja, en));
    }

    private void Check(JsonNode? value, string word, JsonNode? argument, JsonObject rule, in Place place)
    {
        switch (word)
        {
            case "$ref":
                Refer(value, argument!.GetValue<string>(), place);
                break;
            case "allOf":
                foreach (var each in (JsonArray)argument!)
                    Check(value, each, place.Root, place.Path, place.Violations, place.Depth + 1);
                break;
            case "anyOf" or "oneOf":
                Choose(value, word, (JsonArray)argument!, place);
                break;
            case "not":
                if (Holds(value, argument, place))
                    place.Refuse(word, "この組み合わせは使えません。", "This combination is not allowed.");
                break;
            case "if":
                if (rule.TryGetPropertyValue(Holds(value, argument, place) ? "then" : "else", out var branch))
                    Check(value, branch, place.Root, place.Path, place.Violations, place.Depth + 1);
                break;
            case "type":
                var types = argument is JsonArray several ? several.Select(type => type!.GetValue<string>()).ToList() : [argument!.GetValue<string>()];
                if (!types.Exists(type => IsOf(type, value)))
                    place.Refuse(word, $"型が違います。{string.Join(" か ", types)} にしてください。", $"The type is wrong; it must be {string.Join(" or ", types)}.");
                break;
            case "const":
                if (!Same(value, argument))
                    place.Refuse(word, $"{argument?.ToJsonString() ?? "null"} にしてください。", $"This must be {argument?.ToJsonString() ?? "null"}.");
                break;
            case "enum":
                var values = (JsonArray)argument!;
                if (!values.Any(each => Same(value, each)))
                    place.Refuse(word, $"次のどれかにしてください: {Listed(values)}", $"This must be one of: {Listed(values)}");
                break;
            default:
                Parts(value, word, argument, rule, place);
                break;
        }
    }

    private void Refer(JsonNode? value, string reference, in Place place)
    {
        var hash = reference.IndexOf('#');
        var (file, pointer) = hash < 0 ? (reference, "") : (reference[..hash], reference[(hash + 1)..]);
        var root = file.Length == 0 ? place.Root : open?.Invoke(file);
        JsonNode? target = root;
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
            target = target switch
            {
                JsonObject json => json[step.Replace("~1", "/").Replace("~0", "~")],
                JsonArray array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count => array[index],
                _ => null,
            };
        if (root is null || target is null)
            place.Refuse("$ref", $"スキーマの参照先「{reference}」がありません。", $"The schema refers to '{reference}', which does not exist.");
        else
            Check(value, target, root, place.Path, place.Violations, place.Depth + 1);
    }

    /// <summary>What the nearest alternative says is worth more than "none of them".</summary>
    private void Choose(JsonNode? value, string word, JsonArray alternatives, in Place place)
    {
        List<SchemaViolation>? nearest = null;
        var holding = 0;
        foreach (var alternative in alternatives)
        {
            var violations = new List<SchemaViolation>();
            Check(value, alternative, place.Root, place.Path, violations, place.Depth + 1);
            holding += violations.Count == 0 ? 1 : 0;
            if (nearest is null || Depth(violations) > Depth(nearest))
                nearest = violations;
        }
        if (holding == 0)
            place.Violations.AddRange(nearest ?? []);
        else if (holding > 1 && word == "oneOf")
            place.Refuse(word, "二通りに読めます。どちらか一つの形にしてください。", "This can be read in two ways. Write it in one of them.");

        static int Depth(List<SchemaViolation> violations) => violations.Count == 0 ? 0 : violations.Max(violation => violation.Path.Length);
    }

    private bool Holds(JsonNode? value, JsonNode? rule, in Place place)
    {
        var violations = new List<SchemaViolation>();
        Check(value, rule, place.Root, place.Path, violations, place.Depth + 1);
        return violations.Count == 0;
    }

    private static bool IsOf(string type, JsonNode? value) => value?.GetValueKind() switch
    {
        null => type == "null",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "number" || (type == "integer" && Number(value!) is { } number && decimal.Truncate(number) == number),
    };

    /// <summary>By value: 1 and 1.0 are the same number.</summary>
    private static bool Same(JsonNode? a, JsonNode? b) =>
        a is not null && b is not null && Number(a) is { } x && Number(b) is { } y ? x == y : JsonNode.DeepEquals(a, b);

    private static string Listed(JsonArray values) => string.Join(", ", values.Select(value => value?.ToString() ?? "null"));
}
