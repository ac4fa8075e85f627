using System.Security.Claims;
using System.Text.Encodings.Web;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff.SignIn;

/// <summary>
/// Scheme "Staff": the cookie holds a secret, the database knows whose session it is and what that person may do now. The <see cref="Reviewer"/> is
/// a feature of the request.
/// </summary>
internal sealed class StaffAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Sessions sessions, Reviewers reviewers, StaffCookies cookies,
    StaffFrame frame)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookies.Session(Context) is not { } secret)
            return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(SessionKind.Staff, secret, Context.RequestAborted) is not { } id
            || await reviewers.FindAsync(id, Context.RequestAborted) is not { Roles.Count: > 0 } reviewer)
            return AuthenticateResult.Fail("The session has ended.");
        Context.Features.Set(reviewer);
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, reviewer.Id.ToString()), new(ClaimTypes.Name, reviewer.Name), .. reviewer.Roles.Select(r => new Claim(ClaimTypes.Role, r))];
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/staff/api"))
            return ErrorResults.Problem(ReviewErrors.NotStaff).ExecuteAsync(Context);
        // A post cannot be repeated by a redirect: after sign-in one goes on from the page's own address.
        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : StaffFrame.Home;
        Response.Redirect("/staff/sign-in?returnTo=" + Uri.EscapeDataString(ReturnPath.OrHome(back)));
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => frame.Error(Context, ReviewErrors.NoRole).ExecuteAsync(Context);
}

/// <summary>Where a browser may be sent on to after sign-in: a page of this door, never an address that somebody put into a link.</summary>
internal static class ReturnPath
{
    public static string OrHome(string? path) =>
        path is { Length: <= 500 } && (path == StaffFrame.Home || path.StartsWith("/staff/", StringComparison.Ordinal) || path.StartsWith("/staff?", StringComparison.Ordinal))
        && !path.Contains('\\') && !path.Any(char.IsControl) && !path.StartsWith("/staff/sign-", StringComparison.Ordinal)
            ? path
            : StaffFrame.Home;
}
