using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Cases;

/// <summary>担当とメモ.</summary>
internal static class AssignEndpoints
{
    public static void MapAssignment(this RouteGroupBuilder one)
    {
        one.MapPost("/assign", AssignAsync).RequireToken();
        one.MapPost("/note", NoteAsync).RequireToken();
        one.MapPost("/transfer", TransferAsync).RequireToken();
    }

    private static async Task<IResult> AssignAsync(HttpContext context, string receiptNumber, AssignSubmission assign, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var reviewer = CaseEndpoints.Reviewer(context);
        Guid? to = form["op"] switch { "take" => reviewer.Id, "release" => null, _ => Id(form["to"]) ?? Guid.Empty };
        var assigned = form.IsGenuine ? await assign.HandleAsync(new(receiptNumber, to, form["note"].ReplaceLineEndings("\n"), Id(form["seen"])), reviewer.Act(), cancel) : CaseEndpoints.Stale;
        return assigned.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error, Note = form["note"] }, cancel)
            : Pages.SeeOther($"{CaseEndpoints.Url(receiptNumber)}?done={(to == reviewer.Id ? "taken" : to is null ? "released" : "handed-on")}");
    }

    /// <summary>Whoever sees the new office too stays at the case; all others go back to the desk.</summary>
    private static async Task<IResult> TransferAsync(HttpContext context, string receiptNumber, TransferSubmission transfer, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var reviewer = CaseEndpoints.Reviewer(context);
        var moved = form.IsGenuine ? await transfer.HandleAsync(new(receiptNumber, form["to"], form["reason"].ReplaceLineEndings("\n"), CaseEndpoints.Version(form)), reviewer.Act(), cancel) : CaseEndpoints.Stale;
        return moved.Error is { } error ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel)
            : Pages.SeeOther(reviewer.Sees(form["to"]) ? CaseEndpoints.Url(receiptNumber) + "?done=transferred" : $"{StaffFrame.Home}?transferred={receiptNumber}");
    }

    private static async Task<IResult> NoteAsync(HttpContext context, string receiptNumber, AssignSubmission assign, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var noted = form.IsGenuine ? await assign.NoteAsync(receiptNumber, form["note"].ReplaceLineEndings("\n"), CaseEndpoints.Reviewer(context).Act(), cancel) : CaseEndpoints.Stale;
        return noted.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error, Note = form["note"] }, cancel)
            : Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=noted#notes");
    }

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;
}
