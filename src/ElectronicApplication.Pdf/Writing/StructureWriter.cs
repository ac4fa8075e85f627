using System.Text;
using ElectronicApplication.Pdf.Layout;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>The structure tree and the way back from marked content to it (ISO 32000-2 14.7.2 and 14.7.5).</summary>
internal sealed class StructureWriter
{
    private readonly PdfObjects objects;
    private readonly Dictionary<StructureElement, int> numbers = [];

    public StructureWriter(PdfObjects objects, StructureElement document)
    {
        this.objects = objects;
        Root = objects.Reserve();
        Number(document);
    }

    public int Root { get; }

    public void Write(StructureElement document, List<PageCanvas> pages, int[] pageNumbers)
    {
        var parents = objects.Add("<</Nums[" + string.Join(' ', pages.Select(p => $"{p.Index}[{PdfObjects.References(p.Marks.Select(m => numbers[m]))}]")) + "]>>");
        objects.Put(Root, $"<</Type/StructTreeRoot/K {numbers[document]} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {pages.Count}>>");
        foreach (var (element, number) in numbers) objects.Put(number, Spell(element, pageNumbers));
    }

    private void Number(StructureElement element)
    {
        numbers[element] = objects.Reserve();
        foreach (var (child, _, _) in element.Kids)
            if (child is not null) Number(child);
    }

    private string Spell(StructureElement element, int[] pages)
    {
        var text = new StringBuilder($"<</S/{element.Type}/P {(element.Parent is null ? Root : numbers[element.Parent])} 0 R");
        if (element.Alternative is not null) text.Append("/Alt").Append(PdfSyntax.Text(element.Alternative));
        if (element.Attributes is not null) text.Append("/A<<").Append(element.Attributes).Append(">>");

        // Marked content on the element's own page is a mere number; on other pages it names the page.
        var page = element.Kids.Find(k => k.Element is null);
        var hasContent = element.Kids.Exists(k => k.Element is null);
        if (hasContent) text.Append($"/Pg {pages[page.Page]} 0 R");
        text.Append("/K[").AppendJoin(' ', element.Kids.Select(k => k switch
        {
            { Element: { } child } => $"{numbers[child]} 0 R",
            _ when k.Page == page.Page => $"{k.Mark}",
            _ => $"<</Type/MCR/Pg {pages[k.Page]} 0 R/MCID {k.Mark}>>",
        }));
        return text.Append("]>>").ToString();
    }
}
