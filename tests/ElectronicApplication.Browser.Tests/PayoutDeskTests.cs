using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>給付の振込 of five hundred gifts: one official prepares, another confirms and takes the file away, the bank's answer is read back, and the citizen sees it on the phone.</summary>
public sealed class PayoutDeskTests : BrowserJourney
{
    private const int Count = 500;

    /// <summary>One that the bank cannot pay.</summary>
    private const int Failed = 7;

    [ChromiumFact]
    public async Task Five_hundred_gifts_are_paid_by_two_officials_and_the_answer_of_the_bank()
    {
        using var office = new PayoutOffice(Host.Address);
        await office.SignInAsync();
        var receipts = await office.GrantAsync(Count);
        await office.WaitForAsync(Count);

        var preparer = await LongSignedInAsync("s-higashi");
        await preparer.GotoAsync(new Uri(Address, "/staff/payouts").ToString());
        await CheckAsync(preparer);
        await PressAsync(preparer, "選んだものの振込データを作る");
        await SeesAsync(preparer, "作成した人とは別の");
        Assert.Equal(0, await preparer.Locator("form[action$='/confirm']").CountAsync());
        await CheckAsync(preparer);

        var confirmer = await LongSignedInAsync("h-nakano");
        await confirmer.GotoAsync(preparer.Url);
        await GoAsync(confirmer, confirmer.GetByRole(AriaRole.Button, new() { NameRegex = new($"{Count}件 .*円 を確認する") }));
        await SeesAsync(confirmer, "確認しました。");
        await CheckAsync(confirmer);
        await confirmer.FillAsync("#reason", "銀行に渡すため");
        var download = await confirmer.RunAndWaitForDownloadAsync(() => confirmer.ClickAsync("button[name=kind][value=zengin]"));
        await using var stream = await download.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await stream.CopyToAsync(file);
        // A header, the lines, the total and the end, each of 120 characters.
        Assert.Equal((Count + 3) * 122, file.Length);

        await confirmer.SetInputFilesAsync("#file", new FilePayload { Name = "kekka.txt", MimeType = "text/plain", Buffer = PayoutOffice.Answer(file.ToArray(), i => i == Failed ? '1' : '0') });
        await PressAsync(confirmer, "結果を取り込む");
        await SeesAsync(confirmer, "結果を取り込みました。");
        await SeesAsync(confirmer, $"振込済 {Count - 1}件、不能 1件");
        await CheckAsync(confirmer);
        await confirmer.GotoAsync(new Uri(Address, "/staff/payouts").ToString());
        await SeesAsync(confirmer, "振り込めなかったもの（1件）");
        await confirmer.SetViewportSizeAsync(390, 844);
        await CheckAsync(confirmer);

        await OnThePhoneAsync(receipts[0]);
        Assert.Empty(Errors);
    }

    private async Task OnThePhoneAsync(string receipt)
    {
        var phone = await OpenAsync(390, 844);
        phone.SetDefaultTimeout(60_000);
        await phone.GotoAsync(new Uri(Address, "/procedures/keiro-iwaikin").ToString());
        await PressAsync(phone, "ログインして始める");
        await PressAsync(phone, "カードの画面へ進む");
        await CardAsync(phone, "1234");
        await UntilAsync(phone, new Uri(Address, $"/submissions/{receipt}").ToString(), "振込");
        await CheckAsync(phone);
    }

    /// <summary>Five hundred lines take a while to be drawn and looked at.</summary>
    private async Task<IPage> LongSignedInAsync(string official)
    {
        var page = await SignedInAsync(official);
        page.SetDefaultTimeout(60_000);
        return page;
    }

    private static async Task SeesAsync(IPage page, string words) => Assert.Contains(words, await page.InnerTextAsync("main"), StringComparison.Ordinal);
}
