using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Intake;

/// <summary>窓口: the number or QR code that a citizen shows opens what they have prepared.</summary>
internal static class CounterEndpoints
{
    public static void MapCounter(this RouteGroupBuilder staff)
    {
        staff.MapGet("/counter", Show);
        // Posted, never in an address: a number in a history or a log would be one that was not used by its owner.
        staff.MapPost("/counter", ClaimAsync).RequireToken();
    }

    private static IResult Show(HttpContext context, string? received, StaffFrame frame)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        return reviewer.MayReceive ? Pages.Show<CounterPage>(new { Reviewer = reviewer, Received = ReceiptNumber.Parse(received) }) : frame.Error(context, ReviewErrors.RoleNeeded("受付", "receive"));
    }

    private static async Task<IResult> ClaimAsync(HttpContext context, ClaimAtCounter claim, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var reviewer = CaseEndpoints.Reviewer(context);
        var claimed = posted.IsGenuine ? await claim.HandleAsync(posted["code"], reviewer.Act(), cancel) : PostedForm.Stale;
        if (claimed.Error is not { } error)
            return Pages.SeeOther(KeyingEndpoints.Url(claimed.Value));
        return reviewer.MayReceive ? Pages.Show<CounterPage>(new { Reviewer = reviewer, Code = posted["code"], Error = error }, ErrorResults.Status(error.Kind)) : frame.Error(context, error);
    }
}
