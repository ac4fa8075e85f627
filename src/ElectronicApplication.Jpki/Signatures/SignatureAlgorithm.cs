using System.Security.Cryptography;

namespace ElectronicApplication.Jpki.Signatures;

internal enum KeyKind
{
    Rsa,
    EllipticCurve,
}

/// <summary>
/// The allow-list of signatures: RSASSA-PKCS1-v1_5 and ECDSA with SHA-2. The card of today signs RSA-2048 with SHA-256;
/// the next generation is planned with ECDSA P-384 and SHA-384. Everything else, SHA-1 and DSA above all, is refused.
/// </summary>
internal sealed record SignatureAlgorithm(KeyKind Key, HashAlgorithmName Hash)
{
    /// <returns>Null when the algorithm is not allowed. The parameters must be as RFC 4055 and RFC 5758 prescribe.</returns>
    public static SignatureAlgorithm? Find(string oid, ReadOnlyMemory<byte>? parameters) => oid switch
    {
        Oids.RsaSha256 when Der.IsNull(parameters) => new(KeyKind.Rsa, HashAlgorithmName.SHA256),
        Oids.RsaSha384 when Der.IsNull(parameters) => new(KeyKind.Rsa, HashAlgorithmName.SHA384),
        Oids.RsaSha512 when Der.IsNull(parameters) => new(KeyKind.Rsa, HashAlgorithmName.SHA512),
        Oids.EcdsaSha256 when parameters is null => new(KeyKind.EllipticCurve, HashAlgorithmName.SHA256),
        Oids.EcdsaSha384 when parameters is null => new(KeyKind.EllipticCurve, HashAlgorithmName.SHA384),
        Oids.EcdsaSha512 when parameters is null => new(KeyKind.EllipticCurve, HashAlgorithmName.SHA512),
        _ => null,
    };

    /// <summary>A digest named on its own, as in SignerInfo. Its parameters are absent or NULL (RFC 5754).</summary>
    public static HashAlgorithmName? FindHash(string oid, ReadOnlyMemory<byte>? parameters) => oid switch
    {
        _ when parameters is not null && !Der.IsNull(parameters) => null,
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Oids.Sha384 => HashAlgorithmName.SHA384,
        Oids.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };
}
