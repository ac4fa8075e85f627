using System.Net;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Every form of the catalogue on the real pages, without JavaScript.</summary>
public sealed class CatalogueTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    public static TheoryData<string> Codes => [.. Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "forms-catalog")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_catalogue_holds_21_procedures() => Assert.Equal(21, Codes.Count);

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_form_is_begun_and_says_at_each_field_what_is_missing(string code)
    {
        using var citizen = new Citizen(fixture.Host.Address);
        var browser = citizen.Browser;
        await citizen.SignInAsync();
        await browser.OpenAsync(new Uri(fixture.Host.Address, "/procedures/" + code));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        if (browser.Page.QuerySelector($"form[action^='/procedures/{code}/start']") is null)
        {
            // Some are open for a part of the year only.
            Assert.Contains("受付", browser.Text, StringComparison.Ordinal);
            return;
        }
        await browser.PressAsync("始める");
        if (browser.Address.AbsolutePath.EndsWith("/holder", StringComparison.Ordinal))
        {
            await browser.PressAsync("カード");
            await citizen.PresentCardAsync("ABC123");
        }
        Assert.Contains("/pages/", browser.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.NotEmpty(browser.Page.QuerySelectorAll("#page-fields .field"));

        var first = browser.Address.AbsolutePath;
        await browser.PressAsync("次へ進む");
        if (browser.Address.AbsolutePath == first && !browser.Text.Contains("入力する項目が増えました", StringComparison.Ordinal))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        foreach (var link in browser.Page.QuerySelectorAll(".errors a[href^='#']"))
            Assert.True(browser.Page.GetElementById(link.GetAttribute("href")![1..]) is not null, $"{code}: the summary points to {link.GetAttribute("href")}, which is not on the page.");
    }
}
