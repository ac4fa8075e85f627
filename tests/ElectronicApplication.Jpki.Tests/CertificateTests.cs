using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Tests;

public sealed class CertificateTests : JpkiScene
{
    [Fact]
    public void An_expired_certificate_is_refused_from_the_first_second_after()
    {
        var card = new TestCard { NotAfter = Now };
        AssertAccepted(VerifyCard(card));
        AssertRefused(JpkiFailure.Expired, VerifyCard(card, at: Now.AddSeconds(1)));
    }

    [Fact]
    public void A_certificate_that_is_not_valid_yet_is_refused_but_for_the_tolerance_of_clocks()
    {
        var card = new TestCard { NotBefore = Now.AddMinutes(1) };
        AssertAccepted(VerifyCard(card));
        AssertRefused(JpkiFailure.NotYetValid, VerifyCard(card, at: Now.AddSeconds(-1)));
        AssertRefused(JpkiFailure.NotYetValid, VerifyCard(card, options: Options with { ClockTolerance = TimeSpan.Zero }));
    }

    [Fact]
    public void The_authentication_certificate_does_not_sign_declarations() =>
        AssertRefused(JpkiFailure.KeyUsage, Verify(AuthenticationCa.Issue(new TestCard()).Sign(Content), crl: AuthenticationCa.Crl()));

    [Fact]
    public void The_signature_certificate_does_not_sign_in() =>
        AssertRefused(JpkiFailure.KeyUsage, Verify(Card.Sign(Content), purpose: JpkiPurpose.UserAuthentication, crl: SignatureCa.Crl()));

    [Fact]
    public void A_CA_pinned_for_one_purpose_does_not_vouch_for_the_other()
    {
        var card = SignatureCa.Issue(new TestCard { KeyUsage = X509KeyUsageFlags.DigitalSignature, Policy = JpkiProfile.UserAuthenticationPolicy });
        AssertRefused(JpkiFailure.KeyUsage, Verify(card.Sign(Content), purpose: JpkiPurpose.UserAuthentication, crl: SignatureCa.Crl()));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature)]
    [InlineData(X509KeyUsageFlags.NonRepudiation)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)]
    public void Another_key_usage_is_refused(X509KeyUsageFlags usage) =>
        AssertRefused(JpkiFailure.KeyUsage, VerifyCard(new TestCard { KeyUsage = usage }));

    [Theory]
    [InlineData(JpkiProfile.UserAuthenticationPolicy)]
    [InlineData(JpkiProfile.SandboxSignaturePolicy)]
    [InlineData("1.2.392.200149.8.5.1.1.30")]
    [InlineData("2.5.29.32.0")]
    public void Another_policy_is_refused(string policy) =>
        AssertRefused(JpkiFailure.Policy, VerifyCard(new TestCard { Policy = policy }));

    [Fact]
    public void A_foreign_CA_with_the_same_name_is_refused()
    {
        AssertRefused(JpkiFailure.UnknownIssuer, Verify(Namesake.Issue(new TestCard()).Sign(Content), crl: Namesake.Crl()));
    }

    [Fact]
    public void A_CA_certificate_sent_along_is_not_trusted()
    {
        var cms = new SignedCms(new(Content), detached: true);
        cms.Decode(Namesake.Issue(new TestCard()).Sign(Content));
        cms.AddCertificate(Namesake.Certificate);
        AssertRefused(JpkiFailure.UnknownIssuer, Verify(cms.Encode(), crl: Namesake.Crl()));
    }

    [Fact]
    public void A_resident_is_no_CA()
    {
        // A certificate signed with a card's key, the card's own certificate sent along.
        var card = Card;
        var key = (RSA)card.Key;
        var request = new CertificateRequest(TestAuthority.NameOf(("C", "JP"), ("CN", "forged")), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in card.Certificate.Extensions.Where(e => e.Oid!.Value != "2.5.29.35")) request.CertificateExtensions.Add(extension);
        var forged = request.Create(
            card.Certificate.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), Now.AddYears(-1), Now.AddYears(1), [0x09]);
        var signer = card with { Certificate = forged.CopyWithPrivateKey(key) };
        var cms = new SignedCms(new(Content), detached: true);
        cms.Decode(signer.Sign(Content));
        cms.AddCertificate(card.Certificate);

        AssertRefused(JpkiFailure.PathInvalid, Verify(cms.Encode()));
    }

    [Fact]
    public void An_unknown_critical_extension_is_refused_and_an_unknown_other_one_is_not()
    {
        AssertRefused(JpkiFailure.PathInvalid, VerifyCard(new TestCard { Extra = new("1.3.6.1.4.1.55555.9.9", [0x05, 0x00], true) }));
        AssertAccepted(VerifyCard(new TestCard { Extra = new("1.3.6.1.4.1.55555.9.9", [0x05, 0x00], false) }));
    }

    [Fact]
    public void A_CA_whose_own_certificate_has_expired_vouches_for_nobody()
    {
        var old = new TestAuthority(JpkiPurpose.Signature, notAfter: Now.AddDays(-1));
        AssertRefused(
            JpkiFailure.PathInvalid,
            Verify(old.Issue(new TestCard { NotAfter = Now.AddYears(1) }).Sign(Content), crl: old.Crl(), options: new() { Anchors = [old.Anchor] }));
    }
}
