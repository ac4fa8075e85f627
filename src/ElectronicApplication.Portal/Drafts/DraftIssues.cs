using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>Which mistakes stand on which page.</summary>
internal static class DraftIssues
{
    public static IEnumerable<AnswerIssue> Of(OpenedDraft draft, PageDefinition page) =>
        draft.Evaluation.Issues.Where(i => page.Fields.Any(f => f.Id == FieldPaths.Top(i.Path)));

    public static IEnumerable<AnswerIssue> OfNoPage(OpenedDraft draft) =>
        draft.Evaluation.Issues.Where(i => !draft.Version.Plan.Form.Pages.Any(p => p.Fields.Any(f => f.Id == FieldPaths.Top(i.Path))));

    /// <summary>What to point out of a page that was not handed in yet: only the control just left, and only when something wrong stands in it.</summary>
    public static IEnumerable<AnswerIssue> OfChanged(OpenedDraft draft, PageDefinition page, string? changed) =>
        changed is null ? [] : Of(draft, page).Where(i => i.Path == changed && i.Code is not (IssueCodes.Required or IssueCodes.AttachmentMissing or IssueCodes.ConsentMissing));
}
