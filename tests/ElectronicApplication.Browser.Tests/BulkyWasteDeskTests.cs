using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>粗大ごみ: five citizens apply on their phones, a clerk takes all of them through the desk in bulk, looking at what will happen before it does.</summary>
public sealed class BulkyWasteDeskTests : BrowserJourney
{
    private const int Citizens = 5;

    /// <summary>Of the sandbox, that work: one of the citizens applies twice.</summary>
    private const int Cards = 4;

    [ChromiumFact]
    public async Task Five_applications_are_begun_and_granted_in_bulk_after_a_preview()
    {
        // Only the first looks at each page with axe: the others see the same ones.
        var phones = await Task.WhenAll(Enumerable.Range(0, Citizens).Select(i => ApplyAsync(i, i == 0 ? CheckAsync : _ => Task.CompletedTask)));
        var numbers = phones.Select(p => p.Url.Split('?')[0]).Select(url => url[(url.LastIndexOf('/') + 1)..]).ToList();
        Assert.Equal(Citizens, numbers.Distinct().Count());

        var clerk = await SignedInAsync("s-higashi");
        await InBulkAsync(clerk, "new", "StartReview", numbers);
        await InBulkAsync(clerk, "review", "Approve", numbers);
        await clerk.GotoAsync(new Uri(Address, "/staff?list=review&procedure=sodai-gomi").ToString());
        Assert.Equal(0, await clerk.Locator("input[name=case]").CountAsync());
        foreach (var phone in phones)
            await UntilAsync(phone, phone.Url.Split('?')[0], "承認");
        await CheckAsync(phones[0]);

        // The fee is due after the review: until it is paid, the case stands in a list of its own.
        var unpaid = new Uri(Address, "/staff?list=fee&procedure=sodai-gomi").ToString();
        await UntilAsync(clerk, unpaid, numbers[0]);
        await CheckAsync(clerk);
        Assert.Empty(Errors);
    }

    private async Task<IPage> ApplyAsync(int citizen, Func<IPage, Task> check)
    {
        var page = await OpenAsync(390, 844);
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(new Uri(Address, "/procedures/sodai-gomi").ToString());
        await PressAsync(page, "ログインして始める");
        await PressAsync(page, "カードの画面へ進む");
        await page.Locator("input[name=card]").Nth(citizen % Cards).CheckAsync();
        await CardAsync(page, "1234");
        await GoAsync(page, page.GetByRole(AriaRole.Button, new() { NameRegex = new("この手続を始める|新しく始める") }));
        await new SampleApplicant("sodai-gomi", "accepted-sofa").FillAllAsync(page, check);
        await check(page);
        await PressAsync(page, "この内容で提出する");
        await page.WaitForURLAsync("**/submissions/**");
        await check(page);
        return page;
    }

    private async Task InBulkAsync(IPage clerk, string list, string kind, List<string> numbers)
    {
        await clerk.GotoAsync(new Uri(Address, $"/staff?list={list}&procedure=sodai-gomi").ToString());
        await CheckAsync(clerk);
        foreach (var number in numbers)
            await clerk.CheckAsync($"input[name=case][value='{number}']");
        await clerk.SelectOptionAsync("#bulk-kind", kind);
        await PressAsync(clerk, "選んだ申請を確認する");
        var preview = await clerk.InnerTextAsync("main");
        Assert.True(preview.Contains($"{Citizens}件を処理できます", StringComparison.Ordinal), preview);
        await CheckAsync(clerk);
        await PressAsync(clerk, $"{Citizens}件を実行する");
        await UntilAsync(clerk, clerk.Url, $"{Citizens}件を処理しました");
        await CheckAsync(clerk);
    }
}
