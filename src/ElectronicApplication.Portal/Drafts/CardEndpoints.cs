using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>
/// The two steps with the card: reading the four attributes before the form, and the declaration after it. The browser comes back by GET with a challenge
/// that the card has signed; it has effect once, and only in the browser that asked for it.
/// </summary>
internal static class CardEndpoints
{
    private static readonly Error Cancelled = new("card-cancelled", ErrorKind.Unprocessable,
        "カードの操作を取りやめました。入力した内容は残っています。続けるときは、もう一度下のボタンからお進みください。", "The card step was cancelled; nothing is lost.");

    public static async Task<IResult> HolderAsync(HttpContext context, Guid id, Guid? challenge, string? cancelled, OpenDraft open, PrepareHolder prepare, TakeOverHolder take, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var problem = cancelled is null ? null : Cancelled;
        if (challenge is { } answered)
        {
            var taken = await take.HandleAsync(id, owner, answered, Visitor.Act(owner.AccountId, Door.Portal), cancel);
            if (taken.IsOk)
                return Pages.SeeOther($"/drafts/{id}");
            problem = taken.Error;
        }
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        if (DraftGate.Elsewhere(opened.Value, owner) is { } elsewhere)
            return elsewhere;
        // Reloading the page of a challenge that had its effect.
        if (challenge is not null && !opened.Value.NeedsHolder && problem == CardErrors.ChallengeUsed)
            return Pages.SeeOther($"/drafts/{id}");
        var prepared = await prepare.HandleAsync(id, owner, $"/drafts/{id}/holder", cancel);
        return prepared.Error is { } notNeeded
            ? notNeeded.ToResult(context)
            : Pages.Show<HolderPage>(new { Draft = opened.Value, Challenge = prepared.Value, Problem = problem }, problem is null ? StatusCodes.Status200OK : ErrorResults.Status(problem.Kind));
    }

    public static Task<IResult> SignAsync(HttpContext context, Guid id, OpenDraft open, PrepareDeclaration prepare, CancellationToken cancel) =>
        ShowSignAsync(context, id, null, open, prepare, cancel);

    public static async Task<IResult> SubmitAsync(
        HttpContext context, Guid id, Guid? challenge, string? cancelled, OpenDraft open, SubmitDraft submit, PrepareDeclaration prepare, AccessCookie cookie, CancellationToken cancel)
    {
        if (cancelled is not null)
            return await ShowSignAsync(context, id, Cancelled, open, prepare, cancel);
        var owner = await Visitor.OwnerAsync(context);
        // Only the card's answer, which nobody else can make, hands in by a link; everything else is handed in by the form of the check page.
        if (challenge is null || (await open.HandleAsync(id, owner, cancel)) is not { IsOk: true, Value.Signs: true })
            return await ShowSignAsync(context, id, null, open, prepare, cancel);
        var submitted = await submit.HandleAsync(new(id, owner, challenge, Language: Languages.Of(context)), Visitor.Act(owner.AccountId, Door.Portal), cancel);
        return submitted.Error is { } refused
            ? await ShowSignAsync(context, id, refused, open, prepare, cancel)
            : CheckEndpoints.ToReceipt(context, submitted.Value, cookie);
    }

    private static async Task<IResult> ShowSignAsync(HttpContext context, Guid id, Error? problem, OpenDraft open, PrepareDeclaration prepare, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        if (DraftGate.Elsewhere(opened.Value, owner) is { } elsewhere)
            return elsewhere;
        if (!opened.Value.Signs)
            return Pages.SeeOther($"/drafts/{id}/check");
        var prepared = await prepare.HandleAsync(id, owner, $"/drafts/{id}/submit", cancel);
        if (prepared.Error is { } notYet)
            return notYet == SubmissionErrors.HolderNeeded ? Pages.SeeOther($"/drafts/{id}/holder")
                : notYet.Fields.Count > 0 ? Pages.SeeOther($"/drafts/{id}/check")
                : notYet.ToResult(context);
        return Pages.Show<SignPage>(new { Draft = opened.Value, Challenge = prepared.Value, Problem = problem }, problem is null ? StatusCodes.Status200OK : ErrorResults.Status(problem.Kind));
    }
}
