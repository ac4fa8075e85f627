using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Portal.Api;

/// <summary>The submission API, version 1. Its addresses and shapes are fixed: people and programs build on them.</summary>
internal static class ApiModule
{
    private const string Document = "portal";
    private const string ProblemJson = "application/problem+json";

    public static IServiceCollection AddSubmissionApi(this IServiceCollection services)
    {
        services.AddOpenApi(Document, o =>
        {
            o.ShouldInclude = d => d.GroupName == Document;
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "電子申請 API / Submission API", Version = "v1",
                    Description = "Every error is an application/problem+json with \"code\" and, where answers are concerned, \"fields\". "
                        + "Every POST honours Idempotency-Key: the same key and body again gets the first answer, another body 409. "
                        + "Procedures of identityLevel None take submissions without sign-in and return an accessCode, which later calls send as X-Access-Code.",
                };
                return Task.CompletedTask;
            });
        });
        return services.AddSingleton<ApiRateLimit>();
    }

    public static void MapSubmissionApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1").WithGroupName(Document).DisableAntiforgery();
        MapProcedures(api.MapGroup("/procedures").WithTags("Procedures"));
        MapSubmissions(api);
    }

    private static void MapProcedures(RouteGroupBuilder procedures)
    {
        procedures.MapGet("", ProcedureApi.ListAsync).WithSummary("手続の一覧 / Published procedures, by words (q) and category.").Produces<ListOf<ProcedureItem>>();
        procedures.MapGet("/{code}", ProcedureApi.FindAsync).WithSummary("手続の内容 / One procedure.").Produces<ProcedureDetail>().Refuses(404);
        procedures.MapGet("/{code}/form", ProcedureApi.FormAsync).WithSummary("様式の定義 / The form definition, as published.").Produces<object>().Refuses(404);
        procedures.MapGet("/{code}/schema", ProcedureApi.SchemaAsync).WithSummary("回答の JSON Schema / JSON Schema 2020-12 of the answers.").Produces<object>(200, "application/schema+json").Refuses(404);
        procedures.MapPost("/{code}/evaluate", ProcedureApi.EvaluateAsync).WithSummary("回答の評価 / What the form says to these answers; nothing is stored.")
            .Accepts<EvaluateBody>("application/json").Produces<EvaluatedAnswers>().Refuses(400, 404, 413, 415, 429);
    }

    private static void MapSubmissions(RouteGroupBuilder api)
    {
        api.MapPost("/attachments", SubmissionApi.AttachAsync).WithTags("Submissions").WithSummary("添付書類の送信 / Upload one file (multipart, field \"file\", at most 10 MB) for a later submission.")
            .Accepts<IFormFile>("multipart/form-data").Produces<UploadedFile>(201).Refuses(400, 413, 415, 422, 429);
        var submissions = api.MapGroup("/submissions").WithTags("Submissions");
        submissions.MapPost("", SubmissionApi.SubmitAsync).WithSummary("申請の提出 / Submit.")
            .Accepts<SubmissionBody>("application/json").Produces<Accepted>(201).Refuses(400, 401, 403, 404, 409, 413, 415, 422, 429);
        submissions.MapGet("/{receiptNumber}", SubmissionApi.FindAsync).WithSummary("申請の照会 / One submission; needs its X-Access-Code, or the session of its applicant.")
            .Produces<SubmissionView>().Refuses(404, 429);
        submissions.MapPost("/{receiptNumber}/withdrawal", SubmissionApi.WithdrawAsync).WithSummary("取下げ / Withdraw, before the decision.")
            .Produces<WithdrawnSubmission>().Refuses(404, 409, 429);
        submissions.MapPost("/{receiptNumber}/corrections", SubmissionApi.CorrectAsync).WithSummary("補正 / Return a correction that was asked for.")
            .Refuses(404, 409, 429);
    }

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.ProducesProblem(status, ProblemJson);
        return route;
    }
}
