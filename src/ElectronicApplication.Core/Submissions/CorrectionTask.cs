using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>What a draft is to mend of a submission: the marked fields, and what follows from mending them. All else stays as it was filed.</summary>
/// <param name="Before">The answers that the office looked at.</param>
/// <param name="VisibleBefore">The fields of pages that existed then.</param>
/// <param name="FilesBefore">What was attached then.</param>
public sealed record CorrectionTask(CorrectionRequest Request, CorrectionContent Content, Submission Submission, SubmissionPayload Before, IReadOnlySet<string> VisibleBefore, IReadOnlyList<OpenedAttachment> FilesBefore)
{
    public IReadOnlySet<string> Marked { get; } = Content.Marks.Select(m => FieldPaths.Top(m.Path)).ToHashSet();

    /// <summary>The day as of which it is judged: that on which the submission was filed.</summary>
    public DateOnly Day => JapanTime.DayOf(Submission.SubmittedAt);

    /// <summary>The files that stay; those of marked fields were copied to where they are mended.</summary>
    public IEnumerable<OpenedAttachment> KeptFiles => FilesBefore.Where(f => !Marked.Contains(FieldPaths.Top(f.FieldPath ?? "")));

    /// <summary>Why it cannot be returned any more; null while it can.</summary>
    public Error? Closed(DateTime now) => Request.State != CorrectionState.Open ? SubmissionErrors.CorrectionClosed
        : now >= Request.DueAt ? SubmissionErrors.CorrectionLate(Request.DueAt)
        : null;

    /// <summary>The fields of pages to be answered now: those marked, those that an answer has called up, and those that no longer agree with it.</summary>
    public IReadOnlySet<string> Asked(FormPlan plan, Evaluation evaluation)
    {
        var asked = evaluation.Issues.Select(i => FieldPaths.Top(i.Path)).ToHashSet();
        asked.UnionWith(Marked);
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
            if (evaluation.Visible.Contains(field.Id) && !VisibleBefore.Contains(field.Id))
                asked.Add(field.Id);
        return asked;
    }

    /// <summary>Puts back what was not asked for, whatever a window sent.</summary>
    internal void Restore(JsonObject answers, FormPlan plan, Evaluation evaluation)
    {
        var asked = Asked(plan, evaluation);
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields).Where(f => f.TakesAnswer && !asked.Contains(f.Id)))
        {
            if (Before.Answers[field.Id] is { } kept)
                answers[field.Id] = kept.DeepClone();
            else
                answers.Remove(field.Id);
        }
    }

    /// <summary>Whether the correction touches what the applicant signed: then it is signed anew.</summary>
    internal bool TouchesSigned(FormPlan plan, SubmissionPayload now, IEnumerable<OpenedAttachment> files) => !Declaration.SameWhereSigned(Before, now, plan, FilesBefore.Concat(files));
}

/// <summary>Paths of answers: <c>children[1].name</c> begins in <c>children</c>.</summary>
public static class FieldPaths
{
    public static string Top(string path) => path.IndexOfAny(['.', '[']) is var end and >= 0 ? path[..end] : path;
}
