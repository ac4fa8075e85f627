using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Api;

/// <summary>Submissions by programs.</summary>
internal static class SubmissionApi
{
    public const string AccessCodeHeader = "X-Access-Code";

    public static async Task<IResult> SubmitAsync(HttpContext context, SubmitAnswers submit, ApiRateLimit limit, CancellationToken cancel)
    {
        if (limit.Refusal(context) is { } refused)
            return refused;
        var read = await ApiBody.ReadAsync(context.Request, cancel);
        if (read.Error is { } unread)
            return ErrorResults.Problem(unread);
        var accountId = await AccountIdAsync(context);
        var request = Request(read.Value, accountId);
        if (request.Error is { } malformed)
            return ErrorResults.Problem(malformed);
        var idempotency = Idempotency.Of(context, accountId, read.Value);
        if (idempotency.Error is { } badKey)
            return ErrorResults.Problem(badKey);

        return await idempotency.Value.RunAsync(async () =>
        {
            byte[] body = [];
            var submitted = await submit.HandleAsync(request.Value, Visitor.Act(accountId, Door.PortalApi),
                receipt => idempotency.Value.Row(StatusCodes.Status201Created, body = ApiJson.Bytes(Accepted.Of(receipt))), cancel);
            return submitted.Error is { } error
                ? ErrorResults.Problem(error)
                : new JsonAnswer(StatusCodes.Status201Created, body) { Location = $"/api/v1/submissions/{submitted.Value.ReceiptNumber}" };
        }, cancel);
    }

    public static async Task<IResult> AttachAsync(HttpContext context, AttachFile attach, ApiRateLimit limit, CancellationToken cancel)
    {
        if (limit.Refusal(context) is { } refused)
            return refused;
        IFormFileCollection files;
        try
        {
            files = (await context.Request.ReadFormAsync(cancel)).Files;
        }
        catch (InvalidDataException e)
        {
            return ErrorResults.Problem(ApiBody.Malformed("", "multipart/form-data として読み取れません。", $"The body is not multipart/form-data: {e.Message}"));
        }
        if (files is not [var file])
            return ErrorResults.Problem(ApiBody.Malformed("file", "ファイルを 1 件だけ送ってください。", "Send exactly one file."));
        if (file.Length > AttachFile.MaxBytes)
            return ErrorResults.Problem(SubmissionErrors.FileTooLarge("file", AttachFile.MaxBytes));
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);

