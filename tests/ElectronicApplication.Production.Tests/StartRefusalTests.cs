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
