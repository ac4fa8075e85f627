using System.Formats.Asn1;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class CardTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"procedure":"住民票の写し"}""");

    [Theory]
    [InlineData("auth", "1234", "1.2.392.200149.8.5.1.2.30")]
    [InlineData("sign", "ABC123", "1.2.392.200149.8.5.1.0.20")]
    public async Task A_good_card_signs_under_the_published_anchor_and_the_policy_of_its_purpose(string purpose, string pin, string policy)
    {
        var cms = Decode(await SignAsync("hanako", purpose, pin));
        cms.CheckSignature(verifySignatureOnly: true);
        var signer = Assert.Single(cms.SignerInfos.Cast<SignerInfo>());
        Assert.Contains(signer.SignedAttributes.Cast<CryptographicAttributeObject>(), attribute => attribute.Oid.Value == "1.2.840.113549.1.9.16.2.47");

        using var anchor = X509CertificateLoader.LoadCertificate(await sandbox.Http.GetByteArrayAsync($"/jpki/anchors/{purpose}.cer"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(anchor);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CertificatePolicy.Add(new Oid(policy));
        Assert.True(chain.Build(signer.Certificate!), string.Join(", ", chain.ChainStatus.Select(status => status.Status)));
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("content")]
    public async Task What_is_spoilt_on_purpose_does_not_verify(string tamper)
    {
        var cms = Decode(await SignAsync("hanako", "sign", "ABC123", tamper));
        Assert.ThrowsAny<CryptographicException>(() => cms.CheckSignature(verifySignatureOnly: true));
    }

    [Fact]
    public async Task The_card_of_the_foreign_authority_bears_the_same_issuer_name_but_not_its_signature()
    {
        var certificate = Decode(await SignAsync("foreign", "auth", "1234")).SignerInfos[0].Certificate!;
        using var anchor = X509CertificateLoader.LoadCertificate(await sandbox.Http.GetByteArrayAsync("/jpki/anchors/auth.cer"));
        Assert.Equal(anchor.SubjectName.RawData, certificate.IssuerName.RawData);
        Assert.False(IsSignedBy(certificate.RawData, anchor));
    }

    [Fact]
    public async Task The_expired_card_signs_with_a_certificate_whose_life_is_over()
    {
        var certificate = Decode(await SignAsync("expired", "sign", "ABC123")).SignerInfos[0].Certificate!;
        Assert.True(certificate.NotAfter < DateTime.Now);
    }

    [Fact]
    public async Task A_character_outside_the_certificate_set_is_replaced_and_its_position_marked()
    {
        var certificate = Decode(await SignAsync("yoshio", "sign", "ABC123")).SignerInfos[0].Certificate!;
        var attributes = Attributes(certificate);
        Assert.Equal("吉田　芳雄", attributes["1.2.392.200149.8.5.5.1"]);
        Assert.Equal("10000", attributes["1.2.392.200149.8.5.5.2"]);
        Assert.Equal("319470809", attributes["1.2.392.200149.8.5.5.4"]);
        Assert.Equal(["1", "4", "3", "5", "2", "6"], attributes.Keys.Select(oid => oid[^1..]));
    }

    [Fact]
    public async Task The_list_is_signed_by_the_authority_and_names_the_revoked_card_and_no_other()
    {
        using var anchor = X509CertificateLoader.LoadCertificate(await sandbox.Http.GetByteArrayAsync("/jpki/anchors/sign.cer"));
        var list = await sandbox.Http.GetByteArrayAsync("/jpki/crl/sign.crl");
        Assert.True(IsSignedBy(list, anchor));
        var builder = CertificateRevocationListBuilder.Load(list, out _);
        var cards = await sandbox.GetJsonAsync("/sandbox/api/cards");
        foreach (var card in cards["items"]!.AsArray().Where(card => (string?)card!["id"] is "revoked" or "misaki"))
        {
            Assert.Equal((string?)card!["id"] == "revoked", builder.RemoveEntry(Convert.FromHexString((string)card["certificates"]!["sign"]!["serial"]!)));
        }
    }

    [Fact]
    public async Task Revoking_a_card_publishes_a_new_list_with_a_higher_number_and_cannot_be_repeated()
    {
        _ = CertificateRevocationListBuilder.Load(await sandbox.Http.GetByteArrayAsync("/jpki/crl/auth.crl"), out var before);
        var revoked = await sandbox.Http.PostAsJsonAsync("/sandbox/api/cards/kenichi/revoke", new { purpose = "auth", reason = "certificateHold" });
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        var serial = (string)(await RunningSandbox.ReadJsonAsync(revoked))["certificates"]!["auth"]!["serial"]!;

        var after = CertificateRevocationListBuilder.Load(await sandbox.Http.GetByteArrayAsync("/jpki/crl/auth.crl"), out var number);
        Assert.True(number > before, $"{number} does not follow {before}.");
        Assert.True(after.RemoveEntry(Convert.FromHexString(serial)));
        Assert.Equal(HttpStatusCode.Conflict, (await sandbox.Http.PostAsJsonAsync("/sandbox/api/cards/kenichi/revoke", new { purpose = "auth" })).StatusCode);
    }

    [Fact]
    public async Task A_list_is_signed_anew_when_half_of_its_life_is_over()
    {
        var time = new ManualTime();
        var own = new RunningSandbox { Time = time };
        await own.InitializeAsync();
        try
        {
            var first = await own.Http.GetByteArrayAsync("/jpki/crl/sign.crl");
            time.Now += TimeSpan.FromHours(11);
            Assert.Equal(first, await own.Http.GetByteArrayAsync("/jpki/crl/sign.crl"));
            time.Now += TimeSpan.FromHours(2);
            Assert.NotEqual(first, await own.Http.GetByteArrayAsync("/jpki/crl/sign.crl"));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Three_wrong_PINs_lock_the_card_until_it_is_unlocked_even_across_a_restart()
    {
        var own = new RunningSandbox();
        await own.InitializeAsync();
        try
        {
            for (var tries = 2; tries >= 0; tries--)
            {
                var wrong = await own.Http.PostAsJsonAsync("/sandbox/api/cards/misaki/sign", Request("auth", "0000"));
                Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
                Assert.Equal(tries, (int)(await RunningSandbox.ReadJsonAsync(wrong))["triesLeft"]!);
            }
            await own.RestartAsync();
            Assert.Equal(HttpStatusCode.Locked, (await own.Http.PostAsJsonAsync("/sandbox/api/cards/misaki/sign", Request("auth", "1234"))).StatusCode);
            await own.Http.PostAsync("/sandbox/api/cards/misaki/unlock", null);
            Assert.Equal(HttpStatusCode.OK, (await own.Http.PostAsJsonAsync("/sandbox/api/cards/misaki/sign", Request("auth", "1234"))).StatusCode);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_same_certificates_stand_after_a_restart_and_others_after_a_new_issue()
    {
        var own = new RunningSandbox();
        await own.InitializeAsync();
        try
        {
            var before = await own.Http.GetByteArrayAsync("/sandbox/api/cards/hanako/certificates/auth");
            var anchor = own.Server.AuthAnchor;
            await own.RestartAsync();
            Assert.Equal(before, await own.Http.GetByteArrayAsync("/sandbox/api/cards/hanako/certificates/auth"));
            Assert.Equal(anchor, own.Server.AuthAnchor);
            await own.Http.PostAsync("/sandbox/api/cards/hanako/reissue", null);
            Assert.NotEqual(before, await own.Http.GetByteArrayAsync("/sandbox/api/cards/hanako/certificates/auth"));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task<string> SignAsync(string card, string purpose, string pin, string? tamper = null)
    {
        var response = await sandbox.Http.PostAsJsonAsync($"/sandbox/api/cards/{card}/sign", Request(purpose, pin, tamper));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (string)(await RunningSandbox.ReadJsonAsync(response))["cms"]!;
    }

    private static JsonObject Request(string purpose, string pin, string? tamper = null) =>
        new() { ["purpose"] = purpose, ["content"] = Convert.ToBase64String(Content), ["pin"] = pin, ["tamper"] = tamper };

    private static SignedCms Decode(string cms)
    {
        var signed = new SignedCms(new ContentInfo(Content), detached: true);
        signed.Decode(Convert.FromBase64String(cms));
        return signed;
    }

    // Certificates and lists have one shape: what is signed, the algorithm, the signature.
    private static bool IsSignedBy(byte[] encoded, X509Certificate2 authority)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        var signed = outer.ReadEncodedValue();
        outer.ReadSequence();
        return authority.GetRSAPublicKey()!.VerifyData(signed.Span, outer.ReadBitString(out _), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static OrderedDictionary<string, string> Attributes(X509Certificate2 certificate)
    {
        var names = new AsnReader(certificate.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.17").RawData, AsnEncodingRules.DER).ReadSequence();
        var attributes = new OrderedDictionary<string, string>();
        while (names.HasData)
        {
            var name = names.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
            var oid = name.ReadObjectIdentifier();
            attributes.Add(oid, name.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadCharacterString(UniversalTagNumber.UTF8String));
        }
        return attributes;
    }
}
