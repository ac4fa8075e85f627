using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Deliveries;

/// <summary>The operator's console: core systems at a glance, the search, and what is done to many deliveries at once.</summary>
internal static class DeliveriesEndpoints
{
    public const string List = StaffFrame.DeliveriesUrl + "/list";

    /// <summary>In seconds.</summary>
    public const int Refresh = 10;

    public static void MapDeliveries(this RouteGroupBuilder staff)
    {
        var deliveries = staff.MapGroup("/deliveries");
        deliveries.MapGet("", ShowAsync);
        deliveries.MapPost("/targets/{target}/pause", PauseAsync).RequireToken();
        deliveries.MapPost("/targets/{target}/resume", ResumeAsync).RequireToken();
        deliveries.MapGet("/list", ListAsync);
        deliveries.MapPost("/replay", PlanAsync).RequireToken();
        deliveries.MapPost("/replay/run", RunAsync).RequireToken();
        deliveries.MapOneDelivery();
        deliveries.MapReconciliation();
        deliveries.MapTransfers();
    }

    private static Task<IResult> ShowAsync(HttpContext context, string? done, string? refresh, Overview overview, CancellationToken cancel) =>
        overview.ShowAsync(context, new() { Done = done, IsLive = refresh == "10" }, cancel);

    private static async Task<IResult> PauseAsync(HttpContext context, string target, PauseTarget pause, Overview overview, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await pause.PauseAsync(target, form["reason"], CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(StaffFrame.DeliveriesUrl + "?done=paused") : await overview.ShowAsync(context, new() { Error = error, Target = target, Reason = form["reason"] }, cancel);
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, string target, PauseTarget pause, Overview overview, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await pause.ResumeAsync(target, CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(StaffFrame.DeliveriesUrl + "?done=resumed") : await overview.ShowAsync(context, new() { Error = error, Target = target }, cancel);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string? after, int? replayed, int? passed, SearchDeliveries search, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel)
    {
        var filter = DeliveryQuery.Read(name => context.Request.Query[name]);
        var reviewer = CaseEndpoints.Reviewer(context);
        var page = await search.HandleAsync(filter, after, reviewer.Act(), cancel);
        if (page.Error is { } refused)
            return frame.Error(context, refused);
        var versions = await catalog.ListAsync(cancel);
        return Pages.Show<DeliveryListPage>(new
        {
            Reviewer = reviewer, Filter = filter, Page = page.Value, Replayed = replayed, Passed = passed ?? 0,
            Targets = (IReadOnlyList<string>)[.. versions.SelectMany(v => v.Mapping.Targets).Select(t => t.System).Distinct().Order(StringComparer.Ordinal)],
            Procedures = (IReadOnlyList<KeyValuePair<string, string>>)[.. versions.Select(v => KeyValuePair.Create(v.Procedure.Code, v.Procedure.Title.Ja))],
        });
    }

    /// <summary>The dry run: shows what would happen, and asks.</summary>
    private static async Task<IResult> PlanAsync(HttpContext context, ReplayMany replay, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        return form.IsGenuine ? await ShowPlanAsync(context, Request(form), null, replay, frame, cancel) : frame.Error(context, CaseEndpoints.Stale);
    }

    private static async Task<IResult> RunAsync(HttpContext context, ReplayMany replay, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var request = Request(form);
        if (!form.IsGenuine)
            return await ShowPlanAsync(context, request, CaseEndpoints.Stale, replay, frame, cancel);
        // Whoever closes the page does not stop it.
        var done = await replay.HandleAsync(request, CaseEndpoints.Reviewer(context).Act(), CancellationToken.None);
        if (done.Error is { } refused)
            return frame.Error(context, refused);
        var url = DeliveryQuery.Url(request.Filter);
        return Pages.SeeOther($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}replayed={done.Value.Replayed}&passed={done.Value.Passed}");
    }

    private static async Task<IResult> ShowPlanAsync(HttpContext context, ReplayRequest request, Error? error, ReplayMany replay, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        var plan = await replay.PlanAsync(request, reviewer.Act(), cancel);
        return plan.Error is { } refused ? frame.Error(context, refused)
            : Pages.Show<ReplayPlanPage>(new { Reviewer = reviewer, Asked = request, Plan = plan.Value, Error = error }, error is null ? StatusCodes.Status200OK : ErrorResults.Status(error.Kind));
    }

    private static ReplayRequest Request(PostedForm form) =>
        new(DeliveryQuery.Read(name => form[name]), form["scope"] == "all" ? null : Chosen(form));

    internal static IReadOnlyList<Guid> Chosen(PostedForm form) => [.. form.Form["d"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Take(SearchDeliveries.PageSize)];

    /// <summary>The page of all core systems, drawn after a look or after something was refused.</summary>
    internal sealed class Overview(ListTargets targets, ListDeliveries list, UnmatchedReports reports, StaffFrame frame)
    {
        public async Task<IResult> ShowAsync(HttpContext context, DeliveryNotes notes, CancellationToken cancel)
        {
            var reviewer = CaseEndpoints.Reviewer(context);
            var seen = await targets.HandleAsync(reviewer.Act(), cancel);
            if (seen.Error is { } refused)
                return frame.Error(context, refused);
            var trouble = await list.HandleAsync(reviewer.Act(), cancel);
            var unmatched = await reports.ListAsync(reviewer.Act(), cancel);
            return Pages.Show<DeliveriesPage>(new { Reviewer = reviewer, Seen = seen.Value, Trouble = trouble.Value, Notes = notes, Unmatched = unmatched.IsOk ? unmatched.Value.Count : 0 }, notes.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
        }
    }
}

/// <summary>What a page of the console says besides what it shows.</summary>
public sealed record DeliveryNotes
{
    public Error? Error { get; init; }
    public string? Done { get; init; }
    public string? Target { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>Which of the page's forms was refused.</summary>
    public string Form { get; init; } = "";

    /// <summary>The data as it was typed; null when nothing was.</summary>
    public string? Data { get; init; }

    public bool IsLive { get; init; }

    public bool Concerns(string path) => Error?.Fields.Any(f => f.Path == path) == true;
}
