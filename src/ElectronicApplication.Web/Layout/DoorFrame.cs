namespace ElectronicApplication.Web.Layout;

/// <summary>What is the same on every page of one door.</summary>
/// <param name="Municipality">Name of the municipality, from <see cref="SiteOptions"/>.</param>
/// <param name="Service">What this door is: 「電子申請」, 「審査」.</param>
/// <param name="HomeUrl">Where the name in the header leads.</param>
public sealed record DoorFrame(string Municipality, string Service, string HomeUrl, IReadOnlyList<NavItem> Nav)
{
    /// <summary>A line on top of every page.</summary>
    public string? Notice { get; init; }

    /// <summary>Whether the reader may choose the language.</summary>
    public bool OffersLanguages { get; init; }

    /// <summary>Links at the foot of every page.</summary>
    public IReadOnlyList<NavItem> Foot { get; init; } = [];
}

/// <summary>A link in a menu, a breadcrumb trail or a list of filters. An empty address means: this page.</summary>
public sealed record NavItem(string Text, string Url);

/// <summary>Who is signed in, as the header shows it, and where the sign-out button posts.</summary>
public sealed record SignedIn(string Name, string SignOutUrl);
