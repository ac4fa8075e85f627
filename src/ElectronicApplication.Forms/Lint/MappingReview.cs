using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Forms.Schemas;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What a core system would refuse of a few examples, while its mapping is being edited.</summary>
public static class MappingReview
{
    /// <param name="schema">What the system takes; null when it is not known.</param>
    /// <param name="examples">Accepted answers with what to call them.</param>
    /// <returns>The place inside the data, <c>.applicant.familyName</c>, each violation once.</returns>
    public static IReadOnlyList<(string Place, string Message)> Of(MappingTarget target, JsonObject? schema, IEnumerable<(string Who, JsonObject Answers)> examples, MappingFacts facts)
    {
        if (schema is null)
            return [];
        if (JsonSchemaChecker.Problems(schema).FirstOrDefault(problem => problem.IsBroken) is { } broken)
            return [("", $"送り先のスキーマに誤りがあります（{broken.Path}）。{broken.MessageJa}")];
        var checker = new JsonSchemaChecker(schema);
        return [.. examples.SelectMany(example => Violations(target, checker, example.Answers, facts).Select(violation => (violation, example.Who)))
            .DistinctBy(found => (found.violation.Path, found.violation.Keyword)).Select(found => (found.violation.Path[1..], $"{found.violation.MessageJa}（{found.Who}）"))];
    }

    /// <summary>One loss for people: 髙 → 高（似た字に置き換え）.</summary>
    public static string Words(CharacterLoss loss) => loss.Kind switch
    {
        CharacterLossKind.Degraded => $"{loss.From} → {loss.To}（送り先にない字を、通用の字に置き換え）",
        CharacterLossKind.SelectorDropped => $"{loss.From} → {loss.To}（字形の指定を外す）",
        CharacterLossKind.Marked => $"{loss.From} → {loss.To}（置き換える字が決まっていない）",
        CharacterLossKind.Cut => $"後ろの{new System.Globalization.StringInfo(loss.From).LengthInTextElements}文字を切り捨て",
        _ => "",
    };

    internal static IEnumerable<SchemaViolation> Violations(MappingTarget target, JsonSchemaChecker checker, JsonObject answers, MappingFacts facts)
    {
        try
        {
            return checker.Check(target.Map(answers, facts));
        }
        catch (MappingException problem)
        {
            return [new("$", "", problem.ReasonJa, problem.ReasonEn)];
        }
    }
}
