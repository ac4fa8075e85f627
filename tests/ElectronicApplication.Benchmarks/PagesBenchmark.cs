using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Benchmarks;

/// <summary>The form page of a draft (read, decrypted, evaluated, rendered) beside a bare server-rendered page with a form; what a first visit weighs; how fast and how large the program starts.</summary>
internal static class PagesBenchmark
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        await using var servers = await Servers.StartAsync("sqlite");
        var (path, cookies) = await BeginDraftAsync(servers.Host);
        var floor = new HttpLoad(servers.Floor, HttpLoad.Request(servers.Floor, "GET", "/page"), 200);
        var page = new HttpLoad(servers.Host, HttpLoad.Request(servers.Host, "GET", path, headers: $"Cookie: {cookies}\r\n"), 200);
        await floor.RunAsync(16, Warm);
        await page.RunAsync(16, Warm);
        var (f, c) = await Figure.AlternateAsync(() => floor.RunAsync(16, Measured), () => page.RunAsync(16, Measured));
        Figure.Print("form-page", c, "pages/s", f);
        Figure.Print("first-visit-bytes", await VisitAsync(servers.Host, path, cookies), "bytes");
        await DesignerBenchmark.RunAsync();
        await StartAsync();
        return 0;
    }

    private static async Task<(string Path, string Cookies)> BeginDraftAsync(Uri host)
    {
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(host, "/procedures/public-comment"));
        await browser.PressAsync("始める");
        if (!browser.Address.AbsolutePath.StartsWith("/drafts/", StringComparison.Ordinal))
            throw new InvalidOperationException($"No form page, but {browser.Address}: {browser.Text}");
        return (browser.Address.PathAndQuery, browser.CookieHeader(host));
    }

    /// <summary>Bytes on the wire, headers included, of the page and everything that it names, as a browser asks for it (Brotli).</summary>
    public static async Task<double> VisitAsync(Uri host, string path, string cookies)
    {
        using var browser = new HttpClient { BaseAddress = host };
        browser.DefaultRequestHeaders.Add("Cookie", cookies);
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await browser.GetStringAsync(path));
        var named = html.QuerySelectorAll("link[rel~=stylesheet][href], link[rel~=icon][href], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Distinct();
        long bytes = 0;
        foreach (var resource in new[] { path }.Concat(named))
        {
            var address = new Uri(host, resource);
            if (address.Authority != host.Authority)
                throw new InvalidOperationException($"The page asks another host: {address}");
            bytes += await WireBytesAsync(address, cookies);
        }
        return bytes;
    }

    private static async Task<long> WireBytesAsync(Uri address, string cookies)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(HttpLoad.Request(address, "GET", address.PathAndQuery, headers: $"Accept-Encoding: br, gzip\r\nConnection: close\r\nCookie: {cookies}\r\n"));
        var buffer = new byte[65536];
        long total = 0;
        for (var read = await socket.ReceiveAsync(buffer); read > 0; read = await socket.ReceiveAsync(buffer))
            total += read;
        return total;
    }

    /// <summary>From the start of the process on an empty folder to the first ready answer, everything in one process; then its resident memory. Floor: a bare web server with one table.</summary>
    private static async Task StartAsync()
    {
        List<double> floors = [], times = [], sizes = [];
        for (var round = 0; round < 3; round++)
        {
            using var folder = new TemporaryFolder("start");
            var watch = Stopwatch.StartNew();
            using (await Servers.StartFloorAsync("sqlite", Path.Combine(folder.Path, "floor.db"), Servers.FreeAddress()))
                floors.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            await using var host = await HostProcess.StartDevelopmentAsync(Path.Combine(folder.Path, "data"));
            times.Add(watch.Elapsed.TotalMilliseconds);
            using var process = Process.GetProcessById(host.ProcessId);
            sizes.Add(process.WorkingSet64 / 1048576.0);
        }
        Figure.Print("start-ms", Figure.Median(times), "ms", Figure.Median(floors));
        Figure.Print("start-mb", Figure.Median(sizes), "MB");
    }
}
