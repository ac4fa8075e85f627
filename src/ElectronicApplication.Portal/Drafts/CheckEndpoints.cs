using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>内容の確認, and 提出 where no signature is asked for.</summary>
internal static class CheckEndpoints
{
    public static async Task<IResult> ShowAsync(HttpContext context, Guid id, OpenDraft open, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        return Unfinished(opened.Value, owner) is { } elsewhere ? elsewhere : Pages.Show<CheckPage>(new { Draft = opened.Value });
    }

    public static async Task<IResult> SubmitAsync(HttpContext context, Guid id, OpenDraft open, SubmitDraft submit, AccessCookie cookie, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var owner = await Visitor.OwnerAsync(context);
        var problem = PostedForm.Stale;
        if (posted.IsGenuine)
        {
            var submitted = await submit.HandleAsync(new(id, owner, null, DraftView.SeenVersion(posted), Languages.Of(context)), Visitor.Act(owner.AccountId, Door.Portal), cancel);
            if (submitted.Error is not { } refused)
                return ToReceipt(context, submitted.Value, cookie);
            problem = refused;
        }
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        return Unfinished(opened.Value, owner) is { } elsewhere ? elsewhere : Pages.Show<CheckPage>(new { Draft = opened.Value, Problem = problem }, ErrorResults.Status(problem.Kind));
    }

    public static IResult ToReceipt(HttpContext context, SubmittedDraft submitted, AccessCookie cookie)
    {
        if (submitted.AccessCode is { } code)
            cookie.Write(context, submitted.ReceiptNumber, code);
        return Pages.SeeOther($"/submissions/{submitted.ReceiptNumber}?{(submitted.IsCorrection ? "corrected" : "submitted")}=1");
    }

    /// <summary>Back to the page that is not done yet; its mistakes are shown there.</summary>
    private static IResult? Unfinished(OpenedDraft draft, DraftOwner owner) =>
        DraftGate.Elsewhere(draft, owner) is { } elsewhere ? elsewhere
        : draft.NeedsHolder ? Pages.SeeOther($"/drafts/{draft.Id}/holder")
        : draft.Pages.FirstOrDefault(p => DraftIssues.Of(draft, p).Any()) is { } page ? Pages.SeeOther(DraftView.PageUrl(draft, page))
        : null;
}
