namespace ElectronicApplication.Forms.Mapping.Layouts;

internal enum LayoutKind { Csv, Fixed, Xml }

internal enum LayoutUnit { Bytes, Characters }

internal enum Overflow { Error, Cut, Mark }

internal enum Quoting { Needed, Always, Never }

internal enum Letters { AsTyped, Half, Full }

internal enum Kana { AsTyped, Katakana, Hiragana }

internal enum LineBreaks { Keep, Space, Remove }

internal enum Side { Right, Left }

/// <summary>One column of a record: where its value comes from and how it is written.</summary>
/// <param name="Name">The column of a CSV file or the place of a fixed one, for people; in XML the element, <c>applicant/familyName</c>, or its attribute, <c>applicant/@id</c>.</param>
/// <param name="Source">Place in the data, <c>applicant.familyName</c>, <c>children[0].dateOfBirth</c>; inside a repeated element, place in its item.</param>
/// <param name="Value">What stands there in every record, instead of a source.</param>
internal sealed record LayoutColumn(string Name, string? Source, string? Value)
{
    /// <summary>Where it stands in the layout file.</summary>
    public required string JsonPath { get; init; }

    /// <summary>In bytes or characters, as the layout counts; null for as long as it is.</summary>
    public int? Width { get; init; }

    /// <summary>On which side it is filled up; null for not at all.</summary>
    public Side? PadSide { get; init; }

    public string PadWith { get; init; } = " ";

    public Overflow OnOverflow { get; init; }

    public Quoting? Quote { get; init; }

    public string? Number { get; init; }

    public string? Date { get; init; }

    public Letters Letters { get; init; }

    public Kana Kana { get; init; }

    public LineBreaks LineBreaks { get; init; }

    /// <summary>A code table of mapping.json that the value goes through.</summary>
    public string? Codes { get; init; }

    /// <summary>Between the values of a list.</summary>
    public string? Join { get; init; }

    /// <summary>XML: an element for each item of the list at the source, with these inside.</summary>
    public IReadOnlyList<LayoutColumn> Columns { get; init; } = [];
}
