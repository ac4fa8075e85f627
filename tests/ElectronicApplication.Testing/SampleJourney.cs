using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Xunit;

namespace ElectronicApplication.Testing;

/// <summary>A procedure filled in to the end, page by page and without JavaScript, with the answers of a sample.</summary>
public sealed class SampleJourney(Citizen citizen, JsonObject answers)
{
    private const int MostTurns = 60;

    private Browser Browser => citizen.Browser;

    /// <summary>From the first page of the form to the summary.</summary>
    public async Task FillInAsync()
    {
        string? last = null;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var page = Browser.Address.AbsolutePath;
            if (page.EndsWith("/check", StringComparison.Ordinal))
                return;
            Assert.True(page.Contains("/pages/", StringComparison.Ordinal), $"{Browser.Address} is no page of a form: {Browser.Text}");
            // What was accused once may have been a field that only appeared with the post; what is accused twice is a mistake.
            var accused = Browser.Status == HttpStatusCode.UnprocessableEntity ? string.Join(" / ", Browser.Page.QuerySelectorAll(".errors li").Select(e => $"{e.TextContent.Trim()} ({e.QuerySelector("a")?.GetAttribute("href")})")) : null;
            Assert.True(accused is null || accused != last, $"{page} refuses the sample: {accused}");
            last = accused;
            FillPage();
            if (RowToAdd() is { } add)
                await Browser.PressAsync(add);
            else
                await Browser.PressAsync(Browser.Page.QuerySelector(".actions button[name=_next]")!);
        }
        Assert.Fail($"{Browser.Address} is not left after {MostTurns} turns: {Browser.Text}");
    }

    private void FillPage()
    {
        foreach (var name in Browser.Page.QuerySelectorAll("#page-fields :is(input:not([type=hidden]), select, textarea)[name]").Select(e => e.GetAttribute("name")!).Distinct().ToList())
        {
            var control = Browser.Page.QuerySelector($"#page-fields [name=\"{name}\"]:not([type=hidden])")!;
            if (control.GetAttribute("type") == "file")
                Attach(control, name);
            else if (At(name) is { } value)
                foreach (var one in value is JsonArray many ? many.Select(Text) : [Text(value)])
                    Browser.Fill(name, one);
            else if (name[^2..] is ".y" or ".m" or ".d" && At(name[..^2]) is { } date && DateOnly.TryParseExact(Text(date), "yyyy-MM-dd", out var day))
                Browser.Fill(name, (name[^1] switch { 'y' => day.Year, 'm' => day.Month, _ => day.Day }).ToString(CultureInfo.InvariantCulture));
        }
    }

    private IElement? RowToAdd() => Browser.Page.QuerySelectorAll("#page-fields button[name=_add]").FirstOrDefault(add =>
        add.GetAttribute("value") is { } group && At(group) is JsonArray rows && Browser.Page.QuerySelector($"[name=\"{group}[{rows.Count - 1}]\"]") is null && rows.Count > 0);

    /// <summary>A paper of a kind that the field takes; two where it takes several.</summary>
    private void Attach(IElement control, string name)
    {
        if (control.Closest(".field")!.QuerySelector(".files") is not null)
            return;
        var takesPdf = control.GetAttribute("accept") is not { Length: > 0 } accept || accept.Contains("application/pdf", StringComparison.Ordinal);
        var (file, bytes, type) = takesPdf
            ? ("paper.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n%%EOF\n"), "application/pdf")
            : ("photo.jpg", (byte[])[0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9], "image/jpeg");
        for (var n = control.HasAttribute("multiple") ? 2 : 1; n > 0; n--)
            Browser.Attach(name, file, bytes, type);
    }

    /// <summary>The sample's answer at <c>persons[0].name.family</c>.</summary>
    private JsonNode? At(string path)
    {
        JsonNode? at = answers;
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[');
            at = (at as JsonObject)?[bracket < 0 ? part : part[..bracket]];
            if (bracket >= 0)
                at = at is JsonArray rows && int.Parse(part[(bracket + 1)..^1], CultureInfo.InvariantCulture) is var row && row < rows.Count ? rows[row] : null;
        }
        return at;
    }

    private static string Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "";
}
