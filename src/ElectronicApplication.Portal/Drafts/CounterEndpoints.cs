using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>窓口で提出する: the number and the QR code by which the office opens what was prepared at home.</summary>
internal static class CounterEndpoints
{
    public static async Task<IResult> ShowAsync(HttpContext context, Guid id, OpenDraft open, PrepareForCounter prepare, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        if (DraftGate.Elsewhere(opened.Value, owner) is { } elsewhere)
            return elsewhere;
        if (opened.Value.Correction is not null)
            return Pages.SeeOther(DraftEndpoints.ResumeUrl(opened.Value));
        var ticket = await prepare.FindAsync(id, owner, cancel);
        return ticket.Error is { } gone ? DraftMissing.Answer(context, gone, owner) : Pages.Show<CounterPage>(new { Draft = opened.Value, Ticket = ticket.Value });
    }

    public static async Task<IResult> PrepareAsync(HttpContext context, Guid id, OpenDraft open, PrepareForCounter prepare, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var owner = await Visitor.OwnerAsync(context);
        var problem = PostedForm.Stale;
        if (posted.IsGenuine)
        {
            var made = await prepare.HandleAsync(id, owner, cancel);
            if (made.Error is not { } refused)
                return Pages.SeeOther($"/drafts/{id}/counter");
            problem = refused;
        }
        var opened = await open.HandleAsync(id, owner, cancel);
        return opened.Error is { } error ? DraftMissing.Answer(context, error, owner)
            : Pages.Show<CounterPage>(new { Draft = opened.Value, Ticket = (CounterTicket?)null, Problem = problem }, ErrorResults.Status(problem.Kind));
    }
}
