using System.Text;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Sandbox.Pages;

/// <summary>One page of the sandbox in its frame, which says on every page that nothing here is real.</summary>
internal sealed class Page(string title, Html body) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The origin to which a form of this page leads, directly or by redirect; browsers apply form-action to both.</summary>
    public Uri? FormTarget { get; init; }

    /// <summary>Where the link back in the frame leads.</summary>
    public (string Address, string Label)? Back { get; init; }

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
            + (FormTarget is null ? "" : " " + FormTarget.GetLeftPart(UriPartial.Authority));
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(Frame().Markup, Encoding.UTF8, context.RequestAborted);
    }

    public static string Time(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, Tokyo).ToString("yyyy年M月d日 HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    public static string Yen(long amount) => amount.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture) + "円";

    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    private Html Frame() => Html.Of($"""
        <!doctype html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{title}｜サンドボックス（練習用）</title>
        <link rel="icon" href="/sandbox.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/sandbox.css">
        <script src="/sandbox.js" defer></script>
        </head>
        <body>
        <header class="frame">
        <p><a href="/">サンドボックス<span>（練習用）</span></a></p>
        <p class="promise">本物のカード・お金・メールは使いません</p>
        </header>
        <main>
        {Html.When(Back is not null, Html.Of($"""<p class="back"><a href="{Back?.Address}">‹ {Back?.Label}</a></p>"""))}
        <h1>{title}</h1>
        {body}
        </main>
        <footer><p>このページは、申請システムの外にある相手方を、練習のために再現したものです。</p></footer>
        </body>
        </html>
        """);
}
