namespace ElectronicApplication.Pdf;

/// <summary>What holds for a whole document.</summary>
public sealed record PdfOptions
{
    /// <summary>Shown by readers instead of the file's name (ISO 14289-1 7.1).</summary>
    public required string Title { get; init; }

    /// <summary>The date of the document. The library asks no clock: the same input gives the same bytes.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "ja-JP";

    public string? Author { get; init; }

    public string? Subject { get; init; }

    public PageFormat Page { get; init; } = PageFormat.A4;

    public PdfMargins Margins { get; init; } = PdfMargins.All(20);

    /// <summary>Of the text, in points.</summary>
    public double FontSize { get; init; } = 10.5;

    /// <summary>From baseline to baseline, in font sizes.</summary>
    public double LineHeight { get; init; } = 1.6;

    public RunningText? Header { get; init; }

    public RunningText? Footer { get; init; }

    /// <summary>The file's identifier (ISO 32000-2 14.4). Otherwise it is made from the content.</summary>
    public Guid? Id { get; init; }
}

/// <summary>
/// A line in the margin of every page; <c>{page}</c> and <c>{pages}</c> become numbers. Not part of the content: who listens to the document
/// does not hear it on every page.
/// </summary>
public sealed record RunningText(string? Left = null, string? Centre = null, string? Right = null)
{
    /// <summary>In points.</summary>
    public double Size { get; init; } = 8;
}
