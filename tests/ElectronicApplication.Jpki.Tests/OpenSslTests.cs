using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>OpenSSL as an outside oracle, in both directions: it reads what is made here, and makes what is read here.</summary>
public sealed class OpenSslTests : JpkiScene, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jpki-");

    [OpenSslFact]
    public void A_container_made_by_OpenSSL_is_accepted()
    {
        var card = Card;
        Write("card.pem", card.Certificate.ExportCertificatePem());
        Write("key.pem", ((RSA)card.Key).ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(PathOf("content"), Content);

        var (code, output) = Run("cms -sign -cades -binary -md sha256 -signer card.pem -inkey key.pem -in content -outform DER -out signature");
        Assert.True(code == 0, output);

        AssertAccepted(Verify(File.ReadAllBytes(PathOf("signature"))));
        AssertRefused(JpkiFailure.ContentChanged, Verify(File.ReadAllBytes(PathOf("signature")), content: [0x00]));
    }

    [OpenSslFact]
    public void OpenSSL_agrees_about_a_container()
    {
        var cms = Card.Sign(Content);
        Write("ca.pem", SignatureCa.Certificate.ExportCertificatePem());
        File.WriteAllBytes(PathOf("signature"), cms);
        foreach (var content in new byte[][] { Content, [.. Content, 0x0A] })
        {
            File.WriteAllBytes(PathOf("content"), content);
            var (code, output) = Run(
                $"cms -verify -cades -binary -inform DER -in signature -content content -CAfile ca.pem -purpose any -attime {Now.ToUnixTimeSeconds()} -out verified");
            Assert.True((code == 0) == Verify(cms, content: content).Accepted, output);
        }
    }

    [OpenSslFact]
    public void OpenSSL_agrees_about_certificates_and_lists()
    {
        Write("ca.pem", SignatureCa.Certificate.ExportCertificatePem());
        var serial = new TestCard().Serial;
        (TestCard Card, ReadOnlyMemory<byte> Crl, bool Accepted)[] cases =
        [
            (new(), SignatureCa.Crl(), true),
            (new(), SignatureCa.Crl(new TestCrl { City = null }), true),
            (new(), SignatureCa.Crl(new TestCrl { Revoked = [(SomeoneElse, 3)] }), true),
            (new(), SignatureCa.Crl(new TestCrl { Revoked = [(serial, 3)] }), false),
            (new(), SignatureCa.Crl(new TestCrl { Revoked = [(serial, 6)] }), false),
            (new(), SignatureCa.Crl(new TestCrl { City = "Yokohama-shi" }), false),
            (new(), SignatureCa.Crl(new TestCrl { NextUpdate = Now.AddHours(-1) }), false),
            (new(), SignatureCa.Crl(new TestCrl { CriticalExtension = "1.3.6.1.4.1.55555.9.9" }), false),
            (new(), Namesake.Crl(), false),
            (new() { NotAfter = Now.AddDays(-1) }, SignatureCa.Crl(), false),
            (new() { NotBefore = Now.AddDays(1) }, SignatureCa.Crl(), false),
            (new() { Policy = JpkiProfile.UserAuthenticationPolicy }, SignatureCa.Crl(), false),
            (new() { Extra = new X509Extension("1.3.6.1.4.1.55555.9.9", [0x05, 0x00], true) }, SignatureCa.Crl(), false),
        ];

        for (var i = 0; i < cases.Length; i++)
        {
            var (card, crl, accepted) = cases[i];
            var issued = SignatureCa.Issue(card);
            Write("card.pem", issued.Certificate.ExportCertificatePem());
            Write("crl.pem", PemEncoding.WriteString("X509 CRL", crl.Span));
            var (code, output) = Run(
                $"verify -crl_check -extended_crl -explicit_policy -policy {JpkiProfile.SignaturePolicy} -attime {Now.ToUnixTimeSeconds()} -CAfile ca.pem -CRLfile crl.pem card.pem");
            Assert.True(accepted == (code == 0), $"case {i}: {output}");
            Assert.True(accepted == Verify(issued.Sign(Content), crl: crl).Accepted, $"case {i}");
        }
    }

    [OpenSslFact]
    public void OpenSSL_agrees_about_answers_of_a_responder()
    {
        var card = Card;
        Write("ca.pem", SignatureCa.Certificate.ExportCertificatePem());
        Write("card.pem", card.Certificate.ExportCertificatePem());
        foreach (var (status, expected) in new[] { (0, "good"), (1, "revoked"), (2, "unknown") })
        {
            var answer = new TestOcsp(card.Certificate, SignatureCa.Certificate, SignatureCa.Certificate, SignatureCa.RsaKey)
            {
                Status = status,
                Hash = HashAlgorithmName.SHA1,
            };
            File.WriteAllBytes(PathOf("answer"), answer.Encode());

            var (_, output) = Run($"ocsp -respin answer -issuer ca.pem -cert card.pem -CAfile ca.pem -no_nonce -validity_period 2000000000 -attime {Now.ToUnixTimeSeconds()}");
            Assert.Contains("Response verify OK", output);
            Assert.Contains($"card.pem: {expected}", output);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    private (int Code, string Output) Run(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>Without OpenSSL the row is shown as skipped; where everything must run (CI), it fails instead.</summary>
    private sealed class OpenSslFactAttribute : FactAttribute
    {
        private static readonly bool Installed = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "openssl")));

        public OpenSslFactAttribute()
        {
            if (!Installed && Environment.GetEnvironmentVariable("CI") != "true") Skip = "openssl is not installed.";
        }
    }
}
