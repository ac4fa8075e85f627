namespace ElectronicApplication.Forms.Documents;

/// <summary>Notice: 通知書, tells of a decision. Certificate: 証明書, is shown to others.</summary>
public enum DocumentKind { Notice, Certificate }

public enum DocumentPaper { A4, A5, B5, Postcard }

public enum DocumentBlockType { Heading, Paragraph, Note, Values, Table, List, Recipient, Number, Date, Sender, Appeal, Space, PageBreak }

/// <summary>交付物のひな型: what a clerk lays out without code. It belongs to the version of the procedure, as its form does.</summary>
public sealed record DocumentDefinition
{
    /// <summary>The most of one procedure.</summary>
    public const int MaxDocuments = 30;
    public const int MaxBlocks = 100;

    /// <summary>Stable ASCII; what was issued names it for ever.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public DocumentKind Kind { get; init; }

    /// <summary>After which decisions it may be issued: <c>Granted</c>, <c>Refused</c>, <c>Dismissed</c>; empty for any of them.</summary>
    public IReadOnlyList<DocumentOccasion> Decisions { get; init; } = [];

    /// <summary>How its number is written: こ児第{number}号. The numbers of one series run through a fiscal year without a gap.</summary>
    public string Number { get; init; } = DefaultNumber;

    /// <summary>Documents with the same series share their numbers; null for those of the office.</summary>
    public string? Series { get; init; }

    public DocumentPaper Paper { get; init; }

    public bool Landscape { get; init; }

    /// <summary>公印: the city's seal over the end of the sender's name.</summary>
    public bool Seal { get; init; }

    /// <summary>It may go out while a fee that is due after the review is not paid: a letter that says how to pay, say.</summary>
    public bool BeforeFee { get; init; }

    /// <summary>It shows answers that are masked at the review desk, on purpose.</summary>
    public bool Masked { get; init; }

    public IReadOnlyList<DocumentBlock> Blocks { get; init; } = [];

    public const string DefaultNumber = "第{number}号";

    public bool Fits(string decision) => Decisions.Count == 0 || Decisions.Any(d => d.ToString() == decision);
}

public enum DocumentOccasion { Granted, Refused, Dismissed }

/// <param name="Text">
/// With <see cref="DocumentText"/> placeholders. Values: a line is <c>label：text</c>, or one placeholder that brings its own label. Table: a line a column, the same
/// way. List: a line an item. Recipient: as on an envelope, the name last.
/// </param>
/// <param name="Group">Of a table: the repeated group whose rows it shows.</param>
/// <param name="When">FEEL; the block stands there only when it is true.</param>
public sealed record DocumentBlock(DocumentBlockType Type, string Text, string? Group, string? When, DocumentAlign Align)
{
    public const int MaxText = 4_000;

    /// <summary>What stands there when nothing is written.</summary>
    public static string Default(DocumentBlockType type) => type switch
    {
        DocumentBlockType.Number => "{number}",
        DocumentBlockType.Date => "{issuedOn}",
        DocumentBlockType.Sender => "{head}",
        DocumentBlockType.Appeal => "{appeal}",
        _ => "",
    };
}

public enum DocumentAlign { Start, Centre, End }
