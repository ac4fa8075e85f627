using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Payouts;

/// <summary>給付の振込: what is to be paid, batches by four eyes, files for the bank, and what comes back.</summary>
internal static class PayoutEndpoints
{
    public const string Home = "/staff/payouts";

    public static void MapPayouts(this RouteGroupBuilder staff)
    {
        var payouts = staff.MapGroup("/payouts");
        payouts.MapGet("", ShowAsync);
        payouts.MapPost("", PrepareAsync).RequireToken();
        payouts.MapGet("/{id:guid}", ShowMendAsync);
        payouts.MapPost("/{id:guid}", MendAsync).RequireToken();
        var batch = payouts.MapGroup("/batches/{id:guid}");
        batch.MapGet("", (HttpContext context, Guid id, string? done, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel) => ShowBatchAsync(context, id, new() { Done = done }, open, frame, cancel));
        batch.MapPost("/accounts", AccountsAsync).RequireToken();
        batch.MapPost("/confirm", ConfirmAsync).RequireToken();
        batch.MapPost("/cancel", CancelAsync).RequireToken();
        batch.MapPost("/download", DownloadAsync).RequireToken();
        batch.MapPost("/result", ReadAsync).RequireToken();
    }

    public static string Url(Guid batch) => $"{Home}/batches/{batch}";

    private static async Task<IResult> ShowAsync(HttpContext context, string? office, string? procedure, string? done, ListPayouts list, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var lists = await list.HandleAsync(office, procedure, CaseEndpoints.Reviewer(context).Act(), cancel);
        return lists.Error is { } error ? frame.Error(context, error)
            : Pages.Show<PayoutsPage>(new { Lists = lists.Value, Office = office ?? "", Procedure = procedure ?? "", BatchId = Guid.CreateVersion7(time.GetUtcNow()), Due = NextBankDay(JapanTime.Today(time)), Done = done });
    }

