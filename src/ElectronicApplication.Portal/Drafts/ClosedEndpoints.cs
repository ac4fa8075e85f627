using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>A draft whose form is not accepted any more: it can be read, copied and, where there is a new form, begun anew with what it holds.</summary>
internal static class ClosedEndpoints
{
    public static async Task<IResult> ShowAsync(HttpContext context, Guid id, OpenDraft open, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        return opened.Value.Closed is null ? Pages.SeeOther($"/drafts/{id}") : Pages.Show<ClosedPage>(new { Draft = opened.Value });
    }

    public static async Task<IResult> BeginAnewAsync(HttpContext context, Guid id, OpenDraft open, BeginAnew begin, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        if (!posted.IsGenuine)
            return Pages.SeeOther($"/drafts/{id}/closed");
        var owner = await Visitor.OwnerAsync(context);
        var begun = await begin.HandleAsync(id, owner, Visitor.Act(owner.AccountId, Door.Portal), cancel);
        if (begun.Error is not { } refused)
            return Pages.SeeOther($"/drafts/{begun.Value}");
        if (refused == SubmissionErrors.SignInNeeded)
            return Pages.SeeOther(LocalPath.With("/sign-in", "returnTo", $"/drafts/{id}/closed"));
        var opened = await open.HandleAsync(id, owner, cancel);
        return opened.Error is { } error ? DraftMissing.Answer(context, error, owner)
            : opened.Value.Closed is null ? Pages.SeeOther($"/drafts/{id}")
            : Pages.Show<ClosedPage>(new { Draft = opened.Value, Problem = refused }, ErrorResults.Status(refused.Kind));
    }
}
