using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Jpki.Revocation;

namespace ElectronicApplication.Jpki.Tests;

public sealed class OcspTests : JpkiScene
{
    private static readonly RSA ResponderKey = RSA.Create(2048);
    private static readonly TestCard Asked = SignatureCa.Issue(new TestCard());
    private static readonly X509Certificate2 Delegate = Responder(SignatureCa);

    private static TestOcsp Good => new(Asked.Certificate, SignatureCa.Certificate, Delegate, ResponderKey);

    [Theory]
    [InlineData(0, OcspStatus.Good)]
    [InlineData(1, OcspStatus.Revoked)]
    [InlineData(2, OcspStatus.Unknown)]
    public void A_responder_with_a_certificate_for_it_is_believed(int status, OcspStatus expected)
    {
        Assert.Equal(expected, Verify(Good with { Status = status }));
        Assert.Equal(expected, Verify(Good with { Status = status, ByKey = true, Hash = HashAlgorithmName.SHA1 }));
    }

    [Fact]
    public void The_issuer_may_answer_itself() =>
        Assert.Equal(OcspStatus.Good, Verify(new TestOcsp(Asked.Certificate, SignatureCa.Certificate, SignatureCa.Certificate, SignatureCa.RsaKey)));

    [Fact]
    public void A_responder_of_another_CA_is_not_believed() =>
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Responder = Responder(Namesake) }));

    [Fact]
    public void A_certificate_without_the_purpose_or_without_nocheck_does_not_answer()
    {
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Responder = Responder(SignatureCa, purpose: false) }));
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Responder = Responder(SignatureCa, noCheck: false) }));
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Responder = Responder(SignatureCa, notAfter: Now.AddSeconds(-1)) }));
    }

    [Fact]
    public void An_answer_signed_with_another_key_is_not_believed()
    {
        using var other = RSA.Create(2048);
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Key = other }));
    }

    [Fact]
    public void An_answer_about_another_certificate_is_no_answer()
    {
        var other = SignatureCa.Issue(new TestCard { Serial = SomeoneElse });
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { About = other.Certificate }));
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Issuer = Namesake.Certificate }));
    }

    [Fact]
    public void The_nonce_of_the_question_must_come_back()
    {
        byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Equal(OcspStatus.Good, Verify(Good with { Nonce = nonce }, nonce));
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { Nonce = [8, 7, 6] }, nonce));
        Assert.Equal(OcspStatus.Unknown, Verify(Good, nonce));
    }

    [Fact]
    public void An_answer_holds_from_this_update_until_the_next()
    {
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { NextUpdate = Now }));
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { NextUpdate = null }));
        Assert.Equal(OcspStatus.Good, Verify(Good with { ThisUpdate = Now.AddMinutes(1) }));
        Assert.Equal(OcspStatus.Unknown, Verify(Good with { ThisUpdate = Now.AddMinutes(2) }));
    }

    [Fact]
    public void Mutated_answers_never_throw_and_never_clear_a_revoked_certificate()
    {
        var (random, answer) = (new Random(20260404), (Good with { Status = 1 }).Encode());
        for (var i = 0; i < 3_000; i++)
        {
            var mutated = (byte[])answer.Clone();
            mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEqual(OcspStatus.Good, Verify(random.Next(8) == 0 ? mutated[..random.Next(mutated.Length)] : mutated));
        }
    }

    private static OcspStatus Verify(TestOcsp response, byte[]? nonce = null) => Verify(response.Encode(), nonce);

    private static OcspStatus Verify(byte[] response, byte[]? nonce = null) => OcspResponse.Verify(
        response, Asked.Certificate.RawDataMemory, SignatureCa.Certificate.RawDataMemory,
        nonce is null ? (ReadOnlyMemory<byte>?)null : nonce, Now, TimeSpan.FromMinutes(1)).Status;

    private static X509Certificate2 Responder(TestAuthority authority, bool purpose = true, bool noCheck = true, DateTimeOffset? notAfter = null)
    {
        var request = new CertificateRequest(
            TestAuthority.NameOf(("C", "JP"), ("O", "JPKI"), ("CN", "Responder")), ResponderKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (purpose) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.9")], true));
        if (noCheck) request.CertificateExtensions.Add(new X509Extension("1.3.6.1.5.5.7.48.1.5", [0x05, 0x00], false));
        return request.Create(
            authority.Name, X509SignatureGenerator.CreateForRSA(authority.RsaKey, RSASignaturePadding.Pkcs1), Now.AddYears(-1), notAfter ?? Now.AddYears(1), [0x77]);
    }
}
