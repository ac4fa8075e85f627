namespace ElectronicApplication.Forms.Mapping;

/// <summary>What a mapping may use besides the answers. FEEL sees it as <c>facts.receiptNumber</c>, <c>facts.attachments</c> ..., and the card as <c>card.name</c>.</summary>
public sealed record MappingFacts(
    string ReceiptNumber,
    DateTimeOffset ArrivedAt,
    string ProcedureCode,
    int FormVersion,
    string PayloadSha256,
    CardFacts? Card,
    IReadOnlyList<AttachmentHash> Attachments);

/// <summary>The four attributes of the signature certificate; its serial number never leaves the identity module.</summary>
public sealed record CardFacts(string? Name, string? Address, DateOnly? BirthDate, string? Sex);

public sealed record AttachmentHash(string Name, string Sha256);
