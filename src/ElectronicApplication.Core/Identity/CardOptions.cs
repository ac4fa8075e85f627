using ElectronicApplication.Jpki;

namespace ElectronicApplication.Core.Identity;

/// <summary>Section "Card": whom the municipality trusts about cards, where it learns of revocations, and the page that talks to the card.</summary>
public sealed class CardOptions
{
    /// <summary>The page that reads the card and signs; the browser is sent there with a form.</summary>
    public string PageUrl { get; set; } = "";

    /// <summary>Self-signed certificates of the 署名用 CA, base64 DER, one a generation.</summary>
    public string[] SignAnchors { get; set; } = [];

    /// <summary>Self-signed certificates of the 利用者証明用 CA, base64 DER, one a generation.</summary>
    public string[] AuthAnchors { get; set; } = [];

    /// <summary>Accepted certificate policies, blank-separated.</summary>
    public string SignPolicy { get; set; } = JpkiProfile.SignaturePolicy;

    /// <summary>Accepted certificate policies, blank-separated.</summary>
    public string AuthPolicy { get; set; } = JpkiProfile.UserAuthenticationPolicy;

    public string SignCrlUrl { get; set; } = "";

    public string AuthCrlUrl { get; set; } = "";

    /// <summary>How long a revocation list is used before the next is asked for, within its own validity.</summary>
    public TimeSpan? CrlMaxAge { get; set; }

    /// <summary>Whether certificates marked as the sandbox's count. Never in production.</summary>
    public bool AcceptSandbox { get; set; }

    /// <summary>Named in every challenge, so that a signature made for another site is worth nothing here. The portal's public address.</summary>
    public string Audience { get; set; } = "";

    public JpkiOptions ToJpki() => new()
    {
        Anchors =
        [
            .. SignAnchors.Select(a => new TrustAnchor(Convert.FromBase64String(a), JpkiPurpose.Signature)),
            .. AuthAnchors.Select(a => new TrustAnchor(Convert.FromBase64String(a), JpkiPurpose.UserAuthentication)),
        ],
        SignaturePolicies = Words(SignPolicy),
        UserAuthenticationPolicies = Words(AuthPolicy),
        AcceptSandbox = AcceptSandbox,
    };

    /// <summary>What is missing or wrong, in words for whoever writes the settings.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new[] { ("Card:PageUrl", PageUrl), ("Card:SignCrlUrl", SignCrlUrl), ("Card:AuthCrlUrl", AuthCrlUrl), ("Portal:PublicUrl", Audience) })
            if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                yield return $"{name} must be an absolute http(s) address.";
        foreach (var (name, anchors) in new[] { ("Card:SignAnchors", SignAnchors), ("Card:AuthAnchors", AuthAnchors) })
            if (anchors.Length == 0 || !anchors.All(a => a.Length > 0 && Convert.TryFromBase64String(a, new byte[a.Length], out _)))
                yield return $"{name} must list at least one CA certificate in base64.";
        foreach (var (name, policy) in new[] { ("Card:SignPolicy", SignPolicy), ("Card:AuthPolicy", AuthPolicy) })
            if (Words(policy) is not { Length: > 0 } words || !words.All(w => w.All(c => char.IsAsciiDigit(c) || c == '.')))
                yield return $"{name} must be one or more object identifiers.";
        if (CrlMaxAge < TimeSpan.Zero)
            yield return "Card:CrlMaxAge must not be negative.";
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
