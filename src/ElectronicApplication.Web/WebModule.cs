using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Web;

public static class WebModule
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        // Japanese goes out as it is, not as character references three times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddLanguages();
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            // What a body must have and has not is refused before anybody works with it.
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddOptions<SiteOptions>().BindConfiguration("Site");

        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHostEnvironment>(ConfigureAntiforgery);
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 4096;
            form.KeyLengthLimit = 512;
            form.ValueLengthLimit = 256 * 1024;
            form.MultipartHeadersLengthLimit = 8 * 1024;
        });

        // BREACH needs a secret that is the same in many compressed answers. Ours, the antiforgery token, is encrypted
        // anew for every answer, and pages with personal data do not echo what another site could put into an address.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "application/json", "application/problem+json", "text/csv", "text/plain"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Fastest);
        return services;
    }

    /// <summary>
    /// First in the pipeline. After it the program calls <c>UseAuthentication</c>, <c>UseAuthorization</c> and then
    /// <c>UseAntiforgery</c>, in this order: a token is bound to the person, so the person must be known before it is checked.
    /// </summary>
    public static IApplicationBuilder UseWeb(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ErrorResults.WriteExceptionAsync, AllowStatusCode404Response = true });
        app.UseStatusCodePages(status => ErrorResults.WriteStatusAsync(status.HttpContext));
        return app;
    }

    private static void ConfigureAntiforgery(AntiforgeryOptions antiforgery, IHostEnvironment environment)
    {
        antiforgery.FormFieldName = "_token";
        antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors 'none' says it
        antiforgery.Cookie.HttpOnly = true;
        // Lax, not Strict: whoever comes back from the payment page arrives from another site, and a cookie withheld then
        // would be replaced and the forms in the person's other windows would stop working.
        antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        // __Host- is only taken over https; a laptop and a test speak http.
        var https = environment.IsProduction();
        antiforgery.Cookie.Name = https ? "__Host-form" : "form";
        antiforgery.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
