using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>What can be spoilt on purpose, so that a verifier can show that it notices.</summary>
internal enum SigningTrouble
{
    None,
    Signature,
    Content,
}

/// <summary>Signs as a reader with the card does: CMS SignedData, detached (RFC 5652), with the certificate bound in (RFC 5035).</summary>
internal static class CardSigner
{
    public static byte[] Sign(X509Certificate2 certificate, byte[] content, SigningTrouble trouble, DateTimeOffset now)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(now.UtcDateTime));
        signer.SignedAttributes.Add(SigningCertificate(certificate));
        var cms = new SignedCms(new ContentInfo(trouble is SigningTrouble.Content ? [.. content, (byte)' '] : content), detached: true);
        cms.ComputeSignature(signer);
        var encoded = cms.Encode();
        if (trouble is SigningTrouble.Signature)
        {
            // Without unsigned attributes the signature value is the last field of the encoding.
            encoded[^1] ^= 1;
        }
        return encoded;
    }

    /// <summary>ESSCertIDv2 with the default hash SHA-256, which DER leaves out, and with issuer and serial number.</summary>
    private static AsnEncodedData SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    JpkiNames.WriteDirectoryName(writer, certificate.IssuerName);
                }
                writer.WriteIntegerUnsigned(certificate.SerialNumberBytes.Span);
            }
        }
        return new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), writer.Encode());
    }
}
