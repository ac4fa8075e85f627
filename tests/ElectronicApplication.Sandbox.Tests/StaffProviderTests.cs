using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class StaffProviderTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private const string RedirectUri = "http://localhost:5080/staff/signin";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    // RFC 7636, appendix B.
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Fact]
    public async Task The_code_flow_ends_in_a_token_that_the_published_key_verifies()
    {
        var answer = await AuthorizeAsync(Parameters());
        Assert.Equal("st", answer["state"]);
        Assert.Equal(sandbox.Server.OidcIssuer.AbsoluteUri, answer["iss"]);
        var token = await RunningSandbox.ReadJsonAsync(await RedeemAsync(answer["code"]!, Verifier));

        var parts = ((string)token["id_token"]!).Split('.');
        using var key = await PublishedKeyAsync();
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal(sandbox.Server.OidcIssuer.AbsoluteUri, (string?)claims["iss"]);
        Assert.Equal("staff-desk", (string?)claims["aud"]);
        Assert.Equal("no", (string?)claims["nonce"]);
        Assert.Equal(["receive", "review"], claims["roles"]!.AsArray().Select(role => (string)role!));
        Assert.Equal(["residents"], claims["offices"]!.AsArray().Select(office => (string)office!));

        Assert.Equal((string?)claims["name"], (string?)(await sandbox.GetJsonAsync("/oidc/userinfo", (string)token["access_token"]!))["name"]);
    }

    [Fact]
    public async Task An_id_token_is_no_access_token()
    {
        var answer = await AuthorizeAsync(Parameters());
        var token = await RunningSandbox.ReadJsonAsync(await RedeemAsync(answer["code"]!, Verifier));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oidc/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["id_token"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await sandbox.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("state", "")]
    [InlineData("nonce", "")]
    public async Task Without_PKCE_state_or_nonce_no_code_is_given(string name, string value)
    {
        var answer = await AuthorizeAsync(Parameters((name, value)));
        Assert.Equal("invalid_request", answer["error"]);
        Assert.False(answer.ContainsKey("code"));
    }

    [Theory]
    [InlineData("redirect_uri", "https://elsewhere.example/")]
    [InlineData("client_id", "someone")]
    public async Task An_unknown_client_or_address_is_told_here_and_sent_nowhere(string name, string value)
    {
        var response = await sandbox.SendFormAsync("/oidc/authorize", Parameters((name, value)));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task A_code_is_spent_by_its_first_use()
    {
        var code = (await AuthorizeAsync(Parameters()))["code"]!;
        Assert.Equal(HttpStatusCode.OK, (await RedeemAsync(code, Verifier)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await RedeemAsync(code, Verifier)).StatusCode);
    }

    [Fact]
    public async Task A_code_with_another_verifier_is_refused_and_spent()
    {
        var code = (await AuthorizeAsync(Parameters()))["code"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await RedeemAsync(code, new string('x', 43))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await RedeemAsync(code, Verifier)).StatusCode);
    }

    [Fact]
    public async Task A_code_older_than_a_minute_is_refused()
    {
        var time = new ManualTime();
        var own = new RunningSandbox { Time = time };
        await own.InitializeAsync();
        try
        {
            var code = Answer(await own.SendFormAsync("/oidc/authorize", Parameters()))["code"]!;
            time.Now += TimeSpan.FromSeconds(61);
            Assert.Equal(HttpStatusCode.BadRequest, (await RedeemAsync(code, Verifier, via: own.Http)).StatusCode);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_client_with_a_wrong_secret_gets_no_token()
    {
        var code = (await AuthorizeAsync(Parameters()))["code"]!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await RedeemAsync(code, Verifier, secret: "guess")).StatusCode);
    }

    [Fact]
    public async Task The_login_page_offers_the_officials_and_leads_to_the_caller_only()
    {
        var query = QueryHelpers.AddQueryString("/oidc/authorize", Parameters(("official", "")).Where(part => part.Key != "official")!);
        var response = await sandbox.Http.GetAsync(query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("value=\"s-higashi\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self' http://localhost:5080", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string?>> AuthorizeAsync(Dictionary<string, string> parameters) =>
        Answer(await sandbox.SendFormAsync("/oidc/authorize", parameters));

    private static Dictionary<string, string?> Answer(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.StartsWith(RedirectUri + "?", response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(response.Headers.Location.Query).ToDictionary(part => part.Key, part => (string?)part.Value);
    }

    private async Task<HttpResponseMessage> RedeemAsync(string code, string verifier, string secret = "sandbox-staff-desk-secret", HttpClient? via = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oidc/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = RedirectUri,
                ["code_verifier"] = verifier,
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("staff-desk:" + secret)));
        return await (via ?? sandbox.Http).SendAsync(request);
    }

    private async Task<ECDsa> PublishedKeyAsync()
    {
        var key = (await sandbox.GetJsonAsync("/oidc/jwks"))["keys"]![0]!;
        return ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) },
        });
    }

    private static Dictionary<string, string> Parameters(params (string Name, string Value)[] changed)
    {
        var parameters = new Dictionary<string, string>
        {
            ["client_id"] = "staff-desk",
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = "openid profile",
            ["state"] = "st",
            ["nonce"] = "no",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
            ["official"] = "k-minami",
        };
        foreach (var (name, value) in changed)
        {
            parameters[name] = value;
        }
        return parameters;
    }
}
