using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>A card's certificate and key; the defaults are those of a resident with nothing unusual.</summary>
internal sealed record TestCard
{
    // Making a key takes longer than any test; what is tested never depends on which key it is.
    private static readonly RSA SharedKey = RSA.Create(2048);

    public AsymmetricAlgorithm Key { get; init; } = SharedKey;

    public byte[] Serial { get; init; } = [0x01, 0x32, 0xC4, 0xAB];

    public DateTimeOffset NotBefore { get; init; } = TestAuthority.Now.AddYears(-1);

    public DateTimeOffset NotAfter { get; init; } = TestAuthority.Now.AddYears(4);

    public X509KeyUsageFlags? KeyUsage { get; init; }

    public string? Policy { get; init; }

    public string City { get; init; } = TestAuthority.Kawasaki;

    public IReadOnlyList<(string Oid, string Value)> Attributes { get; init; } =
    [
        (Name, "川崎　花子"), (BirthDate, "319800217"), (Sex, "2"),
        (Address, "神奈川県川崎市川崎区宮本町１番地"), (NameFlags, "00000"), (AddressFlags, "0000000000000000"),
    ];

    public X509Extension? Extra { get; init; }

    public X509Certificate2 Certificate { get; init; } = null!;

    public const string Name = "1.2.392.200149.8.5.5.1";
    public const string NameFlags = "1.2.392.200149.8.5.5.2";
    public const string Sex = "1.2.392.200149.8.5.5.3";
    public const string BirthDate = "1.2.392.200149.8.5.5.4";
    public const string Address = "1.2.392.200149.8.5.5.5";
    public const string AddressFlags = "1.2.392.200149.8.5.5.6";

    public static X509Extension SandboxMarker => new(JpkiProfile.SandboxMarker, [0x0C, 0x07, .. "SANDBOX"u8], false);

    public TestCard With(string oid, string? value) => this with
    {
        Attributes = [.. Attributes.Where(a => a.Oid != oid), .. value is null ? [] : new[] { (oid, value) }],
    };

    public CertificateRequest Request(JpkiPurpose purpose, HashAlgorithmName hash)
    {
        var signature = purpose == JpkiPurpose.Signature;
        var subject = signature
            ? TestAuthority.NameOf(("C", "JP"), ("L", "Kanagawa-ken"), ("L", City), ("CN", "20260401120000000A"))
            : TestAuthority.NameOf(("C", "JP"), ("CN", "997794E9AGCIEG13221003A"));
        var request = Key is RSA rsa
            ? new CertificateRequest(subject, rsa, hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)Key, hash);

        var usual = X509KeyUsageFlags.DigitalSignature | (signature ? X509KeyUsageFlags.NonRepudiation : X509KeyUsageFlags.None);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(KeyUsage ?? usual, true));
        request.CertificateExtensions.Add(PolicyExtension(Policy ?? (signature ? JpkiProfile.SignaturePolicy : JpkiProfile.UserAuthenticationPolicy)));
        if (signature) request.CertificateExtensions.Add(AltNames());
        request.CertificateExtensions.Add(Point());
        if (Extra is not null) request.CertificateExtensions.Add(Extra);
        return request;
    }

    /// <summary>Signs with the platform's CMS, which is not the code under test.</summary>
    /// <param name="named">The certificate that signing-certificate-v2 names; by default the card's own.</param>
    public byte[] Sign(byte[] content, bool detached = true, bool nameCertificate = true, X509Certificate2? named = null, string digest = "2.16.840.1.101.3.4.2.1", TestCard? second = null)
    {
        var cms = new SignedCms(new ContentInfo(content), detached);
        cms.ComputeSignature(Signer(nameCertificate, named, digest));
        if (second is not null) cms.ComputeSignature(second.Signer(true, null, digest));
        return cms.Encode();
    }

    private CmsSigner Signer(bool nameCertificate, X509Certificate2? named, string digest)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Certificate)
        {
            DigestAlgorithm = new Oid(digest),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(TestAuthority.Now.UtcDateTime));
        if (nameCertificate) signer.SignedAttributes.Add(SigningCertificate(named ?? Certificate));
        return signer;
    }

    private static AsnEncodedData SigningCertificate(X509Certificate2 named)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(named.RawData));
        return new(new Oid("1.2.840.113549.1.9.16.2.47"), writer.Encode());
    }

    private static X509Extension PolicyExtension(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(policy);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.2.1");
                writer.WriteCharacterString(UniversalTagNumber.IA5String, "http://www.jpki.go.jp/cps.html");
            }
        }

        return new("2.5.29.32", writer.Encode(), true);
    }

    private X509Extension AltNames()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var (oid, value) in Attributes)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteObjectIdentifier(oid);
                    using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                        writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
                }
            }
        }

        return new("2.5.29.17", writer.Encode(), false);
    }

    private X509Extension Point()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            TestAuthority.WritePoint(writer, City);
        return new("2.5.29.31", writer.Encode(), false);
    }
}
