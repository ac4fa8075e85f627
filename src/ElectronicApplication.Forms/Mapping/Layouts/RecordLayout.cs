using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Forms.Mapping.Layouts;

/// <summary>How the data of a target becomes a record of a file.</summary>
internal sealed class RecordLayout(LayoutKind kind, TargetCharset charset, LayoutUnit unit, IReadOnlyList<LayoutColumn> columns, CodeTables codes)
{
    public LayoutKind Kind => kind;

    public TargetCharset Charset => charset;

    public IReadOnlyList<LayoutColumn> Columns => columns;

    public required FileLayout File { get; init; }

    public required string Separator { get; init; }

    public required Quoting Quote { get; init; }

    /// <summary>The element of one record.</summary>
    public required string Record { get; init; }

    /// <summary>The XML Schema of a record; null when it is not known.</summary>
    public string? Schema { get; init; }

    /// <exception cref="ItemException">A value does not fit its column, or has a character that the policy stops.</exception>
    public RecordText Render(JsonObject data, CharacterPolicy policy, LossList losses)
    {
        var texts = new ColumnTexts(charset, unit, codes, policy, losses);
        if (kind == LayoutKind.Xml)
            return new(XmlRecord.Of(this, data, texts), File);
        var record = new StringBuilder();
        for (var i = 0; i < columns.Count; i++)
        {
            var text = texts.Of(columns[i], data) ?? "";
            if (kind == LayoutKind.Csv)
                text = (i > 0 ? Separator : "") + Quoted(text, columns[i]);
            record.Append(text);
        }
        return new(record.ToString(), File);
    }

    /// <summary>RFC 4180: quotes around, quotes inside doubled.</summary>
    private string Quoted(string text, LayoutColumn column)
    {
        var needs = text.AsSpan().IndexOfAny("\"\r\n") >= 0 || text.Contains(Separator, StringComparison.Ordinal);
        return (column.Quote ?? Quote) switch
        {
            Quoting.Always => Marked(),
            Quoting.Needed when needs => Marked(),
            Quoting.Never when needs => throw new ItemException($"列「{column.Name}」に区切りの文字か改行があり、引用符なしでは書けません。", $"The column '{column.Name}' has a separator or a line break, which cannot be written without quotes."),
            _ => text,
        };

        string Marked() => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
