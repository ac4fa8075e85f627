namespace ElectronicApplication.Forms.Import;

/// <summary>Finds headers with empty rows below them (表: 品名・数量・…): each becomes one entry with a column for every field of a row.</summary>
internal sealed class ExcelTables(ExcelLayout layout)
{
    public IEnumerable<FormEntry> Find()
    {
        foreach (var first in layout.Boxes.Where(box => IsHeader(box) && !box.Taken))
        {
            if (layout.At(first.Area.Top, first.Area.Left - 1) is { } before && IsHeader(before) && before.Area.Top == first.Area.Top && before.Area.Bottom == first.Area.Bottom)
                continue;
            var header = new List<FormBox> { first };
            while (layout.RightOf(header[^1]) is { Taken: false } next && IsHeader(next) && next.Area.Top == first.Area.Top && next.Area.Bottom == first.Area.Bottom)
                header.Add(next);
            // Names of blocks may stand in the row of the header.
            for (; header.Count >= 2; header.RemoveAt(0))
                if (Rows(header) is { Count: >= 2 } rows)
                {
                    // A label and a blank under two labels are no table.
                    if (header.Count == 2 && HasNames(rows))
                        break;
                    foreach (var entry in Entries(header, rows))
                        yield return entry;
                    break;
                }
        }
    }

    private static bool IsHeader(FormBox box) => box is { Framed: true, Role: BoxRole.Label };

    private List<FormBox[]> Rows(List<FormBox> header)
    {
        var rows = new List<FormBox[]>();
        for (var top = header[0].Area.Bottom + 1; ;)
        {
            var row = header.Select(head => layout.At(top, head.Area.Left) is { Framed: true, Taken: false } box && box.Area.Left == head.Area.Left && box.Area.Right == head.Area.Right && box.Area.Top == top ? box : null).ToArray();
            if (row.Any(box => box is null) || row.Skip(1).Any(box => box!.Role != BoxRole.Blank && box.Blank is not { MayBeLabel: true }) || row.Any(box => box!.Area.Bottom != row[0]!.Area.Bottom))
                return rows;
            rows.Add(row!);
            top = row[0]!.Area.Bottom + 1;
        }
    }

    private IEnumerable<FormEntry> Entries(List<FormBox> header, List<FormBox[]> rows)
    {
        var named = HasNames(rows);
        foreach (var box in rows.SelectMany(row => row).Concat(header))
            box.Taken = true;
        if (named)
        {
            // The rows have names of their own: 変更前 and 変更後 of 住所, 氏名, ...
            foreach (var row in rows)
                for (var i = 1; i < row.Length; i++)
                    yield return new FormEntry(row[0], $"{row[0].Label.Text}（{header[i].Label.Text}）", null, [AsBlank(row[i])], LabelSide.Left);
            yield break;
        }
        var numbered = rows.All(row => row[0].Text.Length > 0 && ExcelWords.IsRowNumber(row[0].Text));
        var name = NameOf(header);
        if (name is not null)
            name.Taken = true;
        var columns = header.Select((head, i) => new FormEntry(head, head.Label.Text, head.Label.Help, [AsBlank(rows[0][i])], LabelSide.Above)).Skip(numbered ? 1 : 0).ToList();
        yield return new FormEntry(name ?? header[0], name?.Label.Text ?? string.Join("・", columns.Take(2).Select(column => column.Label)), null, [], name is null ? LabelSide.None : LabelSide.Above)
        {
            Columns = columns,
            RowCount = rows.Count,
        };
    }

    private static bool HasNames(List<FormBox[]> rows) => rows.All(row => row[0].Role == BoxRole.Label && !ExcelWords.IsRowNumber(row[0].Text));

    private static FormBox AsBlank(FormBox box)
    {
        box.Blank ??= new ExcelBlank(BlankKind.Free);
        return box;
    }

    /// <summary>The heading across the table, or the name of the block at its side.</summary>
    private FormBox? NameOf(List<FormBox> header)
    {
        var (top, left, right) = (header[0].Area.Top, header[0].Area.Left, header[^1].Area.Right);
        return layout.At(top - 1, left) is { Role: BoxRole.Label, Taken: false } above && above.Area.Left <= left && above.Area.Right >= right ? above
            : layout.At(top, left - 1) is { Role: BoxRole.Label, Taken: false } side && side.Area.Top <= top && side.Area.Bottom > header[0].Area.Bottom ? side
            : null;
    }
}
