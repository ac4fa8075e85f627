using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Bulk;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Staff.Desk;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Bulk;

/// <summary>Many cases at once: marked on the desk, looked at one by one, done one by one.</summary>
internal static class BulkEndpoints
{
    public const string Home = "/staff/bulk";

    /// <summary>How long the button waits; what is left then goes on by itself.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(8);

    public static void MapBulk(this RouteGroupBuilder staff)
    {
        var bulk = staff.MapGroup("/bulk");
        bulk.MapGet("", ListAsync);
        bulk.MapPost("", PreviewAsync).RequireToken();
        bulk.MapPost("/run", RunAsync).RequireToken();
        bulk.MapGet("/{id:guid}", ShowAsync);
        bulk.MapPost("/{id:guid}/continue", ContinueAsync).RequireToken();
    }

    /// <summary>One case of the preview, as the page that runs it posts it.</summary>
    public static string Written(BulkPreviewLine line) => string.Create(CultureInfo.InvariantCulture, $"{line.ReceiptNumber}|{line.Version}|{line.StepId}");

    private static async Task<IResult> PreviewAsync(HttpContext context, PlanBulk plan, ListSubmissions submissions, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var reviewer = CaseEndpoints.Reviewer(context);
        if (!form.IsGenuine)
            return frame.Error(context, CaseEndpoints.Stale);
        if (BulkWords.Kind(form["kind"]) is not { } kind)
            return frame.Error(context, BulkErrors.NotAKind);
        var numbers = form["scope"] switch
        {
            "page" => Values(form, "shown"),
            "list" => await ListedAsync(form, submissions, reviewer, cancel),
            _ => Values(form, "case"),
        };
        return await ShowPreviewAsync(context, plan, frame, kind, "", numbers, Guid.CreateVersion7(), null, cancel);
    }

    private static async Task<IResult> RunAsync(HttpContext context, PlanBulk plan, RunBulk run, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (BulkWords.Kind(form["kind"]) is not { } kind || !Guid.TryParse(form["run"], out var id))
            return frame.Error(context, BulkErrors.NotAKind);
        var targets = Values(form, "case").Select(Read).ToList();
        var reason = form["reason"].ReplaceLineEndings("\n");
        var started = form.IsGenuine ? await plan.StartAsync(new(id, kind, reason, targets), CaseEndpoints.Reviewer(context).Act(), cancel) : CaseEndpoints.Stale;
        if (started.Error is { } error)
            return error.Kind is ErrorKind.Unprocessable or ErrorKind.Invalid
                ? await ShowPreviewAsync(context, plan, frame, kind, reason, [.. targets.Select(t => t.ReceiptNumber)], id, error, cancel)
                : frame.Error(context, error);
        // Whoever closes the page does not stop it.
        await run.HandleAsync(started.Value, AtOnce, CancellationToken.None);
        return Pages.SeeOther($"{Home}/{started.Value}");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Guid id, ReadBulk read, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        var found = await read.HandleAsync(id, reviewer.Act(), cancel);
        return found.Error is { } error ? frame.Error(context, error) : Pages.Show<BulkRunPage>(new { Reviewer = reviewer, Result = found.Value });
    }

    private static async Task<IResult> ListAsync(HttpContext context, ReadBulk read, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        var runs = await read.LatestAsync(reviewer.Act(), cancel);
        return runs.Error is { } error ? frame.Error(context, error) : Pages.Show<BulkRunsPage>(new { Reviewer = reviewer, Runs = runs.Value });
    }

    private static async Task<IResult> ContinueAsync(HttpContext context, Guid id, ReadBulk read, RunBulk run, StaffFrame frame, CancellationToken cancel)
    {
        if (!(await PostedForm.ReadAsync(context)).IsGenuine)
            return frame.Error(context, CaseEndpoints.Stale);
        var found = await read.HandleAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (found.Error is { } error)
            return frame.Error(context, error);
        await run.HandleAsync(id, AtOnce, CancellationToken.None);
        return Pages.SeeOther($"{Home}/{id}");
    }

    private static async Task<IResult> ShowPreviewAsync(
        HttpContext context, PlanBulk plan, StaffFrame frame, BulkKind kind, string reason, IReadOnlyList<string> numbers, Guid id, Error? error, CancellationToken cancel)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        var lines = await plan.PreviewAsync(kind, numbers, reviewer.Act(), cancel);
        return lines.Error is { } refused
            ? frame.Error(context, refused)
            : Pages.Show<BulkPreviewPage>(new { Reviewer = reviewer, Kind = kind, Lines = lines.Value, RunId = id, Reason = reason, Error = error }, error is null ? 200 : ErrorResults.Status(error.Kind));
    }

    /// <summary>The first of the list that the desk showed, whatever page it was.</summary>
    private static async Task<IReadOnlyList<string>> ListedAsync(PostedForm form, ListSubmissions submissions, Reviewer reviewer, CancellationToken cancel)
    {
        var filter = DeskFilter.Of(form["list"], form["q"], form["procedure"], form["office"], null);
        List<string> numbers = [];
        string? after = null;
        do
        {
            var page = await submissions.HandleAsync(filter.ToRequest() with { After = after, Limit = ListSubmissions.MaxLimit }, reviewer.Act(), cancel);
            if (!page.IsOk)
                break;
            numbers.AddRange(page.Value.Items.Select(i => i.ReceiptNumber));
            after = page.Value.Next;
        }
        while (after is not null && numbers.Count < PlanBulk.MaxCases);
        return [.. numbers.Take(PlanBulk.MaxCases)];
    }

    private static IReadOnlyList<string> Values(PostedForm form, string name) => [.. form.Form[name].OfType<string>().Where(v => v.Length is > 0 and < 100)];

    private static BulkTarget Read(string written)
    {
        var parts = written.Split('|');
        return new(parts[0], parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1,
            parts.Length > 2 && Guid.TryParse(parts[2], out var step) ? step : null);
    }
}
