using System.Text;

namespace ElectronicApplication.Feel.Functions;

/// <summary>FEEL counts code points, not UTF-16 units: 𠮷 is one character.</summary>
internal static class StringFunctions
{
    public static FeelValue From(FeelFrame frame, in FeelValue value) =>
        value.IsNull ? FeelValue.Null : value.AsString is not null ? value : Bounded(frame, value.ToString());

    public static FeelValue Length(FeelFrame frame, in FeelValue value) => value.AsString is { } text && frame.SpendText(text.Length) ? FeelValue.Of((decimal)CodePoints(text)) : FeelValue.Null;

    /// <summary>The first character is 1; a negative position counts from the end.</summary>
    public static FeelValue Substring(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0].AsString is not { } text || !arguments[1].TryNumber(out var position) || !frame.SpendText(text.Length))
            return FeelValue.Null;
        var count = CodePoints(text);
        var start = position > 0 ? position - 1 : position < 0 ? count + position : -1;
        if (start < 0 || start >= count)
            return FeelValue.Null;
        var length = count - start;
        if (arguments.Length > 2 && !arguments[2].IsNull)
        {
            if (!arguments[2].TryNumber(out var wanted) || wanted < 1)
                return FeelValue.Null;
            length = Math.Min(length, wanted);
        }
        var from = Offset(text, 0, (int)start);
        return Bounded(frame, text[from..Offset(text, from, (int)length)]);
    }

    public static FeelValue UpperCase(FeelFrame frame, in FeelValue value) => value.AsString is { } text && frame.SpendText(text.Length) ? Bounded(frame, text.ToUpperInvariant()) : FeelValue.Null;

    public static FeelValue LowerCase(FeelFrame frame, in FeelValue value) => value.AsString is { } text && frame.SpendText(text.Length) ? Bounded(frame, text.ToLowerInvariant()) : FeelValue.Null;

    public static FeelValue Contains(FeelFrame frame, in FeelValue value, in FeelValue match) =>
        value.AsString is { } text && match.AsString is { } part && frame.SpendSearch(text, part) ? FeelValue.Of(text.Contains(part, StringComparison.Ordinal)) : FeelValue.Null;

    public static FeelValue StartsWith(FeelFrame frame, in FeelValue value, in FeelValue match) =>
        value.AsString is { } text && match.AsString is { } part && frame.SpendText(text.Length) ? FeelValue.Of(text.StartsWith(part, StringComparison.Ordinal)) : FeelValue.Null;

    public static FeelValue EndsWith(FeelFrame frame, in FeelValue value, in FeelValue match) =>
        value.AsString is { } text && match.AsString is { } part && frame.SpendText(text.Length) ? FeelValue.Of(text.EndsWith(part, StringComparison.Ordinal)) : FeelValue.Null;

    public static FeelValue Before(FeelFrame frame, in FeelValue value, in FeelValue match)
    {
        if (value.AsString is not { } text || match.AsString is not { } part || !frame.SpendSearch(text, part))
            return FeelValue.Null;
        return Bounded(frame, text.IndexOf(part, StringComparison.Ordinal) is var at and > 0 ? text[..at] : "");
    }

    public static FeelValue After(FeelFrame frame, in FeelValue value, in FeelValue match)
    {
        if (value.AsString is not { } text || match.AsString is not { } part || !frame.SpendSearch(text, part))
            return FeelValue.Null;
        return Bounded(frame, text.IndexOf(part, StringComparison.Ordinal) is var at and >= 0 ? text[(at + part.Length)..] : "");
    }

    public static FeelValue Join(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0].IsNull)
            return FeelValue.Null;
        var delimiter = arguments.Length > 1 ? arguments[1].AsString : null;
        if (delimiter is null && arguments.Length > 1 && !arguments[1].IsNull)
            return FeelValue.Null;
        var joined = new StringBuilder();
        var first = true;
        foreach (ref readonly var item in ListFunctions.AsList(arguments[0]).Items)
        {
            if (!frame.Spend())
                return FeelValue.Null;
            if (item.IsNull)
                continue;
            if (item.AsString is not { } text)
                return FeelValue.Null;
            if (!first)
                joined.Append(delimiter);
            joined.Append(text);
            first = false;
            if (joined.Length > FeelLimits.StringLength)
                return Bounded(frame, joined.ToString());
        }
        return Bounded(frame, joined.ToString());
    }

    internal static FeelValue Bounded(FeelFrame frame, string text) => Pays(frame, text.Length) ? FeelValue.Of(text) : FeelValue.Null;

    internal static FeelValue Bounded(FeelFrame frame, string first, string second) =>
        Pays(frame, first.Length + second.Length) ? FeelValue.Of(first + second) : FeelValue.Null;

    private static bool Pays(FeelFrame frame, int length) => frame.Spend(length <= FeelLimits.StringLength ? 1 + length / FeelLimits.TextPerStep : int.MaxValue);

    private static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                count--;
        return count;
    }

    private static int Offset(string text, int from, int codePoints)
    {
        for (; codePoints > 0 && from < text.Length; codePoints--)
            from += char.IsHighSurrogate(text[from]) && from + 1 < text.Length && char.IsLowSurrogate(text[from + 1]) ? 2 : 1;
        return from;
    }
}
