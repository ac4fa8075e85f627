using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Web;

/// <summary>The languages of the citizen's door. The choice is kept in a cookie of this browser; staff work in Japanese.</summary>
public static class Languages
{
    public const string Japanese = ApplicantLanguage.Japanese;
    public const string Easy = ApplicantLanguage.Easy;
    public const string English = ApplicantLanguage.English;

    private const string Cookie = "language";
    private static readonly TimeSpan Keep = TimeSpan.FromDays(365);

    /// <summary>Each named in itself, as somebody looks for it.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [(Japanese, "日本語"), (Easy, "やさしい日本語"), (English, "English")];

    public static bool IsKnown(string? code) => All.Any(l => l.Code == code);

    public static string Of(HttpContext? context) =>
        context is null || context.Request.Path.StartsWithSegments("/staff") ? Japanese
        : context.Items[typeof(Languages)] as string ?? (context.Request.Cookies[Cookie] is { } chosen && IsKnown(chosen) ? chosen : Japanese);

    /// <summary>From this answer on. Nothing depends on the cookie but the words of pages, so it needs no prefix and no key.</summary>
    public static void Choose(HttpContext context, string code)
    {
        context.Items[typeof(Languages)] = code;
        context.Response.Cookies.Append(Cookie, code, new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Keep, IsEssential = true });
    }

    /// <summary>The words for this request, outside of pages.</summary>
    public static Words Words(this HttpContext context) => context.RequestServices.GetRequiredService<PhraseBook>().For(Of(context));

    internal static IServiceCollection AddLanguages(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton(new Phrases(WebPhrases.All))
        .AddSingleton<PhraseBook>()
        .AddScoped(provider => provider.GetRequiredService<PhraseBook>().For(Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext)));
}
