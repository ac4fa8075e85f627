using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Forms.Mapping.Conversions;

namespace ElectronicApplication.Forms.Mapping.Layouts;

/// <summary>Values as the columns of one record have them: formatted, in the target's characters, as wide as the column.</summary>
internal sealed class ColumnTexts(TargetCharset charset, LayoutUnit unit, CodeTables codes, CharacterPolicy policy, LossList losses)
{
    /// <summary>Null where the data has nothing; a column of fixed width is filled up all the same.</summary>
    /// <param name="inside">Where <paramref name="data"/> stands, with a point behind it; empty for the whole.</param>
    public string? Of(LayoutColumn column, JsonNode? data, string inside = "")
    {
        var node = column.Source is { } source ? DataPlace.Find(data, source) : null;
        var text = column.Value ?? Written(column, node);
        if (text is null && column.Width is null)
            return null;
        var place = inside + column.Source;
        text = losses.Fit(text ?? "", place, charset, policy);
        return Padded(Sized(text, column, place), column);
    }

    private string? Written(LayoutColumn column, JsonNode? node)
    {
        if (node is JsonArray list && column.Join is { } join)
            return string.Join(join, list.Select(item => Written(column, item)).Where(item => item is not null));
        if (node is JsonObject or JsonArray)
            throw new ItemException($"列「{column.Name}」の項目「{column.Source}」は一つの値ではありません。中の項目を指すか、join で区切りを決めてください。",
                $"'{column.Source}' of the column '{column.Name}' is no single value. Name what is inside, or say with 'join' what parts the values.");
        if (node is not JsonValue value)
            return null;
        var text = value.ToString();
        if (column.Codes is { } table)
            text = codes.Code(table, text);
        if (column.Date is { } date && text.Length > 0)
            text = DateText.Read(text) is { } day && DateText.Format(day, date) is { } written ? written
                : throw new ItemException($"列「{column.Name}」の項目「{column.Source}」は、書式「{date}」で書ける日付ではありません。", $"'{column.Source}' of the column '{column.Name}' is no day that {date} can write.");
        if (column.Number is { } format && text.Length > 0)
            text = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? NumberText.Format(number, format)!
                : throw new ItemException($"列「{column.Name}」の項目「{column.Source}」は数ではありません。", $"'{column.Source}' of the column '{column.Name}' is no number.");
        text = column.LineBreaks switch { LineBreaks.Space => text.ReplaceLineEndings(" "), LineBreaks.Remove => text.ReplaceLineEndings(""), _ => text };
        text = column.Kana switch { Kana.Katakana => KanaText.ToKatakana(text), Kana.Hiragana => KanaText.ToHiragana(text), _ => text };
        return column.Letters switch { Letters.Half => WidthText.Half(text), Letters.Full => WidthText.Full(text), _ => text };
    }

    private int Size(string text) => unit == LayoutUnit.Bytes ? charset.CountBytes(text) : new StringInfo(text).LengthInTextElements;

    private string Sized(string text, LayoutColumn column, string place)
    {
        if (column.Width is not { } width || Size(text) <= width)
            return text;
        if (column.OnOverflow == Overflow.Error)
            throw new ItemException($"列「{column.Name}」の項目「{column.Source}」が、幅 {width} {Units} に入りません。", $"'{column.Source}' does not fit into the {width} {unit.ToString().ToLowerInvariant()} of the column '{column.Name}'.");
        var mark = column.OnOverflow == Overflow.Mark ? column.Letters != Letters.Half && charset.Can("〓") && Size("〓") <= width ? "〓" : "?" : "";
        var kept = new StringBuilder();
        var (room, elements) = (width - Size(mark), StringInfo.GetTextElementEnumerator(text));
        while (elements.MoveNext() && Size(elements.GetTextElement()) is var size && size <= room)
        {
            kept.Append(elements.GetTextElement());
            room -= size;
        }
        losses.Add(place, text[kept.Length..], mark, CharacterLossKind.Cut);
        return kept + mark;
    }

    private string Padded(string text, LayoutColumn column)
    {
        if (column.PadSide is not { } side || column.Width is not { } width || width - Size(text) is not (> 0 and var room))
            return text;
        var one = Size(column.PadWith);
        // Two bytes do not fill an odd place: a space takes the rest.
        var fill = new StringBuilder().Insert(0, column.PadWith, room / one).Append(' ', room % one).ToString();
        return side == Side.Right ? text + fill
            : column.PadWith == "0" && text.StartsWith('-') ? "-" + fill + text[1..] : fill + text;
    }

    private string Units => unit == LayoutUnit.Bytes ? "バイト" : "文字";
}
