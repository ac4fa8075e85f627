using System.Net;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>補正 through the pages: the clerk marks, the citizen mends only that, the core system holds what was mended.</summary>
public sealed class CorrectionJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Portal => fixture.Host.Address;

    [Fact]
    public async Task What_is_not_signed_is_mended_without_the_card_and_what_is_signed_is_signed_again()
    {
        using var citizen = new Citizen(Portal);
        using var clerk = new Clerk(Portal);
        using var world = fixture.Host.World();
        await citizen.SignInAsync();
        await citizen.BeginResidentRecordAsync();
        await citizen.FillInAsync(copies: 1);
        await citizen.SignAndSubmitAsync();
        await citizen.PayAsync();
        await citizen.SeesAsync("受付済み");
        await clerk.SignInAsync();
        await clerk.StartReviewAsync(citizen.ReceiptNumber);

        await clerk.AskCorrectionAsync(citizen.ReceiptNumber, ("phone", "日中に連絡がとれる番号を入力してください。"));
        Assert.Contains("申請者の補正を待っています", clerk.Browser.Text, StringComparison.Ordinal);
        await BeginAsync(citizen, "日中に連絡がとれる番号を入力してください。");
        Assert.Equal(["phone"], citizen.Browser.Page.QuerySelectorAll("main input:not([type=hidden])").Select(i => i.GetAttribute("name")));
        await citizen.Browser.Fill("phone", "090-1234-5678").PressAsync("次へ進む");
        Assert.Contains("090-1234-5678", citizen.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("住宅", citizen.Browser.Text, StringComparison.Ordinal);
        await citizen.Browser.PressAsync("この内容で補正を提出する");
        Assert.Contains("補正を受け付けました", citizen.Browser.Text, StringComparison.Ordinal);
        await Wait.ForAsync("the corrected phone in the register", async () =>
            await world.RecordAsync("resident-register", citizen.ReceiptNumber) is { } r && r.ToJsonString().Contains("090-1234-5678", StringComparison.Ordinal) ? r : null);

        await clerk.AskCorrectionAsync(citizen.ReceiptNumber, ("purpose", "目的を選び直してください。"));
        await BeginAsync(citizen, "目的を選び直してください。");
        await citizen.Browser.Fill("purpose", "pension").PressAsync("次へ進む");
        await citizen.SubmitAsync();
        Assert.Contains("補正を受け付けました", citizen.Browser.Text, StringComparison.Ordinal);

        await clerk.OpenAsync(citizen.ReceiptNumber);
        Assert.Contains("第2回の補正で変わったところ", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("044-200-0000", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("署名した内容と一致しません", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.GrantAsync(citizen.ReceiptNumber);
        await citizen.SeesAsync("承認");
        var subjects = await Wait.ForAsync("the mails about corrections", async () =>
        {
            var mine = (await world.MailAsync()).Where(m => ((string)m["text"]!).Contains(citizen.ReceiptNumber, StringComparison.Ordinal)).Select(m => (string)m["subject"]!).ToList();
            return mine.Count(s => s.Contains("補正のお願い", StringComparison.Ordinal)) == 2 && mine.Count(s => s.Contains("補正を受け付けました", StringComparison.Ordinal)) == 2 ? mine : null;
        });
        Assert.DoesNotContain(subjects, s => s.Contains("日中に連絡", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_without_a_mark_is_refused_and_keeps_what_was_typed()
    {
        using var citizen = new Citizen(Portal, "misaki");
        using var clerk = new Clerk(Portal);
        await citizen.SignInAsync();
        await citizen.BeginResidentRecordAsync();
        await citizen.FillInAsync(copies: 1);
        await citizen.SignAndSubmitAsync();
        await citizen.PayAsync();
        await citizen.SeesAsync("受付済み");
        await clerk.SignInAsync();
        await clerk.StartReviewAsync(citizen.ReceiptNumber);
        await clerk.Browser.FollowAsync("補正を依頼する");
        Assert.Null(clerk.Browser.Page.QuerySelector("[name='mark.applicant_name']"));
        await clerk.Browser.Fill("message", "お手数をおかけします。").PressAsync("補正を依頼する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        Assert.Contains("補正が必要な項目を一つ以上選び", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("お手数をおかけします。", clerk.Browser.Value("message"), StringComparison.Ordinal);

        await clerk.Browser.Fill("mark.phone", "番号が一桁足りません。").PressAsync("補正を依頼する");
        await citizen.SeesAsync("番号が一桁足りません。");
        await clerk.OpenAsync(citizen.ReceiptNumber);
        await clerk.Browser.PressAsync("補正の依頼を取り消す");
        await citizen.SeesAsync("審査中");
        Assert.DoesNotContain("補正に進む", citizen.Browser.Text, StringComparison.Ordinal);
    }

    private static async Task BeginAsync(Citizen citizen, string asked)
    {
        await citizen.SeesAsync("補正待ち");
        Assert.Contains(asked, citizen.Browser.Text, StringComparison.Ordinal);
        await citizen.Browser.FollowAsync("補正に進む");
        await citizen.Browser.PressAsync("補正を始める");
        Assert.Contains(asked, citizen.Browser.Text, StringComparison.Ordinal);
    }
}
