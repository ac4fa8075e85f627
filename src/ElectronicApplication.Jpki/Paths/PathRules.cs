namespace ElectronicApplication.Jpki.Paths;

/// <summary>The inputs of RFC 5280 6.1.1 that are not certificates.</summary>
internal sealed record PathRules
{
    public required DateTimeOffset At { get; init; }

    /// <summary>How much later than this clock something may begin and still count as begun.</summary>
    public TimeSpan Tolerance { get; init; }

    /// <summary>user-initial-policy-set; null is any-policy.</summary>
    public IReadOnlyCollection<string>? AcceptedPolicies { get; init; }

    public bool RequireExplicitPolicy { get; init; }

    public bool InhibitPolicyMapping { get; init; }

    public bool InhibitAnyPolicy { get; init; }

    public bool HasBegun(DateTimeOffset start) => start - At <= Tolerance;

    public bool HasEnded(DateTimeOffset end) => At > end;
}

internal enum PathError
{
    NoPath,
    SignatureInvalid,
    NameChaining,
    NotYetValid,
    Expired,
    UnknownCriticalExtension,
    NotAnAuthority,
    PathTooLong,
    KeyUsage,
    NameConstraints,
    Policy,
    Revoked,
    RevocationUnknown,
}

/// <param name="Error">The rule that is broken.</param>
/// <param name="Position">Which certificate breaks it: 1 is the one under the anchor.</param>
/// <param name="Detail">In words, without anything personal.</param>
internal sealed record PathFailure(PathError Error, int Position, string Detail);
