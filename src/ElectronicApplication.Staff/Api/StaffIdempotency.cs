using System.Buffers;
using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff.Api;

/// <summary>What a post did; given again to whoever repeats it with the same Idempotency-Key.</summary>
internal sealed class StaffAnswer(int status, object body) : IResult
{
    public int Status => status;

    public byte[] Bytes(JsonSerializerOptions options) => JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), options);

    public Task ExecuteAsync(HttpContext context) => Results.Json(body, statusCode: status).ExecuteAsync(context);
}

/// <summary>
/// Answers a repeated post with its first answer. The answer is kept after the deed: should the process die in between, the repetition meets a code
/// that is taken, a request that is open or a revision that has moved, and nothing is made twice.
/// </summary>
internal static class StaffIdempotency
{
    private const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    public static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out var header))
            return await next(invocation);
        if (header is not [{ Length: > 0 and <= MaxKeyLength } key] || !key.All(c => c is >= '!' and <= '~'))
            return ErrorResults.Problem(DesignStamps.Wrong(Header, $"{Header} は 1～{MaxKeyLength} 文字の ASCII にしてください。", $"{Header} must be 1 to {MaxKeyLength} visible ASCII characters."));
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var answers = context.RequestServices.GetRequiredService<IdempotentAnswers>();
        var body = invocation.Arguments.FirstOrDefault(a => a?.GetType() is { IsClass: true } type && type.Namespace == typeof(StaffIdempotency).Namespace);
        var content = body is null ? await RawAsync(context) : JsonSerializer.SerializeToUtf8Bytes(body, json);
        if (content.Error is { } tooLarge)
            return ErrorResults.Problem(tooLarge);
        var request = IdempotentRequest.Of(context.Features.GetRequiredFeature<Reviewer>().Id, context.Request.Path + context.Request.QueryString, key, content.Value);
        if (await FirstAsync(answers, request, context.RequestAborted) is { } first)
            return first;
        var result = await next(invocation);
        if (result is not StaffAnswer answer)
            return await FirstAsync(answers, request, context.RequestAborted) ?? result;
        try
        {
            await answers.SaveAsync(answers.Row(request, answer.Status, answer.Bytes(json)), context.RequestAborted);
        }
        catch (Exception e) when (IdempotentAnswers.MayBeTwin(e))
        {
            // The same request ran at the same time; both did what only one of them could, and its answer is kept.
            return await FirstAsync(answers, request, context.RequestAborted) ?? result;
        }
        return result;
    }

    /// <summary>A body that is no JSON is read here, and once more by whoever handles it.</summary>
    private static async Task<Result<byte[]>> RawAsync(HttpContext context)
    {
        var content = await StaffBody.ReadAsync(context.Request, StaffBody.Most, context.RequestAborted);
        if (content.IsOk)
            context.Request.Body = new MemoryStream(content.Value, writable: false);
        return content;
    }

    private static async Task<IResult?> FirstAsync(IdempotentAnswers answers, IdempotentRequest request, CancellationToken cancel)
    {
        var found = await answers.FindAsync(request, cancel);
        return found.Error is { } error ? ErrorResults.Problem(error)
            : found.Value is { } first ? Results.Text(System.Text.Encoding.UTF8.GetString(first.Body), "application/json", statusCode: first.StatusCode) : null;
    }
}

/// <summary>A body that is no JSON: bounded.</summary>
internal static class StaffBody
{
    public const int Most = 10 * 1024 * 1024;

    public static async Task<Result<byte[]>> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                return new Error("body-too-large", ErrorKind.TooLarge, "本文が大きすぎます。10 MB 以下にしてください。", "The body is larger than 10 MB.");
            }
            if (read.IsCompleted)
            {
                var all = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return all;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
