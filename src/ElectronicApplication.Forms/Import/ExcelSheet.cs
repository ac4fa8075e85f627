namespace ElectronicApplication.Forms.Import;

/// <summary>A rectangle of cells; all four sides count from 0 and are included.</summary>
internal readonly record struct CellArea(int Top, int Left, int Bottom, int Right)
{
    public int Rows => Bottom - Top + 1;

    public int Columns => Right - Left + 1;

    public bool Holds(int row, int column) => row >= Top && row <= Bottom && column >= Left && column <= Right;

    public bool Holds(CellArea other) => Holds(other.Top, other.Left) && Holds(other.Bottom, other.Right);

    public CellArea With(CellArea other) => new(Math.Min(Top, other.Top), Math.Min(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Max(Right, other.Right));

    /// <summary>Cells in the letters of a spreadsheet: B7, B7:D9, A:H.</summary>
    public static CellArea? Parse(string reference)
    {
        var corners = reference.Split(':');
        if (corners.Length > 2 || Corner(corners[0]) is not { } first || Corner(corners[^1]) is not { } last)
            return null;
        return new CellArea(Math.Max(first.Row, 0), Math.Max(first.Column, 0), last.Row < 0 ? int.MaxValue - 1 : last.Row, last.Column < 0 ? int.MaxValue - 1 : last.Column);
    }

    /// <summary>-1 for what is left out in a whole row or column.</summary>
    private static (int Row, int Column)? Corner(string text)
    {
        var (row, column, at) = (0, 0, 0);
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && at < 4; at++)
            column = column * 26 + (char.ToUpperInvariant(text[at]) - 'A' + 1);
        for (; at < text.Length && char.IsAsciiDigit(text[at]) && row < 10_000_000; at++)
            row = row * 10 + (text[at] - '0');
        return text.Length == 0 || at < text.Length ? null : (row - 1, column - 1);
    }

    public static string Name(int row, int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters + (row + 1);
    }
}

/// <summary>One sheet as a person sees it: without hidden rows and columns, and within the printed area.</summary>
internal sealed class ExcelSheet(string name, int[] rows, int[] columns)
{
    public string Name => name;

    public bool IsHidden { get; private init; }

    /// <summary>Something was written in rows or columns that are hidden or not printed.</summary>
    public bool LeavesOut { get; init; }

    public int Rows => rows.Length;

    public int Columns => columns.Length;

    public string[,] Texts { get; } = new string[rows.Length, columns.Length];

    /// <summary>Whether a line stands above a cell; one row more than there are cells.</summary>
    public bool[,] LineAbove { get; } = new bool[rows.Length + 1, columns.Length];

    public bool[,] LineLeft { get; } = new bool[rows.Length, columns.Length + 1];

    public List<CellArea> Merges { get; } = [];

    /// <summary>Cells that Excel calculates.</summary>
    public Dictionary<(int Row, int Column), string> Formulas { get; } = [];

    /// <summary>Cells whose value is chosen from a list that stands in the sheet.</summary>
    public Dictionary<(int Row, int Column), string[]> Lists { get; } = [];

    /// <summary>Height of each row in points and width of each column in letters.</summary>
    public double[] Heights { get; } = new double[rows.Length];

    public double[] Widths { get; } = new double[columns.Length];

    public static ExcelSheet Hidden(string name) => new(name, [], []) { IsHidden = true };

    /// <summary>The place as Excel calls it, so that a clerk finds it: 申請書!B7.</summary>
    public string Place(CellArea area) => $"{name}!{CellArea.Name(rows[area.Top], columns[area.Left])}";

    public double Height(CellArea area) => Heights.AsSpan(area.Top, area.Rows).ToArray().Sum();

    public double Width(CellArea area) => Widths.AsSpan(area.Left, area.Columns).ToArray().Sum();
}
