using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Pdf.Signing;

/// <summary>
/// A detached SignedData (RFC 5652 5) as CAdES has it within PAdES (ETSI EN 319 142-1 6.3): content type, digest and signing-certificate-v2
/// signed; no signing time, for which the signature dictionary has its own entry. Written by hand, so that whoever holds the key signs exactly
/// these attributes.
/// </summary>
internal sealed class CmsBuilder(PdfSigningKey key)
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EcdsaSha256 = "1.2.840.10045.4.3.2";

    /// <summary>SignedAttributes under the tag of SET OF: the bytes that are signed (5.4).</summary>
    public byte[] Attributes(byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, ContentType, w => w.WriteObjectIdentifier(Data));
            Attribute(writer, MessageDigest, w => w.WriteOctetString(digest));
            Attribute(writer, SigningCertificateV2, WriteCertificateIdentifier);
        }

        return writer.Encode();
    }

    /// <param name="timestamp">A time-stamp token (RFC 3161), or null.</param>
    public byte[] Container(byte[] attributes, byte[] signature, byte[]? timestamp)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf()) Algorithm(writer, Sha256, withNull: false);
                using (writer.PushSequence()) writer.WriteObjectIdentifier(Data);
                using (writer.PushSetOf(Context(0)))
                    foreach (var certificate in (X509Certificate2[])[key.Certificate, .. key.Chain]) writer.WriteEncodedValue(certificate.RawData);
                using (writer.PushSetOf()) WriteSigner(writer, attributes, signature, timestamp);
            }
        }

        return writer.Encode();
    }

    private void WriteSigner(AsnWriter writer, byte[] attributes, byte[] signature, byte[]? timestamp)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            WriteIssuerAndSerial(writer, writer => writer.WriteEncodedValue(key.Certificate.IssuerName.RawData));
            Algorithm(writer, Sha256, withNull: false);
            // Stored under [0] what was signed as SET OF: only the first byte differs.
            byte[] stored = [.. attributes];
            stored[0] = 0xA0;
            writer.WriteEncodedValue(stored);
            if (key.IsRsa) Algorithm(writer, RsaEncryption, withNull: true);
            else Algorithm(writer, EcdsaSha256, withNull: false);
            writer.WriteOctetString(signature);
            if (timestamp is null) return;
            using (writer.PushSetOf(Context(1))) Attribute(writer, SignatureTimeStamp, w => w.WriteEncodedValue(timestamp));
        }
    }

    /// <summary>ESSCertIDv2 (RFC 5035 4). SHA-256 is its default and therefore left out.</summary>
    private void WriteCertificateIdentifier(AsnWriter writer)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(key.Certificate.RawData));
            WriteIssuerAndSerial(writer, w =>
            {
                // GeneralNames with one directoryName, [4] and explicit because a Name is a choice.
                using (w.PushSequence())
                using (w.PushSequence(Context(4))) w.WriteEncodedValue(key.Certificate.IssuerName.RawData);
            });
        }
    }

    private void WriteIssuerAndSerial(AsnWriter writer, Action<AsnWriter> issuer)
    {
        using (writer.PushSequence())
        {
            issuer(writer);
            writer.WriteInteger(key.Certificate.SerialNumberBytes.Span);
        }
    }

    private static void Attribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf()) value(writer);
        }
    }

    private static void Algorithm(AsnWriter writer, string oid, bool withNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (withNull) writer.WriteNull();
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
