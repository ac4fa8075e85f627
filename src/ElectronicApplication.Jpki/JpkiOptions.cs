namespace ElectronicApplication.Jpki;

/// <summary>What the holder of a My Number Card proves with it; each purpose has a CA, a key and a certificate of its own.</summary>
public enum JpkiPurpose
{
    /// <summary>利用者証明用電子証明書: "it is the same person as before". Carries no name.</summary>
    UserAuthentication,

    /// <summary>署名用電子証明書: "this person declares this". Carries name, address, birth date and sex.</summary>
    Signature,
}

/// <summary>Whom the municipality trusts, and for what. Nothing that arrives from outside adds to it.</summary>
public sealed record JpkiOptions
{
    /// <summary>The CA certificates, one per purpose and generation. All generations of one purpose share one name.</summary>
    public required IReadOnlyList<TrustAnchor> Anchors { get; init; }

    /// <summary>Certificate policies accepted for <see cref="JpkiPurpose.Signature"/>; one of them must be in the certificate.</summary>
    public IReadOnlyList<string> SignaturePolicies { get; init; } = [JpkiProfile.SignaturePolicy];

    /// <summary>Certificate policies accepted for <see cref="JpkiPurpose.UserAuthentication"/>.</summary>
    public IReadOnlyList<string> UserAuthenticationPolicies { get; init; } = [JpkiProfile.UserAuthenticationPolicy];

    /// <summary>Whether a path may contain a certificate that is marked as the sandbox's. Never true in production.</summary>
    public bool AcceptSandbox { get; init; }

    /// <summary>
    /// How far the clocks of the CA and of this machine may differ when something is not valid <em>yet</em>
    /// (notBefore, thisUpdate). The end of a validity is never stretched.
    /// </summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(1);

    public IReadOnlyList<string> PoliciesFor(JpkiPurpose purpose) =>
        purpose == JpkiPurpose.Signature ? SignaturePolicies : UserAuthenticationPolicies;
}
