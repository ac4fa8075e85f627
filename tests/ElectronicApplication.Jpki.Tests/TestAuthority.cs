using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>A CA with the profile of 公的個人認証: self-signed, one per purpose, every generation under the same name.</summary>
internal sealed class TestAuthority
{
    public static readonly DateTimeOffset Now = new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero);

    public const string Kawasaki = "Kawasaki-shi";

    private readonly X509SignatureGenerator generator;
    private readonly JpkiPurpose purpose;
    private readonly HashAlgorithmName hash;

    public TestAuthority(JpkiPurpose purpose, bool sandbox = false, bool ellipticCurve = false, DateTimeOffset? notAfter = null, bool withKeyId = true)
    {
        this.purpose = purpose;
        hash = ellipticCurve ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        Name = NameOf(("C", "JP"), ("O", "JPKI"), ("OU", purpose == JpkiPurpose.Signature ? "JPKI for digital signature" : "JPKI for user authentication"), ("OU", "Japan Agency for Local Authority Information Systems"));

        CertificateRequest request;
        if (ellipticCurve)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            (generator, request) = (X509SignatureGenerator.CreateForECDsa(key), new(Name, key, hash));
        }
        else
        {
            var key = RsaKey = RSA.Create(2048);
            (generator, request) = (X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), new(Name, key, hash, RSASignaturePadding.Pkcs1));
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        if (withKeyId) request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (sandbox) request.CertificateExtensions.Add(TestCard.SandboxMarker);
        Certificate = request.Create(Name, generator, Now.AddYears(-3), notAfter ?? Now.AddYears(7), [0x06, 0x7C]);
    }

    public X500DistinguishedName Name { get; }

    public RSA RsaKey { get; } = null!;

    public X509Certificate2 Certificate { get; }

    public TrustAnchor Anchor => new(Certificate.RawDataMemory, purpose);

    public TestCard Issue(TestCard card) => card with { Certificate = CertificateFor(card) };

    public X509Certificate2 CertificateFor(TestCard card)
    {
        var request = card.Request(purpose, hash);
        if (Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } id)
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(id));
        var issued = request.Create(Name, generator, card.NotBefore, card.NotAfter, card.Serial);
        return card.Key is RSA rsa ? issued.CopyWithPrivateKey(rsa) : issued.CopyWithPrivateKey((ECDsa)card.Key);
    }

    /// <summary>A revocation list as JPKI makes them: for one municipality, named by a directory name.</summary>
    public ReadOnlyMemory<byte> Crl(TestCrl? wanted = null)
    {
        var crl = wanted ?? new TestCrl();
        var algorithm = generator.GetSignatureAlgorithmIdentifier(hash);
        var tbs = crl.ToBeSigned(Name, algorithm);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(generator.SignData(tbs, hash));
        }

        return writer.Encode();
    }

    public static X500DistinguishedName NameOf(params (string Type, string Value)[] parts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var (type, value) in parts)
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(type switch { "C" => "2.5.4.6", "O" => "2.5.4.10", "OU" => "2.5.4.11", "L" => "2.5.4.7", _ => "2.5.4.3" });
                    writer.WriteCharacterString(type == "C" ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, value);
                }
            }
        }

        return new(writer.Encode());
    }

    /// <summary>The directory name of a municipality's part of the list.</summary>
    public static X500DistinguishedName Partition(string city) =>
        NameOf(("C", "JP"), ("O", "JPKI"), ("OU", "JPKI for digital signature"), ("OU", "CRL Distribution Points"), ("OU", "Kanagawa-ken"), ("CN", city));

    /// <summary>DistributionPointName with one directory name.</summary>
    public static void WritePoint(AsnWriter writer, string city)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
            writer.WriteEncodedValue(Partition(city).RawData);
    }
}
