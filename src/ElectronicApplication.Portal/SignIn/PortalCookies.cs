using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>
/// How the portal's cookies are named and kept: <c>__Host-</c> and Secure wherever the public address is https (ASVS 3.3.1), unreadable for script,
/// not sent with posts from other sites.
/// </summary>
internal sealed class PortalCookies(IConfiguration configuration)
{
    private readonly Lazy<bool> _secure = new(() => Uri.TryCreate(configuration["Portal:PublicUrl"], UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps);

    public string? Read(HttpContext context, string name) => context.Request.Cookies[Full(name)] is { Length: > 0 and <= 100 } value ? value : null;

    public void Write(HttpContext context, string name, string value, TimeSpan? keep = null) => context.Response.Cookies.Append(Full(name), value, Options(keep));

    public void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(Full(name), Options(null));

    private string Full(string name) => _secure.Value ? "__Host-" + name : name;

    private CookieOptions Options(TimeSpan? keep) => new()
    {
        HttpOnly = true, Secure = _secure.Value, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = keep, IsEssential = true,
    };
}
