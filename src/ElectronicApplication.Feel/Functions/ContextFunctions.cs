namespace ElectronicApplication.Feel.Functions;

/// <summary>Functions over contexts (table 82).</summary>
internal static class ContextFunctions
{
    private static readonly FeelShape Entry = new(["key", "value"]);

    /// <summary>The value of a key, or of a list of keys that leads through nested contexts.</summary>
    public static FeelValue GetValue(FeelFrame frame, in FeelValue context, in FeelValue key)
    {
        var value = context.Single;
        if (key.AsString is { } name)
            return frame.SpendText(name.Length) ? value.AsContext?[name] ?? FeelValue.Null : FeelValue.Null;
        if (key.AsList is not { Count: > 0 } keys || !frame.Spend(keys.Count))
            return FeelValue.Null;
        foreach (ref readonly var step in keys.Items)
            value = step.AsString is { } member && frame.SpendText(member.Length) && value.AsContext is { } inner ? inner[member] : FeelValue.Null;
        return value;
    }

    public static FeelValue GetEntries(FeelFrame frame, in FeelValue context)
    {
        if (context.Single.AsContext is not { } entries || !frame.Spend(entries.Shape.Count))
            return FeelValue.Null;
        var list = new FeelValue[entries.Shape.Count];
        for (var i = 0; i < list.Length; i++)
            list[i] = FeelValue.Of(new FeelContext(Entry, [FeelValue.Of(entries.Shape.Names[i]), entries.At(i)]));
        return FeelValue.Of(new FeelList(list));
    }

    /// <summary>A context from entries of the make <c>{key, value}</c>; null when a key is missing or stands there twice.</summary>
    public static FeelValue Make(FeelFrame frame, in FeelValue entries)
    {
        if (entries.IsNull)
            return FeelValue.Null;
        var made = new FeelContextBuilder();
        foreach (ref readonly var item in ListFunctions.AsList(entries).Items)
        {
            if (!frame.Spend() || item.AsContext is not { } entry || entry["key"].AsString is not { } key || !frame.SpendText(key.Length) || entry.Shape.Find("value") < 0 || made.Has(key))
                return FeelValue.Null;
            made.Put(key, entry["value"]);
        }
        return made.Build();
    }

    /// <summary>The context with one entry put in; with a list of keys, in a nested context.</summary>
    public static FeelValue Put(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0].Single.AsContext is not { } context)
            return FeelValue.Null;
        if (arguments[1].AsString is { } key)
            return Pays(frame, context, key) ? With(context, key, arguments[2]) : FeelValue.Null;
        return arguments[1].AsList is { Count: > 0 and <= FeelLimits.Depth } keys ? Put(frame, context, keys.Items, arguments[2]) : FeelValue.Null;
    }

    /// <summary>All entries of all contexts; of the same key the last one counts.</summary>
    public static FeelValue Merge(FeelFrame frame, in FeelValue contexts)
    {
        if (contexts.IsNull)
            return FeelValue.Null;
        var merged = new FeelContextBuilder();
        foreach (ref readonly var item in ListFunctions.AsList(contexts).Items)
        {
            if (item.AsContext is not { } context || !Pays(frame, context))
                return FeelValue.Null;
            for (var i = 0; i < context.Shape.Count; i++)
                merged.Put(context.Shape.Names[i], context.At(i));
        }
        return merged.Build();
    }

    private static FeelValue Put(FeelFrame frame, FeelContext context, ReadOnlySpan<FeelValue> keys, in FeelValue value)
    {
        if (keys[0].AsString is not { } key || !Pays(frame, context, key))
            return FeelValue.Null;
        if (keys.Length == 1)
            return With(context, key, value);
        if (context[key] is var next && next.AsContext is null && !next.IsNull)
            return FeelValue.Null;
        return next.AsContext is { } inner && Put(frame, inner, keys[1..], value) is { IsNull: false } changed ? With(context, key, changed) : FeelValue.Null;
    }

    private static FeelValue With(FeelContext context, string key, in FeelValue value)
    {
        var builder = new FeelContextBuilder();
        for (var i = 0; i < context.Shape.Count; i++)
            builder.Put(context.Shape.Names[i], context.At(i));
        builder.Put(key, value);
        return builder.Build();
    }

    /// <summary>Every name is hashed anew for the context that is made, and a name may be as long as a text.</summary>
    private static bool Pays(FeelFrame frame, FeelContext context, string key = "")
    {
        var isPaid = frame.SpendText(key.Length);
        foreach (var name in context.Shape.Names)
            isPaid = isPaid && frame.SpendText(name.Length);
        return isPaid;
    }

    private sealed class FeelContextBuilder
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
        private readonly List<string> _names = [];
        private readonly List<FeelValue> _values = [];

        public bool Has(string name) => _index.ContainsKey(name);

        public void Put(string name, in FeelValue value)
        {
            if (_index.TryGetValue(name, out var known))
            {
                _values[known] = value;
                return;
            }
            _index[name] = _names.Count;
            _names.Add(name);
            _values.Add(value);
        }

        public FeelValue Build() => FeelValue.Of(new FeelContext(new FeelShape(_names), [.. _values]));
    }
}
