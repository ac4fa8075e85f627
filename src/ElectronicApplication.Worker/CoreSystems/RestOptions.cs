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

    internal IEnumerable<string> Problems()
    {
        if (!IsAddress(BaseUrl))
            yield return "BaseUrl must be an absolute http or https address.";
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
