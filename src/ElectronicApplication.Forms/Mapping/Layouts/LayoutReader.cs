using System.Text.RegularExpressions;
using System.Xml;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Forms.Mapping.Conversions;

namespace ElectronicApplication.Forms.Mapping.Layouts;

/// <summary>Reads <c>*.layout.json</c>.</summary>
internal static partial class LayoutReader
{
    public const int MaxWidth = 10_000;

    /// <param name="charset">The target's, for a layout that names none.</param>
    /// <exception cref="DefinitionException">Something in the layout cannot work; every problem is listed.</exception>
    public static RecordLayout Read(ReadOnlyMemory<byte> layoutJson, TargetCharset? charset, CodeTables codes) => DefinitionReader.Read(layoutJson, json =>
    {
        var kind = json.Choice("kind", LayoutKind.Csv);
        var named = json.OptionalText("charset");
        var found = named is null ? charset ?? TargetCharset.Find("utf-8")! : Charset(json, named);
        var unit = json.OptionalChoice("unit", LayoutUnit.Bytes);
        if (kind == LayoutKind.Fixed && found.HasStates && unit == LayoutUnit.Bytes)
            json.Problem("charset", $"{found.Name} は文字の前に切替の記号が入るため、バイト数で桁をそろえられません。unit を characters にするか、ほかの文字コードにしてください。",
                $"{found.Name} puts escape sequences between characters, so that columns of bytes cannot be laid out. Set unit to characters, or take another charset.");
        var separator = json.OptionalText("separator") ?? ",";
        if (separator.Length != 1 || separator[0] is '"' or '\r' or '\n')
            json.Problem("separator", "区切りは 1 文字で書いてください（, や \\t）。", "The separator is one character, such as , or \\t.");
        var record = json.OptionalText("record") ?? "record";
        if (kind == LayoutKind.Xml && !IsElement(record))
            json.Problem("record", $"「{record}」は XML の要素の名前になりません。", $"'{record}' cannot be the name of an XML element.");
        var columns = json.Objects("columns", column => Column(column, kind, found, codes));
        if (columns.Count == 0)
            json.Problem("columns", "列がありません。columns に一つ以上書いてください。", "There is no column. Write at least one into 'columns'.");
        var length = (int?)json.Integer("length", 1, 1_000_000);
        if (kind == LayoutKind.Fixed && length is { } total && columns.All(column => column.Width is not null) && columns.Sum(column => column.Width!.Value) is var sum && sum != total)
            json.Problem("length", $"列の幅の合計は {sum} ですが、レコード長は {total} です。どちらかを直してください。", $"The widths add up to {sum}, but the record is {total} long. Correct one of them.", "layout-length");
        var layout = new RecordLayout(kind, found, unit, columns, codes)
        {
            Separator = separator, Quote = json.OptionalChoice("quote", Quoting.Needed), Record = record, Schema = json.Strings("xsd") is { Count: > 0 } lines ? string.Join('\n', lines) : null,
            File = new FileLayout(found.Name, NewLine(json), Text(json, "header", found), Text(json, "trailer", found), Extension(json, kind), json.Flag("byteOrderMark")),
        };
        if (layout.File.ByteOrderMark && found.Name != "utf-8")
            json.Problem("byteOrderMark", "バイト順の印（BOM）は utf-8 のときだけ付けられます。", "Only utf-8 has a byte order mark.");
        return layout;
    });

    public static TargetCharset Charset(DefinitionReader json, string name)
    {
        if (TargetCharset.Find(name) is { } found)
            return found;
        var known = string.Join(", ", TargetCharset.All.Select(charset => charset.Name));
        json.Problem("charset", $"文字コード「{name}」はありません。次のどれかで書いてください: {known}", $"There is no charset '{name}'. Write one of: {known}", "layout-charset");
        return TargetCharset.Find("utf-8")!;
    }

