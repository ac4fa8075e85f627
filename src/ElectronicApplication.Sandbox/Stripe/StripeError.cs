using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>An error that the caller can cause, in Stripe's own words and shape.</summary>
internal sealed class StripeError(string message) : Exception(message)
{
    public int Status { get; init; } = StatusCodes.Status400BadRequest;

    public string Type { get; init; } = "invalid_request_error";

    public string? Code { get; init; }

    public string? Param { get; init; }

    public static StripeError Missing(string kind, string id, string param = "id") => new($"No such {kind}: '{id}'")
    {
        Status = StatusCodes.Status404NotFound,
        Code = "resource_missing",
        Param = param,
    };

    public IResult ToResult() => Results.Json(new { error = new { code = Code, message = Message, param = Param, type = Type } }, StripeJson.Format, statusCode: Status);
}
