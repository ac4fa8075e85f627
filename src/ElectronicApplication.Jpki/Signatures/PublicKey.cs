using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace ElectronicApplication.Jpki.Signatures;

/// <summary>An RSA key of 2048 to 8192 bits, or a point on P-256 or P-384.</summary>
internal sealed class PublicKey
{
    private const int SmallestRsaBits = 2048;

    // A verification with a giant modulus or exponent costs seconds: a cheap attack on a server that verifies for anyone.
    private const int LargestRsaBits = 8192;
    private const int LargestExponentBits = 33;

    private readonly RSAParameters? rsa;
    private readonly ECParameters? curve;

    private PublicKey(RSAParameters rsa) => this.rsa = rsa;

    private PublicKey(ECParameters curve) => this.curve = curve;

    /// <returns>Null when the key is of a kind or size that is not allowed.</returns>
    /// <exception cref="AsnContentException">The bytes are not a SubjectPublicKeyInfo.</exception>
    public static PublicKey? Find(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var info = Der.Read(subjectPublicKeyInfo).ReadSequence();
        var (oid, parameters) = info.ReadAlgorithm();
        var bits = info.ReadBitString(out var unused);
        info.ThrowIfNotEmpty();
        if (unused != 0) return null;

        return oid switch
        {
            Oids.Rsa when Der.IsNull(parameters) => FindRsa(bits),
            Oids.EcPublicKey when parameters is { } named && Der.Read(named) is var reader && reader.Next(Asn1Tag.ObjectIdentifier) =>
                FindCurve(reader.ReadObjectIdentifier(), bits),
            _ => null,
        };
    }

    public bool Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (algorithm.Key == KeyKind.Rsa && rsa is { } rsaKey)
            {
                using var key = RSA.Create(rsaKey);
                return key.VerifyData(data, signature, algorithm.Hash, RSASignaturePadding.Pkcs1);
            }

            if (algorithm.Key == KeyKind.EllipticCurve && curve is { } point && FixedWidth(signature, point.Q.X!.Length) is { } fixedWidth)
            {
                using var key = ECDsa.Create(point);
                return key.VerifyData(data, fixedWidth, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            return false;
        }
        catch (CryptographicException)
        {
            // A point off the curve, a signature of the wrong length: not a signature of this key.
            return false;
        }
    }

    private static PublicKey? FindRsa(byte[] encoded)
    {
        var key = Der.Read(encoded);
        var numbers = key.ReadSequence();
        key.ThrowIfNotEmpty();
        var modulus = numbers.ReadInteger();
        var exponent = numbers.ReadInteger();
        numbers.ThrowIfNotEmpty();

        if (modulus.Sign <= 0 || exponent.Sign <= 0 || exponent.IsEven || exponent.IsOne) return null;
        if (modulus.GetBitLength() is < SmallestRsaBits or > LargestRsaBits || exponent.GetBitLength() > LargestExponentBits) return null;
        return new PublicKey(new RSAParameters { Modulus = BigEndian(modulus), Exponent = BigEndian(exponent) });
    }

    private static PublicKey? FindCurve(string oid, byte[] point)
    {
        var (curve, width) = oid switch
        {
            Oids.P256 => (ECCurve.NamedCurves.nistP256, 32),
            Oids.P384 => (ECCurve.NamedCurves.nistP384, 48),
            _ => (default, 0),
        };
        if (width == 0 || point.Length != 1 + 2 * width || point[0] != 0x04) return null;
        return new PublicKey(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = point[1..(1 + width)], Y = point[(1 + width)..] },
        });
    }

    /// <summary>
    /// r and s side by side, or null. The platform also accepts encodings that are not DER, so that one signature would
    /// have several forms; here it has one.
    /// </summary>
    private static byte[]? FixedWidth(ReadOnlySpan<byte> signature, int width)
    {
        try
        {
            var outer = Der.Read(signature.ToArray());
            var numbers = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var (r, s) = (numbers.ReadInteger(), numbers.ReadInteger());
            numbers.ThrowIfNotEmpty();
            if (r.Sign <= 0 || s.Sign <= 0 || r.GetBitLength() > width * 8 || s.GetBitLength() > width * 8) return null;

            var result = new byte[2 * width];
            var (left, right) = (BigEndian(r), BigEndian(s));
            left.CopyTo(result, width - left.Length);
            right.CopyTo(result, 2 * width - right.Length);
            return result;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static byte[] BigEndian(BigInteger value) => value.ToByteArray(isUnsigned: true, isBigEndian: true);
}
