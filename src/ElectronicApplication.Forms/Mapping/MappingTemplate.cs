using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>JSON in the shape that a core system wants. Every string in it is a FEEL expression; everything else stands as written.</summary>
internal sealed class MappingTemplate
{
    private readonly Func<FeelFrame, JsonNode?> _run;

    private MappingTemplate(Func<FeelFrame, JsonNode?> run, int slots, Dictionary<string, FeelExpression> expressions, HashSet<string> places) =>
        (_run, SlotsNeeded, Expressions, Places) = (run, slots, expressions, places);

    public int SlotsNeeded { get; }

    /// <summary>By their place in the data, <c>applicant.familyName</c>.</summary>
    public IReadOnlyDictionary<string, FeelExpression> Expressions { get; }

    /// <summary>Everything that is written, by the same places.</summary>
    public IReadOnlySet<string> Places { get; }

    /// <exception cref="ItemException">A code table has no row for a value.</exception>
    public JsonNode? Run(FeelFrame frame) => _run(frame);

    public static MappingTemplate Compile(JsonObject json, FeelScope scope, Action<string, string, string, string> problem)
    {
        var (slots, expressions) = (0, new Dictionary<string, FeelExpression>(StringComparer.Ordinal));
        var places = new HashSet<string>(StringComparer.Ordinal);
        var run = Part(json, "");
        return new MappingTemplate(run, slots, expressions, places);

        Func<FeelFrame, JsonNode?> Part(JsonNode? node, string path)
        {
            places.Add(path.TrimStart('.'));
            switch (node)
            {
                case JsonObject members:
                    var parts = members.Select(member => (member.Key, Run: Part(member.Value, $"{path}.{member.Key}"))).ToArray();
                    return frame =>
                    {
                        var result = new JsonObject();
                        foreach (var (key, part) in parts)
                            result[key] = part(frame);
                        return result;
                    };
                case JsonArray items:
                    var elements = items.Select((item, index) => Part(item, $"{path}[{index}]")).ToArray();
                    return frame => new JsonArray([.. elements.Select(element => element(frame))]);
                case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                    return Expression(value.GetValue<string>(), path);
                default:
                    return _ => node?.DeepClone();
            }
        }

        Func<FeelFrame, JsonNode?> Expression(string text, string path)
        {
            var (expression, errors) = FeelExpression.Compile(text, scope);
            foreach (var error in errors)
                problem(path,
                    $"{error.Span.Start + 1} 文字目: {error.Cause.Ja}{error.Remedy.Ja}",
                    $"Character {error.Span.Start + 1}: {error.Cause.En} {error.Remedy.En}", error.Code);
            if (expression is null)
                return _ => null;
            slots = Math.Max(slots, expression.SlotsNeeded);
            var place = path.TrimStart('.');
            expressions[place] = expression;
            return frame =>
            {
                try
                {
                    return FeelJson.ToNode(expression.Evaluate(frame));
                }
                catch (ItemException missing)
                {
                    throw new ItemException($"項目「{place}」: {missing.ReasonJa}", $"{place}: {missing.Message}");
                }
            };
        }
    }
}
