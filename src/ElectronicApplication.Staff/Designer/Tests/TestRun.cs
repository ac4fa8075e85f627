using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Generation;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Staff.Designer.Tests;

/// <summary>One applicant who went through the form: made up, or recorded.</summary>
/// <param name="Sample">File of the recorded sample; null for one who is made up.</param>
/// <param name="Expected">Whether a sample is to be accepted, by its name.</param>
/// <param name="Covers">The branches that nobody before took.</param>
public sealed record TestCase(string Id, string Name, string? Sample, bool? Expected, JsonObject Answers, Evaluation Evaluation, bool IsAccepted, IReadOnlyList<BranchOutcome> Covers)
{
    /// <summary>A sample that is accepted although it is to be refused, or the other way round.</summary>
    public bool IsWrong => Expected is { } expected && expected != IsAccepted;

    public IEnumerable<AnswerIssue> Issues => Sample is null ? Evaluation.Issues : Evaluation.Issues.Where(TestRun.Counts);
}

/// <summary>All samples and made-up applicants on one revision.</summary>
public sealed record TestRun(IReadOnlyList<TestCase> Cases, IReadOnlyList<BranchOutcome> Covered, IReadOnlyList<BranchOutcome> Uncovered, MappingPlan? Mapping, string? MappingProblem)
{
    public static TestRun Of(FormPlan plan, OpenedDesign design)
    {
        var made = ApplicantGenerator.Generate(plan, design.Today);
        var cases = design.Tree.Samples.Select(file => Recorded(plan, file.Key, file.Value, design.Today)).ToList();
        for (var i = 0; i < made.Applicants.Count; i++)
        {
            var applicant = made.Applicants[i];
            var evaluation = plan.Evaluate(applicant.Answers, new EvaluationInput(design.Today, null, applicant.Attachments));
            cases.Add(new($"made-{i + 1}", $"自動の例 {i + 1}", null, null, applicant.Answers, evaluation, evaluation.IsAccepted, applicant.Covers));
        }
        var (mapping, problem) = Map(plan, design);
        return new(cases, [.. made.Applicants.SelectMany(a => a.Covers)], made.Uncovered, mapping, problem);
    }

    public static TestCase Recorded(FormPlan plan, string file, JsonNode sample, DateOnly today)
    {
        var answers = sample["answers"] as JsonObject ?? [];
        var evaluation = plan.Evaluate(answers, new EvaluationInput(Sample.DayOf(sample) ?? today, null, []));
        return new($"sample-{file}", Path.GetFileNameWithoutExtension(file)[(file.IndexOf('-') + 1)..], file, file.StartsWith("accepted-", StringComparison.Ordinal), answers, evaluation, !evaluation.Issues.Any(Counts), []);
    }

    /// <summary>Papers cannot be part of a sample, so their lack says nothing about it.</summary>
    public static bool Counts(AnswerIssue issue) => issue.Code is not (IssueCodes.AttachmentMissing or IssueCodes.TooFewAttachments);

    /// <summary>What each core system would receive; null where that takes too much.</summary>
    public IEnumerable<(string System, JsonNode? Json)> Mapped(FormPlan plan, JsonObject normalised, DateOnly today)
    {
        var facts = MappingFacts.Example(plan.Procedure, today);
        foreach (var target in Mapping?.Targets ?? [])
            yield return (target.System, target.TryRender(normalised, facts).Record?.Data);
    }

    /// <summary>The same, readable.</summary>
    public IEnumerable<(string System, string Json)> Outputs(FormPlan plan, JsonObject normalised, DateOnly today) =>
        Mapped(plan, normalised, today).Select(o => (o.System, o.Json is null ? "作れません。「連携」の画面で理由を確かめてください。" : ReadableJson.Of(o.Json)));

    private static (MappingPlan?, string?) Map(FormPlan plan, OpenedDesign design)
    {
        try
        {
            return (design.Files.Mapping is { } mapping ? MappingPlan.Compile(mapping, plan, design.Files.Neighbours) : null, null);
        }
        catch (DefinitionException e)
        {
            return (null, e.Problems[0].MessageJa);
        }
    }
}
