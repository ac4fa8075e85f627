using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Deliveries;

/// <summary>突合: by day, by month, and as a list to take away.</summary>
internal static class ReconciliationEndpoints
{
    public const string Home = StaffFrame.DeliveriesUrl + "/reconciliation";

    public static void MapReconciliation(this RouteGroupBuilder deliveries)
    {
        deliveries.MapGet("/reconciliation", DayAsync);
        deliveries.MapPost("/reconciliation", ExportAsync).RequireToken();
        deliveries.MapGet("/reconciliation/month", MonthAsync);
    }

    public static string Url(DateOnly day) => $"{Home}?day={DeliveryWords.Iso(day)}";

    public static string MonthUrl(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Home}/month?month={day:yyyy-MM}");

    private static Task<IResult> DayAsync(HttpContext context, string? day, Reconcile reconcile, StaffFrame frame, TimeProvider time, CancellationToken cancel) =>
        ShowAsync(context, DeliveryQuery.Day(day) ?? JapanTime.Today(time), new() { Error = day is { Length: > 0 } && DeliveryQuery.Day(day) is null ? DeliveryErrors.DayUnreadable : null }, reconcile, frame, cancel);

    private static async Task<IResult> ShowAsync(HttpContext context, DateOnly day, DeliveryNotes notes, Reconcile reconcile, StaffFrame frame, CancellationToken cancel)
    {
        // Days at the ends of the calendar have no neighbour.
        if (day.Year is < 2000 or > 2999)
            return frame.Error(context, DeliveryErrors.DayUnreadable);
        var found = await reconcile.HandleAsync(day, CaseEndpoints.Reviewer(context).Act(), cancel);
        return found.Error is { } refused ? frame.Error(context, refused)
            : Pages.Show<ReconciliationPage>(new { Found = found.Value, Notes = notes }, notes.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, ExportReconciliation export, Reconcile reconcile, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (DeliveryQuery.Day(form["day"]) is not { Year: >= 2000 and <= 2999 } day)
            return frame.Error(context, DeliveryErrors.DayUnreadable);
        var error = CaseEndpoints.Stale;
        if (form.IsGenuine)
        {
            var file = await export.HandleAsync(day, form["reason"], CaseEndpoints.Reviewer(context).Act(), cancel);
            if (file.IsOk)
                return Download(context, file.Value);
            error = file.Error!;
        }
        return await ShowAsync(context, day, new() { Error = error, Form = "export", Reason = form["reason"] }, reconcile, frame, cancel);
    }

    private static async Task<IResult> MonthAsync(HttpContext context, string? month, Reconcile reconcile, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var first = DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given) && given.Year is >= 2000 and <= 2999 ? given : JapanTime.Today(time);
        var rows = await reconcile.MonthAsync(first.Year, first.Month, CaseEndpoints.Reviewer(context).Act(), cancel);
        return rows.Error is { } refused ? frame.Error(context, refused)
            : Pages.Show<ReconciliationMonthPage>(new { Reviewer = CaseEndpoints.Reviewer(context), First = new DateOnly(first.Year, first.Month, 1), Rows = rows.Value });
    }

    internal static IResult Download(HttpContext context, DeliveryFile file)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file.Bytes, "text/csv; charset=utf-8", file.Name);
    }
}
