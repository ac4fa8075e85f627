using System.Globalization;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Layout;
using ElectronicApplication.Web.Fields;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>What the pages of a draft need to know about it.</summary>
internal static class DraftView
{
    public static string PageUrl(OpenedDraft draft, PageDefinition page) => $"/drafts/{draft.Id}/pages/{page.Id}";

    /// <summary>The version of the form that a page was drawn from, as it says itself.</summary>
    public static int? SeenVersion(PostedForm posted) => int.TryParse(posted["_version"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static IReadOnlyList<AttachedFile> Files(OpenedDraft draft) =>
        [.. draft.Attachments.Select(a => new AttachedFile(a.Id.ToString(), a.FieldPath ?? "", a.Name, a.ContentType, a.Size, $"/drafts/{draft.Id}/attachments/{a.Id}"))];

    public static FormState State(OpenedDraft draft, IReadOnlyList<AnswerIssue> issues, Words words) => new()
    {
        Plan = draft.Version.Plan, Answers = draft.Answers, Evaluation = draft.Evaluation, Issues = issues, Attachments = Files(draft), Language = words.Language,
        Asked = draft.Asked, Marks = [.. draft.Correction?.Content.Marks.Select(m => new AskedMark(m.Path, m.Text)) ?? []],
    };

    /// <summary>The way through the procedure: the card, the pages, the summary, the signature.</summary>
    public static IReadOnlyList<NavItem> Steps(OpenedDraft draft, Words words)
    {
        var signs = draft.Signs;
        List<NavItem> steps = signs && draft.Correction is null ? [new(words["カードの読み取り"], $"/drafts/{draft.Id}/holder")] : [];
        steps.AddRange(draft.Pages.Select(p => new NavItem(words[p.Title], PageUrl(draft, p))));
        steps.Add(new(words["内容の確認"], $"/drafts/{draft.Id}/check"));
        if (signs)
            steps.Add(new(words["署名と提出"], ""));
        return steps;
    }

    public static int StepOf(OpenedDraft draft, string url, Words words) => Steps(draft, words) is var steps ? steps.Select(s => s.Url).ToList().IndexOf(url) : -1;
}
