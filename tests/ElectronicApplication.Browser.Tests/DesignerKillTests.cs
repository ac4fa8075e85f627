using ElectronicApplication.Testing;

namespace ElectronicApplication.Browser.Tests;

/// <summary>A clerk who types without a rest while the program is killed hard.</summary>
public sealed class DesignerKillTests : BrowserJourney
{
    private readonly TemporaryFolder _folder = new("kill-typing");
    private HostProcess? _host;

    [ChromiumFact]
    public async Task Unbroken_typing_is_saved_on_the_way_and_its_end_once_the_program_is_back()
    {
        var desk = new DesignerDesk(await SignedInAsync("a-mori"), Address);
        await desk.CopyAsync("kill-typing");
        await desk.SelectAsync("住まい");
        var help = desk.Property("help");
        await help.FillAsync("");
        await help.FocusAsync();

        // As somebody who watches: whatever of the text has been saved.
        using var watcher = new Clerk(Address, "a-mori");
        await watcher.SignInAsync();
        using var enough = new CancellationTokenSource();
        var typing = Task.Run(async () =>
        {
            var typed = "";
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var letter = (char)('a' + i % 26);
                await desk.Page.Keyboard.PressAsync(letter.ToString());
                typed += letter;
            }
            return typed;
        });
        var seen = await Wait.ForAsync("something saved while the typing goes on", () => SavedAsync(watcher));
        _host!.KillHard();
        await desk.Page.GetByText("保存できません。通信を確認してください").WaitForAsync();
        await enough.CancelAsync();
        var typed = await typing;
        Assert.StartsWith(seen, typed, StringComparison.Ordinal);
        await desk.Entry("区").ClickAsync();
        await desk.Hand.RestAsync();
        Assert.Equal(typed, await help.InputValueAsync());

        await _host.StartAgainAsync();
        using var again = new Clerk(Address, "a-mori");
        await again.SignInAsync();
        await Wait.ForAsync("the rest of the text", async () => await SavedAsync(again) == typed ? typed : null);
        await desk.SelectAsync("区");
        Assert.Contains("区", await desk.SelectedAsync(), StringComparison.Ordinal);
    }

    protected override async Task<Uri> StartAsync()
    {
        _host = await HostProcess.StartDevelopmentAsync(Path.Combine(_folder.Path, "data"));
        return _host.Address;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_host is not null)
            await _host.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<string?> SavedAsync(Clerk clerk)
    {
        await clerk.Browser.OpenAsync("/staff/designer/kill-typing?at=field%2Fdwelling");
        return clerk.Browser.Page.QuerySelector("[name='p.help']") is AngleSharp.Html.Dom.IHtmlTextAreaElement { Value.Length: > 0 } area ? area.Value
            : clerk.Browser.Page.QuerySelector("[name='p.help']")?.GetAttribute("value") is { Length: > 0 } text ? text : null;
    }
}
