using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Desk;

/// <summary>組織改正, for whoever administers.</summary>
internal static class OfficeEndpoints
{
    public static void MapOffices(this RouteGroupBuilder staff)
    {
        staff.MapGet("/offices", (HttpContext context, OfficeChanges changes, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel) =>
            ShowAsync(context, new Dictionary<string, object?>(), null, changes, catalog, frame, cancel));
        staff.MapPost("/offices", EnterAsync).RequireToken();
        staff.MapPost("/offices/{id:guid}/delete", RemoveAsync).RequireToken();
    }

    private static async Task<IResult> EnterAsync(HttpContext context, OfficeChanges changes, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var entered = !posted.IsGenuine ? PostedForm.Stale
            : !DateOnly.TryParseExact(posted["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? ReviewErrors.ChangeDay
            : await changes.EnterAsync(posted["from"], posted["to"], on, Reviewer(context).Act(), cancel);
        return entered.Error is { } error
            ? await ShowAsync(context, new() { ["From"] = posted["from"], ["To"] = posted["to"], ["On"] = posted["on"] }, error, changes, catalog, frame, cancel)
            : Pages.SeeOther("/staff/offices");
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, Guid id, OfficeChanges changes, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel)
    {
        var removed = (await PostedForm.ReadAsync(context)).IsGenuine ? await changes.RemoveAsync(id, Reviewer(context).Act(), cancel) : PostedForm.Stale;
        return removed.Error is { } error ? await ShowAsync(context, [], error, changes, catalog, frame, cancel) : Pages.SeeOther("/staff/offices");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Dictionary<string, object?> typed, Error? error, OfficeChanges changes, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = Reviewer(context);
        if (!reviewer.Is(StaffRoles.Administer))
            return frame.Error(context, ReviewErrors.RoleNeeded("管理", "administer"));
        return Pages.Show<OfficesPage>(new Dictionary<string, object?>(typed)
        {
            ["Reviewer"] = reviewer, ["Changes"] = await changes.ListAsync(cancel), ["Offices"] = await catalog.OfficesAsync(cancel), ["Error"] = error,
        }, error is null ? 200 : ErrorResults.Status(error.Kind));
    }

    private static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();
}
