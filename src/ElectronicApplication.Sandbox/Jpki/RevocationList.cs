using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>The reasons as J-LIS uses them (RFC 5280 5.3.1). A hold is never lifted, so it is as final as the others.</summary>
internal enum RevocationReason
{
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,
    CertificateHold = 6,
}

internal sealed record Revocation(string Serial, DateTimeOffset At, RevocationReason Reason);

/// <summary>Writes a version 2 revocation list (RFC 5280 5.1), which the platform's own builder cannot: it has no issuingDistributionPoint.</summary>
internal static class RevocationList
{
    public static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    public static byte[] Sign(CardPurpose purpose, X509Certificate2 authority, IEnumerable<Revocation> revoked, BigInteger number, DateTimeOffset now)
    {
        var list = ToBeSigned(purpose, authority, revoked, number, now);
        using var key = authority.GetRSAPrivateKey()!;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(list);
            WriteAlgorithm(writer);
            writer.WriteBitString(key.SignData(list, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        return writer.Encode();
    }

    private static byte[] ToBeSigned(CardPurpose purpose, X509Certificate2 authority, IEnumerable<Revocation> revoked, BigInteger number, DateTimeOffset now)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            WriteAlgorithm(writer);
            writer.WriteEncodedValue(authority.SubjectName.RawData);
            writer.WriteUtcTime(now);
            writer.WriteUtcTime(now + Validity);
            WriteEntries(writer, revoked);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                WriteExtension(writer, X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
                WriteExtension(writer, LeafProfile.Write("2.5.29.20", critical: false, content => content.WriteInteger(number)));
                WriteExtension(writer, LeafProfile.Write("2.5.29.28", critical: true, content =>
                {
                    using (content.PushSequence())
                    {
                        LeafProfile.WritePointName(content, JpkiNames.RevocationListPartition(purpose));
                    }
                }));
            }
        }
        return writer.Encode();
    }

    private static void WriteEntries(AsnWriter writer, IEnumerable<Revocation> revoked)
    {
        var entries = revoked.ToList();
        if (entries.Count == 0)
        {
            // RFC 5280 5.1.2.6: without revoked certificates the list must be absent, not empty.
            return;
        }
        using (writer.PushSequence())
        {
            foreach (var entry in entries)
            {
                using (writer.PushSequence())
                {
                    writer.WriteIntegerUnsigned(Convert.FromHexString(entry.Serial));
                    writer.WriteUtcTime(entry.At);
                    using (writer.PushSequence())
                    {
                        WriteExtension(writer, LeafProfile.Write("2.5.29.21", critical: false, content => content.WriteEnumeratedValue(entry.Reason)));
                    }
                }
            }
        }
    }

    private static void WriteExtension(AsnWriter writer, X509Extension extension)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(extension.Oid!.Value!);
            if (extension.Critical)
            {
                writer.WriteBoolean(true);
            }
            writer.WriteOctetString(extension.RawData);
        }
    }

    private static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.1.11");
            writer.WriteNull();
        }
    }
}
