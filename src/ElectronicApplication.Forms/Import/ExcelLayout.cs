namespace ElectronicApplication.Forms.Import;

internal enum LabelSide { Left, Above, Same, None }

/// <summary>A label with the places to write that belong to it.</summary>
/// <param name="Source">Null when nothing around the place names it.</param>
internal sealed record FormEntry(FormBox? Source, string Label, string? Help, List<FormBox> Blanks, LabelSide Side)
{
    /// <summary>The block of the paper that it stands in, by the words beside it.</summary>
    public string? Section { get; set; }

    /// <summary>The heading across the page above it.</summary>
    public string? Heading { get; set; }

    /// <summary>Rows under a header: one entry per column.</summary>
    public List<FormEntry>? Columns { get; init; }

    public int RowCount { get; init; }

    /// <summary>What the label means.</summary>
    public ExcelWords.Word? Word { get; init; } = ExcelWords.Of(Label);

    public CellArea Area => Source is null ? Blanks[0].Area : Blanks.Count == 0 ? Source.Area : Source.Area.With(Blanks[0].Area);

    public ExcelBlank Blank => Blanks.Count == 0 ? new ExcelBlank(BlankKind.Free) : Blanks[0].Blank!;
}

/// <summary>Reads the boxes of a sheet as people do: what stands left of a blank or above it is its name; what names nothing itself is a heading, a note or the title.</summary>
internal sealed class ExcelLayout
{
    // Further away than this (in letters) a free text does not name a line.
    private const double Reach = 24;
    private const int MaxBoxes = 3000;

    private readonly ExcelSheet _sheet;
    private readonly FormBox?[,] _owner;
    private readonly Dictionary<FormBox, FormEntry> _byLabel = [];
    private readonly Dictionary<FormBox, FormBox> _labels = [];
    private readonly List<FormBox> _headings = [];

    public ExcelLayout(ExcelSheet sheet)
    {
        _sheet = sheet;
        Boxes = ExcelBoxes.Of(sheet);
        if (Boxes.Count > MaxBoxes)
            throw ExcelPackage.Refused(sheet.Name, $"シート「{sheet.Name}」の枠が多すぎます（{MaxBoxes} 個まで）。様式ではなく名簿や集計表ではありませんか。様式のシートだけを残してください。",
                $"The sheet '{sheet.Name}' has too many frames (limit {MaxBoxes}). It may be a list and no form. Keep only the sheets of the form.");
        _owner = new FormBox?[sheet.Rows, sheet.Columns];
        foreach (var box in Boxes)
            for (var r = box.Area.Top; r <= box.Area.Bottom; r++)
                for (var c = box.Area.Left; c <= box.Area.Right; c++)
                    _owner[r, c] = box;
        Aside();
        foreach (var box in Boxes.Where(box => box.Blank is { MayBeLabel: true } && NamesSomething(box)))
            box.Role = BoxRole.Label;
        Entries.AddRange(new ExcelTables(this).Find());
        Pair();
        Insides();
        Entries.Sort((a, b) => (a.Area.Top, a.Area.Left).CompareTo((b.Area.Top, b.Area.Left)));
        Sections();
    }

    public List<FormBox> Boxes { get; }

    public List<FormEntry> Entries { get; } = [];

    public string? Title { get; private set; }

    /// <summary>Boxes that become no field, with the reason.</summary>
    public List<(FormBox Box, string Ja, string En)> Left { get; } = [];

    public FormBox? At(int row, int column) => row >= 0 && column >= 0 && row < _sheet.Rows && column < _sheet.Columns ? _owner[row, column] : null;

    public FormBox? LeftOf(FormBox box)
    {
        double passed = 0;
        for (var c = box.Area.Left - 1; c >= 0 && passed < Reach; passed += _sheet.Widths[c], c--)
            if (_owner[box.Area.Top, c] is { } found)
                return found;
        return null;
    }

