using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff.SignIn;

internal static class SignInEndpoints
{
    private const string ReturnAddress = "/staff/sign-in/return";
    private const string SignedOut = "signed-out";

    public static void MapSignIn(this RouteGroupBuilder staff)
    {
        staff.MapGet("/sign-in", Show).AllowAnonymous();
        staff.MapGet("/sign-in/start", StartAsync).AllowAnonymous();
        staff.MapGet("/sign-in/return", ReturnAsync).AllowAnonymous();
        staff.MapGet("/sign-out", (HttpContext context) => Pages.Show<SignOutPage>(new { Reviewer = context.Features.Get<Reviewer>() }));
        staff.MapPost("/sign-out", SignOutAsync).RequireToken();
    }

    private static IResult Show(string? returnTo, string? state) =>
        Pages.Show<SignInPage>(new { ReturnTo = ReturnPath.OrHome(returnTo), HasSignedOut = state == SignedOut });

    private static async Task<IResult> StartAsync(
        HttpContext context, string? returnTo, OpenIdProvider provider, StaffCookies cookies, IOptions<StaffOptions> options, CancellationToken cancel)
    {
        var attempt = SignInAttempt.New();
        var url = await provider.AuthorizationUrlAsync(attempt, options.Value.Address(ReturnAddress).AbsoluteUri, cancel);
        if (url.Error is { } error)
            return Failed(error, returnTo);
        cookies.Begin(context, attempt, ReturnPath.OrHome(returnTo));
        return Pages.SeeOther(url.Value.AbsoluteUri);
    }

    private static async Task<IResult> ReturnAsync(
        HttpContext context, string? code, string? state, string? iss, string? error, OpenIdProvider provider, SignInStaff signIn, Sessions sessions,
        StaffCookies cookies, IOptions<StaffOptions> options, CancellationToken cancel)
    {
        if (cookies.Take(context) is not { } pending)
            return Failed(ReviewErrors.SignInStale, null);
        var claims = await provider.CompleteAsync(new(code, state, iss, error), pending.Attempt, options.Value.Address(ReturnAddress).AbsoluteUri, cancel);
        if (claims.Error is { } refused)
            return Failed(refused, pending.ReturnTo);
        var session = await signIn.HandleAsync(claims.Value, cancel);
        if (session.Error is { } unwanted)
            return Failed(unwanted, pending.ReturnTo);

        // Never two sessions in one browser, and never the one that was there before (session fixation).
        if (cookies.Session(context) is { } former)
            await sessions.CloseAsync(former, cancel);
        cookies.OpenSession(context, session.Value.Secret);
        return Pages.SeeOther(pending.ReturnTo);
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, OpenIdProvider provider, Sessions sessions, StaffCookies cookies, IOptions<StaffOptions> options, CancellationToken cancel)
    {
        if (!(await PostedForm.ReadAsync(context)).IsGenuine)
            return Pages.Show<SignOutPage>(new { Reviewer = context.Features.Get<Reviewer>() }, StatusCodes.Status400BadRequest);
        if (cookies.Session(context) is { } secret)
            await sessions.CloseAsync(secret, cancel);
        cookies.CloseSession(context);
        var atProvider = await provider.EndSessionUrlAsync(options.Value.Address("/staff/sign-in").AbsoluteUri, SignedOut, cancel);
        return Pages.SeeOther(atProvider?.AbsoluteUri ?? $"/staff/sign-in?state={SignedOut}");
    }

    private static IResult Failed(Error error, string? returnTo) =>
        Pages.Show<SignInPage>(new { ReturnTo = ReturnPath.OrHome(returnTo), Error = error }, ErrorResults.Status(error.Kind));
}
