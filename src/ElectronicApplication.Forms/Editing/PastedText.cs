using System.Text;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Cells as a spreadsheet puts them on the clipboard: rows by line breaks, cells by tabs, quotes around what holds either of them.</summary>
internal static class PastedText
{
    public static List<List<string>> Cells(string text)
    {
        var (rows, row, cell) = (new List<List<string>>(), new List<string>(), new StringBuilder());
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                // FEEL begins with quotes too, "a", "b"; only a cell that ends with its closing quote was quoted by the spreadsheet.
                case '"' when cell.Length == 0 && Quoted(text, i) is { } end:
                    cell.Append(text.AsSpan(i + 1, end - i - 1)).Replace("\"\"", "\"");
                    i = end;
                    break;
                case '\t':
                    Close();
                    break;
                case '\n':
                    Close();
                    rows.Add(row);
                    row = [];
                    break;
                case var c:
                    cell.Append(c);
                    break;
            }
        if (cell.Length > 0 || row.Count > 0)
        {
            Close();
            rows.Add(row);
        }
        return rows;

        void Close()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }

    /// <summary>Where the quotes that open here are closed, if they hold a tab, a line break or doubled quotes, for which spreadsheets quote.</summary>
    private static int? Quoted(string text, int open)
    {
        var needed = false;
        for (var i = open + 1; i < text.Length; i++)
            if (text[i] is '\t' or '\n')
                needed = true;
            else if (text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                needed = true;
                i++;
            }
            else if (text[i] == '"')
                return needed && (i + 1 == text.Length || text[i + 1] is '\t' or '\n') ? i : null;
        return null;
    }
}
