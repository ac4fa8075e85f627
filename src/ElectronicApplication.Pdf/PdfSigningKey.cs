using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Pdf;

/// <summary>
/// Who signs: a certificate with an RSA or ECDSA key (P-256, P-384, P-521), and something that makes the signature value: the key itself, or a
/// device or service that holds it. SHA-256 throughout.
/// </summary>
public sealed class PdfSigningKey
{
    private PdfSigningKey(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain, Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> sign)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        if (rsa is null && ecdsa is null) throw new ArgumentException("The certificate's key is neither RSA nor ECDSA.", nameof(certificate));
        IsRsa = rsa is not null;
        SignatureSize = rsa is not null ? rsa.KeySize / 8 : 2 * ((ecdsa!.KeySize + 7) / 8) + 16;
        (Certificate, Chain, SignAsync) = (certificate, chain, sign);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Further certificates put into the signature, so that who verifies it finds the way to an anchor.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; }

    internal bool IsRsa { get; }

    /// <summary>At most, in bytes.</summary>
    internal int SignatureSize { get; }

    internal Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> SignAsync { get; }

    /// <param name="certificate">With its private key.</param>
    public static PdfSigningKey Of(X509Certificate2 certificate, params X509Certificate2[] chain)
    {
        if (!certificate.HasPrivateKey) throw new ArgumentException("The certificate has no private key.", nameof(certificate));
        return new(certificate, chain, (attributes, _) =>
        {
            // An own handle each time: key objects are not promised to be thread-safe.
            using var rsa = certificate.GetRSAPrivateKey();
            if (rsa is not null) return Task.FromResult(rsa.SignData(attributes.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using var ecdsa = certificate.GetECDsaPrivateKey() ?? throw new ArgumentException("The private key is neither RSA nor ECDSA.", nameof(certificate));
            return Task.FromResult(ecdsa.SignData(attributes.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        });
    }

    /// <param name="sign">
    /// From the DER of the signed attributes to the signature value over their SHA-256: RSASSA-PKCS1-v1_5, or ECDSA as DER sequence (RFC 3279).
    /// </param>
    public static PdfSigningKey Held(X509Certificate2 certificate, Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> sign, params X509Certificate2[] chain) =>
        new(certificate, chain, sign);

    /// <summary>Whether the value was made by the certificate's key: a device that signs with the wrong key is noticed before anything is sent.</summary>
    internal bool Verifies(byte[] attributes, byte[] value)
    {
        using var rsa = Certificate.GetRSAPublicKey();
        if (rsa is not null) return rsa.VerifyData(attributes, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var ecdsa = Certificate.GetECDsaPublicKey();
        return ecdsa!.VerifyData(attributes, value, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
