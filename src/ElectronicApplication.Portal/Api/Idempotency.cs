using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Portal.Api;

/// <summary>Answers a repeated POST with its first answer. Without the header nothing is looked up.</summary>
internal sealed class Idempotency
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 255;

    private readonly IdempotentRequest? _request;
    private readonly IdempotentAnswers? _answers;

    private Idempotency(IdempotentRequest? request, IdempotentAnswers? answers) => (_request, _answers) = (request, answers);

    public static Result<Idempotency> Of(HttpContext context, Guid? accountId, ReadOnlySpan<byte> body)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var header))
            return new Idempotency(null, null);
        if (header is not [{ Length: > 0 and <= MaxKeyLength } key] || !key.All(c => c is >= '!' and <= '~'))
            return ApiBody.Malformed(Header, $"{Header} は 1～{MaxKeyLength} 文字の ASCII にしてください。", $"{Header} must be 1 to {MaxKeyLength} visible ASCII characters.");
        return new Idempotency(IdempotentRequest.Of(accountId, context.Request.Path, key, body), context.RequestServices.GetRequiredService<IdempotentAnswers>());
    }

    /// <summary>The row to be saved together with the effect; null when nobody asked for it.</summary>
    public IdempotentAnswer? Row(int statusCode, byte[] body) => _request is null ? null : _answers!.Row(_request, statusCode, body);

    /// <param name="effect">Does the work and saves <see cref="Row"/> with it.</param>
    public async Task<IResult> RunAsync(Func<Task<IResult>> effect, CancellationToken cancel)
    {
        if (_request is null)
            return await effect();
        if (await FirstAnswerAsync(cancel) is { } first)
            return first;
        try
        {
            var answer = await effect();
            // Refused, perhaps because its own twin took the file or withdrew the submission in between.
            return answer is JsonAnswer ? answer : await FirstAnswerAsync(cancel) ?? answer;
        }
        catch (Exception e) when (IdempotentAnswers.MayBeTwin(e))
        {
            // The same request ran at the same time and was saved first: its answer is the answer.
            return await FirstAnswerAsync(cancel) ?? throw new InvalidOperationException("Saving failed, and no twin of the request explains it.", e);
        }
    }

    public Task SaveAsync(int statusCode, byte[] body, CancellationToken cancel) =>
        _request is null ? Task.CompletedTask : _answers!.SaveAsync(_answers.Row(_request, statusCode, body), cancel);

    private async Task<IResult?> FirstAnswerAsync(CancellationToken cancel)
    {
        var found = await _answers!.FindAsync(_request!, cancel);
        if (found.Error is { } error)
            return Web.ErrorResults.Problem(error);
        return found.Value is { } answer ? new JsonAnswer(answer.StatusCode, answer.Body) { IsRepeated = true } : null;
    }
}