        var accountId = await AccountIdAsync(context);
        var idempotency = Idempotency.Of(context, accountId, content);
        if (idempotency.Error is { } badKey)
            return ErrorResults.Problem(badKey);
        return await idempotency.Value.RunAsync(async () =>
        {
            byte[] body = [];
            var kept = await attach.ByItselfAsync(accountId, file.FileName, content, k =>
                idempotency.Value.Row(StatusCodes.Status201Created, body = ApiJson.Bytes(new UploadedFile(k.Id, k.Sha256, k.Name, k.ContentType, k.Size))), cancel);
            return kept.Error is { } error ? ErrorResults.Problem(error) : new JsonAnswer(StatusCodes.Status201Created, body);
        }, cancel);
    }

    public static async Task<IResult> FindAsync(HttpContext context, string receiptNumber, FindSubmission find, CancellationToken cancel)
    {
        var found = await find.HandleAsync(receiptNumber, await VisitorAsync(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : new JsonAnswer(StatusCodes.Status200OK, ApiJson.Bytes(SubmissionView.Of(found.Value)));
    }

    public static async Task<IResult> WithdrawAsync(HttpContext context, string receiptNumber, WithdrawSubmission withdraw, ApiRateLimit limit, CancellationToken cancel)
    {
        if (limit.Refusal(context) is { } refused)
            return refused;
        var read = await ApiBody.ReadAsync(context.Request, cancel);
        if (read.Error is { } unread)
            return ErrorResults.Problem(unread);
        var visitor = await VisitorAsync(context);
        var idempotency = Idempotency.Of(context, visitor.AccountId, [.. read.Value, .. System.Text.Encoding.UTF8.GetBytes(visitor.AccessCode ?? "")]);
        if (idempotency.Error is { } badKey)
            return ErrorResults.Problem(badKey);
        return await idempotency.Value.RunAsync(async () =>
        {
            byte[] body = [];
            var withdrawn = await withdraw.HandleAsync(receiptNumber, visitor, Visitor.Act(visitor.AccountId, Door.PortalApi), s =>
                idempotency.Value.Row(StatusCodes.Status200OK, body = ApiJson.Bytes(new WithdrawnSubmission(s.ReceiptNumber, s.Status.ToString()))), cancel);
            return withdrawn.Error is { } error ? ErrorResults.Problem(error) : new JsonAnswer(StatusCodes.Status200OK, body);
        }, cancel);
    }

    public static async Task<IResult> CorrectAsync(HttpContext context, string receiptNumber, CorrectAnswers correct, ApiRateLimit limit, CancellationToken cancel)
    {
        if (limit.Refusal(context) is { } refused)
            return refused;
        var read = await ApiBody.ReadAsync(context.Request, cancel);
        if (read.Error is { } unread)
            return ErrorResults.Problem(unread);
        var visitor = await VisitorAsync(context);
        var idempotency = Idempotency.Of(context, visitor.AccountId, [.. read.Value, .. System.Text.Encoding.UTF8.GetBytes(visitor.AccessCode ?? "")]);
        if (idempotency.Error is { } badKey)
            return ErrorResults.Problem(badKey);
        var parsed = ApiBody.Parse(read.Value, "answers", "attachments");
        if (parsed.Error is { } malformed)
            return ErrorResults.Problem(malformed);
        var (answers, attachments) = (ApiBody.Answers(parsed.Value), Attachments(parsed.Value["attachments"]));
        if ((answers.Error ?? attachments.Error) is { } wrong)
            return ErrorResults.Problem(wrong);
        return await idempotency.Value.RunAsync(async () =>
        {
            byte[] body = [];
            var corrected = await correct.HandleAsync(new(receiptNumber, visitor, answers.Value, attachments.Value), Visitor.Act(visitor.AccountId, Door.PortalApi), c =>
                idempotency.Value.Row(StatusCodes.Status200OK, body = ApiJson.Bytes(new Corrected(c.ReceiptNumber, c.Status.ToString(), c.Revision, c.PayloadSha256))), cancel);
            return corrected.Error is { } error ? ErrorResults.Problem(error) : new JsonAnswer(StatusCodes.Status200OK, body);
        }, cancel);
    }

    private static Result<SubmitAnswersRequest> Request(byte[] body, Guid? accountId)
    {
        var parsed = ApiBody.Parse(body, "procedure", "answers", "attachments", "language");
        if (parsed.Error is { } malformed)
            return malformed;
        var json = parsed.Value;
        if (json["procedure"]?.GetValueKind() is not JsonValueKind.String || json["procedure"]!.GetValue<string>() is not { Length: > 0 } procedure)
            return ApiBody.Malformed("procedure", "procedure に手続コードを指定してください。", "\"procedure\" must be the code of a procedure.");
        var answers = ApiBody.Answers(json);
        if (answers.Error is { } noAnswers)
            return noAnswers;
        var attachments = Attachments(json["attachments"]);
        if (attachments.Error is { } wrong)
            return wrong;
        var language = json["language"] is null ? ApplicantLanguage.Japanese : json["language"]!.GetValueKind() is JsonValueKind.String ? json["language"]!.GetValue<string>() : null;
        return ApplicantLanguage.IsKnown(language)
            ? new SubmitAnswersRequest(procedure, answers.Value, attachments.Value, accountId, language!)
            : ApiBody.Malformed("language", "language は ja、ja-easy、en のどれかにしてください。", "\"language\" must be ja, ja-easy or en.");
    }

    private static Result<IReadOnlyList<AttachmentReference>> Attachments(JsonNode? node)
    {
        var references = new List<AttachmentReference>();
        foreach (var item in node as JsonArray ?? [])
        {
            if (item is not JsonObject { Count: 2 } entry || entry["id"]?.GetValueKind() is not JsonValueKind.String || entry["field"]?.GetValueKind() is not JsonValueKind.String
                || !Guid.TryParse(entry["id"]!.GetValue<string>(), out var id))
                return ApiBody.Malformed("attachments", "attachments は {\"id\",\"field\"} の配列にしてください。", "\"attachments\" must be an array of {\"id\",\"field\"}.");
            references.Add(new(id, entry["field"]!.GetValue<string>()));
        }
        if (node is not (null or JsonArray))
            return ApiBody.Malformed("attachments", "attachments は {\"id\",\"field\"} の配列にしてください。", "\"attachments\" must be an array of {\"id\",\"field\"}.");
        return references;
    }

    private static async Task<SubmissionVisitor> VisitorAsync(HttpContext context) =>
        new(await AccountIdAsync(context), context.Request.Headers[AccessCodeHeader] is [{ Length: > 0 and <= 60 } code] ? code : null, Visitor.Client(context));

    /// <summary>Programs seldom carry a session; without any cookie there is nothing to look up.</summary>
    private static ValueTask<Guid?> AccountIdAsync(HttpContext context) =>
        context.Request.Headers.Cookie.Count == 0 ? ValueTask.FromResult<Guid?>(null) : new(CitizenSignIn.AccountIdAsync(context));
}
