using ElectronicApplication.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>
/// A random secret that tells one browser from another before anybody is signed in: drafts of people without an account and the challenges of the card
/// belong to it. It is never a session: it does not change what its bearer may do.
/// </summary>
public static class BrowserSecret
{
    private const string Cookie = "browser";

    // Longer than any draft is kept.
    private static readonly TimeSpan Keep = TimeSpan.FromDays(180);
    private static readonly object ItemKey = new();

    public static string? Find(HttpContext context) =>
        context.Items[ItemKey] as string ?? context.RequestServices.GetRequiredService<PortalCookies>().Read(context, Cookie);

    public static string GetOrCreate(HttpContext context)
    {
        if (Find(context) is { } known)
            return known;
        var secret = Secrets.NewToken();
        context.RequestServices.GetRequiredService<PortalCookies>().Write(context, Cookie, secret, Keep);
        context.Items[ItemKey] = secret;
        return secret;
    }
}
