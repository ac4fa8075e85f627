using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Benchmarks;

/// <summary>The designer on a form of 300 fields that works: an edit as the script posts it, from request to the last byte of the changed fragments; and what the whole page weighs on the wire.</summary>
internal static class DesignerBenchmark
{
    private const int Fields = 300;
    private const int Edits = 40;

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder("designer");
        await using var host = await HostProcess.StartDevelopmentAsync(Path.Combine(folder.Path, "data"));
        using var author = new Clerk(host.Address, "a-mori");
        await author.SignInAsync();
        var browser = author.Browser;
        await browser.OpenAsync("/staff/designer/new");
        browser.Fill("title", "三百の項目").Fill("code", "three-hundred").Attach("file", "form.json", Encoding.UTF8.GetBytes(Form().ToJsonString()), "application/json");
        await browser.PressAsync("作成して開く");
        await browser.PressAsync("この内容で作成する");
        if (browser.Page.QuerySelectorAll("#outline [name=sel]").Length < Fields)
            throw new InvalidOperationException($"No form of {Fields} fields, but {browser.Address}: {browser.Heading}");

        const string Place = "/staff/designer/three-hundred?at=field/q_150";
        await browser.OpenAsync(Place);
        if (browser.Page.QuerySelectorAll("#preview .fields .field").Length == 0)
            throw new InvalidOperationException($"The form does not compile: {browser.Page.QuerySelector("#preview")?.TextContent}");
        List<double> times = [];
        for (var i = 0; i < Edits; i++)
        {
            await browser.OpenAsync(Place);
            browser.Fill("p.label", $"質問 150 の {i.ToString(CultureInfo.InvariantCulture)} 番目の名前");
            var watch = Stopwatch.StartNew();
            await browser.PostFragmentAsync(browser.Page.QuerySelector("form[id^=panel-form]")!, "editor", "p.label");
            // The first ones warm the program.
            if (i >= Edits / 2)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        Figure.Print("designer-edit-300-ms", Figure.Median(times), "ms");
        Figure.Print("designer-page-300-bytes", await PagesBenchmark.VisitAsync(host.Address, Place, browser.CookieHeader(host.Address)), "bytes");
    }

    /// <summary>Ten pages of thirty questions of the usual kinds, every third with a condition.</summary>
    private static JsonObject Form() => new()
    {
        ["pages"] = new JsonArray([.. Enumerable.Range(0, 10).Select(page => (JsonNode)new JsonObject
        {
            ["id"] = $"page_{page}", ["title"] = $"ページ {page + 1}",
            ["fields"] = new JsonArray([.. Enumerable.Range(page * 30, 30).Select(n => (JsonNode)Field(n))]),
        })]),
    };

    private static JsonObject Field(int n)
    {
        var field = new JsonObject { ["id"] = $"q_{n}", ["type"] = (n % 5) switch { 0 => "yesNo", 1 => "text", 2 => "choice", 3 => "integer", _ => "date" }, ["label"] = $"質問 {n}" };
        if (n % 5 == 2)
            field["options"] = new JsonArray([.. Enumerable.Range(1, 6).Select(o => (JsonNode)new JsonObject { ["value"] = $"v{o}", ["label"] = $"選択肢 {o}" })]);
        if (n % 3 == 1 && n > 5)
            field["visible"] = $"q_{(n - 1) / 5 * 5} = true";
        return field;
    }
}
