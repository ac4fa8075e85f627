using System.IO.Compression;
using System.Security;
using System.Text;

namespace ElectronicApplication.Forms.Tests.Excel;

/// <summary>Draws an Excel 様式 as a clerk does, and saves it as the parts of an .xlsx file.</summary>
internal sealed class ExcelFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<Paper> _sheets = [];
    private readonly List<string> _strings = [];

    /// <summary>Further parts, or others in place of those that are written.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    public ExcelFile Sheet(string name, Action<Paper> draw, bool hidden = false)
    {
        var sheet = new Paper(name, hidden, _strings);
        draw(sheet);
        _sheets.Add(sheet);
        return this;
    }

    public static byte[] Of(Action<Paper> draw) => new ExcelFile().Sheet("申請書", draw).Bytes();

    public byte[] Bytes()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(_sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\"{(sheet.Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))}</sheets>"
                + $"<definedNames>{string.Concat(_sheets.Select((sheet, i) => sheet.Printed is { } area ? $"<definedName name=\"_xlnm.Print_Area\" localSheetId=\"{i}\">'{sheet.Name}'!{area}</definedName>" : ""))}</definedNames></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}"
                + $"<Relationship Id=\"s\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"t\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>",
            ["xl/styles.xml"] = Styles(),
        };
        for (var i = 0; i < _sheets.Count; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><worksheet xmlns=\"{Main}\">{_sheets[i].Xml()}</worksheet>";
        parts["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat(_strings.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>";
        foreach (var (name, text) in Parts)
            parts[name] = text;
        return Zip(parts.Select(part => (part.Key, Encoding.UTF8.GetBytes(part.Value))));
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    /// <summary>Sixteen styles: the four lines around a cell as bits.</summary>
    private static string Styles()
    {
        var borders = Enumerable.Range(0, 16).Select(lines => $"<border>{Side("left", lines & 1)}{Side("right", lines & 2)}{Side("top", lines & 4)}{Side("bottom", lines & 8)}<diagonal/></border>");
        return $"<styleSheet xmlns=\"{Main}\"><borders count=\"16\">{string.Concat(borders)}</borders><cellXfs count=\"16\">{string.Concat(Enumerable.Range(0, 16).Select(i => $"<xf borderId=\"{i}\" applyBorder=\"1\"/>"))}</cellXfs></styleSheet>";

        static string Side(string name, int line) => line == 0 ? $"<{name}/>" : $"<{name} style=\"thin\"><color auto=\"1\"/></{name}>";
    }
}

/// <summary>One sheet while it is being drawn. Places are written as in Excel: B3, B3:F4.</summary>
internal sealed class Paper(string name, bool hidden, List<string> strings)
{
    private readonly SortedDictionary<(int Row, int Column), (string Content, int Lines)> _cells = [];
    private readonly List<string> _merges = [];
    private readonly List<string> _lists = [];
    private readonly SortedDictionary<int, string> _rows = [];
    private readonly SortedDictionary<int, string> _columns = [];

    public string Name => name;

    public bool Hidden => hidden;

    public string? Printed { get; set; }

    /// <summary>A text without lines around it, merged over the range.</summary>
    public Paper Text(string range, string text)
    {
        var area = Area(range);
        if (range.Contains(':'))
            _merges.Add(range);
        return Put(area.Top, area.Left, Shared(text), 0);
    }

    /// <summary>A cell, merged over the range, with lines around it: a label, or a blank to fill in.</summary>
    public Paper Box(string range, string text = "")
    {
        if (range.Contains(':'))
            _merges.Add(range);
        return Frame(range, text);
    }

