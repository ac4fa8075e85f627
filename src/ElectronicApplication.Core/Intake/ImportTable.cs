using System.Text;
using System.Xml;
using System.Xml.Linq;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Intake;

/// <summary>What was brought, whatever it looked like: columns by name, and a row for each case.</summary>
public sealed record ImportTable(IReadOnlyList<string> Columns, IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportFile> Others);

/// <param name="Line">Of the file, from 1; of XML the place in the order.</param>
/// <param name="Folder">Of a package: the files beside belong to this row. Null where all rows stand in one file.</param>
/// <param name="Problem">Why the row itself cannot be read.</param>
public sealed record ImportRow(int Line, string? Folder, IReadOnlyDictionary<string, string> Cells, string? Problem);

internal static class ImportTables
{
    public const int MaxRows = 5000;
    public const int MaxColumns = 1000;
    private const int MaxCell = 20_000;

    public static Result<ImportTable> Read(IReadOnlyList<ImportFile> files)
    {
        var others = files.Where(f => !f.IsTable && !f.IsXml).ToList();
        var tables = files.Where(f => f.IsTable).ToList();
        if (tables.Count > 1)
            return ImportFiles.Refused($"CSV が {tables.Count} つあります。一度に取り込めるのは一つです。", "There are several CSV files; bring one at a time.");
        if (tables.Count == 1)
            // XML beside a CSV is the same case once more, for other programs.
            return Csv(tables[0], others);
        var documents = files.Where(f => f.IsXml).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        return documents.Count == 0 ? ImportFiles.Refused("CSV も XML も見つかりません。取り込むデータのファイルを選んでください。", "There is neither CSV nor XML.") : Xml(documents, others);
    }

