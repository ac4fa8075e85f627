using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>JSON in the shape that a core system wants. Every string in it is a FEEL expression; everything else stands as written.</summary>
internal sealed class MappingTemplate
{
    private readonly Func<FeelFrame, JsonNode?> _run;

    private MappingTemplate(Func<FeelFrame, JsonNode?> run, int slots, List<string> names) => (_run, SlotsNeeded, Names) = (run, slots, names);

    public int SlotsNeeded { get; }

    /// <summary>The names that its expressions read.</summary>
    public IReadOnlyList<string> Names { get; }

    public JsonNode? Run(FeelFrame frame) => _run(frame);

    public static MappingTemplate Compile(JsonObject json, FeelScope scope, Action<string, string, string, string> problem)
    {
        var (slots, names) = (0, new List<string>());
        var run = Part(json, "");
        return new MappingTemplate(run, slots, names);

        Func<FeelFrame, JsonNode?> Part(JsonNode? node, string path)
        {
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
            names.AddRange(expression.Names);
            return frame => FeelJson.ToNode(expression.Evaluate(frame));
        }
    }
}
