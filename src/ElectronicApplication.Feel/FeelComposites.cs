using System.Runtime.CompilerServices;
using System.Text;

namespace ElectronicApplication.Feel;

/// <summary>An immutable list. The array handed over belongs to the list from then on.</summary>
public sealed class FeelList
{
    public static readonly FeelList Empty = new([]);

    private readonly FeelValue[] _items;

    public FeelList(FeelValue[] items) : this(items, items.Length)
    {
    }

    /// <summary>The first elements of an array that may still grow behind them.</summary>
    internal FeelList(FeelValue[] items, int count) => (_items, Count) = (items, count);

    public int Count { get; }

    public ref readonly FeelValue this[int index] => ref Items[index];

    public ReadOnlySpan<FeelValue> Items => _items.AsSpan(0, Count);

    /// <summary>Unequal when one pair is; not known when one cannot be compared.</summary>
    internal static bool? AreEqual(FeelList a, FeelList b, ref int steps)
    {
        if (a.Count != b.Count)
            return false;
        if ((steps -= a.Count) < 0)
            return null;
        bool? equal = true;
        for (var i = 0; i < a.Count && equal is not false; i++)
            equal &= FeelValue.AreEqual(a[i], b[i], ref steps);
        return equal;
    }

    public override string ToString() => FeelValue.Of(this).ToString();

    internal void Write(StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < Count && text.Length < FeelLimits.StringLength; i++)
            Quote(text.Append(i == 0 ? "" : ", "), _items[i]);
        text.Append(']');
    }

    /// <summary>All parts write into one text, so that nesting does not copy what lies inside again and again.</summary>
    internal static void Quote(StringBuilder text, in FeelValue value)
    {
        if (value.AsString is { } words)
            text.Append(FeelQuote.Text(words));
        // Values nested beyond what the stack holds are not written out.
        else if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            value.Write(text);
        else
            text.Append('…');
    }
}

/// <summary>The names of a context, shared by all contexts of the same make (rows of one group), so that a member is found by index.</summary>
public sealed class FeelShape
{
    private readonly string[] _names;
    private readonly Dictionary<string, int> _index;

    public FeelShape(IEnumerable<string> names)
    {
        _names = [.. names];
        _index = new Dictionary<string, int>(_names.Length, StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
            _index[_names[i]] = i;
    }

    public int Count => _names.Length;

    public ReadOnlySpan<string> Names => _names;

    /// <summary>The index of a name, or -1.</summary>
    public int Find(string name) => _index.TryGetValue(name, out var index) ? index : -1;
}

/// <summary>An immutable context: names with values.</summary>
public sealed class FeelContext(FeelShape shape, FeelValue[] values)
{
    public FeelShape Shape { get; } = shape;

    public ReadOnlySpan<FeelValue> Values => values;

    public FeelValue At(int index) => values[index];

    public FeelValue this[string name] => Shape.Find(name) is var index and >= 0 ? values[index] : FeelValue.Null;

    internal static bool? AreEqual(FeelContext a, FeelContext b, ref int steps)
    {
        if (a.Shape.Count != b.Shape.Count)
            return false;
        if ((steps -= a.Shape.Count) < 0)
            return null;
        bool? equal = true;
        for (var i = 0; i < a.Shape.Count && equal is not false; i++)
            equal &= b.Shape.Find(a.Shape.Names[i]) is var j and >= 0 ? FeelValue.AreEqual(a.At(i), b.At(j), ref steps) : false;
        return equal;
    }

    public override string ToString() => FeelValue.Of(this).ToString();

    internal void Write(StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < Shape.Count && text.Length < FeelLimits.StringLength; i++)
            FeelList.Quote(text.Append(i == 0 ? "" : ", ").Append(Shape.Names[i]).Append(": "), values[i]);
        text.Append('}');
    }
}

/// <summary>An interval; a null end is open to that side without limit.</summary>
public sealed record FeelRange(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded)
{
    /// <summary><c>(= 5)</c>, which takes what <c>[5..5]</c> takes but is another range.</summary>
    internal bool IsEquality { get; init; }

    /// <summary>Null when the value cannot be compared with the ends.</summary>
    public bool? Includes(in FeelValue value)
    {
        if (!Start.IsNull)
        {
            if (FeelValue.Compare(value, Start) is not { } order)
                return null;
            if (order < 0 || (order == 0 && !StartIncluded))
                return false;
        }
        if (!End.IsNull)
        {
            if (FeelValue.Compare(value, End) is not { } order)
                return null;
            if (order > 0 || (order == 0 && !EndIncluded))
                return false;
        }
        return value.IsNull ? null : true;
    }

    internal bool? Includes(in FeelValue value, FeelFrame frame) =>
        frame.SpendOrder(value, Start) && frame.SpendOrder(value, End) ? Includes(value) : null;

    /// <summary>Null when the ends are not of one ordered kind.</summary>
    internal static FeelValue Make(in FeelValue start, bool startIncluded, in FeelValue end, bool endIncluded, bool isEquality = false) =>
        FeelValue.Compare(start.IsNull ? end : start, end.IsNull ? start : end) is null
            ? FeelValue.Null
            : FeelValue.Of(new FeelRange(start, startIncluded, end, endIncluded) { IsEquality = isEquality });

    internal static bool AreEqual(FeelRange a, FeelRange b, ref int steps) =>
        a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded && a.IsEquality == b.IsEquality
        && FeelValue.AreEqual(a.Start, b.Start, ref steps) is true && FeelValue.AreEqual(a.End, b.End, ref steps) is true;

    public override string ToString() => FeelValue.Of(this).ToString();

    internal void Write(StringBuilder text)
    {
        text.Append(StartIncluded ? '[' : '(');
        if (!Start.IsNull)
            FeelList.Quote(text, Start);
        text.Append("..");
        if (!End.IsNull)
            FeelList.Quote(text, End);
        text.Append(EndIncluded ? ']' : ')');
    }
}
