using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Core.Tests.Identity;

/// <summary>A CA of 利用者証明用 certificates with the cards it issued.</summary>
internal sealed class TestCards : IDisposable
{
    public const string Policy = "1.2.392.200149.8.5.1.3.30";

    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _authority;
    private readonly List<byte[]> _revoked = [];
    private int _listNumber;
    private byte _serial = 1;

    public TestCards()
    {
        var request = new CertificateRequest("C=JP, O=JPKI, OU=JPKI for user authentication, OU=Japan Agency for Local Authority Information Systems", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2035, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public string Anchor => Convert.ToBase64String(_authority.RawData);

    public X509Certificate2 Issue(string policy = Policy, int validUntilYear = 2030)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"C=JP, CN=CARD{_serial:D4}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(Policies(policy));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issued = request.Create(_authority, new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(validUntilYear, 1, 1, 0, 0, 0, TimeSpan.Zero), [0x10, _serial++]);
        return issued.CopyWithPrivateKey(key);
    }

    public void Revoke(X509Certificate2 card) => _revoked.Add(card.SerialNumberBytes.ToArray());

    public byte[] RevocationList(DateTimeOffset now, TimeSpan? life = null)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var serial in _revoked)
            builder.AddEntry(serial, now.AddHours(-1), X509RevocationReason.AffiliationChanged);
        return builder.Build(_authority, ++_listNumber, now + (life ?? TimeSpan.FromDays(1)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now.AddHours(-1));
    }

    /// <summary>What the card page sends back: CMS SignedData, detached (RFC 5652), bound to the certificate (RFC 5035).</summary>
    public static byte[] Sign(X509Certificate2 card, byte[] content)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, card) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc)));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(card.RawData));
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), writer.Encode()));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }

    private static X509Extension Policies(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        return new("2.5.29.32", writer.Encode(), critical: true);
    }
}
