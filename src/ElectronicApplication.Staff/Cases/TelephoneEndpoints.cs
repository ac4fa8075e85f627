using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Cases;

/// <summary>電話補正: the whole form with what was filed, to be mended by the clerk.</summary>
internal static class TelephoneEndpoints
{
    public static void MapTelephone(this RouteGroupBuilder one)
    {
        one.MapGet("/telephone", ShowAsync);
        one.MapPost("/telephone", PostAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string receiptNumber, OpenForReview open, CasePages pages, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(receiptNumber, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        return opened.Value.CanCorrectByTelephone
            ? Show(opened.Value, opened.Value.Opened.Payload.Answers, opened.Value.Submission.Version, "", null, showsIssues: false)
            : await pages.ShowAsync(opened.Value, new() { Error = SubmissionErrors.WrongStatus(opened.Value.Submission.Status) }, cancel);
    }

    private static async Task<IResult> PostAsync(HttpContext context, string receiptNumber, CorrectByTelephone correct, OpenForReview open, CasePages pages, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var found = await open.HandleAsync(receiptNumber, act, cancel);
        if (found.Error is { } hidden)
            return frame.Error(context, hidden);
        var opened = found.Value;
        var before = opened.Opened.Payload.Answers;
        var (answers, shown) = (before, CorrectByTelephone.Judge(opened, before));
        foreach (var page in opened.Opened.Version.Plan.Form.Pages)
            answers = FormPost.Read(page, form.Form, answers, shown);
        // What is masked was not on the page.
        foreach (var field in opened.Opened.Version.Plan.Form.Pages.SelectMany(p => p.Fields).Where(opened.Masks))
            if (before[field.Id] is { } kept)
                answers[field.Id] = kept.DeepClone();
        var version = CaseEndpoints.Version(form) ?? -1;
        if (!form.IsGenuine)
            return Show(opened, answers, version, form["note"], CaseEndpoints.Stale, showsIssues: false);
        if (form["op"] != "save")
            return Show(opened, answers, version, form["note"], null, showsIssues: false);
        var corrected = await correct.HandleAsync(new(receiptNumber, answers, form["note"], version), act, cancel);
        return corrected.Error is not { } error ? Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=telephoned")
            : error.Kind == ErrorKind.Conflict ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel)
            : Show(opened, answers, version, form["note"], error, showsIssues: error.Code == "answers-refused");
    }

    private static IResult Show(ReviewCase opened, JsonObject answers, int version, string note, Error? error, bool showsIssues) =>
        Pages.Show<TelephonePage>(new { Case = opened, Answers = answers, Version = version, Note = note, Error = error, ShowsIssues = showsIssues }, error is null ? 200 : ErrorResults.Status(error.Kind));
}
