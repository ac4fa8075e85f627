namespace ElectronicApplication.Forms.Documents;

/// <summary>A document with everything filled in: what is drawn, and what is kept to draw a copy that says the same.</summary>
public sealed record DocumentContent(string Title, DocumentPaper Paper, bool Landscape, bool Seal, IReadOnlyList<FilledBlock> Blocks)
{
    /// <summary>Whom it is sent to, as on an envelope; empty where the template has no recipient.</summary>
    public IReadOnlyList<string> Recipient => Blocks.FirstOrDefault(b => b.Type == DocumentBlockType.Recipient)?.Lines ?? [];
}

/// <param name="Lines">Of the text, of a list, of an address.</param>
/// <param name="Rows">Of a table, the first one its head; of values, label and value.</param>
/// <param name="Reads">The fields that stand in it, for telling where a character comes from.</param>
public sealed record FilledBlock(DocumentBlockType Type, DocumentAlign Align, IReadOnlyList<string> Lines, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<FilledValue> Reads)
{
    public string Text => string.Join('\n', Lines);
}

/// <param name="Label">The field's name for people.</param>
public sealed record FilledValue(string Label, string Text);
