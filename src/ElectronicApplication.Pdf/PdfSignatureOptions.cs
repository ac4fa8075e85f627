namespace ElectronicApplication.Pdf;

/// <summary>What the signature says of itself.</summary>
public sealed record PdfSignatureOptions
{
    /// <summary>The signer's own time; a time stamp proves it.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    public string? Name { get; init; }

    public string? Reason { get; init; }

    public string? Location { get; init; }

    /// <summary>The field's name for those who do not see it.</summary>
    public string Description { get; init; } = "電子署名";

    /// <summary>Null: the signature is not seen on the page.</summary>
    public PdfSignatureAppearance? Appearance { get; init; }

    /// <summary>
    /// Fetches a time stamp (RFC 3161): from the SHA-256 of the signature value to the token, DER. With it the signature is of level B-T,
    /// without it B-B (ETSI EN 319 142-1 6). <c>Rfc3161TimestampRequest</c> makes the request.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>>? Timestamp { get; init; }
}

/// <summary>The signature as an image on a page: the city's seal.</summary>
/// <param name="Alternative">What it is, for those who do not see it.</param>
/// <param name="Page">From 1.</param>
public sealed record PdfSignatureAppearance(PdfImage Image, PdfArea Area, string Alternative, int Page = 1);
