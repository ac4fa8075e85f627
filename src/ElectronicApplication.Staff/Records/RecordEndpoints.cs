using System.Net.Mime;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Records;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Staff.Payouts;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Records;

/// <summary>文書の保存と廃棄: retention, destruction by four eyes, case files, and answers to disclosure requests.</summary>
internal static class RecordEndpoints
{
    public const string Home = "/staff/records";

    public static void MapRecords(this RouteGroupBuilder staff)
    {
        var records = staff.MapGroup("/records");
        records.MapGet("", ShowAsync);
        records.MapPost("", ProposeAsync).RequireToken();
        records.MapPost("/verify", VerifyAsync).RequireToken();
        var order = records.MapGroup("/destructions/{id:guid}");
        order.MapGet("", (HttpContext context, Guid id, string? done, ProposeDestruction orders, StaffFrame frame, CancellationToken cancel) => ShowOrderAsync(context, id, null, done, orders, frame, cancel));
        order.MapGet("/certificate", CertificateAsync);
        order.MapPost("/confirm", ConfirmAsync).RequireToken();
        order.MapPost("/cancel", CancelAsync).RequireToken();
        records.MapGet("/disclosure", (HttpContext context) => Pages.Show<DisclosurePage>(new { Reviewer = CaseEndpoints.Reviewer(context) }));
        records.MapPost("/disclosure", FindAsync).RequireToken();
        records.MapPost("/disclosure/export", DiscloseAsync).RequireToken();
        staff.MapPost("/submissions/{receiptNumber}/record", ExportAsync).RequireToken();
    }

    public static string Url(Guid order) => $"{Home}/destructions/{order}";

    private static Task<IResult> ShowAsync(HttpContext context, string? procedure, string? done, ListRetention list, StaffFrame frame, TimeProvider time, CancellationToken cancel) =>
        PageAsync(context, procedure, new() { OrderId = Guid.CreateVersion7(time.GetUtcNow()), Done = done }, list, frame, cancel);

