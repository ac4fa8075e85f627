using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Desk;

internal static class DeskEndpoints
{
    public static void MapDesk(this RouteGroupBuilder staff)
    {
        staff.MapGet("", ShowAsync);
        staff.MapOwn();
        staff.MapOffices();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, string? list, string? q, string? procedure, string? office, string? channel, string? after, string? transferred, ListSubmissions submissions, SavedFilters saved, ProcedureCatalog catalog,
        StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var reviewer = context.Features.GetRequiredFeature<Reviewer>();
        if (!reviewer.MayOpen && reviewer.MayOperate)
            return Pages.SeeOther(StaffFrame.DeliveriesUrl);
        var filter = DeskFilter.Of(list, q, procedure, office, after).By(channel);
        var found = await submissions.HandleAsync(filter.ToRequest(), reviewer.Act(), cancel);
        // A mistyped number is told beside the box; everything else is not this page's to mend.
        var mistyped = found.Error is { Fields: [{ Path: "receiptNumber" }] } error ? error : null;
        if (found.Error is { } refused && mistyped is null)
            return frame.Error(context, refused);
        var own = (await catalog.ListAsync(cancel)).Select(v => v.Procedure).Where(p => reviewer.Sees(p.Office, p.Code)).ToList();
        return Pages.Show<DeskPage>(new
        {
            Reviewer = reviewer, Filter = filter, Counts = await submissions.CountAsync(reviewer.Act(), cancel), List = found.IsOk ? found.Value : null, Mistyped = mistyped?.Message, Transferred = ReceiptNumber.Parse(transferred), Procedures = own, Saved = await saved.ListAsync(reviewer.Id, cancel), Now = time.GetUtcNow().UtcDateTime,
        }, mistyped is null ? 200 : ErrorResults.Status(mistyped.Kind));
    }
}
