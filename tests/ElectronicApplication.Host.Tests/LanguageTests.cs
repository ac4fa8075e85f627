using System.Text.RegularExpressions;
using AngleSharp.Dom;
using ElectronicApplication.Testing;
using ElectronicApplication.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Host.Tests;

/// <summary>日本語, やさしい日本語 and English: chosen by a plain link or button, kept by this browser, true on every page of the citizen's way.</summary>
public sealed partial class LanguageTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Portal => fixture.Host.Address;

    private PhraseBook Book => fixture.Host.Services.GetRequiredService<PhraseBook>();

    [Fact]
    public async Task A_comment_is_found_written_checked_submitted_and_looked_up_in_English()
    {
        using var browser = new Browser();
        await browser.OpenAsync(Portal);
        Assert.Equal("ja", browser.Page.DocumentElement.GetAttribute("lang"));
        await browser.FollowAsync("English");
        IsEnglish(browser);
        Assert.Equal("/", browser.Address.AbsolutePath);
        await browser.Fill("q", "comment").PressAsync("Search");
        IsEnglish(browser);
        await browser.FollowAsync("Submit a public comment");
        IsEnglish(browser);
        await browser.PressAsync("Start");
        IsEnglish(browser);

        await browser.PressAsync("Next");
        IsEnglish(browser);
        Assert.Matches("Please check [1-9] of your answers", browser.Text);
        Assert.Contains("Please enter “", browser.Text, StringComparison.Ordinal);
        await browser.Fill("plan", "dx-plan").Fill("opinion", "More trees, please.").Fill("may_publish", "true").PressAsync("Next");
        IsEnglish(browser);
        await browser.PressAsync("Save and stop");
        IsEnglish(browser);
        await browser.FollowAsync("Continue");
        await browser.PressAsync("Next");
        Assert.Equal("Check your answers", browser.Heading);
        Assert.Contains("Mails about it will be in English too.", browser.Text, StringComparison.Ordinal);
        IsEnglish(browser);
        await browser.PressAsync("Submit");
        IsEnglish(browser);
        Assert.Equal("Your application is submitted", browser.Heading);
        var (number, code) = (Number().Match(browser.Text).Value, Code().Match(browser.Text).Value);

        await browser.OpenAsync("/lookup");
        IsEnglish(browser);
        await browser.Fill("number", "1").Fill("code", "").PressAsync("Look up");
        IsEnglish(browser);
        await browser.Fill("number", number).Fill("code", code).PressAsync("Look up");
        IsEnglish(browser);
        Assert.Contains("Received", browser.Text, StringComparison.Ordinal);
        await browser.FollowAsync("Withdraw this application");
        IsEnglish(browser);
        await browser.PressAsync("Withdraw");
        IsEnglish(browser);
        Assert.Contains("You withdrew the application", browser.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "/help", "/my", "/sign-in", "/procedures/nowhere", "/drafts/" + Guid.NewGuid(), "/submissions/x" })
        {
            await browser.OpenAsync(path);
            IsEnglish(browser);
        }
    }

    [Fact]
    public async Task A_resident_record_is_signed_and_paid_in_English()
    {
        using var citizen = new Citizen(Portal, "misaki");
        var browser = citizen.Browser;
        await browser.OpenAsync(new Uri(Portal, "/language/en?returnTo=%2Fsign-in"));
        IsEnglish(browser);
        await browser.PressAsync("Go on to the card");
        await citizen.PresentCardAsync("1234");
        await browser.OpenAsync(new Uri(Portal, "/procedures/juminhyo-utsushi"));
        IsEnglish(browser);
        await browser.PressAsync("Start");
        IsEnglish(browser);
        await browser.PressAsync("Read the card");
        await citizen.PresentCardAsync("ABC123");
        IsEnglish(browser);
        await browser.Fill("phone", "044-200-0000").Fill("mail", "misaki@example.jp").PressAsync("Next");
        IsEnglish(browser);
        await browser.Fill("acting_for", "self").Fill("kind", "household").Fill("purpose", "housing")
            .Fill("show_honseki", "false").Fill("show_relationship", "true").Fill("show_my_number", "false").Fill("show_resident_code", "false").PressAsync("Next");
        IsEnglish(browser);
        if (browser.Page.QuerySelector("[name=copies]") is null)
            await browser.PressAsync("Back");
        await browser.Fill("copies", "1").PressAsync("Next");
        await browser.Fill("delivery_postal_code", "210-8577").PressAsync("Next");
        await browser.Fill("declaration", "true").PressAsync("Next");
        IsEnglish(browser);
        Assert.Contains("¥300", browser.Text, StringComparison.Ordinal);
        await browser.FollowAsync("Go on to sign");
        IsEnglish(browser);
        await browser.PressAsync("Sign with the card");
        await citizen.PresentCardAsync("ABC123");
        IsEnglish(browser);
        Assert.Equal("Submitted. Please go on to pay", browser.Heading);
        var receipt = browser.Address.AbsolutePath;
        await browser.PressAsync("Go on to pay");
        await browser.Fill("number", "4242 4242 4242 4242").PressAsync(browser.Page.QuerySelector("button[name=method][value=card]")!);
        await Wait.ForAsync("the payment", async () =>
        {
            await browser.OpenAsync(new Uri(Portal, receipt));
            return browser.Text.Contains("The fee is paid", StringComparison.Ordinal) ? browser : null;
        });
        IsEnglish(browser);
        await browser.OpenAsync("/my");
        IsEnglish(browser);
    }

    [Fact]
    public async Task Choosing_a_language_on_a_form_keeps_what_was_typed_and_stays_on_the_page()
    {
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/procedures/public-comment"));
        await browser.PressAsync("この手続を始める");
        var page = browser.Address;
        await browser.Fill("opinion", "まだ途中の意見").PressAsync("English");
        Assert.Equal(page, browser.Address);
        Assert.Equal("en", browser.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("まだ途中の意見", browser.Page.QuerySelector("[name=opinion]")!.TextContent.Trim());
        // Nothing is accused: the page was not turned.
        Assert.Empty(browser.Page.QuerySelectorAll(".errors"));

        await browser.Fill("chapter", "第2章").PressAsync("やさしい日本語");
        Assert.Equal(("ja", "ja-easy"), (browser.Page.DocumentElement.GetAttribute("lang"), browser.Page.DocumentElement.GetAttribute("data-language")));
        Assert.Equal("第2章", browser.Page.QuerySelector("[name=chapter]")!.GetAttribute("value"));
        await browser.PressAsync("つぎへ");
        Assert.Contains("まちがいが あります", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("日本語");
        Assert.Contains("次へ進む", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_of_language_leads_nowhere_but_to_this_site()
    {
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/language/en?returnTo=%2F%2Fevil.example%2F"));
        Assert.Equal(new Uri(Portal, "/"), browser.Address);
        await browser.OpenAsync(new Uri(Portal, "/language/xx?returnTo=%2Fhelp"));
        Assert.Equal("en", browser.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Staff_work_in_Japanese_whatever_this_browser_chose()
    {
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/language/en?returnTo=%2Fstaff"));
        Assert.Equal("ja", browser.Page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(browser.Page.QuerySelectorAll(".languages"));
    }

    [Fact]
    public void Every_sentence_of_the_citizens_pages_has_its_English()
    {
        var missing = Sentences().Where(s => Japanese().IsMatch(s) && Book.For(Languages.English)[s] == s).ToList();
        Assert.True(missing.Count == 0, "Without English: " + string.Join(" / ", missing));
    }

    [Fact]
    public void A_translation_keeps_the_places_of_its_sentence()
    {
        foreach (var sentence in Sentences())
            foreach (var language in new[] { Languages.English, Languages.Easy })
                Assert.Equal(Places().Matches(sentence).Select(m => m.Value).Order(), Places().Matches(Book.For(language)[sentence]).Select(m => m.Value).Order());
    }

    /// <summary>What the pages ask the book for, read from their source: <c>T["..."]</c>.</summary>
    private static List<string> Sentences()
    {
        var sentences = new[] { "Portal", "Web" }.SelectMany(p => Directory.EnumerateFiles(Path.Combine(Source(), $"ElectronicApplication.{p}"), "*.*", SearchOption.AllDirectories))
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Asked().Matches(File.ReadAllText(f))).SelectMany(m => Quoted().Matches(m.Value)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.InRange(sentences.Count, 200, 1_000);
        return sentences;
    }

    private static string Source()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "src", "ElectronicApplication.Portal")))
                return Path.Combine(folder.FullName, "src");
        throw new DirectoryNotFoundException("src was not found above the tests.");
    }

    /// <summary>An English page holds no Japanese but what says so by <c>lang</c>, what the person or the card wrote, and the names of the languages.</summary>
    private static void IsEnglish(Browser browser)
    {
        Assert.Equal("en", browser.Page.DocumentElement.GetAttribute("lang"));
        var page = (IElement)browser.Page.DocumentElement.Clone();
        foreach (var own in page.QuerySelectorAll("[lang=ja], .given, dd, .ticks, script").ToList())
            own.Remove();
        var words = page.QuerySelectorAll("[aria-label], [placeholder]").Select(e => e.GetAttribute("aria-label") ?? e.GetAttribute("placeholder")!).Prepend(page.TextContent);
        foreach (var text in words)
            if (Japanese().Match(text) is { Success: true } match)
                Assert.Fail($"{browser.Address} says 「{text[Math.Max(0, match.Index - 20)..Math.Min(text.Length, match.Index + 40)].Trim()}」.");
    }

    [GeneratedRegex("[ぁ-んァ-ヶ一-龠]")]
    private static partial Regex Japanese();

    [GeneratedRegex(@"(?<![A-Za-z])(T|words)\[(?:[^\[\]""]|""[^""]*"")+\]")]
    private static partial Regex Asked();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();

    [GeneratedRegex("[0-9]{6}-[0-9]{6}-[0-9]{6}")]
    private static partial Regex Number();

    [GeneratedRegex("[2-9A-Z]{4}(-[2-9A-Z]{4}){3}")]
    private static partial Regex Code();
}
