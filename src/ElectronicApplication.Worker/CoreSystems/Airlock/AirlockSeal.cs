using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>
/// CMS (RFC 5652): EnvelopedData (AES-256-CBC, key by RSA-OAEP with SHA-256) to the other side's certificate, inside SignedData (RSA-PSS with SHA-256) by ours.
/// The signature is checked before anything is decrypted, against the one certificate that was exchanged by hand; no other is looked at.
/// </summary>
internal sealed class AirlockSeal(X509Certificate2 own, X509Certificate2 peer) : IDisposable
{
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42", Sha256 = "2.16.840.1.101.3.4.2.1";

    public static AirlockSeal Load(AirlockOptions options)
    {
        var own = X509Certificate2.CreateFromPemFile(options.OwnCertificateFile, options.OwnKeyFile);
        var peer = X509CertificateLoader.LoadCertificateFromFile(options.PeerCertificateFile);
        if (own.GetRSAPublicKey() is null || peer.GetRSAPublicKey() is null)
            throw new CryptographicException("both keys must be RSA keys.");
        if (own.RawData.AsSpan().SequenceEqual(peer.RawData))
            throw new CryptographicException("PeerCertificateFile holds our own certificate.");
        return new(own, peer);
    }

    public byte[] Close(byte[] content)
    {
        var envelope = new EnvelopedCms(new ContentInfo(content), new AlgorithmIdentifier(new Oid(Aes256Cbc)));
        envelope.Encrypt(new CmsRecipient(SubjectIdentifierType.SubjectKeyIdentifier, peer, RSAEncryptionPadding.OaepSHA256));
        var signed = new SignedCms(new ContentInfo(envelope.Encode()));
        signed.ComputeSignature(new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, own)
        {
            DigestAlgorithm = new Oid(Sha256), IncludeOption = X509IncludeOption.None, SignaturePadding = RSASignaturePadding.Pss,
        });
        return signed.Encode();
    }

    /// <exception cref="CryptographicException">Not from the other side, not for us, or altered.</exception>
    public byte[] Open(byte[] bundle)
    {
        var signed = new SignedCms();
        signed.Decode(bundle);
        // A certificate that comes along could be taken for the one that was exchanged.
        if (signed.Certificates.Count > 0 || signed.SignerInfos.Count != 1 || signed.Encode().Length != bundle.Length)
            throw new CryptographicException("not a bundle of an airlock");
        signed.SignerInfos[0].CheckSignature([peer], verifySignatureOnly: true);
        var envelope = new EnvelopedCms();
        envelope.Decode(signed.ContentInfo.Content);
        envelope.Decrypt([own]);
        return envelope.ContentInfo.Content;
    }

    /// <summary>Whether the file is as long as it says: what is still being copied is not.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bundle)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(bundle, AsnEncodingRules.BER, out _, out _, out _);
            return true;
        }
        catch (AsnContentException)
        {
            // What does not even begin as a sequence will not become one.
            return bundle.Length > 0 && bundle[0] != 0x30;
        }
    }

    /// <summary>A key of 3,072 bits and its certificate, as PEM. The certificate is no more than the key's envelope: the other side knows it by its fingerprint.</summary>
    public static (string Key, string Certificate, string Fingerprint) Make(string name, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={name}"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return (key.ExportPkcs8PrivateKeyPem() + "\n", certificate.ExportCertificatePem() + "\n", certificate.GetCertHashString(HashAlgorithmName.SHA256));
    }

    public void Dispose()
    {
        own.Dispose();
        peer.Dispose();
    }
}
