using System.Text;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>給付の振込 through the pages: prepared by one, confirmed by another, the bank's answer read, the citizen told.</summary>
public sealed class PayoutJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Portal => fixture.Host.Address;

    [Fact]
    public async Task A_granted_gift_is_paid_by_four_eyes_and_a_failed_one_is_mended_and_paid_again()
    {
        using var office = new PayoutOffice(Portal);
        using var world = fixture.Host.World();
        await office.SignInAsync();
        var receipts = await office.GrantAsync(3);
        await office.WaitForAsync(3);
        var preparer = office.Preparer.Browser;
        Assert.Contains("****", preparer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0000002", preparer.Text, StringComparison.Ordinal);
        Assert.Contains("「カワサキ ミッツ」は「ｶﾜｻｷ ﾐﾂﾂ」として送ります", preparer.Text, StringComparison.Ordinal);

        await preparer.Fill("due", "2026-11-22").PressAsync("振込データを作る");
        Assert.Contains("営業日", preparer.Text, StringComparison.Ordinal);
        Assert.Equal("2026-11-22", preparer.Value("due"));
        var due = NextBankDay();
        await preparer.Fill("due", due).PressAsync("振込データを作る");
        Assert.Contains("別の、「決裁」の権限がある職員の確認を待っています", preparer.Text, StringComparison.Ordinal);
        Assert.Null(preparer.Page.QuerySelector("form[action$='/confirm']"));
        var batch = office.BatchPath;

        var confirmer = office.Confirmer.Browser;
        await confirmer.OpenAsync(new Uri(Portal, batch));
        Assert.Contains("3件 15,000円", confirmer.Text, StringComparison.Ordinal);
        await confirmer.PressAsync("を確認する");
        Assert.Contains("確認しました", confirmer.Text, StringComparison.Ordinal);
        await confirmer.PressAsync("口座番号をすべて表示する");
        Assert.Contains("0000002", confirmer.Text, StringComparison.Ordinal);

        var file = await office.DownloadAsync(batch, "zengin");
        Assert.Equal(6 * 122, file.Length);
        Assert.Contains("keiro-iwaikin", Encoding.UTF8.GetString(await office.DownloadAsync(batch, "csv")), StringComparison.Ordinal);
        await confirmer.OpenAsync(new Uri(Portal, batch));
        await confirmer.Attach("file", "result.txt", PayoutOffice.Answer(file, i => i == 3 ? '1' : '0'), "text/plain").PressAsync("結果を取り込む");
        Assert.Contains("結果を取り込みました", confirmer.Text, StringComparison.Ordinal);
        Assert.Contains("不能：該当する口座がない", confirmer.Text, StringComparison.Ordinal);

        var pages = new Dictionary<string, string>();
        foreach (var receipt in receipts)
        {
            await office.Citizen.Browser.OpenAsync(new Uri(Portal, $"/submissions/{receipt}"));
            pages[receipt] = office.Citizen.Browser.Text;
        }
        Assert.Equal(2, pages.Values.Count(t => t.Contains("ご指定の口座に振り込みました", StringComparison.Ordinal)));
        var failed = Assert.Single(pages, p => p.Value.Contains("振り込めませんでした", StringComparison.Ordinal)).Key;

        // The citizen's own attempt has a letter that no bank takes; the clerk mends it on the telephone.
        var citizen = office.Citizen.Browser;
        await citizen.OpenAsync(new Uri(Portal, $"/submissions/{failed}"));
        await citizen.FollowAsync("口座を入れ直す");
        await citizen.Fill("bankCode", "0005").Fill("branchCode", "001").Fill("number", "7654321").Fill("payeeKana", "川崎").PressAsync("この口座に振り込んでもらう");
        Assert.Contains("使えない文字「川崎」", citizen.Text, StringComparison.Ordinal);
        Assert.Equal("0005", citizen.Value("bankCode"));

        await preparer.OpenAsync(new Uri(Portal, "/staff/payouts"));
        await preparer.FollowAsync("口座を直す");
        await preparer.Fill("bankCode", "0005").Fill("bankName", "見本銀行").Fill("branchCode", "001").Fill("branchName", "本店").Fill("number", "７６５４３２１").Fill("payeeKana", "カワサキ ミツ").PressAsync("この口座にする");
        Assert.Contains("どのように確かめたか", preparer.Text, StringComparison.Ordinal);
        Assert.Equal("カワサキ ミツ", preparer.Value("payeeKana"));
        await preparer.Fill("note", "電話で本人に確認").PressAsync("この口座にする");
        Assert.Contains("口座を直しました", preparer.Text, StringComparison.Ordinal);
        Assert.Contains(failed, preparer.Text, StringComparison.Ordinal);
        await Wait.ForAsync("the mails about the payments", async () =>
        {
            var mine = (await world.MailAsync()).Where(m => receipts.Any(r => ((string)m["text"]!).Contains(r, StringComparison.Ordinal))).Select(m => (string)m["subject"]!).ToList();
            return mine.Count(s => s.Contains("振り込みのお知らせ", StringComparison.Ordinal)) == 2 && mine.Count(s => s.Contains("振り込みができませんでした", StringComparison.Ordinal)) == 1 ? mine : null;
        });
    }

    private static string NextBankDay()
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(9)).AddDays(4);
        while (!Core.Kernel.OfficeDays.IsBankDay(day))
            day = day.AddDays(1);
        return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
