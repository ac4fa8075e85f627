using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Api;

/// <summary>A finished JSON body. The same bytes are sent and, where an Idempotency-Key asks for it, kept.</summary>
internal sealed class JsonAnswer(int statusCode, byte[] body) : IResult
{
    public string? Location { get; init; }

    public bool IsRepeated { get; init; }

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (Location is not null)
            response.Headers.Location = Location;
        if (IsRepeated)
            response.Headers["Idempotent-Replayed"] = "true";
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
