namespace ElectronicApplication.Sandbox;

/// <summary>Where the sandbox listens and keeps its state, and the secrets that its counterparts were given.</summary>
public sealed record SandboxOptions
{
    /// <summary>The folder of the append-only files and keys. Made when missing; one running sandbox per folder.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>One or more addresses, separated by semicolons; the first one is the origin. Port 0 asks for any free port (with an IP address, not <c>localhost</c>).</summary>
    public required string Urls { get; init; }

    /// <summary>The origin that browsers and callers use, when it is not the bound address (container, reverse proxy).</summary>
    public Uri? PublicAddress { get; init; }

    public string StripeSecretKey { get; init; } = "sk_test_sandbox";

    public string StripeWebhookSecret { get; init; } = "whsec_sandbox";

    /// <summary>Where events are sent. May be set after the start, when the receiver's address is known; events wait until then.</summary>
    public Uri? StripeWebhookUrl { get; set; }

    public string OidcClientId { get; init; } = "staff-desk";

    public string OidcClientSecret { get; init; } = "sandbox-staff-desk-secret";

    public string CoreSystemApiKey { get; init; } = "sandbox-core-key";

    /// <summary>0 asks for any free port.</summary>
    public int SmtpPort { get; init; }

    /// <summary>The address on which mail is taken; loopback unless another machine (container) must reach it.</summary>
    public string SmtpAddress { get; init; } = "127.0.0.1";

    /// <summary>Origins, beside loopback ones, to which the card page and the OpenID provider may send a browser back.</summary>
    public IReadOnlyList<string> AllowedReturnOrigins { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