    public FormBox? RightOf(FormBox box) => At(box.Area.Top, box.Area.Right + 1);

    public FormBox? Above(FormBox box) => At(box.Area.Top - 1, box.Area.Left);

    /// <summary>Takes away what is for the office, and the day and the addressee, which nobody has to fill in.</summary>
    private void Aside()
    {
        var closed = Boxes.FirstOrDefault(box => ExcelWords.ClosesForm(box.Text) || (ExcelWords.IsOfficeOnly(box.Text) && IsAcross(box)))?.Area.Top ?? int.MaxValue;
        var stars = Boxes.Any(box => ExcelWords.ClosesStars(box.Text));
        foreach (var box in Boxes.Where(box => box.Text.Length > 0 && box.Role != BoxRole.Note).ToList())
        {
            if (box.Taken)
                continue;
            if (ExcelWords.IsOfficeOnly(box.Text) || (stars && ExcelBlank.Fold(box.Text).TrimStart().StartsWith('※')))
                foreach (var inner in OfficePart(box))
                    Leave(inner, "役所が記入する欄なので、項目にしませんでした。", "This is for the office to fill in, so it became no field.");
            else if (ExcelWords.IsFilingDay(box.Label.Text))
            {
                Leave(box, "提出した日は自動で記録されるので、項目にしませんでした。", "The day of filing is recorded by itself, so it became no field.");
                if (RightOf(box) is { Role: BoxRole.Blank } day)
                    day.Taken = true;
            }
            else if (!box.Framed && box.Blank?.Kind == BlankKind.Date && LeftOf(box) is null or { Framed: true })
                Leave(box, "提出した日は自動で記録されるので、項目にしませんでした。", "The day of filing is recorded by itself, so it became no field.");
            else if (ExcelWords.IsAddressee(box.Text))
                Leave(box, "宛先なので、項目にしませんでした。", "This is the addressee, so it became no field.");
            else if (!box.Framed && ExcelWords.IsFormNumber(box.Text))
                Leave(box, "様式の番号なので、項目にしませんでした。", "This is the number of the form, so it became no field.");
        }
        foreach (var box in Boxes.Where(box => box.Area.Top >= closed && !box.Taken))
            Leave(box, "「記入しないでください」より下なので、項目にしませんでした。", "It stands below the words that nobody should write there, so it became no field.");
        var title = Boxes.Where(box => !box.Taken && box.Role == BoxRole.Label && ExcelWords.IsTitle(box.Text) && RightOf(box) is not { Framed: true } && box.Area.Top <= Math.Max(5, _sheet.Rows / 8))
            .OrderBy(box => box.Area.Top).FirstOrDefault();
        if (title is not null)
            (Title, title.Taken) = (ExcelWords.Display(title.Text), true);
    }

    /// <summary>A block for the office reaches right over the rows of its name, or is the name with the blank beside or below it.</summary>
    private IEnumerable<FormBox> OfficePart(FormBox name)
    {
        yield return name;
        foreach (var box in Boxes.Where(box => box != name && box.Framed && box.Area.Left > name.Area.Right && name.Area.Top <= box.Area.Top && name.Area.Bottom >= box.Area.Bottom))
        {
            if (name.Area.Rows == 1 && box.Area.Left > name.Area.Right + 1 && box.Role == BoxRole.Label && !name.Text.Contains('欄'))
                yield break;
            yield return box;
        }
        if (At(name.Area.Bottom + 1, name.Area.Left) is { Role: BoxRole.Blank } below && below.Area.Left == name.Area.Left && below.Area.Right == name.Area.Right)
            yield return below;
    }

    private void Leave(FormBox box, string ja, string en)
    {
        if (box.Taken)
            return;
        box.Taken = true;
        Left.Add((box, ja, en));
    }

