using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Sandbox.Storage;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>One self-signed authority per purpose that signs the residents' certificates itself; there is nothing between.</summary>
internal sealed class CertificateAuthority(CardPurpose purpose, string keyName, KeyDrawer drawer, TimeProvider time)
{
    private readonly Lazy<X509Certificate2> certificate = new(() => Load(purpose, keyName, drawer, time));

    public X509Certificate2 Certificate => certificate.Value;

    public X509Certificate2 Issue(Card card, ReadOnlySpan<byte> serial, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            JpkiNames.Holder(purpose, Identifier(serial)), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var policy = card.Flaw is CardFlaw.WrongPolicy ? JpkiNames.UnacceptablePolicy : JpkiNames.Policy(purpose);
        foreach (var extension in LeafProfile.Extensions(purpose, card.Resident, policy))
        {
            request.CertificateExtensions.Add(extension);
        }
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var issued = request.Create(Certificate, from, until, serial);
        return issued.CopyWithPrivateKey(key);
    }

    // The opaque identifier in the subject; on real cards it changes with each issue, like the serial number.
    private static string Identifier(ReadOnlySpan<byte> serial) => Convert.ToHexString(SHA256.HashData(serial).AsSpan(0, 10)) + "01A";

    private static X509Certificate2 Load(CardPurpose purpose, string keyName, KeyDrawer drawer, TimeProvider time)
    {
        var pem = drawer.GetOrCreate(keyName, () =>
        {
            using var key = RSA.Create(2048);
            var name = JpkiNames.Authority(purpose);
            var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
            request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
            request.CertificateExtensions.Add(LeafProfile.AlternativeName("2.5.29.17", JpkiNames.Service));
            request.CertificateExtensions.Add(LeafProfile.DistributionPoint(name));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
            request.CertificateExtensions.Add(LeafProfile.Marker());
            var now = time.GetUtcNow();
            using var made = request.CreateSelfSigned(now.AddYears(-10), now.AddYears(10));
            return Pem(made);
        });
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    public static string Pem(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
