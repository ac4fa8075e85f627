using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>Somebody who fills in a form of the catalogue with the answers of one of its samples, page by page, as the fields appear.</summary>
internal sealed class SampleApplicant
{
    private const int MostSteps = 200;

    /// <summary>1 x 1 pixel.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, HashSet<string>> _chosen = [];

    public SampleApplicant(string procedure, string sample)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "forms-catalog", procedure, "samples", sample + ".json")))!;
        Flatten("", json["answers"]!);
    }

    /// <summary>What is attached wherever a file is asked for.</summary>
    public IReadOnlyList<FilePayload> Files { get; init; } = [new() { Name = "書類.png", MimeType = "image/png", Buffer = Picture }];

    /// <summary>Another answer than the sample's.</summary>
    public SampleApplicant With(string name, string value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>Page after page, until there is nothing more to fill in.</summary>
    /// <param name="check">Is called for each page that is filled in.</param>
    public async Task FillAllAsync(IPage page, Func<IPage, Task> check)
    {
        var next = page.GetByRole(AriaRole.Button, new() { Name = "次へ進む" });
        for (var sheet = 0; await next.CountAsync() > 0; sheet++)
        {
            Assert.True(sheet < 30, $"There is no end of pages: {await page.Locator("main").InnerTextAsync()}");
            await FillAsync(page);
            await check(page);
            await page.EvaluateAsync("document.documentElement.setAttribute('data-before', '')");
            await next.ClickAsync();
            await page.Locator("html:not([data-before])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.True(await page.Locator("[aria-invalid=true]").CountAsync() == 0, $"Refused: {await page.Locator("main").InnerTextAsync()}");
        }
    }

    /// <summary>Fills in whatever the page asks for; a change may make other fields appear.</summary>
    public async Task FillAsync(IPage page)
    {
        HashSet<string> done = [];
        for (var step = 0; step < MostSteps; step++)
        {
            var next = (await ControlsAsync(page)).FirstOrDefault(c => !done.Contains(c.Key) && Wants(c));
            if (next is null)
                return;
            done.Add(next.Key);
            await AnswerAsync(page, next);
            await page.WaitForTimeoutAsync(60);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }
        Assert.Fail("The page never ended.");
    }

    private async Task AnswerAsync(IPage page, Control control)
    {
        var box = page.Locator($"main [name=\"{control.Name}\"]" + (control.Type is "radio" or "checkbox" ? $"[type={control.Type}][value=\"{control.Value}\"]" : control.Type == "file" ? "" : ":not([type=hidden])")).First;
        switch (control.Type)
        {
            case "file":
                await box.SetInputFilesAsync(Files);
                foreach (var file in Files)
                    await page.GetByRole(AriaRole.Link, new() { Name = file.Name }).First.WaitForAsync();
                break;
            case "radio" or "checkbox":
                await box.CheckAsync();
                break;
            case "select-one":
                await box.SelectOptionAsync(Value(control.Name)!);
                break;
            default:
                await box.FillAsync(Value(control.Name)!);
                await box.BlurAsync();
                break;
        }
    }

    private bool Wants(Control control) => control.Type switch
    {
        "file" => true,
        "radio" => !control.IsChecked && Value(control.Name) == control.Value,
        "checkbox" => !control.IsChecked && (_chosen.TryGetValue(control.Name, out var several) ? several.Contains(control.Value) : Value(control.Name) == control.Value),
        _ => Value(control.Name) is { } value && control.Value != value,
    };

    /// <summary>Days are asked for in three boxes.</summary>
    private string? Value(string name)
    {
        if (_values.TryGetValue(name, out var value))
            return value;
        return name.LastIndexOf('.') is > 0 and var dot && _values.TryGetValue(name[..dot], out var whole) && DateOnly.TryParseExact(whole, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? name[(dot + 1)..] switch { "y" => Number(day.Year), "m" => Number(day.Month), "d" => Number(day.Day), "era" => "", _ => null }
            : null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Flatten(string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (key, value) in members)
                    Flatten(path.Length == 0 ? key : $"{path}.{key}", value);
                break;
            case JsonArray items when items.All(i => i is JsonValue):
                _chosen[path] = [.. items.Select(i => i!.ToString())];
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    Flatten($"{path}[{i}]", items[i]);
                break;
            case JsonValue value:
                _values[path] = value.ToString();
                break;
        }
    }

    private static async Task<Control[]> ControlsAsync(IPage page) => await page.EvaluateAsync<Control[]>("""
        () => [...document.querySelectorAll("main form [name]")].filter(e => e.type !== "hidden" && e.type !== "submit" && !e.disabled && !e.readOnly && (e.type === "file" || e.offsetParent !== null || e.type === "radio" || e.type === "checkbox"))
          .map(e => ({ name: e.name, type: e.type, value: e.value, isChecked: e.checked === true }))
        """);

    private sealed record Control
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public string Value { get; init; } = "";
        public bool IsChecked { get; init; }

        public string Key => Type is "radio" or "checkbox" ? $"{Name}={Value}" : Name;
    }
}
