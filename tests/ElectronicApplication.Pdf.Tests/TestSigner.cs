using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>A city's certificates, and an authority that stamps the time (RFC 3161).</summary>
internal static class TestSigner
{
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    public static DateTimeOffset From { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Rsa(int bits = 2048)
    {
        using var key = RSA.Create(bits);
        return Issue(new("CN=みらい市長, O=みらい市, C=JP", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static X509Certificate2 Ecdsa(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return Issue(new("CN=みらい市長, O=みらい市, C=JP", key, HashAlgorithmName.SHA256));
    }

    public static X509Certificate2 StampingAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Time Stamping, C=JP", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], critical: true));
        return Issue(request);
    }

    /// <summary>A token over the hash: TSTInfo (2.4.2) in a SignedData that names its certificate.</summary>
    public static byte[] Stamp(X509Certificate2 authority, ReadOnlySpan<byte> hash, DateTimeOffset at)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.55555.1");
            using (writer.PushSequence())
            {
                using (writer.PushSequence()) writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                writer.WriteOctetString(hash);
            }

            writer.WriteInteger(42);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
        }

        var identifier = new AsnWriter(AsnEncodingRules.DER);
        using (identifier.PushSequence())
        using (identifier.PushSequence())
        using (identifier.PushSequence())
            identifier.WriteOctetString(SHA256.HashData(authority.RawData));

        var cms = new SignedCms(new ContentInfo(new Oid(TstInfo), writer.Encode()), detached: false);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, authority) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), identifier.Encode()));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private static X509Certificate2 Issue(CertificateRequest request)
    {
        if (request.CertificateExtensions.Count == 0) request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        return request.CreateSelfSigned(From, From.AddYears(5));
    }
}
