using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Paths;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>What a pinned CA's own certificate says limits what is believed below it.</summary>
public sealed class AnchorTests
{
    private static readonly RSA Key = RSA.Create(2048);

    [Fact]
    public void A_CA_that_allows_no_CA_below_it_vouches_for_residents_only()
    {
        var anchor = Make("root", "root", new X509BasicConstraintsExtension(true, true, 0, true));
        var between = Make("between", "root", new X509BasicConstraintsExtension(true, false, 0, true));

        Assert.Null(Validate(anchor, Make("resident", "root")));
        Assert.Equal(PathError.PathTooLong, Validate(anchor, between, Make("resident", "between")));
        Assert.Null(Validate(Make("root", "root", new X509BasicConstraintsExtension(true, false, 0, true)), between, Make("resident", "between")));
    }

    [Fact]
    public void A_pinned_certificate_that_is_no_CA_vouches_for_nobody()
    {
        Assert.Equal(PathError.NotAnAuthority, Validate(Make("root", "root", new X509BasicConstraintsExtension(false, false, 0, true)), Make("resident", "root")));
        Assert.Equal(PathError.NotAnAuthority, Validate(Make("root", "root", new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign, true)), Make("resident", "root")));
        Assert.Equal(PathError.NotAnAuthority, Validate(Make("root", "root", new X509Extension("1.3.6.1.4.1.55555.9.9", [0x05, 0x00], true)), Make("resident", "root")));
    }

    [Fact]
    public void A_certificate_without_a_name_of_its_issuer_is_refused() =>
        Assert.Equal(PathError.NameChaining, Validate(Make("", ""), Make("resident", "")));

    private static PathError? Validate(Certificate anchor, params Certificate[] below) =>
        PathValidator.Validate(new CertificatePath(anchor, below), new PathRules { At = TestAuthority.Now })?.Error;

    private static Certificate Make(string subject, string issuer, params X509Extension[] extensions)
    {
        var request = new CertificateRequest(NameOf(subject), Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in extensions) request.CertificateExtensions.Add(extension);
        using var made = request.Create(
            NameOf(issuer), X509SignatureGenerator.CreateForRSA(Key, RSASignaturePadding.Pkcs1),
            TestAuthority.Now.AddYears(-1), TestAuthority.Now.AddYears(1), [0x01]);
        return Certificate.Read(made.RawData);

        static X500DistinguishedName NameOf(string name) => name.Length == 0 ? TestAuthority.NameOf() : TestAuthority.NameOf(("CN", name));
    }
}
