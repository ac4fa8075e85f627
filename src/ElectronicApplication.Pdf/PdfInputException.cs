namespace ElectronicApplication.Pdf;

/// <summary>What kind of input could not be used.</summary>
public enum PdfInputProblem
{
    /// <summary>A font file that is broken, not TrueType, or may not be embedded; or a family that is not there.</summary>
    Font,

    /// <summary>An image that is broken, of a kind that is not supported, or larger than the limit.</summary>
    Image,

    /// <summary>Content that fits no page: a column narrower than a character, an address longer than its window.</summary>
    Layout,

    /// <summary>More text, pages or bytes than one document may have.</summary>
    TooLarge,

    /// <summary>A file to be signed that this library did not write, or that is signed already.</summary>
    File,
}

/// <summary>An input was refused. The message is English, for logs, and holds no text of the document.</summary>
public sealed class PdfInputException(PdfInputProblem problem, string message) : Exception(message)
{
    public PdfInputProblem Problem { get; } = problem;
}
