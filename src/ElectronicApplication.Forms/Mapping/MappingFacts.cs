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
    /// <summary>What could stand there for a submission of this procedure: to try a mapping before there is any.</summary>
    public static MappingFacts Example(ProcedureDefinition procedure, DateOnly today) => new(
        "2026-0000001-1", new DateTimeOffset(today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(9)), procedure.Code, 1, new string('0', 64),
        procedure.IdentityLevel >= IdentityLevel.CardLogin ? new("川崎　花子", "神奈川県川崎市川崎区宮本町1番地", new DateOnly(1990, 1, 2), "2") : null,
        [new AttachmentHash("見本1.pdf", new string('0', 64))]);
}

/// <summary>The four attributes of the signature certificate; its serial number never leaves the identity module.</summary>
public sealed record CardFacts(string? Name, string? Address, DateOnly? BirthDate, string? Sex);

public sealed record AttachmentHash(string Name, string Sha256);
