using System.Security.Cryptography;
using ElectronicApplication.Jpki.Signatures;

namespace ElectronicApplication.Jpki.Tests;

public sealed class PublicKeyTests
{
    private static readonly byte[] Data = "data"u8.ToArray();
    private static readonly SignatureAlgorithm Sha256WithEcdsa = new(KeyKind.EllipticCurve, HashAlgorithmName.SHA256);

    [Fact]
    public void A_signature_of_an_elliptic_curve_has_one_form_only()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var known = PublicKey.Find(key.ExportSubjectPublicKeyInfo())!;
        byte[] signature;
        do signature = key.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        while (signature[3] != 33);

        Assert.True(known.Verify(Sha256WithEcdsa, Data, signature));
        Assert.False(known.Verify(Sha256WithEcdsa, "other"u8, signature));

        // r without the zero that keeps it positive, with one zero too many, with a long form of its length, and with a tail.
        Assert.False(known.Verify(Sha256WithEcdsa, Data, [0x30, (byte)(signature[1] - 1), 0x02, 32, .. signature[5..]]));
        Assert.False(known.Verify(Sha256WithEcdsa, Data, [0x30, (byte)(signature[1] + 1), 0x02, 34, 0x00, .. signature[4..]]));
        Assert.False(known.Verify(Sha256WithEcdsa, Data, [0x30, 0x81, .. signature[1..]]));
        Assert.False(known.Verify(Sha256WithEcdsa, Data, [.. signature, 0x00]));
        Assert.False(known.Verify(Sha256WithEcdsa, Data, [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00]));
        Assert.False(known.Verify(Sha256WithEcdsa, Data, []));
    }

    [Fact]
    public void A_key_verifies_only_with_its_own_kind_of_algorithm()
    {
        using var rsa = RSA.Create(2048);
        var known = PublicKey.Find(rsa.ExportSubjectPublicKeyInfo())!;
        var signature = rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.True(known.Verify(new(KeyKind.Rsa, HashAlgorithmName.SHA256), Data, signature));
        Assert.False(known.Verify(new(KeyKind.Rsa, HashAlgorithmName.SHA384), Data, signature));
        Assert.False(known.Verify(Sha256WithEcdsa, Data, signature));
    }

    [Fact]
    public void Other_curves_are_not_allowed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        Assert.Null(PublicKey.Find(key.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void A_point_off_the_curve_verifies_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var info = key.ExportSubjectPublicKeyInfo();
        info[^1] ^= 0x01;
        var signature = key.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Assert.False(PublicKey.Find(info)!.Verify(Sha256WithEcdsa, Data, signature));
    }
}
