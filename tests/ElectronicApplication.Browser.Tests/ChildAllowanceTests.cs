using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>児童手当 from the phone to the notice on the phone: two corrections, of which one is signed again, a decision by two, the notice fetched.</summary>
public sealed class ChildAllowanceTests : BrowserJourney
{
    [ChromiumFact]
    public async Task A_claim_is_corrected_twice_approved_by_two_and_its_notice_is_fetched_on_the_phone()
    {
        var phone = await OpenAsync(390, 844);
        var submission = await ClaimAsync(phone);
        var number = submission[(submission.LastIndexOf('/') + 1)..];
        var clerk = await SignedInAsync("h-aoki");
        await OpenCaseAsync(clerk, number);
        Assert.True(await clerk.GetByText("請求者とお子さんの住民登録を確かめた").CountAsync() > 0);
        await PressAsync(clerk, "審査を開始する");
        await CheckAsync(clerk);

        await AskAsync(clerk, number, "applicant_contact", "日中につながる電話番号にしてください。");
        await BeginAsync(phone, submission, "日中につながる電話番号にしてください。");
        await phone.FillAsync("[name='applicant_contact.phone']", "090-1234-5678");
        await CheckAsync(phone);
        await PressAsync(phone, "次へ進む");
        await CheckAsync(phone);
        await PressAsync(phone, "この内容で補正を提出する");
        await phone.GetByText("補正を受け付けました").First.WaitForAsync();
        await CheckAsync(phone);

        await AskAsync(clerk, number, "event_date", "出生の日が住民票と異なります。");
        await BeginAsync(phone, submission, "出生の日が住民票と異なります。");
        await phone.FillAsync("[name='event_date.d']", "2");
        await PressAsync(phone, "次へ進む");
        await FollowAsync(phone, "署名に進む");
        await CheckAsync(phone);
        await PressAsync(phone, "カードで署名して提出する");
        await CardAsync(phone, "ABC123");
        await phone.GetByText("補正を受け付けました").First.WaitForAsync();

        await OpenCaseAsync(clerk, number);
        Assert.True(await clerk.GetByText("第2回の補正で変わったところ").CountAsync() > 0);
        foreach (var box in await clerk.Locator("input[name=checked]").AllAsync())
            await box.CheckAsync();
        await PressAsync(clerk, "確認を記録する");
        await FollowAsync(clerk, "承認する");
        await CheckAsync(clerk);
        await PressAsync(clerk, "起案する");
        await CheckAsync(clerk);
        foreach (var official in new[] { "y-ono", "m-kondo" })
        {
            var approver = await SignedInAsync(official);
            await approver.GotoAsync(new Uri(Address, "/staff?list=approval").ToString());
            await CheckAsync(approver);
            await GoAsync(approver, approver.Locator($"a[href='/staff/submissions/{number}']"));
            await CheckAsync(approver);
            await PressAsync(approver, "同意する");
        }
        await UntilAsync(phone, submission, "承認");

        var issuer = await SignedInAsync("y-hayashi");
        await OpenCaseAsync(issuer, number);
        await GoAsync(issuer, issuer.GetByRole(AriaRole.Link, new() { NameRegex = new("を交付する") }));
        await CheckAsync(issuer);
        await PressAsync(issuer, "交付する");
        await CheckAsync(issuer);
        await UntilAsync(phone, submission, "交付された文書");
        await CheckAsync(phone);
        var notice = await phone.Context.APIRequest.GetAsync(new Uri(Address, await phone.GetByRole(AriaRole.Link, new() { NameRegex = new("文書を受け取る") }).First.GetAttributeAsync("href")).ToString());
        Assert.Equal("application/pdf", notice.Headers["content-type"]);
        Assert.Equal("%PDF-"u8.ToArray(), (await notice.BodyAsync())[..5]);
        await UntilAsync(phone, submission, "に受け取りました");

        // Whoever opened the case stands in it by name.
        foreach (var name in new[] { "青木 春香", "小野 陽介", "近藤 美和", "林 洋子" })
            Assert.True(await phone.GetByText(name).CountAsync() > 0, name);
        Assert.Empty(Errors);
    }

    /// <returns>The address of the submission.</returns>
    private async Task<string> ClaimAsync(IPage page)
    {
        await page.GotoAsync(new Uri(Address, "/procedures/jido-teate").ToString());
        await PressAsync(page, "ログインして始める");
        await PressAsync(page, "カードの画面へ進む");
        await CardAsync(page, "1234");
        await PressAsync(page, "この手続を始める");
        await PressAsync(page, "カードを読み取る");
        await CardAsync(page, "ABC123");
        await new SampleApplicant("jido-teate", "accepted-first-child").FillAllAsync(page, CheckAsync);
        await CheckAsync(page);
        await FollowAsync(page, "署名に進む");
        await PressAsync(page, "カードで署名して提出する");
        await CardAsync(page, "ABC123");
        await CheckAsync(page);
        return page.Url.Split('?')[0];
    }

    private async Task OpenCaseAsync(IPage page, string number)
    {
        await page.GotoAsync(new Uri(Address, $"/staff/submissions/{number}").ToString());
        await CheckAsync(page);
    }

    private async Task AskAsync(IPage clerk, string number, string field, string sentence)
    {
        await OpenCaseAsync(clerk, number);
        await FollowAsync(clerk, "補正を依頼する");
        await CheckAsync(clerk);
        await clerk.FillAsync($"[name='mark.{field}']", sentence);
        await PressAsync(clerk, "補正を依頼する");
    }

    private static async Task BeginAsync(IPage phone, string submission, string asked)
    {
        await UntilAsync(phone, submission, asked);
        await CheckAsync(phone);
        await FollowAsync(phone, "補正に進む");
        await CheckAsync(phone);
        await PressAsync(phone, "補正を始める");
    }
}
