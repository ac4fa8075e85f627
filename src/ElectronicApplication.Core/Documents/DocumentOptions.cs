using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Core.Documents;

/// <summary>Section <c>Documents</c>, and what documents need to know of the site.</summary>
public sealed class DocumentOptions
{
    public const string Section = "Documents";

    /// <summary>The office whose key signs where an office has none of its own.</summary>
    public const string DefaultOffice = "default";

    /// <summary>By the code of the office, or <see cref="DefaultOffice"/>.</summary>
    public Dictionary<string, OfficeKeyOptions> Keys { get; set; } = new(StringComparer.Ordinal);

    /// <summary>A time-stamp authority (RFC 3161); without one signatures are of level B-B.</summary>
    public string TimestampUrl { get; set; } = "";

    /// <summary>Who answers for the city: みらい市長.</summary>
    public string Head { get; set; } = "";

    /// <summary>Folders with fonts; none means those of the system.</summary>
    public string[] FontDirectories { get; set; } = [];

    /// <summary>Font families, the first that has a character draws it.</summary>
    public string[] FontFamilies { get; set; } = [];

    /// <summary><c>Site:Municipality</c></summary>
    public string Municipality { get; private set; } = "";

    /// <summary><c>Portal:PublicUrl</c>, without a slash at its end.</summary>
    public string PortalUrl { get; private set; } = "";

    /// <summary><c>Data:Directory</c></summary>
    public string DataDirectory { get; private set; } = "";

    internal string[] Families => FontFamilies.Length > 0 ? FontFamilies : ["BIZ UDPGothic", "IPAmjMincho"];

    internal static void Read(DocumentOptions options, IConfiguration configuration)
    {
        options.Municipality = configuration["Site:Municipality"] is { Length: > 0 } name ? name : "みらい市";
        options.PortalUrl = (configuration["Portal:PublicUrl"] ?? "").TrimEnd('/');
        options.DataDirectory = configuration["Data:Directory"] is { Length: > 0 } folder ? folder : "data";
        if (options.Head.Length == 0)
            options.Head = options.Municipality + "長";
    }
}

/// <summary>The key of an office.</summary>
public sealed class OfficeKeyOptions
{
    /// <summary>PKCS#12: the certificate with its key, and the chain above it.</summary>
    public string File { get; set; } = "";

    /// <summary>A file that holds the password and nothing else; none for an empty password.</summary>
    public string PasswordFile { get; set; } = "";
}
