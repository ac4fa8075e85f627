using Xunit;

namespace ElectronicApplication.Testing;

/// <summary>The whole way of one request, from the citizen's phone to the core system and back. The same in one process and in production's shape.</summary>
public static class ResidentRecordJourney
{
    public static async Task RunAsync(Uri portal, Uri staff, Uri sandbox)
    {
        using var citizen = new Citizen(portal);
        using var clerk = new Clerk(staff);
        using var world = new OutsideWorld(sandbox);

        await citizen.SignInAsync();
        await citizen.BeginResidentRecordAsync();
        await citizen.FillInAsync(copies: 2);
        Assert.Contains("600円", citizen.Browser.Text, StringComparison.Ordinal);
        await citizen.SignAndSubmitAsync();
        Assert.Contains("お支払い待ち", citizen.Browser.Text, StringComparison.Ordinal);
        Assert.Null(await world.RecordAsync("resident-register", citizen.ReceiptNumber));

        await citizen.PayAsync();
        await citizen.SeesAsync("受付済み");
        Assert.Matches("[0-9a-f]{64}", citizen.Browser.Page.DocumentElement.OuterHtml.Replace("<wbr>", "", StringComparison.Ordinal));
        var record = await Wait.ForAsync("the record in the resident register", () => world.RecordAsync("resident-register", citizen.ReceiptNumber));
        Assert.Equal(1, (int)record["offers"]!);
        await citizen.SeesAsync((string)record["id"]!);

        await clerk.SignInAsync();
        Assert.Contains(citizen.ReceiptNumber, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.StartReviewAsync(citizen.ReceiptNumber);
        Assert.Contains("署名", clerk.Browser.Text, StringComparison.Ordinal);
        await citizen.SeesAsync("審査中");
        await clerk.GrantAsync(citizen.ReceiptNumber);
        await citizen.SeesAsync("承認");

        var subjects = await Wait.ForAsync("a mail for each step", async () =>
        {
            var mine = (await world.MailAsync()).Where(m => ((string)m["text"]!).Contains(citizen.ReceiptNumber, StringComparison.Ordinal)).Select(m => (string)m["subject"]!).ToList();
            return mine.Count >= 3 ? mine : null;
        });
        Assert.Equal(3, subjects.Distinct().Count());
    }
}
