using System.Security.Claims;
using System.Text.Encodings.Web;
using ElectronicApplication.Core.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>Scheme "Citizen": the cookie holds a secret, the database knows whose session it is. A page that needs sign-in sends the browser there and back.</summary>
internal sealed class CitizenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Sessions sessions, PortalCookies cookies)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Cookie = "citizen";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookies.Read(Context, Cookie) is not { } secret)
            return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(SessionKind.Citizen, secret, Context.RequestAborted) is not { } account)
            return AuthenticateResult.Fail("The session has ended.");
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api"))
        {
            await Results.Problem(title: "この操作にはログインが必要です。", detail: "Sign in with the My Number Card first.", statusCode: StatusCodes.Status401Unauthorized,
                extensions: new Dictionary<string, object?> { ["code"] = "sign-in-needed" }).ExecuteAsync(Context);
            return;
        }
        // A post cannot be repeated by a redirect: after sign-in the person goes on from the page's own address.
        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : Request.Path.Value;
        Response.Redirect("/sign-in?returnTo=" + UrlEncoder.Default.Encode(LocalPath.OrHome(back)));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
