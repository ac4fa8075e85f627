using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

/// <summary>Production does not start with anything that belongs to practice.</summary>
public sealed class StartRefusalTests
{
    [Fact]
    public async Task Production_without_the_citys_own_key_file_does_not_start()
    {
        var (code, output) = await StartAsync();
        Assert.Equal(3, code);
        Assert.Contains("Keys:File", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_with_a_generated_key_file_does_not_start()
    {
        using var folder = new TemporaryFolder("keys");
        var keys = Path.Combine(folder.Path, "keys.json");
        await HostProcess.RunVerbAsync("Development", "doctor", $"--Data:Directory={folder.Path}", $"--Keys:File={keys}");
        Assert.True(File.Exists(keys));
        var (code, output) = await StartAsync($"--Keys:File={keys}", "--Portal:PublicUrl=https://portal.example", "--Staff:PublicUrl=https://staff.example", "--Host:BehindProxy=true", "--Host:KnownProxies:0=127.0.0.1");
        Assert.Equal(3, code);
        Assert.Contains("generated", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Host:Roles=Portal,Sandbox", "Host:Roles")]
    [InlineData("--Stripe:SecretKey=sk_test_abc", "Stripe:SecretKey")]
    [InlineData("--Card:AcceptSandbox=true", "Card:AcceptSandbox")]
    [InlineData("--Portal:PublicUrl=http://portal.example", "Portal:PublicUrl")]
    [InlineData("--Worker:PublicUrl=http://worker.example", "Worker:PublicUrl")]
    [InlineData("--Host:Roles=Portal", "Host:BehindProxy")]
    [InlineData("--Bus:Transport=Pigeon", "Bus:Transport")]
    [InlineData("--Database:Provider=Oracle", "Database:Provider")]
    [InlineData("--Host:Roles=Mayor", "Host:Roles")]
    public async Task A_setting_that_cannot_be_right_is_named(string option, string setting)
    {
        var (code, output) = await StartAsync(option);
        Assert.Equal(3, code);
        Assert.Contains(setting, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_with_a_signing_key_made_for_practice_does_not_start()
    {
        using var folder = new TemporaryFolder("office-key");
        var file = Path.Combine(folder.Path, "office.p12");
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=Practice", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new("1.3.6.1.4.1.55555.1.1", [0x0C, 0x01, 0x78], critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        await File.WriteAllBytesAsync(file, certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12, "secret"));
        await File.WriteAllTextAsync(file + ".password", "secret\n");
        var (code, output) = await StartAsync($"--Documents:Keys:default:File={file}", $"--Documents:Keys:default:PasswordFile={file}.password");
        Assert.Equal(3, code);
        Assert.Contains("made for practice", output, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", (await StartAsync($"--Documents:Keys:child:File={file}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_of_proxies_that_is_none_is_named()
    {
        var (code, output) = await HostProcess.RunVerbAsync("Development", "run", "--urls", "http://127.0.0.1:0", "--Host:Roles=Portal", "--Host:BehindProxy=true", "--Host:KnownNetworks:0=10.244.0.0");
        Assert.Equal(3, code);
        Assert.Contains("Host:KnownNetworks", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_may_stand_before_the_verb()
    {
        using var folder = new TemporaryFolder("verb");
        var (code, output) = await HostProcess.RunVerbAsync("Development", $"--Data:Directory={folder.Path}", "--urls", "http://127.0.0.1:0", "migrate");
        Assert.True(code == 0, output);
        Assert.Contains("migrations applied", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(params string[] options)
    {
        using var folder = new TemporaryFolder("production");
        return await HostProcess.RunVerbAsync("Production", ["run", "--urls", "http://127.0.0.1:0", $"--Data:Directory={Path.Combine(folder.Path, "data")}", .. options]);
    }
}
