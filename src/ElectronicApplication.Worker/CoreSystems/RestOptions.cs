namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system with a REST/JSON interface.</summary>
public sealed class RestOptions
{
    public string BaseUrl { get; set; } = "";

    public string ApiKey { get; set; } = "";

    public int Concurrency { get; set; } = 16;

    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>How often <c>GET reports</c> is asked for what the system reports back; 0 for one that uses the bus, or reports nothing.</summary>
    public int ReportsEverySeconds { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return "BaseUrl must be an absolute http or https address.";
        if (ApiKey.Length == 0 || ApiKey.Any(c => c is < '!' or > '~'))
            yield return "ApiKey is missing, or holds what a header cannot carry.";
        if (ReportsEverySeconds is < 0 or > 86_400)
            yield return "ReportsEverySeconds must be between 0 and 86400.";
    }
}