    /// <summary>Words with dots between them are options where a label stands above or left; a label where a blank follows.</summary>
    private bool NamesSomething(FormBox box)
    {
        if (ExcelWords.Of(box.Label.Text) is { } word && (word.Type is "choice" or "yesNo" || box.Label.Text.Split('・').All(part => ExcelWords.Of(part) is not null)))
            return true;
        if (Above(box) is { } above && above.Area.Left == box.Area.Left && above.Area.Right == box.Area.Right && (above.Role == BoxRole.Label || above.Text == box.Text))
            return false;
        if (RightOf(box) is { Role: BoxRole.Blank, Blank.MayBeLabel: false } && LeftOf(box) is not { Role: BoxRole.Label, Area.Rows: 1 })
            return true;
        return LeftOf(box) is not { Role: BoxRole.Label };
    }

    private void Pair()
    {
        foreach (var blank in Boxes.Where(box => box.Role == BoxRole.Blank && !box.Taken))
        {
            if (blank.Blank!.Kind == BlankKind.Consent)
            {
                Entries.Add(new FormEntry(null, blank.Blank.Options[0], null, [blank], LabelSide.Same));
                continue;
            }
            var (label, side) = LabelOf(blank);
            if (label is null)
            {
                if (Nameless(blank) is { } entry)
                    Entries.Add(entry);
                continue;
            }
            _labels[blank] = label;
            if (_byLabel.TryGetValue(label, out var known))
                known.Blanks.Add(blank);
            else
                Entries.Add(_byLabel[label] = new FormEntry(label, label.Label.Text, label.Label.Help, [blank], side));
        }
    }

    private (FormBox? Label, LabelSide Side) LabelOf(FormBox blank)
    {
        var (area, left, above) = (blank.Area, LeftOf(blank), Above(blank));
        var up = above is not { Role: BoxRole.Label, Taken: false } || !blank.Framed || above.Area.Left > area.Left || above.Area.Right < area.Right ? 0
            : above.Area.Left == area.Left && above.Area.Right == area.Right ? 0.9 : blank.Letters > 0 || above.Area.Columns <= area.Columns * 3 ? 0.6 : 0;
        if (left is { Role: BoxRole.Label, Taken: false } && !ExcelWords.IsRowNumber(left.Text))
        {
            var beside = left.Area.Top == area.Top && left.Area.Bottom == area.Bottom ? 1 : left.Area.Top <= area.Top && left.Area.Bottom >= area.Bottom ? 0.8 : 0.5;
            if (up > 0 && left.Area.Top <= above!.Area.Top)
                beside -= 0.5;
            return beside >= up ? (left, LabelSide.Left) : (above, LabelSide.Above);
        }
        if (up > 0)
            return (above, LabelSide.Above);
        if (left is { Role: BoxRole.Blank, Taken: false } && _labels.TryGetValue(left, out var shared) && (blank.Blank!.Kind != BlankKind.Free || left.Blank!.Kind != BlankKind.Choice))
            return (shared, LabelSide.Left);
        // Rows under one another beside nothing go on with what stands above them.
        return above is { Role: BoxRole.Blank, Taken: false } && left is null or { Taken: true } && above.Area.Left == area.Left && _labels.TryGetValue(above, out var upper) ? (upper, LabelSide.Above) : (null, LabelSide.None);
    }

    /// <summary>Ticks tell by themselves what they ask; an empty frame that nothing names is shown to the author only.</summary>
    private FormEntry? Nameless(FormBox blank)
    {
        if (blank.Blank!.Kind == BlankKind.Choice && blank.Blank.Options.Count > 0)
            return new FormEntry(null, string.Join('・', blank.Blank.Options.Take(3)), null, [blank], LabelSide.None);
        if (blank.Blank.Kind == BlankKind.Bank)
            return new FormEntry(null, "振込先", null, [blank], LabelSide.None);
        Leave(blank, "この欄の見出しが見つかりません。要る項目なら、手で加えてください。", "Nothing names this place. If it is a field, add it by hand.");
        return null;
    }

