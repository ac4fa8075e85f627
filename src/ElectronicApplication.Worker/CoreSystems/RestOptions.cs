namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system with a REST/JSON interface. We show who we are by a key, a token, a certificate, or a certificate with one of the others.</summary>
public sealed class RestOptions
{
    public string BaseUrl { get; set; } = "";

    /// <summary>Sent as a bearer token with each request.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>OAuth 2.0 client credentials (RFC 6749, 4.4): the token end point.</summary>
    public string TokenUrl { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string Scope { get; set; } = "";

    /// <summary>Our certificate for mutual TLS: PKCS#12 (".pfx", ".p12"), or PEM with the key in it or in <see cref="ClientKeyFile"/>.</summary>
    public string ClientCertificateFile { get; set; } = "";

    public string ClientKeyFile { get; set; } = "";

    public string ClientCertificatePassword { get; set; } = "";

    /// <summary>PEM: the only authorities that the server's certificate may come from. Empty: those of the operating system.</summary>
    public string TrustedCaFile { get; set; } = "";

    public int Concurrency { get; set; } = 16;

    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>How often <c>GET reports</c> is asked for what the system reports back; 0 for one that uses the bus, or reports nothing.</summary>
    public int ReportsEverySeconds { get; set; }

    /// <summary>For a system that says yes and may lose it all the same: so many seconds later it is asked, and what it does not have is offered again. 0: a yes is enough.</summary>
    public int VerifySeconds { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (!IsAddress(BaseUrl))
            yield return "BaseUrl must be an absolute http or https address.";
        if (ReportsEverySeconds is < 0 or > 86_400)
            yield return "ReportsEverySeconds must be between 0 and 86400.";
        if (VerifySeconds is < 0 or > 86_400)
            yield return "VerifySeconds must be between 0 and 86400.";
        if (ApiKey.Any(c => c is < '!' or > '~'))
            yield return "ApiKey holds what a header cannot carry.";
        if (ApiKey.Length == 0 && TokenUrl.Length == 0 && ClientCertificateFile.Length == 0)
            yield return "ApiKey is missing; or set TokenUrl, or ClientCertificateFile.";
        if (ApiKey.Length > 0 && TokenUrl.Length > 0)
            yield return "ApiKey and TokenUrl are both set; one of them goes into the header.";
        if (TokenUrl.Length > 0 && !IsAddress(TokenUrl))
            yield return "TokenUrl must be an absolute http or https address.";
        if (TokenUrl.Length > 0 && (ClientId.Length == 0 || ClientSecret.Length == 0))
            yield return "ClientId and ClientSecret belong to TokenUrl.";
        if (RestTls.Problem(this) is { } problem)
            yield return problem;
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;
}
