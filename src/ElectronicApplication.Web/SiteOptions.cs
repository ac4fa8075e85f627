namespace ElectronicApplication.Web;

/// <summary>Section <c>Site</c>: how the municipality names itself.</summary>
public sealed class SiteOptions
{
    public string Municipality { get; set; } = "みらい市";

    /// <summary>A line on top of every page, for instance that this is an exercise.</summary>
    public string? Notice { get; set; }
}
