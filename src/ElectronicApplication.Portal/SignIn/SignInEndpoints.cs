using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>The way in, and out.</summary>
internal static class SignInEndpoints
{
    /// <summary>The page holds the form that leads to the card page: one press, also without script.</summary>
    public static async Task<IResult> ShowAsync(HttpContext context, CardChallenges challenges, string? returnTo, string? cancelled, CancellationToken cancel)
    {
        var back = LocalPath.OrHome(returnTo);
        if (await CitizenSignIn.AccountIdAsync(context) is not null)
            return Pages.SeeOther(back);
        var challenge = await challenges.PrepareAsync(CardPurpose.SignIn, new JsonObject { ["statement"] = "電子申請サービスにログインします。" },
            BrowserSecret.GetOrCreate(context), accountId: null, draftId: null, draftRevision: null, back, cancel);
        return Pages.Show<SignInPage>(new { Challenge = challenge, Cancelled = cancelled is not null, IsOnTheWay = back != "/" });
    }

    public static async Task<IResult> SignOutAsync(HttpContext context, SignOut signOut, PortalCookies cookies, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        if (!posted.IsGenuine)
            return Pages.Show<SignOutPage>();
        if (cookies.Read(context, CitizenAuthentication.Cookie) is { } secret)
            await signOut.HandleAsync(secret, Door.Portal, cancel);
        cookies.Delete(context, CitizenAuthentication.Cookie);
        return Pages.SeeOther("/");
    }
}
