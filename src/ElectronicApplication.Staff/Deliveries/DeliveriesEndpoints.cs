using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Deliveries;

internal static class DeliveriesEndpoints
{
    public static void MapDeliveries(this RouteGroupBuilder staff)
    {
        staff.MapGet("/deliveries", ShowAsync);
        staff.MapPost("/deliveries/{id:guid}/replay", ReplayAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string? replayed, ListDeliveries list, UnmatchedReports reports, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = context.Features.GetRequiredFeature<Reviewer>();
        var trouble = await list.HandleAsync(reviewer.Act(), cancel);
        return trouble.Error is { } refused
            ? frame.Error(context, refused)
            : Pages.Show<DeliveriesPage>(new { Reviewer = reviewer, Trouble = trouble.Value, Replayed = replayed == "1", Unmatched = await CountAsync(reports, reviewer, cancel) });
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, Guid id, ReplayDelivery replay, ListDeliveries list, UnmatchedReports reports, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = context.Features.GetRequiredFeature<Reviewer>();
        var message = PostedForm.StaleMessage;
        if ((await PostedForm.ReadAsync(context)).IsGenuine)
        {
            var done = await replay.HandleAsync(id, reviewer.Act(), cancel);
            if (done.Error is not { } error)
                return Pages.SeeOther(StaffFrame.DeliveriesUrl + "?replayed=1");
            message = error.Message;
        }
        var trouble = await list.HandleAsync(reviewer.Act(), cancel);
        return trouble.Error is { } refused
            ? frame.Error(context, refused)
            : Pages.Show<DeliveriesPage>(new { Reviewer = reviewer, Trouble = trouble.Value, Message = message, Unmatched = await CountAsync(reports, reviewer, cancel) }, StatusCodes.Status409Conflict);
    }

    private static async Task<int> CountAsync(UnmatchedReports reports, Reviewer reviewer, CancellationToken cancel)
    {
        var all = await reports.ListAsync(reviewer.Act(), cancel);
        return all.IsOk ? all.Value.Count : 0;
    }
}
