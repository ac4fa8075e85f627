using System.Text;
using ElectronicApplication.Core.Payments.Stripe;

namespace ElectronicApplication.Core.Tests.Payments;

public sealed class StripeSignatureTests
{
    // Made by Stripe's own npm client: generateTestHeaderString with this secret, time and body.
    private const string Secret = "whsec_test";
    private const string Body = """{"id":"evt_1","object":"event","type":"checkout.session.completed"}""";
    private const string Good = "670e223f19f12fb09ef0441261722546140dc296175e11939853a461c6642659";
    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void A_signature_of_the_providers_own_client_is_genuine() => Assert.Equal(SignatureVerdict.Genuine, Check($"t=1700000000,v1={Good}"));

    [Fact]
    public void Any_of_several_signatures_suffices() => Assert.Equal(SignatureVerdict.Genuine, Check($"t=1700000000,v1={new string('0', 64)},v1={Good},v0=abc"));

    [Theory]
    [InlineData(300, SignatureVerdict.Genuine)]
    [InlineData(301, SignatureVerdict.Stale)]
    [InlineData(-300, SignatureVerdict.Genuine)]
    [InlineData(-301, SignatureVerdict.Stale)]
    public void A_signature_is_good_for_300_seconds(int age, SignatureVerdict expected) =>
        Assert.Equal(expected, Check($"t=1700000000,v1={Good}", now: SignedAt.AddSeconds(age)));

    [Fact]
    public void A_newer_time_does_not_refresh_an_old_signature() =>
        Assert.Equal(SignatureVerdict.Wrong, Check($"t=1700000400,v1={Good}", now: SignedAt.AddSeconds(400)));

    [Fact]
    public void Another_secret_is_wrong() => Assert.Equal(SignatureVerdict.Wrong, Check($"t=1700000000,v1={Good}", secret: "whsec_other"));

    [Fact]
    public void The_same_JSON_in_other_bytes_is_wrong() => Assert.Equal(SignatureVerdict.Wrong, Check($"t=1700000000,v1={Good}", body: Body.Replace(",", ", ")));

    [Fact]
    public void Every_changed_bit_of_the_signature_is_noticed()
    {
        var signature = Convert.FromHexString(Good);
        for (var bit = 0; bit < 256; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(SignatureVerdict.Wrong, Check($"t=1700000000,v1={Convert.ToHexStringLower(signature)}"));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1700000000")]
    [InlineData("v1=" + Good)]
    [InlineData("t=1700000000,v0=" + Good)]
    [InlineData("t=abc,v1=" + Good)]
    [InlineData("t=1700000000,v1=xyz")]
    [InlineData(",,,===")]
    public void A_header_of_another_form_is_malformed(string? header) => Assert.Equal(SignatureVerdict.Malformed, Check(header));

    private static SignatureVerdict Check(string? header, string body = Body, string secret = Secret, DateTimeOffset? now = null) =>
        StripeSignature.Check(header, Encoding.UTF8.GetBytes(body), secret, now ?? SignedAt);
}
