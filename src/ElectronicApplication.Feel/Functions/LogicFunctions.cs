namespace ElectronicApplication.Feel.Functions;

internal static class LogicFunctions
{
    public static FeelValue Not(FeelFrame frame, in FeelValue value) => value.TryBoolean(out var known) ? FeelValue.Of(!known) : FeelValue.Null;

    public static FeelValue IsDefined(FeelFrame frame, in FeelValue value) => FeelValue.Of(!value.IsNull);

    /// <summary>The same value in the same spelling: other than <c>=</c> it tells zones apart.</summary>
    public static FeelValue Is(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        var (first, second) = (arguments[0], arguments.Length > 1 ? arguments[1] : FeelValue.Null);
        return FeelValue.Of(first.Kind == second.Kind && (first.Kind switch
        {
            FeelKind.Time => first.AsTime!.Equals(second.AsTime),
            FeelKind.DateTime => first.AsDateTime!.Equals(second.AsDateTime),
            _ => frame.AreEqual(first, second) is true,
        }));
    }

    /// <summary>False if one is false; otherwise null unless all are true.</summary>
    public static FeelValue All(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Quantify(frame, arguments, decisive: false);

    /// <summary>True if one is true; otherwise null unless all are false.</summary>
    public static FeelValue Any(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Quantify(frame, arguments, decisive: true);

    private static FeelValue Quantify(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, bool decisive)
    {
        if (ListFunctions.Spread(frame, arguments) is not { } items)
            return FeelValue.Null;
        var unknown = false;
        foreach (ref readonly var item in items.Items)
        {
            if (!item.TryBoolean(out var known))
                unknown = true;
            else if (known == decisive)
                return FeelValue.Of(decisive);
        }
        return unknown ? FeelValue.Null : FeelValue.Of(!decisive);
    }
}