    private static async Task<IResult> PrepareAsync(HttpContext context, PreparePayouts prepare, ListPayouts list, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var (office, procedure) = (form["office"], form["procedure"]);
        var batch = Guid.TryParse(form["batch"], out var given) ? given : Guid.CreateVersion7(time.GetUtcNow());
        var chosen = form.Form["p"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToHashSet();
        Error? error = form.IsGenuine ? null : CaseEndpoints.Stale;
        if (error is null)
        {
            var made = await prepare.HandleAsync(new(batch, office, procedure, Day(form["due"]), chosen), act, cancel);
            if (made.IsOk)
                return Pages.SeeOther(Url(made.Value));
            error = made.Error;
        }
        var lists = await list.HandleAsync(office, procedure, act, cancel);
        return lists.Error is { } refused ? frame.Error(context, refused) : Pages.Show<PayoutsPage>(new
        {
            Lists = lists.Value, Office = office, Procedure = procedure, BatchId = batch, Due = Day(form["due"]), Chosen = (IReadOnlySet<Guid>)chosen, Error = error,
        }, ErrorResults.Status(error!.Kind));
    }

    private static async Task<IResult> ShowBatchAsync(HttpContext context, Guid id, PayoutBatchNotes notes, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(id, notes.WithAccounts, CaseEndpoints.Reviewer(context).Act(), cancel);
        return opened.Error is { } error ? frame.Error(context, error)
            : Pages.Show<PayoutBatchPage>(new { Opened = opened.Value, Notes = notes }, notes.Error is { } wrong ? ErrorResults.Status(wrong.Kind) : StatusCodes.Status200OK);
    }

    private static async Task<IResult> AccountsAsync(HttpContext context, Guid id, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        return await ShowBatchAsync(context, id, form.IsGenuine ? new() { WithAccounts = true } : new() { Error = CaseEndpoints.Stale }, open, frame, cancel);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, Guid id, ConfirmPayouts confirm, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await confirm.HandleAsync(id, form["sha256"], CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(Url(id) + "?done=confirmed") : await ShowBatchAsync(context, id, new() { Error = error }, open, frame, cancel);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, Guid id, ConfirmPayouts confirm, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await confirm.CancelAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(Url(id) + "?done=cancelled") : await ShowBatchAsync(context, id, new() { Error = error }, open, frame, cancel);
    }

    private static async Task<IResult> DownloadAsync(HttpContext context, Guid id, DownloadPayouts download, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = CaseEndpoints.Stale;
        if (form.IsGenuine)
        {
            var kind = form["kind"] == "csv" ? PayoutFileKind.Csv : PayoutFileKind.Zengin;
            var file = await download.HandleAsync(id, kind, form["reason"], CaseEndpoints.Reviewer(context).Act(), cancel);
            if (file.IsOk)
            {
                context.Response.Headers.CacheControl = "private, no-store";
                return Results.File(file.Value.Bytes, file.Value.ContentType, file.Value.Name);
            }
            error = file.Error!;
        }
        return await ShowBatchAsync(context, id, new() { Error = error, Reason = form["reason"] }, open, frame, cancel);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Guid id, ReadPayoutResult read, OpenPayoutBatch open, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (!form.IsGenuine)
            return await ShowBatchAsync(context, id, new() { Error = CaseEndpoints.Stale }, open, frame, cancel);
        var bytes = form.Form.Files.GetFile("file") is { Length: > 0 and <= ReadPayoutResult.MaxBytes } file ? await BytesAsync(file, cancel) : [];
        var scope = form["scope"] switch { "failures" => PayoutResultScope.FailuresOnly, "listed" => PayoutResultScope.Listed, _ => PayoutResultScope.All };
        var done = await read.HandleAsync(id, bytes, scope, CaseEndpoints.Reviewer(context).Act(), cancel);
        return done.Error is { } error ? await ShowBatchAsync(context, id, new() { Error = error }, open, frame, cancel)
            : Pages.SeeOther(string.Create(CultureInfo.InvariantCulture, $"{Url(id)}?done={(done.Value.Changed ? "read" : "read-before")}"));
    }

    private static async Task<IResult> ShowMendAsync(HttpContext context, Guid id, ListPayouts list, StaffFrame frame, CancellationToken cancel)
    {
        var found = await list.OneAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel);
        return found.Error is { } error ? frame.Error(context, error) : Pages.Show<PayoutMendPage>(new { Payout = found.Value, Reviewer = CaseEndpoints.Reviewer(context) });
    }

    private static async Task<IResult> MendAsync(HttpContext context, Guid id, MendPayout mend, ListPayouts list, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var account = new PayoutAccount(Narrow(form["bankCode"]), form["bankName"].Trim(), Narrow(form["branchCode"]), form["branchName"].Trim(), form["kind"], Narrow(form["number"]), form["payeeKana"].Trim());
        long? amount = long.TryParse(Narrow(form["amount"]).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var yen) ? yen : null;
        var error = form.IsGenuine ? (await mend.HandleAsync(new(id, account, amount, form["note"].ReplaceLineEndings("\n")), act, cancel)).Error : CaseEndpoints.Stale;
        if (error is null)
            return Pages.SeeOther(Home + "?done=mended");
        var found = await list.OneAsync(id, act, cancel);
        return found.Error is { } hidden ? frame.Error(context, hidden)
            : Pages.Show<PayoutMendPage>(new { Payout = found.Value, Reviewer = CaseEndpoints.Reviewer(context), Account = account, Amount = form["amount"], Note = form["note"], Error = error }, ErrorResults.Status(error.Kind));
    }

    internal static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancel);
        return memory.ToArray();
    }

    internal static DateOnly? Day(string text) => DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Narrow(string text) => new([.. text.Trim().Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)]);

    /// <summary>Banks want a transfer two or more business days ahead; the clerk may choose another day.</summary>
    private static DateOnly NextBankDay(DateOnly today)
    {
        var day = today.AddDays(3);
        while (!OfficeDays.IsBankDay(day))
            day = day.AddDays(1);
        return day;
    }
}

/// <summary>What the page of a batch says besides the batch.</summary>
public sealed record PayoutBatchNotes
{
    public Error? Error { get; init; }
    public string? Done { get; init; }
    public string Reason { get; init; } = "";
    public bool WithAccounts { get; init; }
}
