namespace ElectronicApplication.Forms.Import;

internal enum BoxRole { Label, Blank, Note }

/// <summary>What the eye sees as one thing: a frame, a line to write on, a text that stands free.</summary>
internal sealed class FormBox(CellArea area, string text, bool framed)
{
    public CellArea Area { get; } = area;

    public string Text { get; } = text;

    public bool Framed => framed;

    /// <summary>How many boxes for a single letter it is made of; 0 when it is no such row.</summary>
    public int Letters { get; init; }

    public ExcelBlank? Blank { get; set; }

    public BoxRole Role { get; set; }

    public string? Formula { get; init; }

    /// <summary>The part of its frame that the text does not need, so that one may write there.</summary>
    public bool LeavesRoom { get; init; }

    public bool Taken { get; set; }

    public (string Text, string? Help) Label => _label ??= ExcelWords.Label(Text);

    private (string, string?)? _label;
}

/// <summary>Finds the boxes of a sheet: cells between which no line stands belong together.</summary>
internal sealed class ExcelBoxes
{
    private const double LetterWidth = 6;
    private const int LeastLetters = 4;

    private readonly ExcelSheet _sheet;
    private readonly int[] _component;
    private readonly Dictionary<(int, int), CellArea> _merged = [];
    private readonly HashSet<(int, int)> _inFrame = [];

    private ExcelBoxes(ExcelSheet sheet)
    {
        _sheet = sheet;
        _component = [.. Enumerable.Range(0, sheet.Rows * sheet.Columns)];
    }

    public static List<FormBox> Of(ExcelSheet sheet) => new ExcelBoxes(sheet).Find();

    private List<FormBox> Find()
    {
        foreach (var merge in _sheet.Merges)
            for (var r = merge.Top; r <= merge.Bottom; r++)
                for (var c = merge.Left; c <= merge.Right; c++)
                    _merged[(r, c)] = merge;
        for (var r = 0; r < _sheet.Rows; r++)
            for (var c = 0; c < _sheet.Columns; c++)
            {
                if (c > 0 && !_sheet.LineLeft[r, c])
                    Join(At(r, c - 1), At(r, c));
                if (r > 0 && !_sheet.LineAbove[r, c])
                    Join(At(r - 1, c), At(r, c));
            }
        var boxes = new List<FormBox>();
        var open = new List<(int Row, int Column)>();
        foreach (var cells in Enumerable.Range(0, _component.Length).GroupBy(Root))
        {
            var area = cells.Select(cell => Cell(cell)).Aggregate((all, cell) => all.With(cell));
            if (cells.Count() == area.Rows * area.Columns && IsClosed(area))
            {
                foreach (var cell in cells)
                    _inFrame.Add((cell / _sheet.Columns, cell % _sheet.Columns));
                boxes.AddRange(Framed(area));
            }
            else
                open.AddRange(cells.Select(cell => (cell / _sheet.Columns, cell % _sheet.Columns)));
        }
        boxes.AddRange(open.Where(cell => Text(cell.Row, cell.Column).Trim().Length > 0).Select(cell => Free(cell.Row, cell.Column)));
        boxes.AddRange(Underlines(open));
        return [.. Lettered(boxes).OrderBy(box => box.Area.Top).ThenBy(box => box.Area.Left)];
    }

    /// <summary>One frame is one box, unless it holds labels and places to write side by side.</summary>
    private IEnumerable<FormBox> Framed(CellArea area)
    {
        var texts = new List<(int Row, int Column, string Text)>();
        for (var r = area.Top; r <= area.Bottom; r++)
            for (var c = area.Left; c <= area.Right; c++)
                if (Text(r, c).Trim() is { Length: > 0 })
                    texts.Add((r, c, Text(r, c)));
        if (texts.Count > 1)
        {
            var joined = string.Concat(texts.Select((text, i) => i == 0 ? text.Text : (text.Row > texts[i - 1].Row ? "\n" : "  ") + text.Text));
            var blank = ExcelBlank.Read(joined);
            if (blank is null or { MayBeLabel: true } && texts.Any(text => ExcelBlank.Read(text.Text) is not null || ExcelWords.Of(ExcelWords.Label(text.Text).Label) is not null))
                return texts.Select(text => Free(text.Row, text.Column));
            return [New(area, joined, true, false)];
        }
        var alone = texts.Count == 0 ? "" : texts[0].Text;
        var room = texts.Count == 1 && (area.Rows > 1 || !_merged.ContainsKey((texts[0].Row, texts[0].Column)) && area.Columns > 2) && texts[0].Row == area.Top;
        return [New(area, alone, true, room)];
    }

