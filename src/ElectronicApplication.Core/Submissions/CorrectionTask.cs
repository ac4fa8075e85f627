using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
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

    /// <summary>
    /// The fields of pages to be answered with these answers: those marked, those that an answer has called up, and those whose former answer no longer
    /// agrees with the others.
    /// </summary>
    internal IReadOnlySet<string> Asked(CompiledVersion version, JsonObject answers, CertificateHolder? holder, IEnumerable<OpenedAttachment> files)
    {
        var fields = version.Plan.Form.Pages.SelectMany(p => p.Fields).ToList();
        var settled = answers.DeepClone().AsObject();
        Restore(settled, fields, field => Marked.Contains(field.Id) || !VisibleBefore.Contains(field.Id));
        var evaluation = Drafts.Evaluate(version, settled, holder, files, draft: true, Day);
        return fields.Where(f => Marked.Contains(f.Id) || (evaluation.Visible.Contains(f.Id) && !VisibleBefore.Contains(f.Id))).Select(f => f.Id)
            .Concat(evaluation.Issues.Select(i => FieldPaths.Top(i.Path))).ToHashSet();
    }

    /// <summary>Puts back what was not asked for, whatever a window sent.</summary>
    internal void Restore(JsonObject answers, CompiledVersion version, CertificateHolder? holder, IEnumerable<OpenedAttachment> files)
    {
        var asked = Asked(version, answers, holder, files);
        Restore(answers, version.Plan.Form.Pages.SelectMany(p => p.Fields), field => asked.Contains(field.Id));
    }

    private void Restore(JsonObject answers, IEnumerable<FieldDefinition> fields, Func<FieldDefinition, bool> isOpen)
    {
        foreach (var field in fields.Where(f => f.TakesAnswer && !isOpen(f)))
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
