using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping;
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

    internal static IEnumerable<SchemaViolation> Violations(MappingTarget target, JsonSchemaChecker checker, JsonObject answers, MappingFacts facts)
    {
        try
        {
            return checker.Check(target.Map(answers, facts));
        }
        catch (MappingException)
        {
            return [new("$", "", "送るデータを作る計算が多すぎます。式を簡単にするか、繰り返しを減らしてください。", "Making the data takes too much work. Make the expressions simpler, or repeat less.")];
        }
    }
}
