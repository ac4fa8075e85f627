using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Staff.CoreReports;
using ElectronicApplication.Staff.Documents;
using ElectronicApplication.Staff.Decisions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Cases;

internal static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder staff)
    {
        var one = staff.MapGroup("/submissions/{receiptNumber}");
        one.MapGet("", ShowAsync);
        one.MapGet("/attachments/{id:guid}", AttachmentAsync);
        one.MapGet("/evidence/{id:guid}", EvidenceAsync);
        one.MapPost("/review", StartReviewAsync).RequireToken();
        one.MapPost("/reveal", RevealAsync).RequireToken();
        one.MapAssignment();
        one.MapChecks();
        one.MapCorrections();
        one.MapCaseDocuments();
        one.MapCaseReports();
        one.MapDecisions();
        one.MapMessages();
        one.MapTelephone();
        one.MapGet("/decision", AskAsync);
        one.MapPost("/decision", DecideAsync).RequireToken();
    }

    internal static string Url(string receiptNumber) => $"/staff/submissions/{receiptNumber}";

    private static Task<IResult> ShowAsync(HttpContext context, string receiptNumber, string? done, CasePages pages, CancellationToken cancel) =>
        pages.ShowAsync(context, receiptNumber, new() { Done = done }, cancel);

    private static async Task<IResult> StartReviewAsync(
        HttpContext context, string receiptNumber, StartReview start, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (!form.IsGenuine)
            return await pages.ShowAsync(context, receiptNumber, new() { Error = Stale }, cancel);
        var started = await start.HandleAsync(new(receiptNumber, Version(form)), Reviewer(context).Act(), cancel);
        return started.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel)
            : Pages.SeeOther(Url(receiptNumber) + "?done=started");
    }

    /// <summary>Asks again before a decision: it is told to the applicant and cannot be taken back here.</summary>
    /// <param name="report">A core system's proposal, which is taken over by deciding.</param>
    private static async Task<IResult> AskAsync(HttpContext context, string receiptNumber, string? kind, Guid? report, OpenForReview open, ReadCoreReports reports, CasePages pages, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(receiptNumber, Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        if (Decision(kind) is not { } decision)
            return frame.Error(context, ReviewErrors.NotADecision);
        var proposal = report is { } id ? await reports.ProposalAsync(opened.Value.Submission.Id, id, cancel) : null;
        if (report is not null && proposal is null)
            return await pages.ShowAsync(opened.Value, new() { Error = ReviewErrors.ProposalGone }, cancel);
        return opened.Value.CanDecide
            ? Pages.Show<DecidePage>(new { Case = opened.Value, Decision = decision, opened.Value.Submission.Version, Reason = proposal?.Content.Decision?.Reason, ReportId = report })
            : await CannotDecideAsync(opened.Value, pages, cancel);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext context, string receiptNumber, DecideSubmission decide, OpenForReview open, CasePages pages, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        if (Decision(form["decision"]) is not { } decision || Version(form) is not { } version)
            return frame.Error(context, ReviewErrors.NotADecision);
        // A browser sends line breaks as two characters; people count one.
        var reason = form["reason"].ReplaceLineEndings("\n");
        var request = new DecideSubmissionRequest(receiptNumber, decision, reason, version) { Remark = form["remark"].ReplaceLineEndings("\n"), HasConditions = form["conditions"] == "true", ReportId = Guid.TryParse(form["report"], out var report) ? report : null };
        var error = form.IsGenuine ? null : Stale;
        if (error is null)
        {
            var decided = await decide.HandleAsync(request, Reviewer(context).Act(), cancel);
            if (decided.IsOk)
                return Pages.SeeOther($"{Url(receiptNumber)}?done={(decided.Value == SubmissionStatus.UnderReview ? "drafted" : "decided")}");
            error = decided.Error;
        }
        if (error!.Kind == ErrorKind.Conflict)
            return await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel);
        var opened = await open.HandleAsync(receiptNumber, Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        return opened.Value.CanDecide
            ? Pages.Show<DecidePage>(new { Case = opened.Value, Decision = decision, Version = version, Reason = reason, request.Remark, request.HasConditions, request.ReportId, Error = error }, ErrorResults.Status(error.Kind))
            : await CannotDecideAsync(opened.Value, pages, cancel);
    }

    /// <param name="turn">In degrees, clockwise.</param>
    /// <param name="zoom">In steps: 1 fits the page.</param>
    private static async Task<IResult> EvidenceAsync(HttpContext context, string receiptNumber, Guid id, int? turn, int? zoom, OpenForReview open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(receiptNumber, Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var files = CaseAnswers.Files(opened.Value);
        return files.Any(f => f.Id == id.ToString())
            ? Pages.Show<EvidencePage>(new { Case = opened.Value, Files = files, Id = id.ToString(), Turn = turn is 90 or 180 or 270 ? turn.Value : 0, Zoom = Math.Clamp(zoom ?? 1, 1, EvidencePage.MaxZoom) })
            : frame.Error(context, ReviewErrors.AttachmentNotFound);
    }

    private static async Task<IResult> RevealAsync(HttpContext context, string receiptNumber, RevealAnswers reveal, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var revealed = form.IsGenuine ? await reveal.HandleAsync(receiptNumber, form["reason"], Reviewer(context).Act(), cancel) : Stale;
        return revealed.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel)
            : Pages.SeeOther(Url(receiptNumber) + "?done=revealed");
    }

    private static async Task<IResult> AttachmentAsync(
        HttpContext context, string receiptNumber, Guid id, ReadAttachmentForReview read, StaffFrame frame, CancellationToken cancel)
    {
        var found = await read.HandleAsync(receiptNumber, id, Reviewer(context).Act(), cancel);
        return found.Error is { } error ? frame.Error(context, error) : new AttachmentResult(found.Value) { InFrame = true };
    }

    private static Task<IResult> CannotDecideAsync(ReviewCase opened, CasePages pages, CancellationToken cancel) =>
        pages.ShowAsync(opened, new() { Error = opened.Submission.IsDrafted ? DecisionErrors.DraftedAlready
            : (opened.HasRoute ? opened.Reviewer.MayDraftDecision : opened.Reviewer.MayDecide) ? SubmissionErrors.WrongStatus(opened.Submission.Status) : ReviewErrors.RoleNeeded("決裁", "approve") }, cancel);

    internal static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();

    private static SubmissionStatus? Decision(string? kind) => kind switch
    {
        "granted" => SubmissionStatus.Granted,
        "refused" => SubmissionStatus.Refused,
        "dismissed" => SubmissionStatus.Dismissed,
        _ => null,
    };

    internal static int? Version(PostedForm form) =>
        int.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;

    internal static Error Stale { get; } = new("stale-form", ErrorKind.Invalid, PostedForm.StaleMessage, "The form was open for too long; send it again.");
}
