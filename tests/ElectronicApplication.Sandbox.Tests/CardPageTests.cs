using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography.Pkcs;
using System.Text;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class CardPageTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private const string ReturnUrl = "http://localhost:5080/signin/card";

    private static readonly byte[] Content = Encoding.UTF8.GetBytes("challenge <1>");

    [Fact]
    public async Task The_page_shows_what_is_signed_and_marks_itself_as_practice()
    {
        var response = await sandbox.SendFormAsync("/card", Call());
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-Sandbox")));
        Assert.Contains("サンドボックス", page, StringComparison.Ordinal);
        Assert.Contains("ログイン & 確認", page, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://localhost:5080", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_PIN_sends_the_signature_and_the_state_back_to_the_caller()
    {
        var response = await sandbox.SendFormAsync("/card/answer", Call(("card", "hanako"), ("pin", "1234"), ("action", "sign")));
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains($"action=\"{ReturnUrl}\"", page, StringComparison.Ordinal);
        Assert.Equal("s\"1", RunningSandbox.Field(page, "state"));
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(Convert.FromBase64String(RunningSandbox.Field(page, "cms")));
        cms.CheckSignature(verifySignatureOnly: true);
    }

    [Fact]
    public async Task A_wrong_PIN_shows_how_many_tries_are_left_and_sends_nothing_back()
    {
        var response = await sandbox.SendFormAsync("/card/answer", Call(("card", "misaki"), ("pin", "9999"), ("action", "sign")));
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("あと2回", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"cms\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_sends_back_the_state_and_the_word_cancelled()
    {
        var response = await sandbox.SendFormAsync("/card/answer", Call(("action", "cancel")));
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal("cancelled", RunningSandbox.Field(page, "error"));
        Assert.Equal("s\"1", RunningSandbox.Field(page, "state"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/back")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://localhost@elsewhere.example/")]
    public async Task A_caller_at_an_unknown_address_is_refused(string returnUrl)
    {
        var call = Call();
        call["return_url"] = returnUrl;
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.SendFormAsync("/card", call)).StatusCode);
    }

    private static Dictionary<string, string> Call(params (string Name, string Value)[] more)
    {
        var call = new Dictionary<string, string>
        {
            ["purpose"] = "auth",
            ["content"] = Base64Url.EncodeToString(Content),
            ["title"] = "ログイン & 確認",
            ["return_url"] = ReturnUrl,
            ["state"] = "s\"1",
        };
        foreach (var (name, value) in more)
        {
            call[name] = value;
        }
        return call;
    }
}
