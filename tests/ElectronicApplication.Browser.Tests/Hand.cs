using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>
/// Somebody at a desk who works with the mouse, or who never touches it. Counts how long a person takes for the same, by the keystroke-level model
/// (Card, Moran and Newell 1980): 0.2 s for a key, 0.12 s for the same once more, 1.1 s for pointing, 0.1 s for a press, 1.35 s for making up one's mind.
/// </summary>
internal sealed class Hand
{
    private const double Key = 0.2, Again = 0.12, Pointing = 1.1, Press = 0.1, Mind = 1.35;

    private const int MostTabs = 400, MostRounds = 600;

    private readonly IPage _page;
    private readonly bool _hasMouse;
    private readonly ConcurrentDictionary<IRequest, bool> _asked = [];
    private string _last = "";

    public Hand(IPage page, bool hasMouse)
    {
        (_page, _hasMouse) = (page, hasMouse);
        page.Request += (_, request) => _asked[request] = true;
        page.RequestFinished += (sender, request) => _asked.TryRemove(request, out _);
        page.RequestFailed += (sender, request) => _asked.TryRemove(request, out _);
    }

    public double Seconds { get; private set; }

    public async Task PressAsync(ILocator what)
    {
        Seconds += Mind;
        if (_hasMouse)
        {
            await ClickAsync(what);
        }
        else
        {
            await ReachAsync(what);
            await TypeAsync("Enter");
        }
        await RestAsync();
    }

    /// <summary>Opens what is folded, if it is.</summary>
    public async Task UnfoldAsync(ILocator summary)
    {
        if (!await summary.EvaluateAsync<bool>("e => e.closest('details').open"))
            await PressAsync(summary);
    }

    /// <summary>Replaces what stands in a box, or chooses from a list.</summary>
    public Task FillAsync(ILocator box, string text) => FillAsync(box, text, text.Sum(letter => char.IsAscii(letter) ? Key : 2 * Key));

    /// <summary>What lies on the clipboard takes one press.</summary>
    public Task PasteAsync(ILocator box, string text) => FillAsync(box, text, Key);

    /// <param name="typing">A Japanese letter is about two keys, with the conversion.</param>
    private async Task FillAsync(ILocator box, string text, double typing)
    {
        if (await IsListAsync(box))
        {
            await ChooseAsync(box, text);
            return;
        }
        Seconds += Mind + typing;
        if (_hasMouse)
            await ClickAsync(box);
        else
            await ReachAsync(box);
        await TypeAsync("Control+a");
        if (await box.GetAttributeAsync("type") is "date" or "time")
            await box.FillAsync(text);
        else
            await _page.Keyboard.InsertTextAsync(text);
        await RestAsync();
    }

    public static Task<bool> IsListAsync(ILocator box) => box.EvaluateAsync<bool>("e => e.nodeName === 'SELECT'");

    public async Task ChooseAsync(ILocator list, string value)
    {
        Seconds += Mind;
        if (_hasMouse)
        {
            Seconds += 2 * (Pointing + Press);
            await list.SelectOptionAsync(value);
        }
        else
        {
            await ReachAsync(list);
            var (now, wanted) = (await list.EvaluateAsync<int>("e => e.selectedIndex"), await list.EvaluateAsync<int>("(e, value) => [...e.options].findIndex(o => o.value === value)", value));
            Assert.True(wanted >= 0, $"No choice {value}");
            for (; now != wanted; now += Math.Sign(wanted - now))
                await TypeAsync(now < wanted ? "ArrowDown" : "ArrowUp");
        }
        await RestAsync();
        Assert.Equal(value, await list.InputValueAsync());
    }

    /// <summary>Ticks a box, or chooses one of several buttons.</summary>
    public async Task TickAsync(ILocator box)
    {
        Seconds += Mind;
        if (_hasMouse)
        {
            Seconds += Pointing + Press;
            await box.CheckAsync();
        }
        else
        {
            await ReachAsync(box);
            await TypeAsync("Space");
        }
        await RestAsync();
        Assert.True(await box.IsCheckedAsync());
    }

    public async Task AttachAsync(ILocator box, FilePayload file)
    {
        Seconds += Mind + 5;
        if (!_hasMouse)
            await ReachAsync(box);
        await box.SetInputFilesAsync(file);
    }

    /// <summary>Until everything that was asked for is there: also what a page saves after a short rest.</summary>
    public async Task RestAsync()
    {
        for (var (quiet, rounds) = (0, 0); quiet < 4; quiet = _asked.IsEmpty ? quiet + 1 : 0)
        {
            Assert.True(rounds++ < MostRounds, $"Still under way: {string.Join(", ", _asked.Keys.Select(r => $"{r.Method} {r.Url}"))}");
            await Task.Delay(25);
        }
        await _page.WaitForLoadStateAsync(LoadState.Load);
    }

    private async Task ClickAsync(ILocator what)
    {
        Seconds += Pointing + Press;
        await what.ClickAsync();
    }

    private async Task TypeAsync(string key)
    {
        Seconds += key == _last ? Again : Key;
        _last = key;
        await _page.Keyboard.PressAsync(key);
    }

    /// <summary>To a control with Tab alone, the shorter way; F6 leads from one pane of the editor to the next. In a group of buttons the arrows go on.</summary>
    private async Task ReachAsync(ILocator what)
    {
        await what.WaitForAsync();
        for (var tabs = 0; ; tabs++)
        {
            var way = await what.EvaluateAsync<string>("""
                target => {
                  const at = document.activeElement, pane = e => e?.closest("[data-pane]"), panes = [...document.querySelectorAll("[data-pane]")];
                  if (at === target) return "";
                  if (target.type === "radio" && at.name === target.name && at.form === target.form)
                    return at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? "ArrowDown" : "ArrowUp";
                  if (pane(target) && pane(at) !== pane(target)) return pane(at) && panes.indexOf(pane(at)) > panes.indexOf(pane(target)) ? "Shift+F6" : "F6";
                  return at === document.body || at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? "Tab" : "Shift+Tab";
                }
                """);
            if (way.Length == 0)
                return;
            Assert.True(tabs < MostTabs, string.Create(CultureInfo.InvariantCulture, $"{what} is not reached by keyboard"));
            await TypeAsync(way);
        }
    }
}
