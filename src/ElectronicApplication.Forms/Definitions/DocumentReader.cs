using ElectronicApplication.Forms.Documents;

namespace ElectronicApplication.Forms.Definitions;

internal static class DocumentReader
{
    public static DocumentDefinition Document(DefinitionReader json) => new()
    {
        Id = json.Text("id"),
        Title = json.Text("title"),
        Kind = json.OptionalChoice("kind", DocumentKind.Notice),
        Decisions = json.Choices<DocumentOccasion>("decisions"),
        Number = json.OptionalText("number") ?? DocumentDefinition.DefaultNumber,
        Series = json.OptionalText("series"),
        Paper = json.OptionalChoice("paper", DocumentPaper.A4),
        Landscape = json.Flag("landscape"),
        Seal = json.Flag("seal"),
        BeforeFee = json.Flag("beforeFee"),
        Masked = json.Flag("masked"),
        Blocks = json.Objects("blocks", block => new DocumentBlock(
            block.Choice("type", DocumentBlockType.Paragraph), block.OptionalText("text") ?? "", block.OptionalText("group"), block.OptionalText("when"),
            block.OptionalChoice("align", DocumentAlign.Start))),
    };
}
