namespace ElectronicApplication.Pdf.Layout.Blocks;

internal sealed class TableBlock : Block
{
    private const double Border = 0.5;
    private const double HeaderGrey = 0.92;

    private readonly PdfTable table;

    public TableBlock(PdfTable table)
    {
        var columns = table.Widths.Count;
        if (columns is 0 or > 100 || table.Widths.Any(w => w is not (> 0 and < 1e6))) throw new PdfInputException(PdfInputProblem.Layout, "A table needs 1 to 100 columns, each with a width.");
        foreach (var row in table.Header is null ? table.Rows : [table.Header, .. table.Rows])
            if (row.Any(c => c.Span < 1) || row.Sum(c => c.Span) != columns) throw new PdfInputException(PdfInputProblem.Layout, $"A row of a table does not fill its {columns} columns.");
        this.table = table;
    }

    public override void Compose(Composer to)
    {
        var element = to.Structure.Add("Table");
        var header = table.Header is null ? null : Measure(to, [.. table.Header.Select(c => c with { Bold = true })]);
        var first = true;
        foreach (var cells in table.Rows)
        {
            var row = Measure(to, cells);
            var alone = header is not null && first;
            to.Need((alone ? header!.Height : 0) + row.Height);
            if (header is not null && (first || to.AtTop)) Head(to, header, element, first);
            first = false;
            Break(to, row, header, element);
        }

        if (first && header is not null) Head(to, header, element, first);
        to.Skip(Composer.Points(table.Padding));
    }

    private void Head(Composer to, Row header, StructureElement table, bool first)
    {
        to.Need(header.Height);
        to.Page.BeginArtifact("/Type/Layout");
        to.Page.Fill([(to.Left, to.Y, to.Width, header.Height)], HeaderGrey);
        to.Page.End();
        // Who listens hears the header once; on later pages it is part of the page, not of the table.
        if (first) Draw(to, header, [.. header.Cells.Select(_ => 0)], int.MaxValue, Elements(header, table.Add("TR"), column: true));
        else Draw(to, header, [.. header.Cells.Select(_ => 0)], int.MaxValue, null);
    }

    /// <summary>Draws a row, on one page if it fits on one.</summary>
    private void Break(Composer to, Row row, Row? header, StructureElement table)
    {
        var elements = Elements(row, table.Add("TR"), column: false);
        var next = new int[row.Cells.Count];
        while (true)
        {
            var lines = (int)((to.Room + 0.01 - 2 * row.Padding) / row.LineHeight);
            if (row.Cells.Index().All(c => c.Item.Layout.Lines.Count - next[c.Index] <= lines))
            {
                Draw(to, row, next, int.MaxValue, elements);
                return;
            }

            if (lines > 0) Draw(to, row, next, lines, elements);
            else if (to.AtTop || (header is not null && header.Height + 2 * row.Padding + row.LineHeight > to.RoomOfPage))
                throw new PdfInputException(PdfInputProblem.Layout, "A row of a table fits on no page.");
            to.Continue();
            if (header is not null) Head(to, header, table, first: false);
        }
    }

    /// <param name="next">The first line of each cell that is still to be drawn; moved on.</param>
    /// <param name="elements">Null for a header that is repeated.</param>
    private void Draw(Composer to, Row row, int[] next, int lines, IReadOnlyList<StructureElement>? elements)
    {
        var most = 1;
        if (elements is null) to.Page.BeginArtifact("/Type/Pagination");
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var (layout, x, _) = row.Cells[i];
            var count = Math.Min(lines, layout.Lines.Count - next[i]);
            if (count <= 0) continue;
            most = Math.Max(most, count);
            if (elements is not null) to.Page.Begin(elements[i]);
            layout.Draw(to.Page, next[i], count, x + row.Padding, to.Y + row.Padding);
            if (elements is not null) to.Page.End();
            next[i] += count;
        }

        if (elements is null) to.Page.End();
        var height = most * row.LineHeight + 2 * row.Padding;
        if (table.Borders) Frame(to, row, height);
        to.Y += height;
    }

    private static void Frame(Composer to, Row row, double height)
    {
        to.Page.BeginArtifact("/Type/Layout");
        to.Page.Line(to.Left, to.Y, to.Left + to.Width, to.Y, Border);
        to.Page.Line(to.Left, to.Y + height, to.Left + to.Width, to.Y + height, Border);
        foreach (var (_, x, _) in row.Cells) to.Page.Line(x, to.Y, x, to.Y + height, Border);
        to.Page.Line(to.Left + to.Width, to.Y, to.Left + to.Width, to.Y + height, Border);
        to.Page.End();
    }

    private static List<StructureElement> Elements(Row row, StructureElement tr, bool column) => [.. row.Cells.Select(c =>
    {
        var heading = column || c.Cell.Heading;
        var attributes = (heading ? column ? "/Scope/Column" : "/Scope/Row" : "") + (c.Cell.Span > 1 ? $"/ColSpan {c.Cell.Span}" : "");
        return tr.Add(heading ? "TH" : "TD", attributes.Length == 0 ? null : "/O/Table" + attributes);
    })];

    private Row Measure(Composer to, IReadOnlyList<PdfCell> cells)
    {
        var padding = Composer.Points(table.Padding);
        var unit = to.Width / table.Widths.Sum();
        var (x, column) = (to.Left, 0);
        var measured = new List<(TextLayout, double, PdfCell)>(cells.Count);
        foreach (var cell in cells)
        {
            var width = 0.0;
            for (var i = 0; i < cell.Span; i++) width += table.Widths[column++] * unit;
            measured.Add((to.Set(cell.Text, new() { Size = table.Size, Bold = cell.Bold, Align = cell.Align, LineHeight = 1.4 }, width - 2 * padding), x, cell));
            x += width;
        }

        return new(measured, padding);
    }

    private sealed record Row(IReadOnlyList<(TextLayout Layout, double X, PdfCell Cell)> Cells, double Padding)
    {
        public double LineHeight => Cells[0].Layout.LineHeight;

        public double Height => Cells.Max(c => c.Layout.Height) + 2 * Padding;
    }
}
