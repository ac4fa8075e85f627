namespace ElectronicApplication.Pdf.Layout.Blocks;

/// <summary>A paragraph or heading in the flow.</summary>
internal sealed class TextBlock(string type, string text, TextStyle style) : Block
{
    public override void Compose(Composer to)
    {
        to.Skip(Composer.Points(style.SpaceBefore));
        var indent = Composer.Points(style.Indent);
        var layout = to.Set(text, style, to.Width - indent);
        // A heading does not stay behind alone: it keeps room for two lines of what follows.
        var company = type == "P" ? 0 : 2 * to.Options.FontSize * to.Options.LineHeight;
        if (layout.Height + company < to.RoomOfPage) to.Need((type == "P" ? Math.Min(layout.Lines.Count, 2) * layout.LineHeight : layout.Height) + company);

        var element = to.Structure.Add(type);
        var end = Flow(to, layout, element, to.Left + indent);
        if (style.Seal is { } seal) FigureBlock.Stamp(to, seal, end, to.Left + to.Width, to.Y - layout.LineHeight / 2);
        to.Skip(Composer.Points(style.SpaceAfter));
    }

    /// <summary>Draws all lines, over as many pages as they need.</summary>
    /// <returns>Where the last line ends.</returns>
    public static double Flow(Composer to, TextLayout layout, StructureElement element, double x)
    {
        var end = x;
        for (var from = 0; from < layout.Lines.Count;)
        {
            to.Need(layout.LineHeight);
            var count = Math.Clamp((int)((to.Room + 0.01) / layout.LineHeight), 1, layout.Lines.Count - from);
            to.Page.Begin(element);
            end = layout.Draw(to.Page, from, count, x, to.Y);
            to.Page.End();
            to.Y += count * layout.LineHeight;
            from += count;
        }

        return end;
    }
}
