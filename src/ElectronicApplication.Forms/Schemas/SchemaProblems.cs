using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Schemas;

/// <param name="Path">Where in the schema: <c>$.properties.age.multipleOf</c>.</param>
/// <param name="IsBroken">False for a word that is right, but that nobody here understands.</param>
public sealed record SchemaProblem(string Path, bool IsBroken, string MessageJa, string MessageEn);

/// <summary>Looks through a JSON Schema from outside before anything is held against it, so that the checker meets no word it cannot work with.</summary>
internal static class SchemaProblems
{
    private const int Most = 50;
    private const int MaxDepth = 100;
    private const int PatternLength = 1_000;

    private static readonly HashSet<string> Annotations =
    [
        "$schema", "$id", "$anchor", "$comment", "$vocabulary", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format",
        "contentEncoding", "contentMediaType", "contentSchema",
    ];

    private static readonly HashSet<string> NotUnderstood =
        ["contains", "minContains", "maxContains", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas", "$dynamicRef", "$dynamicAnchor", "dependencies", "additionalItems", "$recursiveRef"];

    public static IReadOnlyList<SchemaProblem> Of(JsonObject schema)
    {
        var problems = new List<SchemaProblem>();
        Schema(schema, "$", problems, 0);
        return problems;
    }

    private static void Schema(JsonNode? schema, string path, List<SchemaProblem> problems, int depth)
    {
        if (problems.Count >= Most)
            return;
        if (depth > MaxDepth)
            Broken(problems, path, $"スキーマの入れ子が深すぎます（{MaxDepth} まで）。", $"The schema is nested too deeply (limit {MaxDepth}).");
        else if (schema is JsonObject words)
            foreach (var (word, argument) in words)
                Word(word, argument, $"{path}.{word}", problems, depth);
        else if (!IsFlag(schema))
            Broken(problems, path, "スキーマは { } か true・false で書きます。", "A schema is an object, true or false.");
    }

    private static void Word(string word, JsonNode? argument, string path, List<SchemaProblem> problems, int depth)
    {
        switch (word)
        {
            case "properties" or "patternProperties" or "$defs" or "definitions":
                if (argument is not JsonObject members)
                    Kind(problems, path, "{ }", "an object");
                else
                    foreach (var (name, inner) in members)
                    {
                        if (word == "patternProperties")
                            Pattern(name, $"{path}.{name}", problems);
                        Schema(inner, $"{path}.{name}", problems, depth + 1);
                    }
                break;
            case "allOf" or "anyOf" or "oneOf" or "prefixItems":
                if (argument is not JsonArray { Count: > 0 } several)
                    Kind(problems, path, "[ ]（一つ以上）", "a list that is not empty");
                else
                    for (var i = 0; i < several.Count; i++)
                        Schema(several[i], $"{path}[{i}]", problems, depth + 1);
                break;
            case "not" or "if" or "then" or "else" or "items" or "additionalProperties" or "propertyNames":
                Schema(argument, path, problems, depth + 1);
                break;
            case "required":
                Texts(argument, path, problems);
                break;
            case "dependentRequired":
                if (argument is not JsonObject dependencies)
                    Kind(problems, path, "{ }", "an object");
                else
                    foreach (var (name, needed) in dependencies)
                        Texts(needed, $"{path}.{name}", problems);
                break;
            case "type":
                if (argument is JsonArray)
                    Texts(argument, path, problems);
                else
                    Text(argument, path, problems);
                break;
            case "enum":
                if (argument is not JsonArray)
                    Kind(problems, path, "[ ]", "a list");
                break;
            case "pattern":
                if (Text(argument, path, problems))
                    Pattern(argument!.GetValue<string>(), path, problems);
                break;
            case "$ref" or "format":
                Text(argument, path, problems);
                break;
            case "multipleOf":
                if (Number(argument) is not > 0)
                    Broken(problems, path, "0 より大きい数を書いてください。", "Write a number above 0.");
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                if (Number(argument) is null)
                    Kind(problems, path, "数", "a number");
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties":
                if (Number(argument) is not { } count || count < 0 || decimal.Truncate(count) != count)
                    Kind(problems, path, "0 以上の整数", "a whole number from 0");
                break;
            case "uniqueItems":
                if (!IsFlag(argument))
                    Kind(problems, path, "true か false", "true or false");
                break;
            default:
                if (NotUnderstood.Contains(word))
                    problems.Add(new(path, false, $"「{word}」は検査できません。この決まりに反する値も、検査では見つかりません。", $"'{word}' is not understood: values that break it are not found."));
                else if (word != "const" && !Annotations.Contains(word) && !word.StartsWith("x-", StringComparison.Ordinal))
                    problems.Add(new(path, false, $"「{word}」という語は知られていないため、検査では見ません。綴りを確かめてください。", $"The word '{word}' is not known and is not looked at. Check its spelling."));
                break;
        }
    }

    private static void Texts(JsonNode? argument, string path, List<SchemaProblem> problems)
    {
        if (argument is not JsonArray names || names.Any(name => name?.GetValueKind() != JsonValueKind.String))
            Kind(problems, path, "文字列の [ ]", "a list of strings");
    }

    private static bool Text(JsonNode? argument, string path, List<SchemaProblem> problems)
    {
        if (argument?.GetValueKind() == JsonValueKind.String)
            return true;
        Kind(problems, path, "文字列", "a string");
        return false;
    }

    private static void Pattern(string pattern, string path, List<SchemaProblem> problems)
    {
        try
        {
            if (pattern.Length <= PatternLength && JsonSchemaChecker.Pattern(pattern) is not null)
                return;
        }
        catch (ArgumentException) { }
        Broken(problems, path, $"正規表現が正しくないか、{PatternLength} 文字を超えています。", $"The regular expression is not valid, or longer than {PatternLength} characters.");
    }

    private static bool IsFlag(JsonNode? node) => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static decimal? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Kind(List<SchemaProblem> problems, string path, string ja, string en) => Broken(problems, path, $"{ja}を書いてください。", $"Write {en}.");

    private static void Broken(List<SchemaProblem> problems, string path, string ja, string en) => problems.Add(new(path, true, ja, en));
}
