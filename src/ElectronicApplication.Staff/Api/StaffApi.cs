using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Staff.Api;

/// <summary>The desk for programs that run in the clerk's own browser: the same handlers, the same session.</summary>
internal static class StaffApi
{
    /// <summary>Name of the OpenAPI document, and of the group of endpoints that it describes.</summary>
    public const string Document = "staff";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = d => d.GroupName == Document;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "電子申請 職員用 API", Version = "v1",
                Description = "The officials' desk and the form designer. Needs the session of the staff door; posts must come from its own origin (Sec-Fetch-Site: same-origin) or carry the "
                    + "antiforgery header RequestVerificationToken. Errors are application/problem+json with a stable \"code\".",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    }

    public static void MapStaffApi(this RouteGroupBuilder staff)
    {
        var api = staff.MapGroup("/api").WithGroupName(Document).WithTags("submissions").AddEndpointFilter(SameOriginAsync)
            .ProducesProblem(401).ProducesProblem(403);
        api.MapGet("/submissions", ListAsync).WithName("listSubmissions").WithSummary("Submissions of the own offices, by worklist: Open, New, Mine, Due ...; without one all, newest first.")
            .Produces<StaffSubmissionList>().ProducesProblem(400);
        api.MapGet("/submissions/{receiptNumber}", ReadAsync).WithName("readSubmission").WithSummary("One submission with its answers; the view is recorded and shown to the applicant.")
            .Produces<StaffSubmission>().ProducesProblem(404);
        api.MapPost("/submissions/{receiptNumber}/review", StartReviewAsync).WithName("startReview").WithSummary("Starts the review.")
            .Produces<StaffStatus>().ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/submissions/{receiptNumber}/assignment", AssignAsync).WithName("assign").WithSummary("Takes on (to = own id), hands on or gives back (to = null), with a note for whoever takes it up next.")
            .Produces<StaffAssignment>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapPost("/submissions/{receiptNumber}/notes", NoteAsync).WithName("note").WithSummary("Adds a note that only staff see.")
            .Produces(204).ProducesProblem(404).ProducesProblem(422);
        api.MapPost("/submissions/{receiptNumber}/messages", WriteAsync).WithName("writeToApplicant").WithSummary("Writes to the applicant, which answers whatever the applicant wrote.")
            .Produces(204).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        api.MapPost("/submissions/{receiptNumber}/reveal", RevealAsync).WithName("revealAnswers").WithSummary("Opens the masked answers to the caller for a quarter of an hour; the reason is kept and the applicant is shown who did it.")
            .Produces(204).ProducesProblem(404).ProducesProblem(422);
        api.MapPost("/submissions/{receiptNumber}/correction", AskCorrectionAsync).WithName("askCorrection").WithSummary("Asks the applicant to mend the marked fields, until the end of a day in Japan.")
            .Produces<StaffStatus>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapPost("/submissions/{receiptNumber}/correction/cancellation", CancelCorrectionAsync).WithName("cancelCorrection").WithSummary("Takes the request for a correction back.")
            .Produces<StaffStatus>().ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/submissions/{receiptNumber}/decision", DecideAsync).WithName("decide").WithSummary("Decides: Granted, Refused or Dismissed; the latter two with a reason. Where the procedure has a decision route it drafts the decision, and the status stays UnderReview until those whom the route asks have approved it.")
            .Produces<StaffStatus>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapProcedures();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, string? list, string? status, string? channel, string? office, string? procedure, string? receiptNumber, string? search, string? after, int? limit, ListSubmissions submissions, CancellationToken cancel)
    {
        if (status is not null && Status(status) is null)
            return ErrorResults.Problem(SubmissionErrors.Malformed("status", "status の値が正しくありません。", $"status is one of {string.Join(", ", Enum.GetNames<SubmissionStatus>())}."));
        Channel way = default;
        if (channel is not null && (!Enum.GetNames<Channel>().Contains(channel) || !Enum.TryParse(channel, out way)))
            return ErrorResults.Problem(SubmissionErrors.Malformed("channel", "channel の値が正しくありません。", $"channel is one of {string.Join(", ", Enum.GetNames<Channel>())}."));
        var chosen = Worklist.All;
        if (list is not null && (!Enum.GetNames<Worklist>().Contains(list) || !Enum.TryParse(list, out chosen)))
            return ErrorResults.Problem(SubmissionErrors.Malformed("list", "list の値が正しくありません。", $"list is one of {string.Join(", ", Enum.GetNames<Worklist>())}."));
        var found = await submissions.HandleAsync(new(chosen, office, procedure, receiptNumber, search, Status(status), after, limit ?? ListSubmissions.DefaultLimit) { Channel = channel is null ? null : way }, Act(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : Results.Json(StaffSubmissionList.Of(found.Value, after is null ? await submissions.CountAsync(Act(context), cancel) : null));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string receiptNumber, OpenForReview open, CancellationToken cancel)
    {
        var found = await open.HandleAsync(receiptNumber, Act(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : Results.Json(StaffSubmission.Of(found.Value));
    }

    private static async Task<IResult> StartReviewAsync(HttpContext context, string receiptNumber, StaffReviewStart? body, StartReview start, CancellationToken cancel)
    {
        var started = await start.HandleAsync(new(receiptNumber, body?.Version), Act(context), cancel);
        return started.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new StaffStatus(started.Value.ToString()));
    }

    private static async Task<IResult> AssignAsync(HttpContext context, string receiptNumber, StaffAssignment body, AssignSubmission assign, CancellationToken cancel)
    {
        var assigned = await assign.HandleAsync(new(receiptNumber, body.To, body.Note, body.Seen), Act(context), cancel);
        return assigned.Error is { } error ? ErrorResults.Problem(error) : Results.Json(body with { Note = null, Seen = body.To });
    }

    private static async Task<IResult> NoteAsync(HttpContext context, string receiptNumber, StaffNote body, AssignSubmission assign, CancellationToken cancel)
    {
        var noted = await assign.NoteAsync(receiptNumber, body.Text ?? "", Act(context), cancel);
        return noted.Error is { } error ? ErrorResults.Problem(error) : Results.NoContent();
    }

    private static async Task<IResult> WriteAsync(HttpContext context, string receiptNumber, StaffNote body, WriteToApplicant write, CancellationToken cancel)
    {
        var written = await write.HandleAsync(receiptNumber, body.Text ?? "", null, Act(context), cancel);
        return written.Error is { } error ? ErrorResults.Problem(error) : Results.NoContent();
    }

    private static async Task<IResult> RevealAsync(HttpContext context, string receiptNumber, StaffReason body, RevealAnswers reveal, CancellationToken cancel)
    {
        var revealed = await reveal.HandleAsync(receiptNumber, body.Reason ?? "", Act(context), cancel);
        return revealed.Error is { } error ? ErrorResults.Problem(error) : Results.NoContent();
    }

    private static async Task<IResult> AskCorrectionAsync(HttpContext context, string receiptNumber, StaffCorrection body, AskCorrection ask, CancellationToken cancel)
    {
        var marks = body.Marks?.Select(m => new CorrectionMark(m?.Path ?? "", m?.Text ?? "")).ToList() ?? [];
        var asked = await ask.HandleAsync(new(receiptNumber, marks, body.Message ?? "", body.Due ?? DateOnly.MinValue, body.Version), Act(context), cancel);
        return asked.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new StaffStatus(nameof(SubmissionStatus.CorrectionRequested)));
    }

    private static async Task<IResult> CancelCorrectionAsync(HttpContext context, string receiptNumber, StaffReviewStart? body, AskCorrection ask, CancellationToken cancel)
    {
        var cancelled = await ask.CancelAsync(receiptNumber, body?.Version, Act(context), cancel);
        return cancelled.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new StaffStatus(nameof(SubmissionStatus.UnderReview)));
    }

    private static async Task<IResult> DecideAsync(HttpContext context, string receiptNumber, StaffDecision body, DecideSubmission decide, CancellationToken cancel)
    {
        if (Status(body.Decision) is not { } decision)
            return ErrorResults.Problem(ReviewErrors.NotADecision);
        var decided = await decide.HandleAsync(new(receiptNumber, decision, body.Reason, body.Version) { Remark = body.Remark, HasConditions = body.HasConditions }, Act(context), cancel);
        return decided.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new StaffStatus(decided.Value.ToString()));
    }

    /// <summary>
    /// The session is a cookie, so another site's page must not be able to use it: a post comes from this very origin by the browser's own word
    /// (Fetch Metadata, which script cannot set), or proves that it has read one of our pages.
    /// </summary>
    private static async ValueTask<object?> SameOriginAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || context.Request.Headers["Sec-Fetch-Site"] == "same-origin"
            || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return await next(invocation);
        return ErrorResults.Problem(new("cross-site", ErrorKind.Forbidden, "この操作は職員用画面からのみ行えます。",
            "Posts must come from this origin (Sec-Fetch-Site: same-origin) or carry the antiforgery header."));
    }

    /// <summary>By its name only; numbers are how the program counts, not part of the interface.</summary>
    private static SubmissionStatus? Status(string? name) => Enum.GetNames<SubmissionStatus>().Contains(name) ? Enum.Parse<SubmissionStatus>(name!) : null;

    private static Act Act(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>().Act();
}
