using System.Globalization;
using System.Xml;

namespace ElectronicApplication.Forms.Import;

/// <summary>Reads one worksheet part.</summary>
internal sealed class ExcelSheetReader(string name, IReadOnlyList<string> strings, CellLines[] borders)
{
    public const int MaxRows = 200;
    public const int MaxColumns = 100;
    private const int MaxElements = 200_000;
    private const double DefaultWidth = 8.43;

    private readonly Dictionary<(int Row, int Column), (string Text, CellLines Lines, string? Formula)> _cells = [];
    private readonly Dictionary<int, double> _heights = [];
    private readonly Dictionary<int, double> _widths = [];
    private readonly HashSet<int> _hiddenRows = [];
    private readonly HashSet<int> _hiddenColumns = [];
    private readonly List<CellArea> _merges = [];
    private readonly List<(CellArea Area, string[] Options)> _lists = [];
    private double _height = 18;
    private int _elements;
    private int _row = -1;
    private int _column = -1;
    private bool _leavesOut;

    public ExcelSheet Read(XmlReader reader, string? printArea)
    {
        var printed = (printArea is null ? null : CellArea.Parse(printArea)) ?? new CellArea(0, 0, int.MaxValue - 1, int.MaxValue - 1);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (++_elements > MaxElements * 4)
                throw TooLarge();
            switch (reader.LocalName)
            {
                case "sheetFormatPr":
                    _height = Number(reader, "defaultRowHeight") ?? _height;
                    break;
                case "col":
                    Column(reader);
                    break;
                case "row":
                    Row(reader);
                    break;
                case "c":
                    Cell(reader, printed);
                    break;
                case "mergeCell":
                    if (CellArea.Parse(reader.GetAttribute("ref") ?? "") is { } merge && printed.Holds(merge.Top, merge.Left))
                        _merges.Add(_merges.Count < MaxRows * MaxColumns ? merge : throw TooLarge());
                    break;
                case "dataValidation" when reader.GetAttribute("type") == "list":
                    List(reader);
                    break;
            }
        }
        return Sheet();
    }

    private void Column(XmlReader reader)
    {
        var (first, last) = ((int)(Number(reader, "min") ?? 1), (int)(Number(reader, "max") ?? 0));
        for (var column = Math.Max(first, 1); column <= Math.Min(last, MaxColumns); column++)
        {
            if (Flag(reader, "hidden"))
                _hiddenColumns.Add(column - 1);
            if (Number(reader, "width") is { } width)
                _widths[column - 1] = width;
        }
    }

    private void Row(XmlReader reader)
    {
        _row = (int)(Number(reader, "r") ?? _row + 2) - 1;
        _column = -1;
        if (_heights.Count > 10_000)
            throw TooLarge();
        _heights[_row] = Number(reader, "ht") ?? _height;
        if (Flag(reader, "hidden"))
            _hiddenRows.Add(_row);
    }

    private void Cell(XmlReader reader, CellArea printed)
    {
        var place = CellArea.Parse(reader.GetAttribute("r") ?? "") ?? new CellArea(Math.Max(_row, 0), _column + 1, 0, 0);
        var (row, column) = (_row = place.Top, _column = place.Left);
        var lines = (int?)Number(reader, "s") is { } style && style >= 0 && style < borders.Length ? borders[style] : CellLines.None;
        var (text, formula) = Content(reader, reader.GetAttribute("t"));
        if (text.Length == 0 && formula is null && lines == CellLines.None)
            return;
        if (!printed.Holds(row, column))
        {
            _leavesOut |= text.Length > 0;
            return;
        }
        if (row - printed.Top >= MaxRows || column - printed.Left >= MaxColumns)
            throw TooLarge();
        _cells[(row, column)] = (text, lines, formula);
    }

    private (string Text, string? Formula) Content(XmlReader reader, string? type)
    {
        var (text, formula) = ("", (string?)null);
        if (reader.IsEmptyElement)
            return (text, formula);
        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
                text = ExcelWorkbook.RichText(reader);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" })
                text = Value(reader.ReadElementContentAsString(), type);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "f" })
                formula = ExcelWorkbook.Clean(reader.ReadElementContentAsString());
            else
                reader.Read();
        // What is calculated is an answer, not a word of the form.
        return (formula is null ? text : "", formula);
    }

    private string Value(string value, string? type) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count ? strings[index]
            : throw ExcelPackage.Refused($"{name}!{CellArea.Name(_row, _column)}", "このセルの文字がファイルにありません。Excel で開いて保存し直してください。", "The text of this cell is not in the file. Open it in Excel and save it again."),
        "b" or "e" => "",
        _ => ExcelWorkbook.Clean(value),
    };

    /// <summary>Only lists that are written out; those that stand elsewhere in the sheet are for the author.</summary>
    private void List(XmlReader reader)
    {
        var areas = (reader.GetAttribute("sqref") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var inner = reader.ReadSubtree();
        while (inner.Read())
            if (inner is { NodeType: XmlNodeType.Element, LocalName: "formula1" } && inner.ReadElementContentAsString() is ['"', .., '"'] written)
                foreach (var area in areas.Take(MaxRows - _lists.Count).Select(CellArea.Parse).OfType<CellArea>())
                    _lists.Add((area, written[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }

    private ExcelSheet Sheet()
    {
        var used = _cells.Keys.Select(cell => new CellArea(cell.Row, cell.Column, cell.Row, cell.Column)).Aggregate((CellArea?)null, (area, cell) => area?.With(cell) ?? cell) ?? new CellArea(0, 0, -1, -1);
        int[] rows = [.. Enumerable.Range(used.Top, used.Rows).Where(row => !_hiddenRows.Contains(row))];
        int[] columns = [.. Enumerable.Range(used.Left, used.Columns).Where(column => !_hiddenColumns.Contains(column))];
        var sheet = new ExcelSheet(name, rows, columns)
        {
            LeavesOut = _leavesOut || _cells.Any(cell => cell.Value.Text.Length > 0 && (_hiddenRows.Contains(cell.Key.Row) || _hiddenColumns.Contains(cell.Key.Column))),
        };
        for (var r = 0; r < rows.Length; r++)
        {
            sheet.Heights[r] = _heights.GetValueOrDefault(rows[r], _height);
            for (var c = 0; c < columns.Length; c++)
            {
                var (text, lines, formula) = _cells.GetValueOrDefault((rows[r], columns[c]), ("", CellLines.None, null));
                sheet.Texts[r, c] = text;
                Draw(sheet, new CellArea(r, c, r, c), lines);
                if (formula is not null)
                    sheet.Formulas[(r, c)] = formula;
                if (_lists.FirstOrDefault(list => list.Area.Holds(rows[r], columns[c])).Options is { } options)
                    sheet.Lists[(r, c)] = options;
            }
        }
        for (var c = 0; c < columns.Length; c++)
            sheet.Widths[c] = _widths.GetValueOrDefault(columns[c], DefaultWidth);
        foreach (var merge in _merges)
            Merge(sheet, merge, rows, columns);
        return sheet;
    }

    /// <summary>A merged cell is one cell: no lines inside, and around it those of its first cell if the others have none.</summary>
    private void Merge(ExcelSheet sheet, CellArea merge, int[] rows, int[] columns)
    {
        var (inRows, inColumns) = (rows.Index().Where(row => row.Item >= merge.Top && row.Item <= merge.Bottom).ToList(), columns.Index().Where(column => column.Item >= merge.Left && column.Item <= merge.Right).ToList());
        if (inRows.Count == 0 || inColumns.Count == 0)
            return;
        var area = new CellArea(inRows[0].Index, inColumns[0].Index, inRows[^1].Index, inColumns[^1].Index);
        if (sheet.Merges.Any(other => other.Holds(area.Top, area.Left)))
            return;
        var first = _cells.GetValueOrDefault((merge.Top, merge.Left), ("", CellLines.None, null));
        for (var r = area.Top; r <= area.Bottom; r++)
            for (var c = area.Left; c <= area.Right; c++)
            {
                if (r > area.Top)
                    sheet.LineAbove[r, c] = false;
                if (c > area.Left)
                    sheet.LineLeft[r, c] = false;
                if (r > area.Top || c > area.Left)
                    sheet.Texts[r, c] = "";
            }
        sheet.Texts[area.Top, area.Left] = first.Text;
        Draw(sheet, area, first.Lines);
        sheet.Merges.Add(area);
    }

    private static void Draw(ExcelSheet sheet, CellArea area, CellLines lines)
    {
        for (var r = area.Top; r <= area.Bottom; r++)
        {
            sheet.LineLeft[r, area.Left] |= lines.HasFlag(CellLines.Left);
            sheet.LineLeft[r, area.Right + 1] |= lines.HasFlag(CellLines.Right);
        }
        for (var c = area.Left; c <= area.Right; c++)
        {
            sheet.LineAbove[area.Top, c] |= lines.HasFlag(CellLines.Top);
            sheet.LineAbove[area.Bottom + 1, c] |= lines.HasFlag(CellLines.Bottom);
        }
    }

    private static double? Number(XmlReader reader, string attribute) =>
        double.TryParse(reader.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e8 ? number : null;

    private static bool Flag(XmlReader reader, string attribute) => reader.GetAttribute(attribute) is "1" or "true";

    private DefinitionException TooLarge() => ExcelPackage.Refused(_row >= 0 ? $"{name}!{CellArea.Name(_row, Math.Max(_column, 0))}" : name,
        $"シート「{name}」が大きすぎます（{MaxRows} 行、{MaxColumns} 列まで）。様式の部分だけを印刷範囲にするか、ほかの行と列を削除してください。",
        $"The sheet '{name}' is too large (limit {MaxRows} rows, {MaxColumns} columns). Make only the form its print area, or delete the other rows and columns.");
}