    private static Result<ImportTable> Csv(ImportFile file, List<ImportFile> others)
    {
        if (ImportFiles.Text(file.Content) is not { } text)
            return ImportFiles.Refused($"「{file.Last}」の文字コードが読めません。UTF-8 か Shift_JIS で保存してください。", $"{file.Last} is neither UTF-8 nor Shift_JIS.");
        var lines = CsvText.Read(text);
        if (lines.Count == 0 || lines[0].Cells.All(string.IsNullOrWhiteSpace))
            return ImportFiles.Refused($"「{file.Last}」の一行目に項目名がありません。", $"{file.Last} has no header.");
        var columns = lines[0].Cells.Select(c => c.Trim()).ToList();
        if (columns.Count > MaxColumns || lines.Count - 1 > MaxRows)
            return ImportFiles.Refused($"「{file.Last}」が大きすぎます（{MaxRows} 行、{MaxColumns} 列まで）。分けて取り込んでください。", $"{file.Last} is too large.");
        if (columns.Where(c => c.Length > 0).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return ImportFiles.Refused($"「{file.Last}」に同じ項目名「{twice.Key}」が二つあります。", $"The column {twice.Key} is there twice.");
        List<ImportRow> rows = [];
        foreach (var (number, cells, isOpen) in lines.Skip(1).Where(l => l.Cells.Any(c => c.Length > 0)))
        {
            var problem = isOpen ? "引用符が閉じていません" : cells.Count > columns.Count ? $"列が多すぎます（項目名は {columns.Count}、この行は {cells.Count}）" : cells.Any(c => c.Length > MaxCell) ? "長すぎる値があります" : null;
            rows.Add(new(number, null, columns.Zip(cells).Where(p => p.First.Length > 0).ToDictionary(p => p.First, p => p.Second.Trim()), problem));
        }
        return rows.Count == 0 ? ImportFiles.Refused($"「{file.Last}」に項目名のほかの行がありません。", $"{file.Last} has no rows.") : new ImportTable([.. columns.Where(c => c.Length > 0)], rows, others);
    }

    private static Result<ImportTable> Xml(List<ImportFile> documents, List<ImportFile> others)
    {
        List<ImportRow> rows = [];
        var columns = new List<string>();
        var known = new HashSet<string>();
        foreach (var document in documents)
        {
            var loaded = Load(document);
            if (loaded.Error is { } refused)
                return refused;
            foreach (var record in Records(loaded.Value))
            {
                var cells = new Dictionary<string, string>();
                Flatten(record, "", cells, 0);
                if (cells.Count > MaxColumns || rows.Count >= MaxRows)
                    return ImportFiles.Refused($"「{document.Last}」が大きすぎます（{MaxRows} 件、{MaxColumns} 項目まで）。分けて取り込んでください。", $"{document.Last} is too large.");
                columns.AddRange(cells.Keys.Where(known.Add));
                rows.Add(new(rows.Count + 1, documents.Count > 1 || document.Folder.Length > 0 ? document.Folder : null, cells, null));
            }
        }
        return new ImportTable(columns, rows, others);
    }

    /// <summary>Without DTD and without anything from outside: neither entities that grow nor addresses that are fetched.</summary>
    private static Result<XElement> Load(ImportFile document)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document.Content, writable: false), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 50_000_000, MaxCharactersFromEntities = 0, IgnoreComments = true, IgnoreProcessingInstructions = true,
            });
            var depth = 0;
            // A document that is deeper than any form would fill the stack of whoever walks it.
            while (reader.Read())
                if ((depth = Math.Max(depth, reader.Depth)) > 50)
                    return ImportFiles.Refused($"「{document.Last}」の入れ子が深すぎます。取り込みません。", $"{document.Last} is nested too deeply.");
            using var again = XmlReader.Create(new MemoryStream(document.Content, writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return XDocument.Load(again).Root!;
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException or ArgumentException)
        {
            return ImportFiles.Refused($"「{document.Last}」は XML として読めません。壊れているか、DTD のように受け付けない書き方が含まれています。", $"{document.Last} cannot be read as XML, or holds a DTD.");
        }
    }

    /// <summary>The element that repeats below the root is a case each; where none does, the whole document is one.</summary>
    private static IEnumerable<XElement> Records(XElement root) =>
        root.Elements().Where(e => e.HasElements).GroupBy(e => e.Name).OrderByDescending(g => g.Count()).FirstOrDefault() is { } most && most.Count() > 1 ? most : [root];

    private static void Flatten(XElement element, string path, Dictionary<string, string> cells, int depth)
    {
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            cells.TryAdd(Path(path, "@" + attribute.Name.LocalName), attribute.Value.Trim());
        var counts = new Dictionary<string, int>();
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            var at = Path(path, count == 1 ? name : $"{name}[{count}]");
            if (child.HasElements && depth < 50)
                Flatten(child, at, cells, depth + 1);
            else if (cells.Count <= MaxColumns)
                cells.TryAdd(at, child.Value.Trim() is { Length: <= MaxCell } text ? text : "");
        }
    }

    private static string Path(string path, string name) => path.Length == 0 ? name : path + "/" + name;
}

/// <summary>Comma or tab separated values (RFC 4180), with the line of the file on which each row begins.</summary>
internal static class CsvText
{
    public static List<(int Line, List<string> Cells, bool IsOpen)> Read(string text)
    {
        List<(int, List<string>, bool)> rows = [];
        var end = text.IndexOf('\n');
        var separator = (end < 0 ? text : text[..end]).Contains('\t') ? '\t' : ',';
        var (line, at) = (1, 0);
        while (at < text.Length)
        {
            var (start, cells, open) = (line, new List<string>(), false);
            while (true)
            {
                cells.Add(Cell(text, separator, ref at, ref line, out open));
                if (open || at >= text.Length || text[at] != separator)
                    break;
                at++;
            }
            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at] == '\n')
                at++;
            line++;
            rows.Add((start, cells, open));
            if (rows.Count > ImportTables.MaxRows + 1)
                break;
        }
        return rows;
    }

    private static string Cell(string text, char separator, ref int at, ref int line, out bool isOpen)
    {
        isOpen = false;
        if (at >= text.Length || text[at] != '"')
        {
            var from = at;
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
                at++;
            return text[from..at];
        }
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 < text.Length && text[at + 1] == '"')
                    at++;
                else
                    break;
            }
            else if (text[at] == '\n')
                line++;
            cell.Append(text[at]);
        }
        isOpen = at >= text.Length;
        // Whatever stands between the closing mark and the next separator belongs to no cell.
        for (at++; at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'); at++)
            ;
        at = Math.Min(at, text.Length);
        return cell.ToString();
    }
}