    /// <summary>Labels that hold their blank themselves: 電話番号（　　　）, a name with room beside it, a tall frame.</summary>
    private void Insides()
    {
        foreach (var box in Boxes.Where(box => box is { Role: BoxRole.Label, Taken: false } && !_byLabel.ContainsKey(box)).ToList())
        {
            if (ExcelWords.Several(box.Text) is { } names)
            {
                Entries.AddRange(names.Select(one => new FormEntry(box, ExcelWords.Label(one).Label, null, [new FormBox(box.Area, "", box.Framed) { Blank = new ExcelBlank(BlankKind.Free), Role = BoxRole.Blank }], LabelSide.Same)));
                continue;
            }
            var (name, rest) = ExcelWords.Split(box.Text);
            var sure = ExcelWords.Of(ExcelWords.Label(name).Label) is { Sure: >= 0.7 };
            var heads = (box.Framed && box.Area.Rows < 2) || RightOf(box) is { Role: BoxRole.Label };
            if (rest is null && (!box.LeavesRoom || !sure || heads || box.Label.Text.Length > 14))
                continue;
            var blank = new FormBox(box.Area, rest ?? "", box.Framed) { Blank = ExcelBlank.Read(rest ?? "") ?? new ExcelBlank(BlankKind.Free), Role = BoxRole.Blank };
            var (label, help) = ExcelWords.Label(name);
            Entries.Add(_byLabel[box] = new FormEntry(box, label, help, [blank], LabelSide.Same));
        }
    }

    /// <summary>Labels without a blank of their own: names of blocks left of other labels, headings above them.</summary>
    private void Sections()
    {
        var names = Boxes.Where(box => box is { Role: BoxRole.Label, Taken: false } && !_byLabel.ContainsKey(box) && !Entries.Any(entry => entry.Source == box || entry.Columns?.Any(column => column.Source == box) == true)).ToList();
        foreach (var name in names)
        {
            var beside = Entries.Where(entry => entry.Source != name && entry.Area.Left > name.Area.Right && entry.Area.Top >= name.Area.Top && entry.Area.Top <= Reaches(name)).ToList();
            if (beside.Count > 0 && (name.Framed || RightOf(name) is { } || beside.Any(entry => entry.Source is { Framed: false })))
                foreach (var entry in beside)
                    entry.Section = name.Label.Text;
            else if (IsHeading(name))
                _headings.Add(name);
            else if (!ExcelWords.IsRowNumber(name.Text) && ExcelBlank.Fold(name.Text).Trim().Length > 1)
                Left.Add((name, "記入する場所が見つからないので、項目にしませんでした。", "No place to write belongs to it, so it became no field."));
        }
        // A heading over a table names the table only.
        foreach (var table in Entries.Where(entry => entry is { Columns: not null, Side: LabelSide.Above }))
            _headings.Add(table.Source!);
        foreach (var entry in Entries)
            entry.Heading = _headings.Where(heading => heading.Area.Top <= entry.Area.Top).MaxBy(heading => heading.Area.Top) is { } above && (!above.Taken || above == entry.Source) ? above.Label.Text : null;
    }

    /// <summary>A name that stands free goes on for the free lines right below it.</summary>
    private int Reaches(FormBox name)
    {
        var last = name.Area.Bottom;
        while (!name.Framed && Entries.Any(entry => entry.Source is { Framed: false } && entry.Area.Top == last + 1 && entry.Area.Left > name.Area.Right))
            last++;
        return last;
    }

    private bool IsAcross(FormBox box) => box.Framed && box.Area.Columns >= _sheet.Columns * 0.6 && box.Area.Rows <= 2;

    private bool IsHeading(FormBox box) => box.Framed
        ? IsAcross(box)
        : At(box.Area.Bottom + 1, box.Area.Left) is { Framed: true } && box.Label.Text.Length <= 30;
}
