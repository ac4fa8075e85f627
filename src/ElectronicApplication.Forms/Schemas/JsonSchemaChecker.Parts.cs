using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Schemas;

/// <summary>The words about the inside of objects, lists, numbers and texts.</summary>
public sealed partial class JsonSchemaChecker
{
    private const int PatternsKept = 500;

    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    private void Parts(JsonNode? value, string word, JsonNode? argument, JsonObject rule, in Place place)
    {
        if (value is JsonObject json)
            Object(json, word, argument, rule, place);
        else if (value is JsonArray array)
            List(array, word, argument, rule, place);
        else if (value?.GetValueKind() == JsonValueKind.String)
            Text(value.GetValue<string>(), word, argument, place);
        else if (value is not null && Number(value) is { } number && argument is not null && Number(argument) is { } bound)
            Bound(number, word, bound, place);
    }

    private void Object(JsonObject json, string word, JsonNode? argument, JsonObject rule, in Place place)
    {
        switch (word)
        {
            case "properties":
                foreach (var (name, schema) in (JsonObject)argument!)
                    if (json.TryGetPropertyValue(name, out var member))
                        Check(member, schema, place.Root, $"{place.Path}.{name}", place.Violations, place.Depth + 1);
                break;
            case "required":
                foreach (var name in (JsonArray)argument!)
                    if (!json.ContainsKey(name!.GetValue<string>()))
                        place.Refuse(word, $"「{name}」がありません。", $"'{name}' is missing.");
                break;
            case "additionalProperties":
                foreach (var (name, member) in json)
                    if (!IsNamed(name, rule))
                        Check(member, argument, place.Root, $"{place.Path}.{name}", place.Violations, place.Depth + 1);
                break;
            case "patternProperties":
                foreach (var (pattern, schema) in (JsonObject)argument!)
                    foreach (var (name, member) in json)
                        if (Matches(name, pattern) is true)
                            Check(member, schema, place.Root, $"{place.Path}.{name}", place.Violations, place.Depth + 1);
                break;
            case "propertyNames":
                foreach (var (name, _) in json)
                    Check(JsonValue.Create(name), argument, place.Root, $"{place.Path}.{name}", place.Violations, place.Depth + 1);
                break;
            case "dependentRequired":
                foreach (var (name, needed) in (JsonObject)argument!)
                    if (json.ContainsKey(name))
                        foreach (var other in (JsonArray)needed!)
                            if (!json.ContainsKey(other!.GetValue<string>()))
                                place.Refuse(word, $"「{name}」があるときは「{other}」も要ります。", $"'{other}' is needed beside '{name}'.");
                break;
            case "minProperties" or "maxProperties":
                Counted(json.Count, word, "minProperties", argument, place);
                break;
        }
    }

    private static bool IsNamed(string name, JsonObject rule) =>
        (rule["properties"] is JsonObject known && known.ContainsKey(name))
        || (rule["patternProperties"] is JsonObject patterns && patterns.Any(pattern => Matches(name, pattern.Key) is true));

    private void List(JsonArray array, string word, JsonNode? argument, JsonObject rule, in Place place)
    {
        switch (word)
        {
            case "items":
                for (var i = (rule["prefixItems"] as JsonArray)?.Count ?? 0; i < array.Count; i++)
                    Check(array[i], argument, place.Root, $"{place.Path}[{i}]", place.Violations, place.Depth + 1);
                break;
            case "prefixItems":
                var first = (JsonArray)argument!;
                for (var i = 0; i < Math.Min(first.Count, array.Count); i++)
                    Check(array[i], first[i], place.Root, $"{place.Path}[{i}]", place.Violations, place.Depth + 1);
                break;
            case "minItems" or "maxItems":
                Counted(array.Count, word, "minItems", argument, place);
                break;
            case "uniqueItems" when argument?.GetValueKind() == JsonValueKind.True:
                for (var i = 1; i < array.Count; i++)
                    if (array.Take(i).Any(before => Same(before, array[i])))
                        place.Refuse(word, $"{i + 1} 番目は前にもあります。", $"Item {i + 1} stands there before.");
                break;
        }
    }

    private static void Text(string text, string word, JsonNode? argument, in Place place)
    {
        switch (word)
        {
            case "minLength" or "maxLength":
                Counted(text.EnumerateRunes().Count(), word, "minLength", argument, place);
                break;
            case "pattern":
                if (Matches(text, argument!.GetValue<string>()) is not { } matches)
                    place.Refuse(word, $"形式を確かめるのに時間がかかりすぎます（{argument}）。正規表現を簡単にしてください。", $"Looking at the form takes too long ({argument}). Make the pattern simpler.");
                else if (!matches)
                    place.Refuse(word, $"形式が違います（{argument}）。", $"The form is wrong ({argument}).");
                break;
            case "format":
                if (argument!.GetValue<string>() == "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    place.Refuse(word, "2026-04-01 のような、暦にある日付にしてください。", "This must be a day that exists, like 2026-04-01.");
                break;
        }
    }

    private static void Bound(decimal number, string word, decimal bound, in Place place)
    {
        var holds = word switch
        {
            "minimum" => number >= bound,
            "maximum" => number <= bound,
            "exclusiveMinimum" => number > bound,
            "exclusiveMaximum" => number < bound,
            "multipleOf" => number % bound == 0,
            _ => true,
        };
        if (!holds)
            place.Refuse(word, $"数の範囲が違います（{word}: {bound}）。", $"The number is out of range ({word}: {bound}).");
    }

    private static void Counted(int count, string word, string least, JsonNode? argument, in Place place)
    {
        var bound = Number(argument!) ?? 0;
        if (word == least ? count < bound : count > bound)
            place.Refuse(word, $"長さや数が違います（{word}: {bound}、いま {count}）。", $"The length is wrong ({word}: {bound}, now {count}).");
    }

    private static decimal? Number(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Patterns are ECMAScript's with the flag u: "$" is the very end, and a letter outside the first plane is one letter.
    internal static Regex Pattern(string pattern)
    {
        if (pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal))
            pattern = pattern[..^1] + "\\z";
        return new Regex(pattern, RegexOptions.CultureInvariant, PatternTime);
    }

    /// <summary>Null when the time is up.</summary>
    private static bool? Matches(string text, string pattern)
    {
        if (!Patterns.TryGetValue(pattern, out var regex))
        {
            if (Patterns.Count >= PatternsKept)
                Patterns.Clear();
            Patterns[pattern] = regex = Pattern(pattern);
        }
        try
        {
            return regex.IsMatch(FirstPlane(text));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string FirstPlane(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(rune.IsBmp ? (char)rune.Value : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? '\uFE0F' : '\u4E00');
        return plain.ToString();
    }
}
