using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Pages;

/// <summary>The entrance, and the two files that every page uses.</summary>
internal static class FrontPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => new Page("練習のための、外の世界", Html.Of($"""
            <p>申請システムが外で出会う相手を、一台の中に再現しています。本物と同じ手順で話し、断る・遅れる・止まるなどの困りごとも起こせます。</p>
            <ul class="doors">
            {Door("/jpki", "認証局とカード", "マイナンバーカードの証明書を出し、失効させ、失効リストを配ります。")}
            {Door("/oidc", "職員の認証", "職員の机にログインする職員を確かめます。")}
            {Door("/stripe", "決済", "カードとコンビニの支払いを受け、申請システムに知らせます。")}
            {Door("/core-systems", "基幹システム", "住民記録と文書管理が、届いた申請を保管します。")}
            {Door("/mail", "メール", "申請システムが送ったメールが届きます。")}
            </ul>
            """)));
        MapFile(routes, "sandbox.css", "text/css; charset=utf-8");
        MapFile(routes, "sandbox.js", "text/javascript; charset=utf-8");
        MapFile(routes, "sandbox.svg", "image/svg+xml");
    }

    private static Html Door(string address, string name, string sentence) =>
        Html.Of($"""<li><a href="{address}"><strong>{name}</strong><span>{sentence}</span></a></li>""");

    private static void MapFile(IEndpointRouteBuilder routes, string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        routes.MapGet("/" + name, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(content, type);
        });
    }
}
