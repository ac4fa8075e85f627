using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>Which mistakes stand on which page.</summary>
internal static class DraftIssues
{
    public static IEnumerable<AnswerIssue> Of(OpenedDraft draft, PageDefinition page) =>
        draft.Evaluation.Issues.Where(i => page.Fields.Any(f => f.Id == TopField(i.Path)));

    public static IEnumerable<AnswerIssue> OfNoPage(OpenedDraft draft) =>
        draft.Evaluation.Issues.Where(i => !draft.Version.Plan.Form.Pages.Any(p => p.Fields.Any(f => f.Id == TopField(i.Path))));

    /// <summary>What to point out of a page that was not handed in yet: only the control just left, and only when something wrong stands in it.</summary>
    public static IEnumerable<AnswerIssue> OfChanged(OpenedDraft draft, PageDefinition page, string? changed) =>
        changed is null ? [] : Of(draft, page).Where(i => i.Path == changed && i.Code is not (IssueCodes.Required or IssueCodes.AttachmentMissing or IssueCodes.ConsentMissing));

    /// <summary>The field of the page in which a path begins: <c>persons[1].name</c> is in <c>persons</c>.</summary>
    public static string TopField(string path) => path.IndexOfAny(['.', '[']) is var end and >= 0 ? path[..end] : path;
}
