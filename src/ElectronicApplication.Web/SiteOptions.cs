namespace ElectronicApplication.Web;

/// <summary>Section <c>Site</c>: how the municipality names itself.</summary>
public sealed class SiteOptions
{
    public string Municipality { get; set; } = "みらい市";

    /// <summary>The same for pages in English; without it the Japanese name stands there.</summary>
    public string? MunicipalityEn { get; set; }

    public string Name(Words words) => words.IsEnglish ? MunicipalityEn ?? words[Municipality] : Municipality;

    /// <summary>A line on top of every page, for instance that this is an exercise.</summary>
    public string? Notice { get; set; }
}
