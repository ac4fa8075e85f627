using System.Diagnostics;
using System.Net.Http.Json;

namespace ElectronicApplication.Sandbox.Tests;

/// <summary>The OpenSSL command asks and judges, so that our reading of the standard is not checked by itself.</summary>
public sealed class OcspTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Theory]
    [InlineData("hanako", ": good")]
    [InlineData("revoked", ": revoked")]
    [InlineData("foreign", ": unknown")]
    public async Task OpenSSL_accepts_the_answer_and_reads_the_state_of_the_card(string card, string expected)
    {
        var output = await AskAsync(card);
        Assert.Contains("Response verify OK", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_put_on_hold_is_revoked_from_the_next_answer_on()
    {
        Assert.Contains(": good", await AskAsync("yoshio"), StringComparison.Ordinal);
        (await sandbox.Http.PostAsJsonAsync("/sandbox/api/cards/yoshio/revoke", new { purpose = "auth", reason = "certificateHold" })).EnsureSuccessStatusCode();
        Assert.Contains("Reason: certificateHold", await AskAsync("yoshio"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_request_is_called_so()
    {
        using var response = await sandbox.Http.PostAsync("/jpki/ocsp", new ByteArrayContent([1, 2, 3]));
        Assert.Equal([0x30, 3, 0x0a, 1, 1], await response.Content.ReadAsByteArrayAsync());
    }

    private async Task<string> AskAsync(string card)
    {
        var folder = Directory.CreateTempSubdirectory("ocsp-");
        try
        {
            var certificate = await FetchAsync(folder, "certificate", $"/sandbox/api/cards/{card}/certificates/auth");
            var issuer = await FetchAsync(folder, "issuer", "/jpki/anchors/auth.cer");
            var start = new ProcessStartInfo("openssl") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { "ocsp", "-sha256", "-issuer", issuer, "-cert", certificate, "-CAfile", issuer, "-url", new Uri(sandbox.Server.Address, "/jpki/ocsp").AbsoluteUri })
            {
                start.ArgumentList.Add(argument);
            }
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return await output + await errors;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> FetchAsync(DirectoryInfo folder, string name, string address)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(await sandbox.Http.GetByteArrayAsync(address));
        var path = Path.Combine(folder.FullName, name + ".pem");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        return path;
    }
}
