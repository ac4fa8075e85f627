using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Cases;

/// <summary>補正: a sentence written at a field marks it.</summary>
internal static class CorrectionEndpoints
{
    private const string Mark = "mark.";

    public static void MapCorrections(this RouteGroupBuilder one)
    {
        one.MapGet("/correction", ShowAsync);
        one.MapPost("/correction", AskAsync).RequireToken();
        one.MapPost("/correction/cancel", CancelAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string receiptNumber, OpenForReview open, CasePages pages, StaffFrame frame, TimeProvider time, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(receiptNumber, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var due = JapanTime.Today(time).AddDays(opened.Value.Opened.Version.Procedure.CorrectionDays);
        return opened.Value.CanAskCorrection
            ? Pages.Show<CorrectionPage>(new { Case = opened.Value, opened.Value.Submission.Version, Due = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) })
            : await RefusedAsync(opened.Value, pages, cancel);
    }

    private static async Task<IResult> AskAsync(HttpContext context, string receiptNumber, AskCorrection ask, OpenForReview open, CasePages pages, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var texts = form.Form.Where(f => f.Key.StartsWith(Mark, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value))
            .ToDictionary(f => f.Key[Mark.Length..], f => f.Value.ToString().Trim());
        var (due, message) = (form["due"], form["message"].ReplaceLineEndings("\n"));
        var error = form.IsGenuine ? null : CaseEndpoints.Stale;
        if (error is null)
        {
            // A day that cannot be read is out of every range.
            var day = DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : DateOnly.MinValue;
            var asked = await ask.HandleAsync(new(receiptNumber, [.. texts.Select(t => new CorrectionMark(t.Key, t.Value))], message, day, CaseEndpoints.Version(form)), CaseEndpoints.Reviewer(context).Act(), cancel);
            if (asked.IsOk)
                return Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=asked");
            error = asked.Error;
        }
        if (error!.Kind == ErrorKind.Conflict)
            return await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel);
        var opened = await open.HandleAsync(receiptNumber, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        return opened.Value.CanAskCorrection
            ? Pages.Show<CorrectionPage>(new { Case = opened.Value, Version = CaseEndpoints.Version(form) ?? opened.Value.Submission.Version, Due = due, Message = message, Texts = texts, Error = error }, ErrorResults.Status(error.Kind))
            : await RefusedAsync(opened.Value, pages, cancel);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string receiptNumber, AskCorrection ask, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var cancelled = form.IsGenuine ? await ask.CancelAsync(receiptNumber, CaseEndpoints.Version(form), CaseEndpoints.Reviewer(context).Act(), cancel) : CaseEndpoints.Stale;
        return cancelled.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel)
            : Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=taken-back");
    }

    private static Task<IResult> RefusedAsync(ReviewCase opened, CasePages pages, CancellationToken cancel) =>
        pages.ShowAsync(opened, new() { Error = opened.Reviewer.MayAskCorrection ? SubmissionErrors.WrongStatus(opened.Submission.Status) : ReviewErrors.RoleNeeded("審査", "review") }, cancel);
}
