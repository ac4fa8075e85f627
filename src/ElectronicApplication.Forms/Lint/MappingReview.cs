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
        var checker = new JsonSchemaChecker(schema);
        return [.. examples.SelectMany(example => checker.Check(target.Map(example.Answers, facts)).Select(violation => (violation, example.Who)))
            .DistinctBy(found => (found.violation.Path, found.violation.Keyword)).Select(found => (found.violation.Path[1..], $"{found.violation.MessageJa}（{found.Who}）"))];
    }
}
