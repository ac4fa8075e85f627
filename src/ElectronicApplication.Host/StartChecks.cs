using System.Text;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Host;

/// <summary>What must be true before anything starts. Production refuses everything that only belongs to practice.</summary>
internal static class StartChecks
{
    /// <summary>1.3.6.1.4.1.55555.1.1 in DER: the mark that every certificate of the sandbox carries.</summary>
    private static ReadOnlySpan<byte> SandboxMark => [0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x83, 0xB2, 0x03, 0x01, 0x01];

    public static void Settings(HostSettings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        List<string> reasons = [];
        if (configuration["Bus:Transport"] is { Length: > 0 } transport && transport is not ("InMemory" or "RabbitMq"))
            reasons.Add($"Bus:Transport: \"{transport}\" is not a transport. Use InMemory or RabbitMq.");
        if (environment.IsProduction())
            reasons.AddRange(Production(settings, configuration));
        if ((settings.Roles & (Roles.Staff | Roles.Worker)) != 0)
            reasons.AddRange(OfficeKeysOf(configuration, environment));
        if (reasons.Count > 0)
            throw new StartRefusedException(reasons);
    }

    private static IEnumerable<string> Production(HostSettings settings, IConfiguration configuration)
    {
        if (settings.Has(Roles.Sandbox))
            yield return "Host:Roles: the sandbox does not run in Production.";
        if (configuration["Sandbox:Url"] is { Length: > 0 })
            yield return "Sandbox:Url: the sandbox is not used in Production.";
        if (!settings.KeyFileIsConfigured || !File.Exists(settings.KeyFile))
            yield return $"Keys:File: the municipality's own key file is missing ({settings.KeyFile}). Its form is described in deploy/README.md.";
        if (configuration["Stripe:SecretKey"] is { } key && key.StartsWith("sk_test_", StringComparison.Ordinal))
            yield return "Stripe:SecretKey: a test key (sk_test_…) takes no real money. Use the live key.";
        if (configuration.GetValue<bool>("Card:AcceptSandbox"))
            yield return "Card:AcceptSandbox: practice cards are not accepted in Production.";
        foreach (var name in new[] { "Card:SignAnchors", "Card:AuthAnchors" })
            if (configuration.GetSection(name).Get<string[]>()?.Any(IsSandboxCertificate) == true)
                yield return $"{name}: holds a certificate of the sandbox.";
        if (settings.Has(Roles.Portal) && configuration["Portal:PublicUrl"]?.StartsWith("https://", StringComparison.Ordinal) != true)
            yield return "Portal:PublicUrl: the portal's public https address is missing.";
        if ((settings.Roles & (Roles.Staff | Roles.Worker)) != 0 && configuration["Staff:PublicUrl"]?.StartsWith("https://", StringComparison.Ordinal) != true)
            yield return "Staff:PublicUrl: the staff desk's https address, as officials know it, is missing (the worker writes it into their mails).";
        if (settings.Has(Roles.Worker) && configuration["Worker:PublicUrl"] is { Length: > 0 } worker && !worker.StartsWith("https://", StringComparison.Ordinal))
            yield return "Worker:PublicUrl: attachments and records are fetched there; Production needs an https address, or none.";
        if ((settings.Roles & (Roles.Portal | Roles.Staff)) != 0 && settings.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !configuration.GetValue<bool>("Host:BehindProxy"))
            yield return "Host:BehindProxy: the doors listen on http. Set Host:BehindProxy=true, and Host:KnownProxies:0 (address) or Host:KnownNetworks:0 (CIDR) "
                + "to the proxy that ends TLS; or listen on https (--urls).";
    }

    /// <summary>The keys that sign documents: each must open, and Production takes none that was made for practice.</summary>
    private static IEnumerable<string> OfficeKeysOf(IConfiguration configuration, IHostEnvironment environment)
    {
        foreach (var office in configuration.GetSection("Documents:Keys").GetChildren())
        {
            var problem = (string?)null;
            try
            {
                if (OfficeKeys.IsForPractice(OfficeKeys.Load(office.Get<OfficeKeyOptions>() ?? new())) && environment.IsProduction())
                    problem = "the certificate was made for practice. Production needs the office's own.";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException or ArgumentException)
            {
                problem = $"the key cannot be opened: {e.Message}";
            }
            if (problem is not null)
                yield return $"Documents:Keys:{office.Key}: {problem}";
        }
    }

    private static bool IsSandboxCertificate(string base64) =>
        Convert.TryFromBase64String(base64, new byte[base64.Length], out _) && Convert.FromBase64String(base64).AsSpan().IndexOf(SandboxMark) >= 0;

    /// <summary>Production asks the systems around once whether they are the sandbox; one that does not answer is no reason to refuse.</summary>
    public static async Task SurroundingsAsync(IConfiguration configuration, IHostEnvironment environment, CancellationToken cancel)
    {
        if (!environment.IsProduction())
            return;
        var addresses = new[] { configuration["Oidc:Issuer"], configuration["Stripe:ApiBase"], configuration["Card:PageUrl"], configuration["Card:SignCrlUrl"], configuration["Card:AuthCrlUrl"] }
            .Concat(configuration.GetSection("CoreSystems").GetChildren().Select(s => s["BaseUrl"])).Where(a => Uri.TryCreate(a, UriKind.Absolute, out _));
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        var answers = await Task.WhenAll(addresses.Select(async address =>
        {
            try
            {
                using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
                return response.Headers.Contains("X-Sandbox") ? $"{address} is a sandbox." : null;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                return null;
            }
        }));
        if (answers.OfType<string>().ToList() is { Count: > 0 } reasons)
            throw new StartRefusedException(reasons);
    }

    /// <summary>Outside Production a key file is generated on the first run; Production takes only the municipality's own.</summary>
    public static KeyRing OpenKeys(HostSettings settings, IHostEnvironment environment)
    {
        try
        {
            var ring = environment.IsProduction() ? KeyRing.Load(settings.KeyFile) : KeyRing.LoadOrGenerate(settings.KeyFile);
            return environment.IsProduction() && ring.Origin == "generated"
                ? throw new StartRefusedException([$"Keys:File: {settings.KeyFile} was generated by the program for practice. Production needs the municipality's own key file."])
                : ring;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or System.Text.Json.JsonException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"Keys:File: {settings.KeyFile} cannot be read: {e.Message}"]);
        }
    }
}
