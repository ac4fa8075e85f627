using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Exploration;

namespace ElectronicApplication.Forms.Generation;

/// <summary>One way that a form can go at one place.</summary>
/// <param name="File"><c>form.json</c> or <c>procedure.json</c>.</param>
/// <param name="Path">The condition or the rule of a table, as a JSON path.</param>
/// <param name="Outcome">Of a condition; a rule of a table that matches is always true.</param>
public sealed record BranchOutcome(string File, string Path, bool Outcome);

/// <summary>An invented applicant.</summary>
/// <param name="Answers">As a submission carries them, without what the form calculates.</param>
/// <param name="IsAccepted">False for one who is made to break a rule.</param>
/// <param name="Covers">What happens with these answers for the first time among the applicants.</param>
public sealed record GeneratedApplicant(JsonObject Answers, IReadOnlyList<AttachmentFact> Attachments, bool IsAccepted, IReadOnlyList<BranchOutcome> Covers);

/// <param name="Uncovered">What no answers were found for: it cannot happen, it takes more than trying, or the form is too large to try all of it.</param>
public sealed record GeneratedApplicants(IReadOnlyList<GeneratedApplicant> Applicants, IReadOnlyList<BranchOutcome> Uncovered);

/// <summary>Makes applicants who between them go through every branch of every condition and every row of every table of a form.</summary>
public static class ApplicantGenerator
{
    /// <summary>Deterministic: the same form, day and seed give the same applicants.</summary>
    public static GeneratedApplicants Generate(FormPlan plan, DateOnly today, int seed = 1) => Generate(plan, today, new Explorer(plan, today, seed));

    internal static GeneratedApplicants Generate(FormPlan plan, DateOnly today, Explorer explorer) => new Generation(plan, today, explorer).Run();

    private sealed class Generation(FormPlan plan, DateOnly today, Explorer explorer)
    {
        private const int RepairLimit = 20;

        private readonly List<Branch> _branches = [.. Branch.Of(plan)];
        private readonly HashSet<(Branch, bool)> _covered = [];
        private readonly List<GeneratedApplicant> _applicants = [];

        public GeneratedApplicants Run()
        {
            explorer.Reset();
            Keep([]);
            foreach (var branch in _branches)
                foreach (var outcome in branch.Outcomes)
                    if (!_covered.Contains((branch, outcome)) && !explorer.Budget.IsUsedUp)
                        Seek(branch, outcome);
            return new(_applicants, [.. from branch in _branches from outcome in branch.Outcomes where !_covered.Contains((branch, outcome)) select Name(branch, outcome)]);
        }

        /// <summary>Answers that are accepted, if there are any; who breaks a rule cannot be.</summary>
        private void Seek(Branch branch, bool outcome)
        {
            var variables = explorer.Variables(new Reach(plan, branch), branch.Group);
            var paths = variables.Select(variable => variable.Path).ToHashSet();
            JsonObject? refused = null;
            var repairs = 0;
            explorer.Search(variables, () =>
            {
                if (branch.Observe(explorer.State, 0) != outcome)
                    return false;
                if (explorer.Evaluation.IsAccepted)
                    return true;
                if (repairs++ >= RepairLimit)
                    return false;
                var before = explorer.Session.Answers;
                explorer.Repair(paths);
                if (explorer.Evaluation.IsAccepted && branch.Observe(explorer.State, 0) == outcome)
                    return true;
                refused ??= explorer.Session.Answers;
                Restore(before);
                return branch is { Kind: BranchKind.Valid } && !outcome;
            });
            if (branch.Observe(explorer.State, 0) == outcome && explorer.Evaluation.IsAccepted)
                Keep(explorer.Session.Answers);
            else if (refused is not null)
                Keep(refused);
        }

        private void Keep(JsonObject answers)
        {
            explorer.Budget.Spend(_branches.Count + plan.Fields.Length);
            if (answers.Count > 0)
            {
                explorer.Reset();
                Restore(answers);
            }
            var fresh = _branches.SelectMany(branch => branch.Outcomes.Where(outcome => branch.Observe(explorer.State, 0) == outcome).Select(outcome => (branch, outcome)))
                .Where(_covered.Add).Select(pair => Name(pair.branch, pair.outcome)).ToList();
            var evaluation = explorer.Evaluation;
            var sent = (JsonObject)evaluation.Answers.DeepClone();
            Uncalculated(sent);
            var files = explorer.Session.Input.Attachments.Where(file => evaluation.Visible.Contains(file.FieldPath)).ToList();
            var accepted = plan.Evaluate(sent, new EvaluationInput(today, null, files)).IsAccepted;
            if (fresh.Count > 0 || _applicants.Count == 0)
                _applicants.Add(new GeneratedApplicant(sent, files, accepted, fresh));
        }

        private void Restore(JsonObject answers)
        {
            var now = explorer.Session.Answers;
            foreach (var (id, value) in answers)
                if (!JsonNode.DeepEquals(value, now[id]))
                    explorer.Change(id, value?.DeepClone());
        }

        private void Uncalculated(JsonObject answers)
        {
            foreach (var field in plan.Fields)
                if (field.Type == FieldType.Calculated)
                    answers.Remove(field.Id);
                else if (field.Type == FieldType.Group && answers[field.Id] is JsonArray rows)
                    foreach (var inner in field.Fields.Where(inner => inner.Type == FieldType.Calculated))
                        foreach (var row in rows)
                            ((JsonObject)row!).Remove(inner.Id);
        }

        private static BranchOutcome Name(Branch branch, bool outcome) =>
            new(branch.File, branch.Kind == BranchKind.If ? $"{branch.Path} (if {branch.Index + 1})" : branch.Path, outcome);
    }
}
