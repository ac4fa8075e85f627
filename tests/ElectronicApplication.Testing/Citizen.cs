using System.Text.RegularExpressions;

namespace ElectronicApplication.Testing;

/// <summary>A person who requests a copy of the resident record, in a browser without JavaScript.</summary>
public sealed partial class Citizen(Uri portal, string card = "hanako") : IDisposable
{
    public Browser Browser { get; } = new();

    public string ReceiptNumber { get; private set; } = "";

    public async Task SignInAsync()
    {
        await Browser.OpenAsync(new Uri(portal, "/sign-in"));
        await Browser.PressAsync("カードの画面へ進む");
        await PresentCardAsync("1234");
    }

    /// <summary>Chooses the card and types the PIN on the card's own page, then lets it send the browser back.</summary>
    public async Task PresentCardAsync(string pin, string trouble = "none")
    {
        await Browser.Fill("card", card).Fill("pin", pin).Fill("trouble", trouble).PressAsync(Browser.Page.QuerySelector("button[name=action][value=sign]")!);
        if (Browser.Address.Authority != portal.Authority && Browser.Page.QuerySelector("form button") is { } back)
            await Browser.PressAsync(back);
    }

    /// <summary>Begins a draft of the resident record and lets the card fill in who is applying.</summary>
    public async Task BeginResidentRecordAsync()
    {
        await Browser.OpenAsync(new Uri(portal, "/procedures/juminhyo-utsushi"));
        await Browser.PressAsync("始める");
        await Browser.PressAsync("カード");
        await PresentCardAsync("ABC123");
    }

    /// <summary>Fills in all pages for <paramref name="copies"/> copies of the household's record, up to the summary.</summary>
    public async Task FillInAsync(int copies)
    {
        await Browser.Fill("phone", "044-200-0000").Fill("mail", "hanako@example.jp").PressAsync("次へ進む");
        await Browser.Fill("acting_for", "self").Fill("kind", "household").Fill("purpose", "housing")
            .Fill("show_honseki", "false").Fill("show_relationship", "true").Fill("show_my_number", "false").Fill("show_resident_code", "false").PressAsync("次へ進む");
        // Without JavaScript the number of copies appears only now, with its suggestion; the fee follows it.
        if (Browser.Page.QuerySelector("[name=copies]") is null)
            await Browser.PressAsync("前に戻る");
        await Browser.Fill("copies", copies.ToString(System.Globalization.CultureInfo.InvariantCulture)).PressAsync("次へ進む");
        await Browser.Fill("delivery_postal_code", "210-8577").PressAsync("次へ進む");
        await Browser.Fill("declaration", "true").PressAsync("次へ進む");
    }

    public async Task SignAndSubmitAsync()
    {
        await Browser.FollowAsync("署名に進む");
        await Browser.PressAsync("カード");
        await PresentCardAsync("ABC123");
        ReceiptNumber = NumberOnPage().Match(Browser.Text).Value;
    }

    /// <summary>Hands in from the summary, with the card where the procedure asks for a signature.</summary>
    public async Task SubmitAsync()
    {
        if (Browser.Page.QuerySelector("a[href$='/sign']") is not null)
        {
            await SignAndSubmitAsync();
            return;
        }
        await Browser.PressAsync("この内容で提出する");
        ReceiptNumber = NumberOnPage().Match(Browser.Text).Value;
    }

    /// <summary>Pays with a card number at the provider's page and comes back.</summary>
    public async Task PayAsync(string number = "4242 4242 4242 4242")
    {
        await Browser.PressAsync("支払いに進む");
        await Browser.Fill("number", number).PressAsync(Browser.Page.QuerySelector("button[name=method][value=card]")!);
    }

    public Task OpenSubmissionAsync() => Browser.OpenAsync(new Uri(portal, $"/submissions/{ReceiptNumber}"));

    public async Task WithdrawAsync()
    {
        await OpenSubmissionAsync();
        await Browser.FollowAsync("取り下げ");
        await Browser.PressAsync("取り下げる");
    }

    /// <summary>Reloads the submission's page until it says these words.</summary>
    public Task SeesAsync(string words) => Wait.ForAsync($"「{words}」 on the submission's page", async () =>
    {
        await OpenSubmissionAsync();
        return Browser.Text.Contains(words, StringComparison.Ordinal) ? this : null;
    });

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex("[0-9]{6}-[0-9]{6}-[0-9]{6}")]
    private static partial Regex NumberOnPage();
}