    /// <summary>Lines around the range, without merging its cells.</summary>
    public Paper Frame(string range, string text = "")
    {
        var (top, left, bottom, right) = Area(range);
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column++)
                Put(row, column, null, (column == left ? 1 : 0) | (column == right ? 2 : 0) | (row == top ? 4 : 0) | (row == bottom ? 8 : 0));
        return text.Length == 0 ? this : Put(top, left, Shared(text), 0);
    }

    /// <summary>Each cell of the range with lines around it: one letter each.</summary>
    public Paper Boxes(string range)
    {
        var (top, left, bottom, right) = Area(range);
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column++)
                Put(row, column, null, 15);
        return this;
    }

    /// <summary>A line under the range to write on.</summary>
    public Paper Line(string range)
    {
        var (_, left, bottom, right) = Area(range);
        for (var column = left; column <= right; column++)
            Put(bottom, column, null, 8);
        return this;
    }

    /// <summary>A text that is written into the cell itself, in runs, with readings above its letters.</summary>
    public Paper Rich(string at, string reading, params string[] runs)
    {
        var (top, left, _, _) = Area(at);
        return Put(top, left, $" t=\"inlineStr\"><is>{string.Concat(runs.Select(run => $"<r><rPr><b/></rPr><t xml:space=\"preserve\">{SecurityElement.Escape(run)}</t></r>"))}<rPh sb=\"0\" eb=\"1\"><t>{reading}</t></rPh></is>", 0);
    }

    public Paper Number(string at, double number)
    {
        var (top, left, _, _) = Area(at);
        return Put(top, left, $"><v>{number}</v>", 0);
    }

    public Paper Formula(string at, string formula)
    {
        var (top, left, _, _) = Area(at);
        return Put(top, left, $"><f>{SecurityElement.Escape(formula)}</f><v>0</v>", 0);
    }

    public Paper Choose(string range, params string[] options)
    {
        _lists.Add($"<dataValidation type=\"list\" allowBlank=\"1\" sqref=\"{range}\"><formula1>\"{string.Join(",", options)}\"</formula1></dataValidation>");
        return this;
    }

    public Paper HideRow(int row)
    {
        _rows[row - 1] = " hidden=\"1\"";
        return this;
    }

    public Paper Height(int row, double points)
    {
        _rows[row - 1] = $" ht=\"{points}\" customHeight=\"1\"";
        return this;
    }

    public Paper Columns(int first, int last, double width, bool hide = false)
    {
        _columns[first] = $"<col min=\"{first}\" max=\"{last}\" width=\"{width}\" customWidth=\"1\"{(hide ? " hidden=\"1\"" : "")}/>";
        return this;
    }

    public string Xml()
    {
        var xml = new StringBuilder("<sheetFormatPr defaultRowHeight=\"18\"/>");
        if (_columns.Count > 0)
            xml.Append("<cols>").AppendJoin("", _columns.Values).Append("</cols>");
        xml.Append("<sheetData>");
        foreach (var row in _cells.GroupBy(cell => cell.Key.Row))
        {
            xml.Append($"<row r=\"{row.Key + 1}\"{_rows.GetValueOrDefault(row.Key)}>");
            foreach (var ((r, c), (content, lines)) in row)
                xml.Append($"<c r=\"{Letters(c)}{r + 1}\" s=\"{lines}\"{(content.Length == 0 ? "/>" : content + "</c>")}");
            xml.Append("</row>");
        }
        xml.Append("</sheetData>");
        if (_merges.Count > 0)
            xml.Append("<mergeCells>").AppendJoin("", _merges.Select(merge => $"<mergeCell ref=\"{merge}\"/>")).Append("</mergeCells>");
        if (_lists.Count > 0)
            xml.Append("<dataValidations>").AppendJoin("", _lists).Append("</dataValidations>");
        return xml.ToString();
    }

    private string Shared(string text)
    {
        if (text.Length == 0)
            return "";
        strings.Add(text);
        return $" t=\"s\"><v>{strings.Count - 1}</v>";
    }

    private Paper Put(int row, int column, string? content, int lines)
    {
        var (before, drawn) = _cells.GetValueOrDefault((row, column), ("", 0));
        _cells[(row, column)] = (content ?? before, drawn | lines);
        return this;
    }

    private static (int Top, int Left, int Bottom, int Right) Area(string range)
    {
        var corners = range.Split(':').Select(Cell).ToArray();
        return (corners[0].Row, corners[0].Column, corners[^1].Row, corners[^1].Column);

        static (int Row, int Column) Cell(string at)
        {
            var letters = at.TakeWhile(char.IsAsciiLetterUpper).Count();
            return (int.Parse(at[letters..]) - 1, at[..letters].Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1) - 1);
        }
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
}
