using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ElectronicApplication.Portal.Api;

/// <summary>What procedures there are, what they ask, and what they would say to given answers.</summary>
internal static class ProcedureApi
{
    // One schema per version; it goes when the catalogue lets go of the version.
    private static readonly ConditionalWeakTable<CompiledVersion, byte[]> Schemas = [];

    public static async Task<IResult> ListAsync(HttpContext context, SearchCatalog search, ProcedureCatalog catalog, string? q, string? category, CancellationToken cancel)
    {
        var found = await search.HandleAsync(q is { Length: > 100 } ? q[..100] : q, string.IsNullOrEmpty(category) ? null : category, null, cancel);
        var retired = await catalog.RetiredAsync(cancel);
        return Cached(context, ApiJson.Bytes(new ListOf<ProcedureItem>([.. found.Select(v => ProcedureItem.Of(v, retired.Contains(v.Procedure.Code)))])), "application/json; charset=utf-8");
    }

    public static async Task<IResult> FindAsync(HttpContext context, string code, ProcedureCatalog catalog, Capacity capacity, CancellationToken cancel)
    {
        var left = await catalog.FindAsync(code, cancel) is { } version ? await capacity.PlacesLeftAsync(version.Procedure, cancel) : null;
        return await OfAsync(context, code, catalog, s => ApiJson.Bytes(ProcedureDetail.Of(s, left)), "application/json; charset=utf-8", cancel);
    }

    public static Task<IResult> FormAsync(HttpContext context, string code, ProcedureCatalog catalog, CancellationToken cancel) =>
        OfAsync(context, code, catalog, s => s.InForce.FormJson.ToArray(), "application/json; charset=utf-8", cancel);

    public static Task<IResult> SchemaAsync(HttpContext context, string code, ProcedureCatalog catalog, CancellationToken cancel) =>
        OfAsync(context, code, catalog, s => Schemas.GetValue(s.InForce, static version => ApiJson.Bytes(version.Plan.AnswersSchema())), "application/schema+json", cancel);

    public static async Task<IResult> EvaluateAsync(HttpContext context, string code, ProcedureCatalog catalog, ApiRateLimit limit, TimeProvider time, CancellationToken cancel)
    {
        if (limit.Refusal(context) is { } refused)
            return refused;
        var read = await ApiBody.ReadAsync(context.Request, cancel);
        if (read.Error is { } unread)
            return ErrorResults.Problem(unread);
        if (await catalog.FindAsync(code, cancel) is not { } version)
            return ErrorResults.Problem(SubmissionErrors.ProcedureNotFound(code));
        var parsed = ApiBody.Parse(read.Value, "answers");
        var answers = parsed.Error is { } malformed ? malformed : ApiBody.Answers(parsed.Value);
        if (answers.Error is { } wrong)
            return ErrorResults.Problem(wrong);
        var idempotency = Idempotency.Of(context, null, read.Value);
        if (idempotency.Error is { } badKey)
            return ErrorResults.Problem(badKey);
        return await idempotency.Value.RunAsync(async () =>
        {
            var body = ApiJson.Bytes(Evaluate(version.Plan, AcceptanceRules.WithoutNulls(answers.Value), JapanTime.Today(time)));
            await idempotency.Value.SaveAsync(StatusCodes.Status200OK, body, cancel);
            return new JsonAnswer(StatusCodes.Status200OK, body);
        }, cancel);
    }

    private static EvaluatedAnswers Evaluate(FormPlan plan, System.Text.Json.Nodes.JsonObject answers, DateOnly today)
    {
        var evaluation = plan.Evaluate(answers, new EvaluationInput(today, null, []));
        return new(evaluation.Answers, evaluation.Visible, evaluation.Required, evaluation.Issues.Concat(evaluation.Remarks).Select(i => new Issue(i.Path, i.Code, i.Message, i.MessageEn, i.Severity == IssueSeverity.Error ? "error" : "warning")), evaluation.Fee);
    }

    private static async Task<IResult> OfAsync(
        HttpContext context, string code, ProcedureCatalog catalog, Func<ProcedureStanding, byte[]> body, string contentType, CancellationToken cancel) =>
        await catalog.StandingAsync(code, cancel) is { } standing ? Cached(context, body(standing), contentType) : ErrorResults.Problem(SubmissionErrors.ProcedureNotFound(code));

    /// <summary>Public, the same for everybody, and asked for again only when it has changed.</summary>
    private static IResult Cached(HttpContext context, byte[] body, string contentType)
    {
        context.Response.Headers.CacheControl = "public, max-age=60";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"", isWeak: true);
        return Results.Bytes(body, contentType, entityTag: tag);
    }
}
