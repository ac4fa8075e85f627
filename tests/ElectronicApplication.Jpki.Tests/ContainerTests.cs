using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ElectronicApplication.Jpki.Tests;

public sealed class ContainerTests : JpkiScene
{
    [Fact]
    public void A_signature_over_another_content_is_refused() =>
        AssertRefused(JpkiFailure.ContentChanged, Verify(Card.Sign(Content), content: [.. Content, 0x20]));

    [Fact]
    public void A_changed_signature_value_is_refused()
    {
        var cms = Card.Sign(Content);
        cms[^1] ^= 0x01;
        AssertRefused(JpkiFailure.SignatureInvalid, Verify(cms));
    }

    [Fact]
    public void Changed_signed_attributes_are_refused()
    {
        var cms = Card.Sign(Content);
        var changed = "changed"u8.ToArray();
        SHA256.HashData(changed).CopyTo(cms.AsSpan(cms.AsSpan().IndexOf(SHA256.HashData(Content))));
        AssertRefused(JpkiFailure.SignatureInvalid, Verify(cms, content: changed));
    }

    [Fact]
    public void Two_signers_are_refused()
    {
        var other = SignatureCa.Issue(new TestCard { Serial = [0x05] });
        AssertRefused(JpkiFailure.NotOneSigner, Verify(Card.Sign(Content, second: other)));
    }

    [Fact]
    public void No_signer_is_refused()
    {
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(Card.Sign(Content));
        cms.RemoveSignature(0);
        AssertRefused(JpkiFailure.NotOneSigner, Verify(cms.Encode()));
    }

    [Fact]
    public void A_signature_that_does_not_name_its_certificate_is_refused() =>
        AssertRefused(JpkiFailure.SigningCertificateMismatch, Verify(Card.Sign(Content, nameCertificate: false)));

    [Fact]
    public void A_signature_that_names_another_certificate_is_refused() =>
        AssertRefused(JpkiFailure.SigningCertificateMismatch, Verify(Card.Sign(Content, named: SignatureCa.Certificate)));

    [Fact]
    public void A_certificate_put_in_place_of_the_signers_is_refused()
    {
        // The same key, issuer and number, another name: only signing-certificate-v2 can tell.
        var impostor = SignatureCa.Issue(new TestCard().With(TestCard.Name, "別人　太郎"));
        var card = Card;
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(card.Sign(Content));
        cms.RemoveCertificate(card.Certificate);
        cms.AddCertificate(impostor.Certificate);

        AssertRefused(JpkiFailure.SigningCertificateMismatch, Verify(cms.Encode()));
    }

    [Fact]
    public void A_container_without_the_certificate_is_refused()
    {
        var card = Card;
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(card.Sign(Content));
        cms.RemoveCertificate(card.Certificate);
        AssertRefused(JpkiFailure.SigningCertificateMismatch, Verify(cms.Encode()));
    }

    [Theory]
    [InlineData("1.3.14.3.2.26")]
    [InlineData("2.16.840.1.101.3.4.2.3")]
    public void A_digest_outside_the_list_is_refused(string digest) =>
        AssertRefused(JpkiFailure.AlgorithmNotAllowed, Verify(Card.Sign(Content, digest: digest)));

    [Fact]
    public void A_short_key_is_refused()
    {
        using var key = RSA.Create(1024);
        AssertRefused(JpkiFailure.AlgorithmNotAllowed, VerifyCard(new TestCard { Key = key }));
    }

    [Fact]
    public void Content_inside_the_container_is_refused() =>
        AssertRefused(JpkiFailure.MalformedContainer, Verify(Card.Sign(Content, detached: false)));

    [Fact]
    public void Bytes_that_are_no_container_are_refused()
    {
        AssertRefused(JpkiFailure.MalformedContainer, Verify([]));
        AssertRefused(JpkiFailure.MalformedContainer, Verify("not a signature"u8.ToArray()));
        AssertRefused(JpkiFailure.MalformedContainer, Verify(Card.Certificate.RawData));
        AssertRefused(JpkiFailure.MalformedContainer, Verify([.. Card.Sign(Content), 0x00]));
    }

    [Fact]
    public void A_container_over_the_limit_is_refused_unread() =>
        AssertRefused(JpkiFailure.TooLarge, Verify(new byte[64 * 1024 + 1]));

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = new byte[60_000];
        for (var i = 0; i < deep.Length; i += 2) (deep[i], deep[i + 1]) = (0x30, 0x80);
        AssertRefused(JpkiFailure.MalformedContainer, Verify(deep));
    }
}
