using System.Globalization;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>One bed of two metres, to be collected in two weeks: 1,000 yen.</summary>
internal sealed class BulkyWasteAnswers(BulkyWasteAuthor author)
{
    private readonly DateTime _day = DateTime.UtcNow.AddHours(9).AddDays(14);

    /// <summary>The page of the things, then that of the person.</summary>
    public async Task FillAsync(Func<ILocator, string, Task> fill, Func<ILocator, Task> tick, Func<string, ILocator> find, Func<Task>? between = null)
    {
        var row = $"{author.Id("品物")}[0].";
        await fill(find($"[name='{row}{author.Id("品物の名前")}']"), "ベッド");
        await tick(find($"[name='{row}{author.Id("金属製ですか")}'][value=false]"));
        await fill(find($"[name='{row}{author.Id("長さ")}']"), "200");
        await fill(find($"[name='{row}{author.Id("個数")}']"), "1");
        // The length makes this one appear.
        await tick(find($"[name='{row}{author.Id("細長い物ですか")}'][value=false]"));
        await (between?.Invoke() ?? Task.CompletedTask);
        foreach (var (name, text) in Person())
            await fill(find($"[name='{name}']"), text);
    }

    private IEnumerable<(string Name, string Text)> Person()
    {
        var (name, contact, address, date) = (author.Id("氏名"), author.Id("連絡先"), author.Id("収集する場所"), author.Id("収集を希望する日"));
        yield return (name + ".family", "川崎");
        yield return (name + ".given", "花子");
        yield return (name + ".familyKana", "カワサキ");
        yield return (name + ".givenKana", "ハナコ");
        yield return (contact + ".phone", "044-200-0000");
        yield return (contact + ".mail", "hanako@example.jp");
        yield return (address + ".postalCode", "210-8577");
        yield return (address + ".prefecture", "神奈川県");
        yield return (address + ".city", "川崎市川崎区");
        yield return (address + ".town", "宮本町");
        yield return (address + ".block", "1");
        yield return (date + ".y", _day.Year.ToString(CultureInfo.InvariantCulture));
        yield return (date + ".m", _day.Month.ToString(CultureInfo.InvariantCulture));
        yield return (date + ".d", _day.Day.ToString(CultureInfo.InvariantCulture));
    }
}
