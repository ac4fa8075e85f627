namespace ElectronicApplication.Pdf;

/// <summary>A cell; a plain string is one.</summary>
public sealed record PdfCell(string Text)
{
    public bool Bold { get; init; }

    public TextAlign Align { get; init; }

    /// <summary>How many columns it takes.</summary>
    public int Span { get; init; } = 1;

    /// <summary>Names its row (<c>TH</c>, scope row).</summary>
    public bool Heading { get; init; }

    public static implicit operator PdfCell(string text) => new(text);

    public static PdfCell FromString(string text) => new(text);
}

/// <summary>A table over the whole width of the page's content. Breaks between rows; a row higher than a page breaks between lines.</summary>
/// <param name="Widths">Of the columns, in any unit: they share the width in these proportions.</param>
/// <param name="Rows">Each with as many cells as there are columns, spans counted.</param>
public sealed record PdfTable(IReadOnlyList<double> Widths, IReadOnlyList<IReadOnlyList<PdfCell>> Rows)
{
    /// <summary>Repeated on every page that the table reaches.</summary>
    public IReadOnlyList<PdfCell>? Header { get; init; }

    public bool Borders { get; init; } = true;

    /// <summary>In points; null follows the document.</summary>
    public double? Size { get; init; }

    /// <summary>Between border and text, in millimetres.</summary>
    public double Padding { get; init; } = 1.5;
}
