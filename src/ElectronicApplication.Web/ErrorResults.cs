using ElectronicApplication.Core.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectronicApplication.Web;

/// <summary>The one place where a failure becomes HTTP: a problem document (RFC 9457) for programs, a page for people.</summary>
public static class ErrorResults
{
    public static int Status(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The failure in the form that the caller understands.</summary>
    public static IResult ToResult(this Error error, HttpContext context) =>
        WantsPage(context.Request) ? Page(Status(error.Kind), error) : Problem(error);

    public static IResult Problem(Error error)
    {
        var status = Status(error.Kind);
        var members = new Dictionary<string, object?>
        {
            ["code"] = error.Code,
            ["detailEn"] = error.MessageEn,
        };
        if (error.Fields.Count > 0)
            members["fields"] = error.Fields;
        return Results.Problem(error.Message, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), type: "about:blank", extensions: members);
    }

    public static IResult Page(int status, Error? error = null) => Pages.Show<ErrorPage>(new { Status = status, Error = error }, status);

    /// <summary>For an exception that nobody caught: either the framework refused the request, or it is a bug and the log has it.</summary>
    internal static Task WriteExceptionAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException refused
            ? refused.StatusCode
            : StatusCodes.Status500InternalServerError;
        return WriteStatusAsync(context);
    }

    /// <summary>For an answer that has a status and nothing else.</summary>
    internal static Task WriteStatusAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (WantsPage(context.Request))
            return Page(status).ExecuteAsync(context);
        var words = ErrorWords.For(status);
        return Results.Problem($"{words.Title}。{words.Next}", statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), type: "about:blank",
            extensions: new Dictionary<string, object?> { ["code"] = words.Code, ["detailEn"] = words.English }).ExecuteAsync(context);
    }

    private static bool WantsPage(HttpRequest request) =>
        request.Path.Value is { } path
        && !path.Contains("/api/", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
