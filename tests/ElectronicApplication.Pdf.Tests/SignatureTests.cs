using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>PAdES B-B and B-T, judged by poppler (NSS), by OpenSSL and by the framework's own CMS.</summary>
public sealed partial class SignatureTests : PdfScene
{
    private static readonly PdfSignatureOptions Signing = new() { SignedAt = Now.AddMinutes(1), Name = "みらい市長", Reason = "住民票の写しの交付", Location = "みらい市" };

    [ToolsTheory("pdfsig", "openssl")]
    [InlineData("RSA 2048")]
    [InlineData("RSA 3072")]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public async Task A_signature_is_valid_to_poppler_to_OpenSSL_and_to_the_framework(string kind)
    {
        using var certificate = Certificate(kind);
        var signed = await PdfSigner.SignAsync(Notice(), PdfSigningKey.Of(certificate), Signing);

        var report = Tools.Run(Folder, "pdfsig", "-nocert", Write(signed));
        Assert.Contains("Signature is Valid.", report, StringComparison.Ordinal);
        Assert.Contains("Signature Type: ETSI.CAdES.detached", report, StringComparison.Ordinal);
        Assert.Contains("Total document signed", report, StringComparison.Ordinal);
        Assert.Contains("SHA-256", report, StringComparison.Ordinal);

        var (content, container) = Parts(signed);
        File.WriteAllBytes(Path.Combine(Folder, "content"), content);
        File.WriteAllBytes(Path.Combine(Folder, "container"), container);
        File.WriteAllText(Path.Combine(Folder, "signer.pem"), certificate.ExportCertificatePem());
        var verify = new[] { "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "container", "-content", "content", "-CAfile", "signer.pem", "-purpose", "any", "-attime", $"{Now.ToUnixTimeSeconds()}", "-out", "verified" };
        var (code, output) = Tools.RunWithCode(Folder, "openssl", verify);
        Assert.True(code == 0, output);

        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(container);
        cms.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(
            ["1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"],
            cms.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>().Select(a => a.Oid.Value).Order());
    }

    [ToolsFact("pdfsig")]
    public async Task One_altered_byte_makes_it_invalid()
    {
        using var certificate = TestSigner.Rsa();
        var original = Notice();
        var signed = await PdfSigner.SignAsync(original, PdfSigningKey.Of(certificate), Signing);
        Assert.True(signed.AsSpan().StartsWith(original));
        var random = new Random(11);
        for (var round = 0; round < 12; round++)
        {
            var altered = signed.ToArray();
            // In a stream or in a name, but not in what poppler needs to find the signature at all.
            var at = altered.AsSpan().IndexOf("stream\n"u8) + 20 + random.Next(400);
            altered[at] ^= 1;
            Assert.DoesNotContain("Signature is Valid.", Tools.Run(Folder, "pdfsig", "-nocert", Write(altered)), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Total document signed", Tools.Run(Folder, "pdfsig", "-nocert", Write([.. signed, .. "\n% more\n"u8])), StringComparison.Ordinal);
    }

    [ToolsFact("pdfsig", "pdftotext", "pdfinfo")]
    public async Task The_content_stays_and_the_dictionary_says_who_and_why()
    {
        using var certificate = TestSigner.Rsa();
        var signed = await PdfSigner.SignAsync(Notice(), PdfSigningKey.Of(certificate), Signing);
        Assert.Contains("髙橋 𠮷子", TextOf(signed), StringComparison.Ordinal);
        Assert.Matches(@"Tagged: +yes", InfoOf(signed));
        var plain = Encoding.Latin1.GetString(signed);
        foreach (var (key, value) in new[] { ("Name", Signing.Name!), ("Reason", Signing.Reason!), ("Location", Signing.Location!) })
            Assert.Contains($"/{key}<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>", plain, StringComparison.Ordinal);
        Assert.Contains("/M(D:20261121093100+09'00)", plain, StringComparison.Ordinal);
        Assert.Contains("CN=みらい市長", Tools.Run(Folder, "pdfsig", "-nocert", Write(signed)), StringComparison.Ordinal);
    }

    [ToolsFact("pdfsig", "pdftoppm", "pdfinfo", "qpdf")]
    public async Task The_seal_may_be_the_signature()
    {
        using var certificate = TestSigner.Rsa();
        var seal = PdfImage.Read(TestPng.Solid(20, 20, [200, 0, 0, 200]));
        var appearance = new PdfSignatureAppearance(seal, new(150, 200, 25, 25), "みらい市長の電子公印", Page: 2);
        var signed = await PdfSigner.SignAsync(Notice(pages: 2), PdfSigningKey.Of(certificate), Signing with { Appearance = appearance });
        var report = Tools.Run(Folder, "pdfsig", "-nocert", Write(signed));
        Assert.Contains("Signature is Valid.", report, StringComparison.Ordinal);
        Assert.Contains("Total document signed", report, StringComparison.Ordinal);

        Assert.Equal(0, Tools.RunWithCode(Folder, "qpdf", "--check", Write(signed)).Code);
        var page = Render(signed, 100, page: 2);
        int Pixel(double millimetres) => (int)(millimetres / 25.4 * 100);
        Assert.InRange(page[Pixel(162), Pixel(212)], 60, 200);
        Assert.Equal(255, page[Pixel(148), Pixel(212)]);
        Assert.Equal(255, page[Pixel(162), Pixel(198)]);
        Assert.Equal(255, Render(signed, 100, page: 1)[Pixel(162), Pixel(212)]);
        Assert.Contains("Form", InfoOf(signed, "-struct"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<PdfInputException>(() => PdfSigner.SignAsync(Notice(), PdfSigningKey.Of(certificate), Signing with { Appearance = appearance with { Page = 3 } }));
    }

    [ToolsFact("pdfsig", "openssl")]
    public async Task A_time_stamp_is_carried_and_must_stamp_this_signature()
    {
        using var certificate = TestSigner.Rsa();
        using var authority = TestSigner.StampingAuthority();
        var key = PdfSigningKey.Of(certificate);
        var stamped = Signing with { Timestamp = (hash, _) => Task.FromResult(TestSigner.Stamp(authority, hash.Span, Now.AddMinutes(2))) };
        var signed = await PdfSigner.SignAsync(Notice(), key, stamped);
        Assert.Contains("Signature is Valid.", Tools.Run(Folder, "pdfsig", "-nocert", Write(signed)), StringComparison.Ordinal);

        var (content, container) = Parts(signed);
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(container);
        cms.CheckSignature(verifySignatureOnly: true);
        var signer = cms.SignerInfos[0];
        var attribute = Assert.Single(signer.UnsignedAttributes.Cast<CryptographicAttributeObject>());
        Assert.Equal("1.2.840.113549.1.9.16.2.14", attribute.Oid.Value);
        Assert.True(Rfc3161TimestampToken.TryDecode(attribute.Values[0].RawData, out var token, out _));
        Assert.True(token!.VerifySignatureForSignerInfo(signer, out _));

        var wrong = Signing with { Timestamp = (_, _) => Task.FromResult(TestSigner.Stamp(authority, SHA256.HashData([1]), Now)) };
        await Assert.ThrowsAsync<CryptographicException>(() => PdfSigner.SignAsync(Notice(), key, wrong));
        await Assert.ThrowsAsync<CryptographicException>(() => PdfSigner.SignAsync(Notice(), key, Signing with { Timestamp = (_, _) => Task.FromResult<byte[]>([0x30, 0]) }));
    }

    [ToolsFact("pdfsig")]
    public async Task A_key_elsewhere_signs_the_attributes_and_a_wrong_one_is_noticed()
    {
        using var certificate = TestSigner.Rsa();
        using var publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var device = certificate.GetRSAPrivateKey()!;
        var key = PdfSigningKey.Held(publicOnly, (attributes, _) => Task.FromResult(device.SignData(attributes.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        var signed = await PdfSigner.SignAsync(Notice(), key, Signing);
        Assert.Contains("Signature is Valid.", Tools.Run(Folder, "pdfsig", "-nocert", Write(signed)), StringComparison.Ordinal);

        using var other = RSA.Create(2048);
        var wrong = PdfSigningKey.Held(publicOnly, (attributes, _) => Task.FromResult(other.SignData(attributes.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        await Assert.ThrowsAsync<CryptographicException>(() => PdfSigner.SignAsync(Notice(), wrong, Signing));
        Assert.Throws<ArgumentException>(() => PdfSigningKey.Of(publicOnly));
    }

    [ToolsFact]
    public async Task Certificates_on_the_way_to_the_anchor_travel_with_the_signature()
    {
        using var certificate = TestSigner.Rsa();
        using var issuer = TestSigner.Rsa(4096);
        using var root = TestSigner.Ecdsa(ECCurve.NamedCurves.nistP256);
        var (content, container) = Parts(await PdfSigner.SignAsync(Notice(), PdfSigningKey.Of(certificate, issuer, root), Signing));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(container);
        cms.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(new[] { certificate, issuer, root }.Select(c => c.Thumbprint).Order(), cms.Certificates.Select(c => c.Thumbprint).Order());
        Assert.Equal(certificate.Thumbprint, cms.SignerInfos[0].Certificate?.Thumbprint);
    }

    [ToolsFact]
    public async Task Many_threads_share_a_key_and_the_same_input_gives_the_same_bytes()
    {
        using var certificate = TestSigner.Rsa();
        var (key, notice) = (PdfSigningKey.Of(certificate), Notice());
        var signed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PdfSigner.SignAsync(notice, key, Signing))));
        Assert.All(signed, s => Assert.Equal(signed[0], s));
    }

    [ToolsFact]
    public async Task Only_unsigned_files_of_this_library_are_signed()
    {
        using var certificate = TestSigner.Rsa();
        var key = PdfSigningKey.Of(certificate);
        var notice = Notice();
        var signed = await PdfSigner.SignAsync(notice, key, Signing);
        foreach (var file in new byte[][] { [], "%PDF-1.7\n%"u8.ToArray(), signed, notice[..^10], [.. notice, 10], notice[..(notice.Length / 2)] })
            Assert.Equal(PdfInputProblem.File, (await Assert.ThrowsAsync<PdfInputException>(() => PdfSigner.SignAsync(file, key, Signing))).Problem);

        // Damage at the end, where objects are found: refused or signed, never another error.
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var broken = notice.ToArray();
            for (var i = 0; i < 4; i++) broken[random.Next(broken.Length - 1500, broken.Length)] = (byte)random.Next(256);
            try
            {
                await PdfSigner.SignAsync(broken, key, Signing);
            }
            catch (PdfInputException refused)
            {
                Assert.Equal(PdfInputProblem.File, refused.Problem);
            }
        }
    }

    private static byte[] Notice(int pages = 1) => Page(d =>
    {
        d.Heading(1, "交付決定通知書");
        d.Paragraph("髙橋 𠮷子 様");
        for (var i = 1; i < pages; i++) d.PageBreak();
    });

    private static X509Certificate2 Certificate(string kind) => kind switch
    {
        "RSA 2048" => TestSigner.Rsa(),
        "RSA 3072" => TestSigner.Rsa(3072),
        "P-256" => TestSigner.Ecdsa(ECCurve.NamedCurves.nistP256),
        "P-384" => TestSigner.Ecdsa(ECCurve.NamedCurves.nistP384),
        _ => TestSigner.Ecdsa(ECCurve.NamedCurves.nistP521),
    };

    /// <summary>What was signed, and the container without the zeros behind it.</summary>
    private static (byte[] Content, byte[] Container) Parts(byte[] signed)
    {
        var range = ByteRange().Match(Encoding.Latin1.GetString(signed));
        int Value(int group) => int.Parse(range.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var (before, after, rest) = (Value(1), Value(2), Value(3));
        Assert.Equal(signed.Length, after + rest);
        Assert.Equal(((byte)'<', (byte)'>'), (signed[before], signed[after - 1]));
        var padded = Convert.FromHexString(Encoding.Latin1.GetString(signed, before + 1, after - before - 2));
        System.Formats.Asn1.AsnDecoder.ReadEncodedValue(padded, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out var length);
        return ([.. signed[..before], .. signed[after..]], padded[..length]);
    }

    [GeneratedRegex(@"/ByteRange\[0 ([0-9]{10}) ([0-9]{10}) ([0-9]{10})\]")]
    private static partial Regex ByteRange();
}
