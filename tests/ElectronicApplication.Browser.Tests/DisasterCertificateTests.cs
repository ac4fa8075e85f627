using System.Globalization;
using System.Text.RegularExpressions;
using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>罹災証明: photographs from the phone, looked at closely at the desk, a certificate that the applicant fetches.</summary>
public sealed class DisasterCertificateTests : BrowserJourney
{
    [ChromiumFact]
    public async Task Photographs_are_looked_at_and_the_certificate_is_fetched_on_the_phone()
    {
        var phone = await OpenAsync(390, 844);
        phone.SetDefaultTimeout(60_000);
        var submission = await ApplyAsync(phone);
        var number = submission[(submission.LastIndexOf('/') + 1)..];

        var clerk = await SignedInAsync("s-higashi");
        await clerk.GotoAsync(new Uri(Address, $"/staff/submissions/{number}").ToString());
        await CheckAsync(clerk);
        await LookAsync(clerk);

        await clerk.GotoAsync(new Uri(Address, $"/staff/submissions/{number}").ToString());
        await PressAsync(clerk, "審査を開始する");
        await FollowAsync(clerk, "承認する");
        await clerk.FillAsync("[name=reason]", "半壊");
        await CheckAsync(clerk);
        await GoAsync(clerk, clerk.GetByRole(AriaRole.Button, new() { NameRegex = new("を確定する$") }));
        await UntilAsync(phone, submission, "承認");

        await clerk.GotoAsync(new Uri(Address, $"/staff/submissions/{number}").ToString());
        await GoAsync(clerk, clerk.GetByRole(AriaRole.Link, new() { NameRegex = new("を交付する") }));
        await CheckAsync(clerk);
        await PressAsync(clerk, "交付する");
        await CheckAsync(clerk);

        await UntilAsync(phone, submission, "交付された文書");
        await CheckAsync(phone);
        var link = phone.GetByRole(AriaRole.Link, new() { NameRegex = new("文書を受け取る") }).First;
        var certificate = await phone.Context.APIRequest.GetAsync(new Uri(Address, await link.GetAttributeAsync("href")).ToString());
        Assert.Equal("application/pdf", certificate.Headers["content-type"]);
        Assert.Equal("%PDF-"u8.ToArray(), (await certificate.BodyAsync())[..5]);
        Assert.Empty(Errors);
    }

    /// <summary>Each photograph large, turned and zoomed; what is asked for is what the browser draws.</summary>
    private static async Task LookAsync(IPage clerk)
    {
        await GoAsync(clerk, clerk.GetByRole(AriaRole.Link, new() { Name = "屋根.jpg", Exact = true }));
        await CheckAsync(clerk);
        var picture = clerk.Locator(".evidence-frame img");
        Assert.True(await picture.EvaluateAsync<bool>("i => i.complete && i.naturalWidth === 320 && i.naturalHeight === 240"));
        var width = (await picture.BoundingBoxAsync())!.Width;
        await TurnToAsync(clerk, "拡大", "zoom-2 turn-0");
        Assert.True((await picture.BoundingBoxAsync())!.Width > width);
        await TurnToAsync(clerk, "右に回す", "zoom-2 turn-90");
        await CheckAsync(clerk);
        await TurnToAsync(clerk, "縮小", "zoom-1 turn-90");
        var turned = (await picture.BoundingBoxAsync())!;
        Assert.True(turned.Height > turned.Width, "A photograph in landscape stands upright when it is turned.");
        await clerk.GetByRole(AriaRole.Link, new() { Name = "次の書類", Exact = true }).Or(clerk.GetByRole(AriaRole.Link, new() { Name = "前の書類", Exact = true })).First.ClickAsync();
        await clerk.GetByRole(AriaRole.Heading, new() { Name = "外壁.png" }).WaitForAsync();
        await CheckAsync(clerk);
    }

    private static async Task TurnToAsync(IPage clerk, string words, string classes)
    {
        await clerk.GetByRole(AriaRole.Link, new() { Name = words, Exact = true }).ClickAsync();
        await clerk.Locator($".evidence-frame img[class='{classes}']").WaitForAsync();
    }

    /// <returns>The address of the submission.</returns>
    private async Task<string> ApplyAsync(IPage page)
    {
        await page.GotoAsync(new Uri(Address, "/procedures/risai-shomei").ToString());
        await PressAsync(page, "ログインして始める");
        await PressAsync(page, "カードの画面へ進む");
        await CardAsync(page, "1234");
        await PressAsync(page, "この手続を始める");
        var photos = new[] { await PhotographAsync(page, "屋根.jpg", "image/jpeg", "#963"), await PhotographAsync(page, "外壁.png", "image/png", "#369") };
        await new SampleApplicant("risai-shomei", "accepted-dwelling-inspected") { Files = photos }.With("disaster_date", Recently()).FillAllAsync(page, CheckAsync);
        await CheckAsync(page);
        await PressAsync(page, "この内容で提出する");
        await page.WaitForURLAsync(new Regex("/submissions/"));
        await CheckAsync(page);
        return page.Url.Split('?')[0];
    }

    /// <summary>Within the half year in which no reason is asked for.</summary>
    private static string Recently() => DateTime.UtcNow.AddDays(-10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A picture of 320 x 240, drawn and packed by the browser itself.</summary>
    private static async Task<FilePayload> PhotographAsync(IPage page, string name, string type, string colour)
    {
        var data = await page.EvaluateAsync<string>("""
            ([type, colour]) => {
              const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 }), pen = canvas.getContext("2d");
              pen.fillStyle = "#ddd"; pen.fillRect(0, 0, 320, 240);
              pen.fillStyle = colour; pen.beginPath(); pen.moveTo(20, 120); pen.lineTo(160, 20); pen.lineTo(300, 120); pen.fill();
              return canvas.toDataURL(type);
            }
            """, new[] { type, colour });
        return new() { Name = name, MimeType = type, Buffer = Convert.FromBase64String(data[(data.IndexOf(',', StringComparison.Ordinal) + 1)..]) };
    }
}
