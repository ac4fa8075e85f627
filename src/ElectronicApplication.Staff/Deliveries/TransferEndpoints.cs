using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Deliveries;

/// <summary>転記: the hand-over list of a core system that has no interface.</summary>
internal static class TransferEndpoints
{
    public static void MapTransfers(this RouteGroupBuilder deliveries)
    {
        var list = deliveries.MapGroup("/transfer/{target}");
        list.MapGet("", (HttpContext context, string target, string? after, int? done, int? refused, TransferList transfers, StaffFrame frame, CancellationToken cancel) =>
            ShowAsync(context, target, after, new() { Done = Words(done, refused) }, transfers, frame, cancel));
        list.MapPost("/reveal", RevealAsync).RequireToken();
        list.MapPost("", CheckAsync).RequireToken();
        list.MapPost("/export", ExportAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string target, string? after, DeliveryNotes notes, TransferList transfers, StaffFrame frame, CancellationToken cancel)
    {
        var page = await transfers.HandleAsync(target, after, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (page.Error is { } refused)
            return frame.Error(context, refused);
        context.Response.Headers.CacheControl = "private, no-store";
        var typed = context.Request.HasFormContentType ? context.Request.Form.Where(f => f.Key.StartsWith("record-", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value.ToString()) : [];
        return Pages.Show<TransferListPage>(new { List = page.Value, After = after ?? "", Notes = notes, Typed = typed }, notes.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
    }

    private static async Task<IResult> RevealAsync(HttpContext context, string target, TransferList transfers, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await transfers.RevealAsync(target, DeliveriesEndpoints.Chosen(form), form["reason"], CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther($"{DeliveryWords.TransferUrl(target)}?after={Uri.EscapeDataString(form["after"])}")
            : await ShowAsync(context, target, form["after"], new() { Error = error, Form = "reveal", Reason = form["reason"] }, transfers, frame, cancel);
    }

    /// <summary>One form with a button for each row and two for the marked ones.</summary>
    private static async Task<IResult> CheckAsync(HttpContext context, string target, CheckOffTransfers check, TransferList transfers, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var chosen = Guid.TryParse(form["one"], out var one) ? [one] : DeliveriesEndpoints.Chosen(form);
        var refuses = form["op"] == "refuse";
        var done = !form.IsGenuine ? CaseEndpoints.Stale
            : refuses ? await check.RefuseAsync(target, chosen, form["reason"], act, cancel)
            : await check.DoneAsync(target, [.. chosen.Select(id => new TransferCheck(id, form[$"record-{id}"]))], act, cancel);
        return done.Error is { } error ? await ShowAsync(context, target, form["after"], new() { Error = error, Form = refuses ? "refuse" : "done", Reason = form["reason"] }, transfers, frame, cancel)
            : Pages.SeeOther($"{DeliveryWords.TransferUrl(target)}?{(refuses ? "refused" : "done")}={done.Value}");
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string target, ExportTransfers export, TransferList transfers, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = CaseEndpoints.Stale;
        if (form.IsGenuine)
        {
            var file = await export.HandleAsync(target, form["reason"], CaseEndpoints.Reviewer(context).Act(), cancel);
            if (file.IsOk)
                return ReconciliationEndpoints.Download(context, file.Value);
            error = file.Error!;
        }
        return await ShowAsync(context, target, form["after"], new() { Error = error, Form = "export", Reason = form["reason"] }, transfers, frame, cancel);
    }

    private static string? Words(int? done, int? refused) => done is { } checkedOff ? $"{checkedOff}件を登録済みにしました。" : refused is { } sent ? $"{sent}件を「登録できない」として審査に戻しました。" : null;
}
