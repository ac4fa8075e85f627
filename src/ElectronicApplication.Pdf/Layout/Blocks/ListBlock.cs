namespace ElectronicApplication.Pdf.Layout.Blocks;

/// <summary>A list: bullets, or numbers from 1.</summary>
internal sealed class ListBlock(IReadOnlyList<string> items, bool numbered, TextStyle style) : Block
{
    public override void Compose(Composer to)
    {
        to.Skip(Composer.Points(style.SpaceBefore));
        var list = to.Structure.Add("L", numbered ? "/O/List/ListNumbering/Decimal" : "/O/List/ListNumbering/Disc");
        var size = style.Size ?? to.Options.FontSize;
        var plain = style with { FirstLine = 0, Align = TextAlign.Start };
        var x = to.Left + Composer.Points(style.Indent);
        var labelWidth = size * (numbered ? 1 + 0.6 * $"{items.Count}".Length : 1.2);
        for (var i = 0; i < items.Count; i++)
        {
            var label = to.Set(numbered ? $"{i + 1}." : "・", plain, 4 * size);
            var body = to.Set(items[i], style with { FirstLine = 0 }, to.Width - (x - to.Left) - labelWidth);
            to.Need(Math.Min(body.Lines.Count, 2) * body.LineHeight);

            var item = list.Add("LI");
            to.Page.Begin(item.Add("Lbl"));
            label.Draw(to.Page, 0, 1, x, to.Y);
            to.Page.End();
            TextBlock.Flow(to, body, item.Add("LBody"), x + labelWidth);
        }

        to.Skip(Composer.Points(style.SpaceAfter));
    }
}
