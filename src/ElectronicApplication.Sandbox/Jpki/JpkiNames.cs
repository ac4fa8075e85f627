using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Sandbox.Jpki;

internal enum CardPurpose
{
    /// <summary>署名用電子証明書</summary>
    Sign,

    /// <summary>利用者証明用電子証明書</summary>
    Auth,
}

/// <summary>The names and object identifiers of the JPKI profile, with the sandbox's own organisation in the names.</summary>
internal static class JpkiNames
{
    /// <summary>What a production system refuses to see in a certificate.</summary>
    public const string SandboxMarkerOid = "1.3.6.1.4.1.55555.1.1";

    public const string PracticeStatementAddress = "http://www.jpki.go.jp/cps.html";

    public static X500DistinguishedName Authority(CardPurpose purpose) => Name(
        (Country, "JP"), (Organisation, "JPKI-SANDBOX"), (Unit, UnitOf(purpose)), (Unit, "Japan Agency for Local Authority Information Systems"));

    /// <summary>The revocation list is partitioned by municipality; the partition is named, not addressed.</summary>
    public static X500DistinguishedName RevocationListPartition(CardPurpose purpose) => Name(
        (Country, "JP"), (Organisation, "JPKI-SANDBOX"), (Unit, UnitOf(purpose)), (Unit, "CRL Distribution Points"), (Unit, "Kanagawa-ken"), (CommonName, "Kawasaki-shi CRLDP"));

    public static X500DistinguishedName Service { get; } = Name((Country, "JP"), (Organisation, "公的個人認証サービス（サンドボックス）"));

    /// <summary>The subject says where the holder lives (署名用) and otherwise carries only an opaque identifier, never the name.</summary>
    public static X500DistinguishedName Holder(CardPurpose purpose, string identifier) => purpose switch
    {
        CardPurpose.Sign => Name((Country, "JP"), (Locality, "Kanagawa-ken"), (Locality, "Kawasaki-shi"), (CommonName, identifier)),
        _ => Name((Country, "JP"), (CommonName, identifier)),
    };

    public static string Policy(CardPurpose purpose) =>
        purpose is CardPurpose.Sign ? "1.2.392.200149.8.5.1.0.20" : "1.2.392.200149.8.5.1.2.30";

    /// <summary>A sibling of the right policies that no verifier may accept.</summary>
    public const string UnacceptablePolicy = "1.2.392.200149.8.5.1.9.99";

    /// <summary>GeneralName [4]: an explicitly tagged Name, because Name is a CHOICE (X.680 31.2.7).</summary>
    public static void WriteDirectoryName(AsnWriter writer, X500DistinguishedName name)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            writer.WriteEncodedValue(name.RawData);
        }
    }

    private const string Country = "2.5.4.6";
    private const string Locality = "2.5.4.7";
    private const string Organisation = "2.5.4.10";
    private const string Unit = "2.5.4.11";
    private const string CommonName = "2.5.4.3";

    private static string UnitOf(CardPurpose purpose) =>
        purpose is CardPurpose.Sign ? "JPKI for digital signature" : "JPKI for user authentication";

    private static X500DistinguishedName Name(params ReadOnlySpan<(string Type, string Value)> parts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var (type, value) in parts)
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(type);
                    writer.WriteCharacterString(type == Country ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, value);
                }
            }
        }
        return new X500DistinguishedName(writer.Encode());
    }
}
