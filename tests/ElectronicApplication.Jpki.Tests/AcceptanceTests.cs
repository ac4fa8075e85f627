using System.Security.Cryptography;
using ElectronicApplication.Jpki.Revocation;

namespace ElectronicApplication.Jpki.Tests;

public sealed class AcceptanceTests : JpkiScene
{
    [Fact]
    public void A_declaration_signed_with_the_signature_certificate_is_accepted_with_its_four_attributes()
    {
        var crl = SignatureCa.Crl(new TestCrl { Revoked = [(SomeoneElse, 5)] });
        var card = Card;

        var verification = Verify(card.Sign(Content), crl: crl);

        AssertAccepted(verification);
        Assert.Equal(
            new HolderAttributes("川崎　花子", false, "神奈川県川崎市川崎区宮本町１番地", false, new DateOnly(1980, 2, 17), Sex.Female),
            verification.Attributes);
        Assert.Equal(card.Certificate.RawData, verification.Certificate);
        Assert.Equal("0132C4AB", verification.SerialNumber);
        Assert.Equal("C=JP, O=JPKI, OU=JPKI for digital signature, OU=Japan Agency for Local Authority Information Systems", verification.Issuer);
        Assert.Equal((Now.AddYears(-1), Now.AddYears(4)), (verification.NotBefore, verification.NotAfter));
        Assert.Equal(SignatureCa.Anchor.Sha256, verification.AnchorSha256);
        Assert.Equal(crl.ToArray(), verification.CrlUsed);
        Assert.Equal(13, verification.Checks.Count);
    }

    [Fact]
    public void A_challenge_signed_with_the_authentication_certificate_is_accepted_and_tells_no_name()
    {
        var verification = Verify(AuthenticationCa.Issue(new TestCard()).Sign(Content), purpose: JpkiPurpose.UserAuthentication);

        AssertAccepted(verification);
        Assert.Null(verification.Attributes);
    }

    [Fact]
    public void The_next_generation_of_cards_signs_with_elliptic_curves()
    {
        var authority = new TestAuthority(JpkiPurpose.Signature, ellipticCurve: true);
        var card = authority.Issue(new TestCard { Key = ECDsa.Create(ECCurve.NamedCurves.nistP384) });

        var verification = Verify(card.Sign(Content, digest: "2.16.840.1.101.3.4.2.2"), crl: authority.Crl(), options: new() { Anchors = [authority.Anchor] });

        AssertAccepted(verification);
    }

    [Fact]
    public void Generations_of_a_CA_share_one_name_and_the_signature_tells_them_apart()
    {
        // The third has no key identifier by which it could be told apart.
        var third = new TestAuthority(JpkiPurpose.Signature, withKeyId: false);
        var options = new JpkiOptions { Anchors = [third.Anchor, SignatureCa.Anchor, Namesake.Anchor, AuthenticationCa.Anchor] };

        foreach (var authority in new[] { SignatureCa, Namesake, third })
        {
            var verification = Verify(authority.Issue(new TestCard()).Sign(Content), crl: authority.Crl(), options: options);
            AssertAccepted(verification);
            Assert.Equal(authority.Anchor.Sha256, verification.AnchorSha256);
        }
    }

    [Fact]
    public void The_list_of_one_generation_says_nothing_about_the_certificates_of_another()
    {
        var verification = Verify(
            Namesake.Issue(new TestCard()).Sign(Content), crl: SignatureCa.Crl(), options: new() { Anchors = [SignatureCa.Anchor, Namesake.Anchor] });

        AssertRefused(JpkiFailure.RevocationUnknown, verification);
    }

    [Fact]
    public void The_sandbox_is_accepted_only_where_the_city_says_so()
    {
        var sandbox = new TestAuthority(JpkiPurpose.Signature, sandbox: true);
        var options = new JpkiOptions
        {
            Anchors = [sandbox.Anchor], SignaturePolicies = [JpkiProfile.SandboxSignaturePolicy], AcceptSandbox = true,
        };
        var card = sandbox.Issue(new TestCard { Policy = JpkiProfile.SandboxSignaturePolicy, Extra = TestCard.SandboxMarker });

        AssertAccepted(Verify(card.Sign(Content), crl: sandbox.Crl(), options: options));
        AssertRefused(
            JpkiFailure.SandboxNotAccepted,
            Verify(card.Sign(Content), crl: sandbox.Crl(), options: options with { AcceptSandbox = false }));
        Assert.True(sandbox.Anchor.IsSandbox);
        Assert.False(SignatureCa.Anchor.IsSandbox);
    }

    [Fact]
    public void A_sandbox_mark_on_the_card_alone_is_enough_to_refuse_it() =>
        AssertRefused(JpkiFailure.SandboxNotAccepted, VerifyCard(new TestCard { Extra = TestCard.SandboxMarker }));

    [Fact]
    public void The_part_of_the_list_that_is_needed_can_be_told_before_verifying()
    {
        var needed = JpkiVerifier.PartitionsOf(Card.Sign(Content));

        Assert.Equal(["C=JP, O=JPKI, OU=JPKI for digital signature, OU=CRL Distribution Points, OU=Kanagawa-ken, CN=Kawasaki-shi"], needed);
        Assert.Equal(needed[0], CertificateRevocationList.TryRead(SignatureCa.Crl())!.Partition);
        Assert.Empty(JpkiVerifier.PartitionsOf(new byte[] { 1, 2, 3 }));
    }

    [Fact]
    public void A_trust_anchor_without_the_published_fingerprint_is_refused()
    {
        var der = SignatureCa.Certificate.RawDataMemory;
        var published = SignatureCa.Certificate.GetCertHashString(HashAlgorithmName.SHA256);

        Assert.Equal(published, new TrustAnchor(der, JpkiPurpose.Signature, published.ToLowerInvariant()).Sha256);
        Assert.Throws<ArgumentException>(() => new TrustAnchor(der, JpkiPurpose.Signature, published[..^1]));
        Assert.Throws<ArgumentException>(() => new TrustAnchor(new byte[] { 0x30, 0x00 }, JpkiPurpose.Signature));
    }
}
