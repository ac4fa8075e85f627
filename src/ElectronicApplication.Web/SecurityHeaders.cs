using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Web;

public sealed class SecurityHeadersOptions
{
    /// <summary>
    /// Origins that a form's post may end at besides our own, for instance the payment provider's checkout: browsers
    /// apply form-action to the redirect that answers a post, too.
    /// </summary>
    public List<string> FormActionOrigins { get; } = [];
}

internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<SecurityHeadersOptions>>();
        var strict = !app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        // Read at the first request: addresses of the sandbox are known only when it listens.
        var policy = new Lazy<string>(() => ContentSecurityPolicy(options.Value));

        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context, policy.Value, strict);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static string ContentSecurityPolicy(SecurityHeadersOptions options) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; " +
        $"form-action {string.Join(' ', ["'self'", .. options.FormActionOrigins.Distinct()])}; " +
        "base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    private static void Write(HttpContext context, string policy, bool strict)
    {
        var headers = context.Response.Headers;
        headers.TryAdd("Content-Security-Policy", policy);
        headers.Remove("blazor-enhanced-nav"); // speaks to a script that is not here
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (strict && context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        // Pages hold personal data unless they say otherwise; a shared computer in a library must not keep them.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }
}
