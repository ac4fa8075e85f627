using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>The extensions of the JPKI profile (profile 3.2), written as the real cards write them.</summary>
internal static class LeafProfile
{
    private const string AttributeArc = "1.2.392.200149.8.5.5.";

    public static IEnumerable<X509Extension> Extensions(CardPurpose purpose, Resident resident, string policy)
    {
        yield return new X509KeyUsageExtension(
            purpose is CardPurpose.Sign ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation : X509KeyUsageFlags.DigitalSignature,
            critical: true);
        yield return Policies(policy);
        if (purpose is CardPurpose.Sign)
        {
            yield return Attributes(resident);
        }
        yield return AlternativeName("2.5.29.18", JpkiNames.Service);
        yield return DistributionPoint(JpkiNames.RevocationListPartition(purpose));
        yield return Marker();
    }

    public static X509Extension AlternativeName(string oid, X500DistinguishedName name) => Write(oid, critical: false, writer =>
    {
        using (writer.PushSequence())
        {
            JpkiNames.WriteDirectoryName(writer, name);
        }
    });

    /// <summary>RFC 5280 4.2.1.13, with a name in place of an address: the lists are given only to notified verifiers.</summary>
    public static X509Extension DistributionPoint(X500DistinguishedName partition) => Write("2.5.29.31", critical: false, writer =>
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            WritePointName(writer, partition);
        }
    });

    /// <summary>DistributionPointName: [0] around the CHOICE, [0] fullName inside it.</summary>
    public static void WritePointName(AsnWriter writer, X500DistinguishedName partition)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            JpkiNames.WriteDirectoryName(writer, partition);
        }
    }

    public static X509Extension Marker() => Write(JpkiNames.SandboxMarkerOid, critical: false, writer =>
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, "SANDBOX"));

    private static X509Extension Policies(string policy) => Write("2.5.29.32", critical: true, writer =>
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(policy);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.2.1");
                writer.WriteCharacterString(UniversalTagNumber.IA5String, JpkiNames.PracticeStatementAddress);
            }
        }
    });

    private static X509Extension Attributes(Resident resident) => Write("2.5.29.17", critical: false, writer =>
    {
        var (name, namePositions) = resident.NameOnCertificate;
        var (address, addressPositions) = resident.AddressOnCertificate;
        using (writer.PushSequence())
        {
            // The order seen on cards: name, birth, sex, address, and then the two strings of positions.
            WriteAttribute(writer, 1, name);
            WriteAttribute(writer, 4, resident.BirthOnCertificate);
            WriteAttribute(writer, 3, ((int)resident.Sex).ToString(System.Globalization.CultureInfo.InvariantCulture));
            WriteAttribute(writer, 5, address);
            WriteAttribute(writer, 2, namePositions);
            WriteAttribute(writer, 6, addressPositions);
        }
    });

    private static void WriteAttribute(AsnWriter writer, int number, string value)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            writer.WriteObjectIdentifier(AttributeArc + number);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
            }
        }
    }

    public static X509Extension Write(string oid, bool critical, Action<AsnWriter> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        content(writer);
        return new X509Extension(oid, writer.Encode(), critical);
    }
}