    private static async Task<IResult> PageAsync(HttpContext context, string? procedure, RecordsNotes notes, ListRetention list, StaffFrame frame, CancellationToken cancel)
    {
        var lists = await list.HandleAsync(procedure, CaseEndpoints.Reviewer(context).Act(), cancel);
        return lists.Error is { } refused ? frame.Error(context, refused)
            : Pages.Show<RecordsPage>(new { Lists = lists.Value, Procedure = procedure ?? "", Notes = notes }, notes.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
    }

    /// <summary>One form with two buttons: to propose the destruction of what is ticked, or to keep it longer.</summary>
    private static async Task<IResult> ProposeAsync(HttpContext context, ProposeDestruction orders, ExtendRetention extend, ListRetention list, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var chosen = Chosen(form);
        var order = Guid.TryParse(form["order"], out var given) ? given : Guid.CreateVersion7(time.GetUtcNow());
        Error? error = form.IsGenuine ? null : CaseEndpoints.Stale;
        if (error is null && form["op"] == "extend")
        {
            error = (await extend.HandleAsync(chosen, PayoutEndpoints.Day(form["until"]), form["reason"], act, cancel)).Error;
            if (error is null)
                return Pages.SeeOther(Home + "?done=extended");
        }
        else if (error is null)
        {
            var made = await orders.HandleAsync(order, chosen, act, cancel);
            if (made.IsOk)
                return Pages.SeeOther(Url(made.Value));
            error = made.Error;
        }
        return await PageAsync(context, form["procedure"], new() { OrderId = order, Error = error, Chosen = chosen, Reason = form["reason"], Until = form["until"] }, list, frame, cancel);
    }

    private static async Task<IResult> ShowOrderAsync(HttpContext context, Guid id, Error? error, string? done, ProposeDestruction orders, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await orders.OpenAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel);
        return opened.Error is { } hidden ? frame.Error(context, hidden)
            : Pages.Show<DestructionPage>(new { Opened = opened.Value, Error = error, Done = done }, error is null ? StatusCodes.Status200OK : ErrorResults.Status(error.Kind));
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, Guid id, ProposeDestruction orders, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await orders.ConfirmAsync(id, form["sha256"], CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(Url(id) + "?done=confirmed") : await ShowOrderAsync(context, id, error, null, orders, frame, cancel);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, Guid id, ProposeDestruction orders, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await orders.CancelAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(Url(id) + "?done=cancelled") : await ShowOrderAsync(context, id, error, null, orders, frame, cancel);
    }

    private static async Task<IResult> CertificateAsync(HttpContext context, Guid id, ProposeDestruction orders, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await orders.OpenAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel);
        return opened.Error is { } hidden ? frame.Error(context, hidden) : Results.File(opened.Value.Certificate(), "text/csv; charset=utf-8", $"destruction-{id:N}.csv");
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, ExportRecord export, ListRetention list, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var notes = new RecordsNotes { OrderId = Guid.CreateVersion7(time.GetUtcNow()) };
        if (!form.IsGenuine)
            return await PageAsync(context, null, notes with { Error = CaseEndpoints.Stale }, list, frame, cancel);
        // In memory: an archive is read from its end, which the stream of an upload does not bear when it is short.
        using var package = new MemoryStream(form.Form.Files.GetFile("file") is { } file ? await PayoutEndpoints.BytesAsync(file, cancel) : []);
        var verdict = await export.VerifyAsync(package, CaseEndpoints.Reviewer(context).Act(), cancel);
        return await PageAsync(context, null, verdict.Error is { } error ? notes with { Error = error } : notes with { Verdict = verdict.Value }, list, frame, cancel);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string receiptNumber, ExportRecord export, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (!form.IsGenuine)
            return await pages.ShowAsync(context, receiptNumber, new() { Error = CaseEndpoints.Stale }, cancel);
        var made = await export.HandleAsync(receiptNumber, form["reason"], CaseEndpoints.Reviewer(context).Act(), cancel);
        return made.Error is { } error ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel) : File(context, made.Value);
    }

    private static async Task<IResult> FindAsync(HttpContext context, ExportDisclosure export, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var reviewer = CaseEndpoints.Reviewer(context);
        var typed = form["numbers"].Length <= 5000 ? form["numbers"] : "";
        var found = form.IsGenuine ? await export.FindAsync(typed, reviewer.Act(), cancel) : CaseEndpoints.Stale;
        return Pages.Show<DisclosurePage>(new { Reviewer = reviewer, Typed = typed, Lines = found.IsOk ? found.Value : [], found.Error }, found.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DiscloseAsync(HttpContext context, ExportDisclosure export, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var reviewer = CaseEndpoints.Reviewer(context);
        var chosen = Chosen(form);
        var error = CaseEndpoints.Stale;
        if (form.IsGenuine)
        {
            var made = await export.HandleAsync(new(chosen, form["reason"], form["others"] == "on", form["internal"] == "on"), reviewer.Act(), cancel);
            if (made.IsOk)
                return File(context, made.Value);
            error = made.Error!;
        }
        var found = await export.FindAsync(form["numbers"], reviewer.Act(), cancel);
        return Pages.Show<DisclosurePage>(new { Reviewer = reviewer, Typed = form["numbers"], Lines = found.IsOk ? found.Value : [], Chosen = (IReadOnlySet<Guid>)chosen, Reason = form["reason"], Error = error }, ErrorResults.Status(error.Kind));
    }

    private static IResult File(HttpContext context, RecordDownload download)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(download.Bytes, MediaTypeNames.Application.Zip, download.Name);
    }

    private static HashSet<Guid> Chosen(PostedForm form) => [.. form.Form["s"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}

/// <summary>What the page of records says besides its lists.</summary>
public sealed record RecordsNotes
{
    public required Guid OrderId { get; init; }
    public Error? Error { get; init; }
    public string? Done { get; init; }
    public IReadOnlySet<Guid>? Chosen { get; init; }
    public string Reason { get; init; } = "";
    public string Until { get; init; } = "";
    public RecordVerdict? Verdict { get; init; }
}
