using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.CoreReports;

/// <summary>基幹システムからの回答: the file of a reported document, and what a clerk or an operator does with a report that waits.</summary>
internal static class ReportEndpoints
{
    public static void MapCaseReports(this RouteGroupBuilder one)
    {
        one.MapGet("/reports/{id:guid}", FileAsync);
        one.MapPost("/reports/{id:guid}", SettleAsync).RequireToken();
    }

    public static void MapUnmatchedReports(this RouteGroupBuilder staff)
    {
        staff.MapGet("/reports", ListAsync);
        staff.MapPost("/reports/{id:guid}", MatchAsync).RequireToken();
    }

    private static async Task<IResult> FileAsync(HttpContext context, string receiptNumber, Guid id, FetchReportedDocument fetch, StaffFrame frame, CancellationToken cancel)
    {
        var found = await fetch.OfStaffAsync(receiptNumber, id, CaseEndpoints.Reviewer(context).Act(), cancel);
        return found.Error is { } error ? frame.Error(context, error) : new AttachmentResult(found.Value);
    }

    private static async Task<IResult> SettleAsync(HttpContext context, string receiptNumber, Guid id, SettleCoreReport settle, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var (op, reason) = (form["op"], form["reason"]);
        // Choosing nobody is an answer, too; choosing nothing is not.
        var isNobody = op == "choose" && form.Form.ContainsKey("number") && form["number"].Length == 0;
        var done = !form.IsGenuine ? CaseEndpoints.Stale
            : op == "hand-over" ? await settle.HandOverAsync(receiptNumber, id, act, cancel)
            : op == "choose" && !isNobody ? await settle.ChooseAsync(receiptNumber, id, form["number"], reason, act, cancel)
            : await settle.DeclineAsync(receiptNumber, id, reason, act, cancel);
        return done.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error, Report = (id, reason) }, cancel)
            : Pages.SeeOther($"{CaseEndpoints.Url(receiptNumber)}?done={(op == "hand-over" ? "issued" : op == "choose" ? "person-settled" : "report-declined")}#core-reports");
    }

    private static Task<IResult> ListAsync(HttpContext context, string? done, UnmatchedReports reports, StaffFrame frame, CancellationToken cancel) =>
        ShowAsync(context, reports, frame, done == "1", null, null, cancel);

    private static async Task<IResult> MatchAsync(HttpContext context, Guid id, UnmatchedReports reports, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var done = !form.IsGenuine ? CaseEndpoints.Stale
            : form["op"] == "match" ? await reports.MatchAsync(id, form["receiptNumber"], act, cancel)
            : await reports.DeclineAsync(id, form["reason"], act, cancel);
        return done.Error is { } error
            ? await ShowAsync(context, reports, frame, false, error, new(id, form["receiptNumber"], form["reason"]), cancel)
            : Pages.SeeOther(StaffFrame.ReportsUrl + "?done=1");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, UnmatchedReports reports, StaffFrame frame, bool isDone, Error? error, UnmatchedTyped? typed, CancellationToken cancel)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        var all = await reports.ListAsync(reviewer.Act(), cancel);
        return all.Error is { } refused
            ? frame.Error(context, refused)
            : Pages.Show<UnmatchedPage>(new { Reviewer = reviewer, Reports = all.Value, IsDone = isDone, Error = error, Typed = typed }, error is null ? StatusCodes.Status200OK : ErrorResults.Status(error.Kind));
    }
}

/// <summary>What was typed about one report and could not be used.</summary>
public sealed record UnmatchedTyped(Guid Id, string ReceiptNumber, string Reason);
