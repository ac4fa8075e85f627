using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ElectronicApplication.Forms.Import;

/// <summary>The sheets of an .xlsx file as grids of texts and lines (ECMA-376 part 1, 18). Elements are known by their local names: the strict and the transitional files differ only in namespaces.</summary>
internal static class ExcelWorkbook
{
    private const int MaxSheets = 10;
    private const int MaxText = 4000;

    /// <exception cref="DefinitionException">It is no such file, or too large, or hostile.</exception>
    public static IReadOnlyList<ExcelSheet> Read(ReadOnlyMemory<byte> xlsx)
    {
        using var package = ExcelPackage.Open(xlsx);
        var main = Target(package.Load("_rels/.rels"), "", type => type.EndsWith("/officeDocument", StringComparison.Ordinal)).Values.FirstOrDefault() ?? "xl/workbook.xml";
        var workbook = package.Load(main);
        var folder = main[..(main.LastIndexOf('/') + 1)];
        var relations = package.Load($"{folder}_rels/{main[folder.Length..]}.rels");
        var sheets = workbook.Elements().Where(element => element.Name.LocalName == "sheets").Elements().ToList();
        if (sheets.Count > MaxSheets)
            throw ExcelPackage.Refused(main, $"シートが多すぎます（{MaxSheets} 枚まで）。様式のシートだけを残してください。", $"There are too many sheets (limit {MaxSheets}). Keep only those of the form.");
        var parts = Target(relations, folder, type => type.EndsWith("/worksheet", StringComparison.Ordinal));
        string? Part(string kind) => Target(relations, folder, type => type.EndsWith(kind, StringComparison.Ordinal)).Values.FirstOrDefault(package.Has);
        var strings = Part("/sharedStrings") is { } shared ? package.Read(shared, SharedStrings) : [];
        var borders = Part("/styles") is { } styles ? Borders(package.Load(styles)) : [];
        var areas = PrintAreas(workbook);
        var result = new List<ExcelSheet>();
        for (var i = 0; i < sheets.Count; i++)
        {
            var id = sheets[i].Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "id" && attribute.Name.NamespaceName.Length > 0)?.Value;
            // A sheet that is only a chart has no cells.
            if (id is null || !parts.TryGetValue(id, out var part))
                continue;
            var name = (string?)sheets[i].Attribute("name") ?? $"{i + 1}";
            var hidden = (string?)sheets[i].Attribute("state") is "hidden" or "veryHidden";
            result.Add(hidden ? ExcelSheet.Hidden(name) : package.Read(part, reader => new ExcelSheetReader(name, strings, borders).Read(reader, areas.GetValueOrDefault(i))));
        }
        return result;
    }

    private static Dictionary<string, string> Target(XElement relations, string folder, Func<string, bool> wanted) => relations.Elements()
        .Where(relation => (string?)relation.Attribute("TargetMode") != "External" && wanted((string?)relation.Attribute("Type") ?? "") && relation.Attribute("Id") is not null)
        .GroupBy(relation => (string)relation.Attribute("Id")!)
        .ToDictionary(group => group.Key, group => (string?)group.First().Attribute("Target") is { } target && target.StartsWith('/') ? target[1..] : folder + (string?)group.First().Attribute("Target"));

    private static List<string> SharedStrings(XmlReader reader)
    {
        var strings = new List<string>();
        var total = 0;
        reader.MoveToContent();
        for (var more = reader.Read(); more;)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                strings.Add(RichText(reader));
                if ((total += strings[^1].Length) > 5_000_000 || strings.Count > 200_000)
                    throw ExcelPackage.Refused("sharedStrings.xml", "文字が多すぎます。様式のシートだけを残してください。", "There is too much text. Keep only the sheets of the form.");
                more = !reader.EOF;
            }
            else
                more = reader.Read();
        return strings;
    }

    /// <summary>The runs of a text one after the other; readings above the letters (rPh) are for the eye only. Leaves the reader behind the element.</summary>
    internal static string RichText(XmlReader reader)
    {
        var text = new StringBuilder();
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }
        reader.Read();
        while (reader.Depth > depth)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                reader.Skip();
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "t" })
                text.Append(reader.ReadElementContentAsString());
            else
                reader.Read();
        reader.Read();
        return Clean(text.ToString());
    }

    /// <summary>Texts are shown to people: control characters go, and so do the escapes that Excel writes for them.</summary>
    internal static string Clean(string text)
    {
        var clean = text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("_x000D_", "", StringComparison.Ordinal);
        clean = string.Concat(clean.Where(c => c is '\n' or '\t' || !char.IsControl(c)));
        if (clean.Length <= MaxText)
            return clean;
        return clean[..(char.IsHighSurrogate(clean[MaxText - 1]) ? MaxText - 1 : MaxText)];
    }

    /// <summary>The lines around a cell by its style.</summary>
    private static CellLines[] Borders(XElement styles)
    {
        var borders = Children(styles, "borders").Select(border => border.Elements().Aggregate(CellLines.None, (lines, side) =>
            (string?)side.Attribute("style") is null or "none" ? lines : lines | side.Name.LocalName switch
            {
                "left" or "start" => CellLines.Left,
                "right" or "end" => CellLines.Right,
                "top" => CellLines.Top,
                "bottom" => CellLines.Bottom,
                _ => CellLines.None,
            })).ToArray();
        return [.. Children(styles, "cellXfs").Select(format => int.TryParse((string?)format.Attribute("borderId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < borders.Length ? borders[id] : CellLines.None)];

        static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name).Elements();
    }

    /// <summary>The area that is printed, by the number of the sheet; of several the first.</summary>
    private static Dictionary<int, string> PrintAreas(XElement workbook)
    {
        var areas = new Dictionary<int, string>();
        foreach (var name in workbook.Elements().Where(element => element.Name.LocalName == "definedNames").Elements())
            if ((string?)name.Attribute("name") == "_xlnm.Print_Area" && int.TryParse((string?)name.Attribute("localSheetId"), NumberStyles.None, CultureInfo.InvariantCulture, out var sheet) && name.Value.LastIndexOf('!') is var mark and > 0)
                areas[sheet] = name.Value[(mark + 1)..].Split(',')[0].Replace("$", "", StringComparison.Ordinal);
        return areas;
    }
}

[Flags]
internal enum CellLines { None = 0, Left = 1, Right = 2, Top = 4, Bottom = 8 }
