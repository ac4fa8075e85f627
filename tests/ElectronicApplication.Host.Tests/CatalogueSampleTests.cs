using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Every procedure of the catalogue to its end, without JavaScript. On a program of its own: one address may sign in only so often a minute.</summary>
public sealed class CatalogueSampleTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [MemberData(nameof(CatalogueTests.Codes), MemberType = typeof(CatalogueTests))]
    public async Task A_sample_is_filled_in_page_by_page_submitted_and_paid(string code)
    {
        var sample = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", code, "samples"), "accepted-*.json").Order(StringComparer.Ordinal).First();
        var answers = JsonNode.Parse(await File.ReadAllTextAsync(sample))!["answers"]!.AsObject();
        using var citizen = new Citizen(fixture.Host.Address);
        var browser = citizen.Browser;
        await browser.OpenAsync(new Uri(fixture.Host.Address, "/procedures/" + code));
        if (browser.Page.QuerySelector($"form[action^='/procedures/{code}/start']") is null)
        {
            Assert.Contains("受付", browser.Text, StringComparison.Ordinal);
            return;
        }
        await browser.PressAsync("始める");
        if (browser.Address.AbsolutePath == "/sign-in")
        {
            await browser.PressAsync("カードの画面へ進む");
            await citizen.PresentCardAsync("1234");
            await browser.PressAsync("始める");
        }
        if (browser.Address.AbsolutePath.EndsWith("/holder", StringComparison.Ordinal))
        {
            await browser.PressAsync("カード");
            await citizen.PresentCardAsync("ABC123");
        }
        await new SampleJourney(citizen, answers).FillInAsync();
        await citizen.SubmitAsync();
        Assert.Contains("submitted", browser.Address.Query, StringComparison.Ordinal);
        if (browser.Text.Contains("支払いに進む", StringComparison.Ordinal))
            await citizen.PayAsync();
        await citizen.SeesAsync("受付済み");
    }
}
