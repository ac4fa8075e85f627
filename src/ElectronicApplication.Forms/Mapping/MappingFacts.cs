namespace ElectronicApplication.Forms.Mapping;

/// <summary>What a mapping may use besides the answers. FEEL sees it as <c>facts.receiptNumber</c>, <c>facts.attachments</c> ..., and the card as <c>card.name</c>.</summary>
public sealed record MappingFacts(
    string ReceiptNumber,
    DateTimeOffset ArrivedAt,
    string ProcedureCode,
    int FormVersion,
    string PayloadSha256,
    CardFacts? Card,
    IReadOnlyList<AttachmentHash> Attachments)
{
    /// <summary>宛名番号 of the applicant in the municipality's registers; null when nobody has found it out.</summary>
    public string? ResidentNumber { get; init; }

    /// <summary>Granted, Refused or Dismissed; null before the decision.</summary>
    public string? Decision { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>What a core system knows the submission by, and names in its answer where a file has no other place for it; null while there is no hand-over.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What could stand there for a submission of this procedure: to try a mapping before there is any.</summary>
    public static MappingFacts Example(ProcedureDefinition procedure, DateOnly today) => new(
        "2026-0000001-1", new DateTimeOffset(today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(9)), procedure.Code, 1, new string('0', 64),
        procedure.IdentityLevel >= IdentityLevel.CardLogin ? new("川崎　花子", "神奈川県川崎市川崎区宮本町1番地", new DateOnly(1990, 1, 2), "2") { SerialNumber = "0123456789abcdef" } : null,
        [new AttachmentHash("見本1.pdf", new string('0', 64))]) { ExternalId = new string('0', 32) };
}

/// <summary>The four attributes of the signature certificate.</summary>
public sealed record CardFacts(string? Name, string? Address, DateOnly? BirthDate, string? Sex)
{
    /// <summary>The certificate's serial number in hexadecimal, by which a resident register finds the person (シリアル番号による申請者特定); null when the target is not meant to.</summary>
    public string? SerialNumber { get; init; }
}

public sealed record AttachmentHash(string Name, string Sha256);
