using System.Diagnostics.CodeAnalysis;

namespace ElectronicApplication.Sandbox.Pages;

/// <summary>Where a browser may be sent back to. Anything else would make the sandbox an open redirector (ASVS 5.0 1.2.2).</summary>
internal sealed class ReturnAddresses(IReadOnlyList<string> origins)
{
    private readonly HashSet<string> allowed = origins.Select(origin => origin.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool TryParse(string? address, [NotNullWhen(true)] out Uri? target) =>
        Uri.TryCreate(address, UriKind.Absolute, out target)
        && target.Scheme is "http" or "https"
        && target.UserInfo.Length == 0
        && (target.IsLoopback || allowed.Contains(target.GetLeftPart(UriPartial.Authority)));
}