    private static LayoutColumn Column(DefinitionReader json, LayoutKind kind, TargetCharset charset, CodeTables codes)
    {
        var column = new LayoutColumn(json.Text("name"), json.OptionalText("source"), json.OptionalText("value"))
        {
            JsonPath = json.Path,
            Width = (int?)json.Integer("width", 1, MaxWidth),
            PadSide = json.OptionalText("pad") is null ? kind == LayoutKind.Fixed ? Side.Right : null : json.Choice("pad", Side.Right),
            PadWith = json.OptionalText("padWith") ?? " ",
            OnOverflow = json.OptionalChoice("onOverflow", Overflow.Error),
            Quote = json.OptionalText("quote") is null ? null : json.Choice("quote", Quoting.Needed),
            Number = json.OptionalText("number"), Date = json.OptionalText("date"),
            Letters = json.OptionalChoice("letters", Letters.AsTyped), Kana = json.OptionalChoice("kana", Kana.AsTyped),
            LineBreaks = json.OptionalChoice("lineBreaks", kind == LayoutKind.Fixed ? LineBreaks.Space : LineBreaks.Keep),
            Codes = json.OptionalText("codes"), Join = json.OptionalText("join"),
            Columns = json.Objects("columns", inner => Column(inner, kind, charset, codes)),
        };
        if (column.Source is not null && column.Value is not null)
            json.Problem("value", "「source」と「value」は、どちらか一つにしてください。", "Write either 'source' or 'value'.");
        if (column.Source is { } source && !Place().IsMatch(source))
            json.Problem("source", $"「{source}」は項目の場所として読めません。applicant.familyName や children[0].name の形で書いてください。", $"'{source}' is no place in the data. Write it as applicant.familyName or children[0].name.");
        if (kind == LayoutKind.Fixed && column.Width is null)
            json.Problem("width", $"固定長の列「{column.Name}」に幅（width）がありません。", $"The column '{column.Name}' of a fixed layout needs a width.", "layout-width");
        if (column.Width is null && column.OnOverflow != Overflow.Error)
            json.Problem("onOverflow", "幅（width）のない列は、あふれません。width を書くか、onOverflow を消してください。", "A column without a width does not overflow. Write 'width', or remove 'onOverflow'.");
        if (column.PadWith.Length != 1 || !charset.Can(column.PadWith))
            json.Problem("padWith", "埋める文字は、送り先の文字コードにある 1 文字にしてください。", "What a column is filled with is one character of the target's charset.");
        if (column.Number is { } number && !NumberText.IsFormat(number))
            json.Problem("number", $"数の書式「{number}」を読めません。00000 や #,##0 や 0.00 の形で書いてください。", $"The number format '{number}' cannot be read. Write 00000, #,##0 or 0.00.");
        if (column.Codes is { } table && !codes.Has(table))
            json.Problem("codes", $"コード表「{table}」が mapping.json の codes にありません。", $"There is no code table '{table}' in 'codes' of mapping.json.");
        if (column.Value is { } constant && !charset.Can(constant))
            json.Problem("value", $"「value」に、{charset.Name} にない文字があります。", $"'value' has a character that {charset.Name} lacks.");
        if (column.Columns.Count > 0 && (kind != LayoutKind.Xml || column.Source is null))
            json.Problem("columns", "列の中の列は、XML で、一覧を指す「source」のある列にだけ書けます。", "Columns inside a column belong to XML, where 'source' is a list.");
        if (kind == LayoutKind.Xml && column.Name.Split('/') is var steps && !steps.Select((step, i) => i == steps.Length - 1 && step.StartsWith('@') ? step[1..] : step).All(IsElement))
            json.Problem("name", $"「{column.Name}」は XML の要素の名前になりません。applicant/familyName や applicant/@id の形で書いてください。", $"'{column.Name}' cannot be the name of an XML element. Write applicant/familyName or applicant/@id.");
        return column;
    }

    private static string NewLine(DefinitionReader json) => json.OptionalText("newline") switch
    {
        null or "crlf" => "\r\n",
        "lf" => "\n",
        "none" => "",
        _ => Wrong(json, "newline", "改行は crlf、lf、none のどれかで書いてください。", "Write crlf, lf or none."),
    };

    private static string? Text(DefinitionReader json, string key, TargetCharset charset)
    {
        var text = json.OptionalText(key);
        if (text is not null && !charset.Can(text))
            Wrong(json, key, $"「{key}」に、{charset.Name} にない文字があります。", $"'{key}' has a character that {charset.Name} lacks.");
        foreach (Match placeholder in Placeholder().Matches(text ?? ""))
            if (placeholder.Value is not ("{count}" or "{date}" or "{time}" or "{number}"))
                Wrong(json, key, $"「{placeholder.Value}」は使えません。{{count}}（件数）、{{date}}、{{time}}、{{number}}（ファイルの番号）を使ってください。", $"'{placeholder.Value}' is not known. Use {{count}}, {{date}}, {{time}} or {{number}}.");
        return text;
    }

    private static string Extension(DefinitionReader json, LayoutKind kind)
    {
        var extension = json.OptionalText("extension") ?? kind switch { LayoutKind.Csv => ".csv", LayoutKind.Xml => ".xml", _ => ".txt" };
        return Suffix().IsMatch(extension) ? extension : Wrong(json, "extension", "拡張子は .csv のように、点と半角英数字で書いてください。", "Write the extension as a dot with letters and digits, such as .csv.");
    }

    private static string Wrong(DefinitionReader json, string key, string ja, string en)
    {
        json.Problem(key, ja, en);
        return "";
    }

    private static bool IsElement(string name)
    {
        try
        {
            return name.Length > 0 && XmlConvert.VerifyNCName(name) == name;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[^.\[\]]+(\[[0-9]{1,4}\])*(\.[^.\[\]]+(\[[0-9]{1,4}\])*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{[a-z]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A\.[A-Za-z0-9]{1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();
}