    private FormBox Free(int row, int column) => New(_merged.TryGetValue((row, column), out var merge) ? merge : new CellArea(row, column, row, column), Text(row, column), false, true);

    private FormBox New(CellArea area, string text, bool framed, bool room)
    {
        var cells = Enumerable.Range(area.Top, area.Rows).SelectMany(r => Enumerable.Range(area.Left, area.Columns).Select(c => (r, c)));
        var formula = _sheet.Formulas.Count == 0 ? null : cells.Select(cell => _sheet.Formulas.GetValueOrDefault(cell)).FirstOrDefault(found => found is not null);
        var list = _sheet.Lists.Count == 0 ? null : cells.Select(cell => _sheet.Lists.GetValueOrDefault(cell)).FirstOrDefault(found => found is not null);
        var blank = list is { Length: > 0 } && text.Length == 0 ? new ExcelBlank(BlankKind.Choice) { Options = [.. list.Distinct()] }
            : StampBeside(text) is { } stamped ? stamped
            : ExcelBlank.Read(text);
        return new FormBox(area, text, framed)
        {
            Blank = blank,
            Role = blank is not null ? BoxRole.Blank : ExcelWords.IsNote(text) ? BoxRole.Note : BoxRole.Label,
            Formula = formula,
            LeavesRoom = room,
        };
    }

    private static ExcelBlank? StampBeside(string text) => ExcelBlank.Fold(text) is { } folded && folded.TrimEnd() is [.. var before, '印'] && before.Length >= 3 && string.IsNullOrWhiteSpace(before)
        ? new ExcelBlank(BlankKind.Free) { Stamped = true } : null;

    /// <summary>Open cells with a line below and nothing in them; the upper line of a frame is none.</summary>
    private IEnumerable<FormBox> Underlines(List<(int Row, int Column)> open)
    {
        var written = open.Where(cell => _sheet.LineAbove[cell.Row + 1, cell.Column] && Text(cell.Row, cell.Column).Length == 0 && !_inFrame.Contains((cell.Row + 1, cell.Column))
            && !(_merged.TryGetValue(cell, out var merge) && Text(merge.Top, merge.Left).Length > 0)).Order().ToList();
        for (var i = 0; i < written.Count;)
        {
            var last = i;
            while (last + 1 < written.Count && written[last + 1] == (written[last].Row, written[last].Column + 1) && !_sheet.LineLeft[written[last].Row, written[last].Column + 1])
                last++;
            yield return New(new CellArea(written[i].Row, written[i].Column, written[last].Row, written[last].Column), "", false, false);
            i = last + 1;
        }
    }

    /// <summary>Rows of narrow empty frames are for single letters.</summary>
    private IEnumerable<FormBox> Lettered(List<FormBox> boxes)
    {
        var narrow = boxes.Where(box => box is { Framed: true, Text: "" } && _sheet.Width(box.Area) < LetterWidth).OrderBy(box => box.Area.Top).ThenBy(box => box.Area.Left).ToList();
        var joined = new HashSet<FormBox>();
        for (var i = 0; i < narrow.Count;)
        {
            var last = i;
            while (last + 1 < narrow.Count && narrow[last + 1].Area is var next && next.Top == narrow[last].Area.Top && next.Bottom == narrow[last].Area.Bottom && next.Left == narrow[last].Area.Right + 1)
                last++;
            if (last - i + 1 >= LeastLetters)
            {
                joined.UnionWith(narrow[i..(last + 1)]);
                boxes.Add(new FormBox(narrow[i].Area.With(narrow[last].Area), "", true) { Letters = last - i + 1, Blank = new ExcelBlank(BlankKind.Free), Role = BoxRole.Blank });
            }
            i = last + 1;
        }
        return boxes.Where(box => !joined.Contains(box));
    }

    private bool IsClosed(CellArea area)
    {
        for (var r = area.Top; r <= area.Bottom; r++)
            if (!_sheet.LineLeft[r, area.Left] || !_sheet.LineLeft[r, area.Right + 1])
                return false;
        for (var c = area.Left; c <= area.Right; c++)
            if (!_sheet.LineAbove[area.Top, c] || !_sheet.LineAbove[area.Bottom + 1, c])
                return false;
        return true;
    }

    private string Text(int row, int column) => _sheet.Texts[row, column];

    private int At(int row, int column) => row * _sheet.Columns + column;

    private CellArea Cell(int cell) => new(cell / _sheet.Columns, cell % _sheet.Columns, cell / _sheet.Columns, cell % _sheet.Columns);

    private void Join(int a, int b) => _component[Root(a)] = Root(b);

    private int Root(int cell)
    {
        while (_component[cell] != cell)
            cell = _component[cell] = _component[_component[cell]];
        return cell;
    }
}
