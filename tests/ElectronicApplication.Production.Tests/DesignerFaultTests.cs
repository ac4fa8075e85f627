using System.Globalization;
using System.Net;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

/// <summary>A clerk at the form designer while the program is killed hard.</summary>
public sealed class DesignerFaultTests
{
    [Fact]
    public async Task Every_answered_edit_survives_a_kill_and_can_be_undone_afterwards()
    {
        using var folder = new TemporaryFolder("designer-kill");
        await using var host = await HostProcess.StartDevelopmentAsync(Path.Combine(folder.Path, "data"));
        using var author = new Clerk(host.Address, "a-mori");
        await author.SignInAsync();
        var browser = author.Browser;
        await browser.OpenAsync("/staff/designer/new");
        await browser.Fill("title", "停電の日の届出").Fill("code", "teiden-todoke").PressAsync("作成して開く");

        List<string> answered = [];
        using var killed = new CancellationTokenSource();
        var typing = Task.Run(async () =>
        {
            for (var i = 1; !killed.IsCancellationRequested; i++)
                try
                {
                    browser.Fill("newLabel", $"質問{i.ToString(CultureInfo.InvariantCulture)}");
                    await browser.PressAsync(browser.Page.QuerySelector("button[value='addField:text']")!);
                    if (browser.Status == HttpStatusCode.OK)
                        answered.Add($"質問{i.ToString(CultureInfo.InvariantCulture)}");
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    return;
                }
        });
        await Wait.ForAsync("some edits", () => Task.FromResult(answered.Count >= 5 ? answered : null));
        host.KillHard();
        await killed.CancelAsync();
        await typing;
        await host.StartAgainAsync();

        using var again = new Clerk(host.Address, "a-mori");
        await again.SignInAsync();
        await again.Browser.OpenAsync("/staff/designer/teiden-todoke");
        Assert.All(answered, label => Assert.Contains(label, again.Browser.Text, StringComparison.Ordinal));
        // One more may have been saved in the moment of the kill, with its answer on the way.
        for (var i = answered.Count; i >= 0 && Outline(again).Contains("質問", StringComparison.Ordinal); i--)
            await again.Browser.PressAsync("元に戻す");
        Assert.DoesNotContain("質問", Outline(again), StringComparison.Ordinal);
        await again.Browser.PressAsync("やり直す");
        Assert.Contains("質問1", Outline(again), StringComparison.Ordinal);
    }

    private static string Outline(Clerk clerk) => clerk.Browser.Page.QuerySelector("#outline")!.TextContent;
}
