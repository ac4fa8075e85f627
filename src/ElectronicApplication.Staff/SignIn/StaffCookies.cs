using System.Text.Json;
using ElectronicApplication.Core.Review.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff.SignIn;

/// <summary>What a browser has to bring back from the provider, and where it goes on.</summary>
internal sealed record PendingSignIn(SignInAttempt Attempt, string ReturnTo, DateTimeOffset ExpiresAt);

/// <summary>
/// The two cookies of this door: the session, and the attempt to sign in. <c>__Host-</c> and Secure wherever the public address is https (ASVS 3.3.1).
/// </summary>
internal sealed class StaffCookies(IOptions<StaffOptions> options, IDataProtectionProvider protection, TimeProvider time)
{
    private const string SessionName = "staff";
    private const string AttemptName = "staff-sign-in";

    private static readonly TimeSpan AttemptLife = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("ElectronicApplication.Staff.SignIn.v1");

    private bool Secure => options.Value.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    public string? Session(HttpContext context) => context.Request.Cookies[Full(SessionName)] is { Length: > 0 and <= 100 } secret ? secret : null;

    /// <summary>Ends with the browser; how long it counts, the server decides.</summary>
    public void OpenSession(HttpContext context, string secret) => context.Response.Cookies.Append(Full(SessionName), secret, Kept(null));

    public void CloseSession(HttpContext context) => context.Response.Cookies.Delete(Full(SessionName), Kept(null));

    public void Begin(HttpContext context, SignInAttempt attempt, string returnTo)
    {
        var pending = JsonSerializer.SerializeToUtf8Bytes(new PendingSignIn(attempt, returnTo, time.GetUtcNow() + AttemptLife));
        context.Response.Cookies.Append(Full(AttemptName), Convert.ToBase64String(_protector.Protect(pending)), Kept(AttemptLife));
    }

    /// <summary>The attempt that this browser began; it can be taken once.</summary>
    public PendingSignIn? Take(HttpContext context)
    {
        var cookie = context.Request.Cookies[Full(AttemptName)];
        if (cookie is not { Length: > 0 and <= 4096 })
            return null;
        context.Response.Cookies.Delete(Full(AttemptName), Kept(null));
        try
        {
            var pending = JsonSerializer.Deserialize<PendingSignIn>(_protector.Unprotect(Convert.FromBase64String(cookie)));
            return pending is not null && pending.ExpiresAt > time.GetUtcNow() ? pending : null;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private string Full(string name) => Secure ? "__Host-" + name : name;

    // Lax: the provider's answer is a navigation that comes from another site.
    private CookieOptions Kept(TimeSpan? keep) => new()
    {
        HttpOnly = true, Secure = Secure, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = keep, IsEssential = true,
    };
}
