namespace ElectronicApplication.Jpki;

/// <summary>
/// The outcome of verifying one signature: the verdict, and every step on the way to it for the reviewer and the archive.
/// </summary>
public sealed record JpkiVerification
{
    /// <summary>True only when every check passed.</summary>
    public bool Accepted => Failure is null;

    /// <summary>The first thing that was wrong.</summary>
    public required JpkiFailure? Failure { get; init; }

    /// <summary>What exactly was wrong, for logs and support. Never holds personal data.</summary>
    public string? Detail { get; init; }

    /// <summary>The checks in the order in which they were made; after the first that failed none follows.</summary>
    public required IReadOnlyList<JpkiCheck> Checks { get; init; }

    /// <summary>The DER of the signer's certificate, once it could be read.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Serial number, hexadecimal. Identifies the holder across services (公的個人認証法52条): store it, never show it.</summary>
    public string? SerialNumber { get; init; }

    public string? Issuer { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The fingerprint of the CA that the path ends in, once one was found.</summary>
    public string? AnchorSha256 { get; init; }

    /// <summary>The four attributes. Only with <see cref="JpkiPurpose.Signature"/>, and only when everything was accepted.</summary>
    public HolderAttributes? Attributes { get; init; }

    /// <summary>The DER of the revocation list that decided about the signer's certificate.</summary>
    public byte[]? CrlUsed { get; init; }
}

/// <param name="Name">What was checked, in Japanese, for the reviewer's screen.</param>
/// <param name="Passed">Whether it was in order.</param>
/// <param name="Detail">What was found. Never holds personal data.</param>
public sealed record JpkiCheck(string Name, bool Passed, string Detail);

/// <summary>Why a signature is not accepted.</summary>
public enum JpkiFailure
{
    /// <summary>The bytes are not a detached CMS SignedData of the expected form (RFC 5652).</summary>
    MalformedContainer,
    TooLarge,
    NotOneSigner,
    /// <summary>A digest, signature or key outside the allow-list.</summary>
    AlgorithmNotAllowed,
    /// <summary>signing-certificate-v2 (RFC 5035) is absent or names another certificate.</summary>
    SigningCertificateMismatch,
    /// <summary>What was signed is not the content at hand.</summary>
    ContentChanged,
    /// <summary>The signature value does not belong to the certificate's key.</summary>
    SignatureInvalid,
    /// <summary>No pinned CA issued the certificate: a foreign CA, or a changed certificate.</summary>
    UnknownIssuer,
    NotYetValid,
    Expired,
    /// <summary>The certificate is for the other purpose (署名用 / 利用者証明用).</summary>
    KeyUsage,
    /// <summary>The certificate does not carry a policy accepted for this purpose.</summary>
    Policy,
    /// <summary>The path breaks another rule of RFC 5280 section 6.</summary>
    PathInvalid,
    /// <summary>Revoked, or held: J-LIS never lifts a hold.</summary>
    Revoked,
    /// <summary>No list that covers the certificate is valid now: ask again later, never accept.</summary>
    RevocationUnknown,
    /// <summary>One of the four attributes is missing, unreadable or unknown.</summary>
    AttributesMissing,
    /// <summary>The path contains a certificate of the sandbox.</summary>
    SandboxNotAccepted,
}
