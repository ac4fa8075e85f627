using System.Formats.Asn1;
using System.Security.Cryptography;
using ElectronicApplication.Jpki.Signatures;

namespace ElectronicApplication.Jpki.Certificates;

/// <summary>A certificate of RFC 5280 section 4, read once and then only asked.</summary>
internal sealed class Certificate
{
    private readonly ReadOnlyMemory<byte> signedPart;
    private readonly byte[] signature;

    private Certificate(ReadOnlyMemory<byte> encoded)
    {
        Encoded = encoded;
        var outer = Der.Read(encoded);
        var certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();

        signedPart = certificate.ReadEncodedValue();
        var outerAlgorithm = certificate.PeekEncodedValue();
        var (oid, parameters) = certificate.ReadAlgorithm();
        Algorithm = SignatureAlgorithm.Find(oid, parameters);
        // A signature that is not whole bytes is readable, and never verifies.
        signature = certificate.ReadBitString(out var unused) is var bits && unused == 0 ? bits : [];
        certificate.ThrowIfNotEmpty();

        var tbs = Der.Read(signedPart).ReadSequence();
        if (tbs.NextIsContext(0))
        {
            var explicitVersion = tbs.ReadSequence(Der.Context(0));
            Version = 1 + explicitVersion.ReadCount();
            explicitVersion.ThrowIfNotEmpty();
        }

        Serial = tbs.ReadIntegerBytes();
        if (!tbs.ReadEncodedValue().Span.SequenceEqual(outerAlgorithm.Span))
            throw Der.Malformed("The two algorithm identifiers of the certificate differ.");
        IssuerEncoded = tbs.PeekEncodedValue();
        Issuer = DistinguishedName.Read(tbs);
        var validity = tbs.ReadSequence();
        (NotBefore, NotAfter) = (validity.ReadTime(), validity.ReadTime());
        validity.ThrowIfNotEmpty();
        Subject = DistinguishedName.Read(tbs);
        KeyInfo = tbs.ReadEncodedValue();
        Key = PublicKey.Find(KeyInfo);

        // Unique identifiers of version 2: nobody uses them, but they may be there.
        if (tbs.NextIsContext(1)) tbs.ReadEncodedValue();
        if (tbs.NextIsContext(2)) tbs.ReadEncodedValue();
        if (tbs.NextIsContext(3))
        {
            if (Version != 3) throw Der.Malformed("Extensions in a certificate that is not of version 3.");
            var wrapper = tbs.ReadSequence(Der.Context(3));
            Extensions = Extension.ReadAll(wrapper.ReadSequence());
            wrapper.ThrowIfNotEmpty();
        }

        tbs.ThrowIfNotEmpty();
        Known = KnownExtensions.Read(Extensions);
    }

    public ReadOnlyMemory<byte> Encoded { get; }

    public int Version { get; } = 1;

    /// <summary>The bytes of the INTEGER; serial numbers are compared, never counted with.</summary>
    public ReadOnlyMemory<byte> Serial { get; }

    public DistinguishedName Issuer { get; }

    public ReadOnlyMemory<byte> IssuerEncoded { get; }

    public DistinguishedName Subject { get; }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public ReadOnlyMemory<byte> KeyInfo { get; }

    /// <summary>Null when the key is of a kind that is not allowed.</summary>
    public PublicKey? Key { get; }

    /// <summary>How the certificate is signed. Null when that is not allowed.</summary>
    public SignatureAlgorithm? Algorithm { get; }

    public IReadOnlyList<Extension> Extensions { get; } = [];

    public KnownExtensions Known { get; }

    public bool IsSelfIssued => Subject.Equals(Issuer);

    public string Sha256 => Convert.ToHexString(SHA256.HashData(Encoded.Span));

    /// <exception cref="AsnContentException">The bytes are not a certificate in DER.</exception>
    public static Certificate Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return new(encoded);
        }
        catch (Exception e) when (Der.IsMalformed(e))
        {
            throw new AsnContentException("The certificate cannot be read.", e);
        }
    }

    public bool IsSignedBy(Certificate issuer) =>
        Algorithm is not null && issuer.Key is not null && issuer.Key.Verify(Algorithm, signedPart.Span, signature);

    public bool IsSame(Certificate other) => Encoded.Span.SequenceEqual(other.Encoded.Span);
}
