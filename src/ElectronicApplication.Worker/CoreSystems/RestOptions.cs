namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system with a REST/JSON interface.</summary>
public sealed class RestOptions
{
    public string BaseUrl { get; set; } = "";

    public string ApiKey { get; set; } = "";

    public int Concurrency { get; set; } = 16;

    public int TimeoutSeconds { get; set; } = 5;

    internal IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return "BaseUrl must be an absolute http or https address.";
        if (ApiKey.Length == 0 || ApiKey.Any(c => c is < '!' or > '~'))
            yield return "ApiKey is missing, or holds what a header cannot carry.";
    }
}
