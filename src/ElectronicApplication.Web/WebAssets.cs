using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ElectronicApplication.Web;

/// <summary>
/// The style sheet, the script and the icon, carried inside the assembly. Their addresses hold a hash of their content, so
/// a browser may keep them for ever and still never shows a page with yesterday's style. Each is compressed once per process.
/// </summary>
public static class WebAssets
{
    private static readonly Asset Style = new("app.css", "text/css; charset=utf-8");
    private static readonly Asset Script = new("enhance.js", "text/javascript; charset=utf-8");
    private static readonly Asset WorkbenchStyle = new("workbench.css", "text/css; charset=utf-8");
    private static readonly Asset WorkbenchScript = new("workbench.js", "text/javascript; charset=utf-8");
    private static readonly Asset KeyingScript = new("keying.js", "text/javascript; charset=utf-8");
    private static readonly Asset IconImage = new("favicon.svg", "image/svg+xml");

    public static string Css => Style.Url;

    public static string Js => Script.Url;

    public static string WorkbenchCss => WorkbenchStyle.Url;

    public static string WorkbenchJs => WorkbenchScript.Url;

    public static string KeyingJs => KeyingScript.Url;

    public static string Icon => IconImage.Url;

    /// <summary>Called once by the program, whichever doors it opens.</summary>
    public static void MapWebAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in (Asset[])[Style, Script, WorkbenchStyle, WorkbenchScript, KeyingScript, IconImage])
            routes.MapMethods(asset.Url, [HttpMethods.Get, HttpMethods.Head], asset.SendAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/favicon.ico", () => Results.Redirect(Icon)).AllowAnonymous().ExcludeFromDescription();
    }

    private sealed class Asset
    {
        private readonly byte[] _raw;
        private readonly Lazy<byte[]> _brotli;
        private readonly Lazy<byte[]> _gzip;
        private readonly string _contentType;

        public Asset(string name, string contentType)
        {
            using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream($"assets/{name}")
                ?? throw new InvalidOperationException($"{name} is not embedded.");
            _raw = new byte[stream.Length];
            stream.ReadExactly(_raw);
            _contentType = contentType;
            _brotli = new(() => Compress(into => new BrotliStream(into, CompressionLevel.SmallestSize)));
            _gzip = new(() => Compress(into => new GZipStream(into, CompressionLevel.SmallestSize)));
            var hash = Convert.ToHexStringLower(SHA256.HashData(_raw).AsSpan(0, 6));
            Url = $"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        }

        public string Url { get; }

        public Task SendAsync(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "public, max-age=31536000, immutable";
            headers.Vary = HeaderNames.AcceptEncoding;
            var (body, encoding) = Choose(context.Request.Headers.AcceptEncoding.ToString());
            if (encoding is not null)
                headers.ContentEncoding = encoding;
            context.Response.ContentType = _contentType;
            context.Response.ContentLength = body.Length;
            return HttpMethods.IsHead(context.Request.Method)
                ? Task.CompletedTask
                : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        }

        private (byte[] Body, string? Encoding) Choose(string accepted)
        {
            if (accepted.Contains("br", StringComparison.OrdinalIgnoreCase))
                return (_brotli.Value, "br");
            return accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? (_gzip.Value, "gzip") : (_raw, null);
        }

        private byte[] Compress(Func<Stream, Stream> wrap)
        {
            using var buffer = new MemoryStream();
            using (var stream = wrap(buffer))
                stream.Write(_raw);
            return buffer.ToArray();
        }
    }
}
