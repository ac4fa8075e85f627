using System.Net;
using System.Text;
using System.Web;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.SignIn;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class OpenIdProviderTests : IDisposable
{
    private const string ReturnUri = "https://desk.example/staff/sign-in/return";

    private readonly TokenMaker _maker = new();
    private readonly ProviderOnTheWire _wire;

    public OpenIdProviderTests() => _wire = new ProviderOnTheWire(_maker);

    [Fact]
    public async Task The_browser_is_sent_with_state_nonce_and_a_PKCE_challenge_but_never_the_verifier()
    {
        var attempt = SignInAttempt.New();
        var url = (await Provider().AuthorizationUrlAsync(attempt, ReturnUri, default)).Value;
        var query = HttpUtility.ParseQueryString(url.Query);
        Assert.Equal(("code", "staff-desk", ReturnUri, attempt.State, attempt.Nonce, "S256"),
            (query["response_type"]!, query["client_id"]!, query["redirect_uri"]!, query["state"]!, query["nonce"]!, query["code_challenge_method"]!));
        Assert.Equal(43, query["code_challenge"]!.Length);
        Assert.DoesNotContain(attempt.Verifier, url.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_traded_with_verifier_and_client_secret_for_a_verified_person()
    {
        var attempt = new SignInAttempt("s", TokenMaker.Nonce, "the-verifier");
        var claims = await Provider().CompleteAsync(new("the-code", "s", TokenMaker.Issuer, null), attempt, ReturnUri, default);
        Assert.Equal("k-minami", claims.Value.Subject);
        var form = HttpUtility.ParseQueryString(_wire.TokenRequests.Single().Body);
        Assert.Equal(("authorization_code", "the-code", ReturnUri, "the-verifier"), (form["grant_type"]!, form["code"]!, form["redirect_uri"]!, form["code_verifier"]!));
        // RFC 6749 section 2.3.1: form-encoded before it is joined.
        Assert.Equal("Basic " + Convert.ToBase64String("staff-desk:a%20secret%3A%2F".Replace("%20", "+", StringComparison.Ordinal).Select(c => (byte)c).ToArray()), _wire.TokenRequests.Single().Authorization);
    }

    [Theory]
    [InlineData("other", TokenMaker.Issuer, null)]
    [InlineData(null, TokenMaker.Issuer, null)]
    [InlineData("s", "https://other-idp.example", null)]
    [InlineData("s", null, null)]
    [InlineData("s", TokenMaker.Issuer, "server_error")]
    public async Task An_answer_that_does_not_belong_to_the_attempt_is_not_taken_to_the_token_endpoint(string? state, string? issuer, string? error)
    {
        var answer = await Provider().CompleteAsync(new("the-code", state, issuer, error), new SignInAttempt("s", TokenMaker.Nonce, "v"), ReturnUri, default);
        Assert.NotNull(answer.Error);
        Assert.Empty(_wire.TokenRequests);
    }

    [Fact]
    public async Task A_discovery_document_of_another_issuer_is_refused()
    {
        _wire.Discovery = _wire.Discovery.Replace("\"issuer\":\"https://idp.example\"", "\"issuer\":\"https://idp.example/\"", StringComparison.Ordinal);
        Assert.Equal("provider-unavailable", (await Provider().AuthorizationUrlAsync(SignInAttempt.New(), ReturnUri, default)).Error?.Code);
    }

    [Fact]
    public async Task A_token_endpoint_without_https_is_refused()
    {
        _wire.Discovery = _wire.Discovery.Replace("https://idp.example/token", "http://idp.example/token", StringComparison.Ordinal);
        Assert.Equal("provider-unavailable", (await Provider().AuthorizationUrlAsync(SignInAttempt.New(), ReturnUri, default)).Error?.Code);
    }

    [Fact]
    public async Task Keys_are_asked_for_again_once_when_the_provider_has_changed_them()
    {
        var clock = new TestClock(TokenMaker.Now);
        var provider = Provider(clock);
        _wire.KeyId = "old";
        Assert.Equal("sign-in-failed", (await Complete(provider)).Error?.Code);
        Assert.Equal(1, _wire.KeyRequests);

        clock.Advance(TimeSpan.FromSeconds(30));
        _wire.KeyId = "k1";
        Assert.True((await Complete(provider)).IsOk);
        Assert.Equal(2, _wire.KeyRequests);

        _wire.SignedWith = "invented";
        Assert.False((await Complete(provider)).IsOk);
        Assert.False((await Complete(provider)).IsOk);
        Assert.Equal(2, _wire.KeyRequests);
    }

    [Fact]
    public async Task A_token_with_a_nonce_of_another_attempt_signs_nobody_in() =>
        Assert.Equal("sign-in-failed", (await Provider().CompleteAsync(new("c", "s", TokenMaker.Issuer, null), new SignInAttempt("s", "another", "v"), ReturnUri, default)).Error?.Code);

    public void Dispose()
    {
        _maker.Dispose();
        _wire.Dispose();
    }

    private static Task<Result<IdTokenClaims>> Complete(OpenIdProvider provider) =>
        provider.CompleteAsync(new("c", "s", TokenMaker.Issuer, null), new SignInAttempt("s", TokenMaker.Nonce, "v"), ReturnUri, default);

    private OpenIdProvider Provider(TimeProvider? time = null)
    {
        time ??= new TestClock(TokenMaker.Now);
        var options = Options.Create(new OpenIdOptions { Issuer = TokenMaker.Issuer, ClientId = TokenMaker.ClientId, ClientSecret = "a secret:/" });
        return new(new ProviderMetadataCache(_wire, options, time, NullLogger<ProviderMetadataCache>.Instance), _wire, options, time, NullLogger<OpenIdProvider>.Instance);
    }

    private sealed class ProviderOnTheWire(TokenMaker maker) : HttpMessageHandler, IHttpClientFactory
    {
        public List<(string Authorization, string Body)> TokenRequests { get; } = [];

        public int KeyRequests { get; private set; }

        public string KeyId { get; set; } = "k1";

        public string SignedWith { get; set; } = "k1";

        public string Discovery { get; set; } = """
            {"issuer":"https://idp.example","authorization_endpoint":"https://idp.example/authorize","token_endpoint":"https://idp.example/token","jwks_uri":"https://idp.example/jwks",
            "code_challenge_methods_supported":["S256"],"authorization_response_iss_parameter_supported":true}
            """;

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            switch (request.RequestUri!.AbsolutePath)
            {
                case "/.well-known/openid-configuration":
                    return Json(Discovery);
                case "/jwks":
                    KeyRequests++;
                    return Json(maker.KeySet(KeyId));
                case "/token":
                    TokenRequests.Add((request.Headers.Authorization!.ToString(), await request.Content!.ReadAsStringAsync(cancel)));
                    return Json($$"""{"access_token":"x","token_type":"Bearer","id_token":"{{maker.Sign(TokenMaker.Claims(), SignedWith)}}"}""");
                default:
                    return new HttpResponseMessage(HttpStatusCode.NotFound);
            }
        }

        private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
