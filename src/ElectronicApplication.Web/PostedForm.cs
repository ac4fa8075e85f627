using ElectronicApplication.Core.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Web;

/// <summary>
/// What a page posted. A missing or stale antiforgery token does not throw the input away: the handler must do nothing
/// when <see cref="IsGenuine"/> is false, except render the page again with the input in it, a fresh token and
/// <see cref="Stale"/>.
/// </summary>
public sealed record PostedForm(IFormCollection Form, bool IsGenuine)
{
    public const string StaleMessage = "画面を開いてから時間がたったため、送信を取りやめました。入力した内容は残っています。お手数ですが、もう一度ボタンを押してください。";

    public static readonly Error Stale = new("stale-form", ErrorKind.Invalid, StaleMessage,
        "The page was open for a long time, so nothing was sent. What you entered is still here. Please press the button once more.");

    public string this[string name] => Form[name].ToString();

    public static async Task<PostedForm> ReadAsync(HttpContext context)
    {
        // The endpoint carries antiforgery metadata (RequireToken), so the middleware has already judged the token. The
        // framework refuses to look at a form that was judged invalid; we note the verdict, take it away, and read.
        var verdict = context.Features.Get<IAntiforgeryValidationFeature>();
        if (verdict is null)
            throw new InvalidOperationException($"{context.GetEndpoint()?.DisplayName} reads a form without RequireToken().");
        if (!verdict.IsValid)
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("A form was expected.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return new PostedForm(await context.Request.ReadFormAsync(context.RequestAborted), verdict.IsValid);
        }
        catch (InvalidDataException tooMuch)
        {
            throw new BadHttpRequestException(tooMuch.Message, StatusCodes.Status413PayloadTooLarge, tooMuch);
        }
    }
}

public static class PostedFormMetadata
{
    /// <summary>Marks a route whose handler reads a form by itself: the antiforgery middleware looks only at routes so marked.</summary>
    public static TBuilder RequireToken<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequireAntiforgeryTokenAttribute());
}
