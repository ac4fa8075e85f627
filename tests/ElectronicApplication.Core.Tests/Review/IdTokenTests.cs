using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Review.SignIn;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class IdTokenTests : IDisposable
{
    private readonly TokenMaker _maker = new();

    [Fact]
    public void A_token_of_the_provider_is_believed()
    {
        var (claims, failure) = Verify(_maker.Sign(TokenMaker.Claims()));
        Assert.Null(failure);
        Assert.Equal(("k-minami", "南 香織"), (claims!.Subject, claims.Name));
        Assert.Equal(["receive", "review"], claims.Roles);
        Assert.Equal(["residents"], claims.Offices);
    }

    [Fact]
    public void A_token_signed_with_RS256_is_believed_from_an_issuer_that_uses_it()
    {
        Assert.Null(Verify(_maker.SignRsa(TokenMaker.Claims())).Failure);
        Assert.Equal(IdTokenFailure.AlgorithmNotAllowed, IdTokenVerifier.Verify(_maker.SignRsa(TokenMaker.Claims()), _maker.Keys(), TokenMaker.Expected("ES256"), TokenMaker.Now).Failure);
    }

    [Fact]
    public void An_unsigned_token_is_refused()
    {
        foreach (var none in new[] { "none", "None", "" })
        {
            var token = $"{TokenMaker.Part($$"""{"alg":"{{none}}","kid":"k1"}""")}.{TokenMaker.Part(TokenMaker.Claims().ToJsonString())}.";
            Assert.Equal(IdTokenFailure.AlgorithmNotAllowed, Verify(token).Failure);
        }
    }

    [Fact]
    public void A_token_signed_with_a_shared_secret_is_refused()
    {
        var signed = $"{TokenMaker.Part("""{"alg":"HS256","kid":"secret"}""")}.{TokenMaker.Part(TokenMaker.Claims().ToJsonString())}";
        var mark = System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData("secret"u8, Encoding.ASCII.GetBytes(signed)));
        Assert.Equal(IdTokenFailure.AlgorithmNotAllowed, Verify($"{signed}.{mark}").Failure);
    }

    [Fact]
    public void A_token_whose_claims_were_changed_is_refused()
    {
        var parts = _maker.Sign(TokenMaker.Claims()).Split('.');
        var changed = TokenMaker.Claims();
        changed["roles"] = new JsonArray("approve");
        Assert.Equal(IdTokenFailure.SignatureInvalid, Verify($"{parts[0]}.{TokenMaker.Part(changed.ToJsonString())}.{parts[2]}").Failure);
    }

    [Fact]
    public void A_token_of_a_foreign_key_is_refused_whatever_key_it_names()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(IdTokenFailure.SignatureInvalid, Verify(_maker.Sign(TokenMaker.Claims(), with: foreign)).Failure);
        Assert.Equal(IdTokenFailure.UnknownKey, Verify(_maker.Sign(TokenMaker.Claims(), kid: "k2", with: foreign)).Failure);
    }

    [Fact]
    public void A_token_that_names_a_key_of_another_algorithm_is_refused() =>
        Assert.Equal(IdTokenFailure.UnknownKey, Verify(_maker.Sign(TokenMaker.Claims(), kid: "r1")).Failure);

    [Fact]
    public void A_token_with_an_extension_that_must_be_understood_is_refused() =>
        Assert.Equal(IdTokenFailure.Malformed, Verify(_maker.SignWithHeader(new JsonObject { ["alg"] = "ES256", ["kid"] = "k1", ["crit"] = new JsonArray("b64"), ["b64"] = false }, TokenMaker.Claims().ToJsonString())).Failure);

    [Fact]
    public void A_token_that_says_a_thing_twice_is_refused()
    {
        var twice = TokenMaker.Claims().ToJsonString().Replace("\"sub\":", "\"sub\":\"s-higashi\",\"sub\":", StringComparison.Ordinal);
        Assert.Equal(IdTokenFailure.Malformed, Verify(_maker.SignWithHeader(new JsonObject { ["alg"] = "ES256", ["kid"] = "k1" }, twice)).Failure);
    }

    public static TheoryData<string, string?, IdTokenFailure> WrongClaims => new()
    {
        { "iss", "\"https://idp.example/\"", IdTokenFailure.WrongIssuer },
        { "iss", null, IdTokenFailure.WrongIssuer },
        { "aud", "\"another-client\"", IdTokenFailure.WrongAudience },
        { "aud", "[\"staff-desk\",\"another-client\"]", IdTokenFailure.WrongAudience },
        { "aud", "[]", IdTokenFailure.WrongAudience },
        { "aud", null, IdTokenFailure.WrongAudience },
        { "azp", "\"another-client\"", IdTokenFailure.WrongAuthorizedParty },
        { "nonce", "\"the-nonce-of-another-attempt\"", IdTokenFailure.WrongNonce },
        { "nonce", null, IdTokenFailure.WrongNonce },
        { "exp", $"{TokenMaker.Now.ToUnixTimeSeconds()}", IdTokenFailure.Expired },
        { "exp", "\"2099-01-01\"", IdTokenFailure.Expired },
        { "exp", null, IdTokenFailure.Expired },
        { "iat", $"{TokenMaker.Now.AddMinutes(2).ToUnixTimeSeconds()}", IdTokenFailure.NotYetValid },
        { "iat", $"{TokenMaker.Now.AddMinutes(-11).ToUnixTimeSeconds()}", IdTokenFailure.Expired },
        { "iat", null, IdTokenFailure.NotYetValid },
        { "nbf", $"{TokenMaker.Now.AddMinutes(2).ToUnixTimeSeconds()}", IdTokenFailure.NotYetValid },
        { "sub", "\"\"", IdTokenFailure.NoSubject },
        { "sub", null, IdTokenFailure.NoSubject },
    };

    [Theory, MemberData(nameof(WrongClaims))]
    public void A_token_that_was_not_made_for_this_sign_in_is_refused(string claim, string? value, IdTokenFailure expected)
    {
        var claims = TokenMaker.Claims();
        if (value is null)
            claims.Remove(claim);
        else
            claims[claim] = JsonNode.Parse(value);
        Assert.Equal((null, (IdTokenFailure?)expected), Verify(_maker.Sign(claims)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("!.!.!")]
    [InlineData("W10.W10.AAAA")]
    public void What_is_no_token_is_refused(string text) => Assert.Equal(IdTokenFailure.Malformed, Verify(text).Failure);

    [Fact]
    public void A_weak_or_broken_key_of_the_provider_is_not_used()
    {
        using var weak = RSA.Create(1024);
        var key = weak.ExportParameters(includePrivateParameters: false);
        var set = $$$"""
            {"keys":[{"kty":"RSA","kid":"weak","n":"{{{System.Buffers.Text.Base64Url.EncodeToString(key.Modulus)}}}","e":"AQAB"},
            {"kty":"EC","crv":"P-256","kid":"short","x":"AAAA","y":"AAAA"},{"kty":"EC","crv":"secp256k1","kid":"curve","x":"AAAA","y":"AAAA"},{"kty":"EC"},7]}
            """;
        Assert.Empty(SigningKey.ParseSet(Encoding.UTF8.GetBytes(set)));
    }

    public void Dispose() => _maker.Dispose();

    private (IdTokenClaims? Claims, IdTokenFailure? Failure) Verify(string token) => IdTokenVerifier.Verify(token, _maker.Keys(), TokenMaker.Expected(), TokenMaker.Now);
}
