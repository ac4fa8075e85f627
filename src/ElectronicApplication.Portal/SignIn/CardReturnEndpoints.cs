using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>
/// Back from the card page, in two steps: a post from another site that only leaves the signature, and the browser itself, whose cookie proves that it is
/// the one that asked.
/// </summary>
internal static class CardReturnEndpoints
{
    // 64 KB in base64, with every sign of it percent-encoded.
    private const int MaxBodyBytes = CardChallenges.MaxCmsBytes / 3 * 4 * 3 + 4096;

    public static async Task<IResult> ReceiveAsync(HttpContext context, CardChallenges challenges, CancellationToken cancel)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBodyBytes;
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(cancel);
        if (!Guid.TryParse(form["state"], out var id))
            return Failed(context, CardErrors.ChallengeNotFound, "/sign-in");
        var next = $"/card/complete?challenge={id}";
        if (form.ContainsKey("error"))
            return Pages.SeeOther(next + "&cancelled=1");
        var text = form["cms"].ToString();
        var cms = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(text, cms, out var length) || length == 0)
            return Pages.SeeOther(next);
        var received = await challenges.ReceiveAsync(id, cms[..length], cancel);
        // What is wrong with it is told to the browser that asked, on the next page; only what never reaches that page is told here.
        return received.Error == CardErrors.TooLarge ? Failed(context, CardErrors.TooLarge, "/sign-in") : Pages.SeeOther(next);
    }

    public static async Task<IResult> CompleteAsync(
        HttpContext context, string? challenge, string? cancelled, CardChallenges challenges, SignInWithCard signIn, PortalCookies cookies, CancellationToken cancel)
    {
        if (!Guid.TryParse(challenge, out var id))
            return Failed(context, CardErrors.ChallengeNotFound, "/sign-in");
        var browser = BrowserSecret.Find(context);
        var back = await challenges.FindAsync(id, browser, cancel);
        if (back is { Purpose: not CardPurpose.SignIn })
            return Pages.SeeOther(cancelled is null ? LocalPath.With(back.ReturnPath, "challenge", id.ToString()) : LocalPath.With(back.ReturnPath, "cancelled", "1"));
        var again = LocalPath.With("/sign-in", "returnTo", back?.ReturnPath ?? "/");
        if (back is not null && cancelled is not null)
            return Pages.SeeOther(LocalPath.With(again, "cancelled", "1"));

        var signedIn = await signIn.HandleAsync(new(id, browser, cookies.Read(context, CitizenAuthentication.Cookie)), Act.Anonymous(Door.Portal), cancel);
        if (signedIn.Error is { } refused)
            return Failed(context, refused, again);
        cookies.Write(context, CitizenAuthentication.Cookie, signedIn.Value.SessionSecret);
        return Pages.SeeOther(LocalPath.OrHome(signedIn.Value.ReturnPath));
    }

    /// <summary>The reason, and what to do about it.</summary>
    private static IResult Failed(HttpContext context, Error error, string again) =>
        Pages.Show<CardFailedPage>(new { Error = error, Again = again, Here = context.Request.Path + context.Request.QueryString }, ErrorResults.Status(error.Kind));
}
