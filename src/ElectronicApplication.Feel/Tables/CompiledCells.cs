namespace ElectronicApplication.Feel.Tables;

/// <param name="Allowed">What the values of the column pass, when it says so.</param>
internal sealed record CompiledColumn(DecisionInput Definition, FeelExpression Expression, FeelType Type, FeelUnaryTests? Allowed);

internal sealed record CompiledOutput(DecisionOutput Definition, FeelUnaryTests? Allowed, FeelExpression? Default, OutputPriority Priority)
{
    public static readonly FeelExpression NullDefault = FeelExpression.Compile("null", new FeelScope()).Expression!;
}

internal sealed record CompiledRule(FeelUnaryTests[] Tests, FeelExpression[] Outputs)
{
    public bool Matches(ReadOnlySpan<FeelValue> inputs, FeelFrame frame)
    {
        for (var i = 0; i < Tests.Length; i++)
            if (Tests[i].Matches(inputs[i], frame) is not true)
                return false;
        return true;
    }

    /// <summary>Whether the rules surely say the same, whatever the inputs: true, false, or null when only running can tell.</summary>
    public bool? SaysTheSame(CompiledRule other)
    {
        bool? same = true;
        for (var i = 0; i < Outputs.Length; i++)
            if (Outputs[i].Constant is { } a && other.Outputs[i].Constant is { } b)
            {
                if (FeelValue.AreEqual(a, b) is not true)
                    return false;
            }
            else if (Outputs[i].ToString() != other.Outputs[i].ToString())
                same = null;
        return same;
    }
}

/// <summary>The order of an output's allowed values, the first of which wins.</summary>
internal sealed class OutputPriority(FeelUnaryTests? allowed)
{
    private readonly FeelValue[] _order = allowed is { IsNegated: false }
        ? [.. allowed.Parts.OfType<FeelConstantTest>().Where(part => !part.IsExcluded).Select(part => part.Value)]
        : [];

    public bool IsDefined => _order.Length > 0;

    /// <summary>0 is the highest; what is not listed comes after all that is.</summary>
    public int Rank(FeelValue value)
    {
        var index = Array.FindIndex(_order, listed => FeelValue.AreEqual(listed, value) is true);
        return index < 0 ? _order.Length : index;
    }

    /// <summary>Negative when <paramref name="a"/> comes before: the first output decides, then the second, and so on (8.2.10).</summary>
    public static int Compare(IReadOnlyList<OutputPriority> priorities, FeelValue[] a, FeelValue[] b)
    {
        for (var i = 0; i < a.Length; i++)
            if (priorities[i].Rank(a[i]).CompareTo(priorities[i].Rank(b[i])) is var order and not 0)
                return order;
        return 0;
    }
}

/// <summary>Draws the outputs that C+, C#, C&lt; and C&gt; gather together, as the list functions of FEEL do.</summary>
internal static class HitAggregation
{
    public static FeelValue Of(CollectAggregation aggregation, List<FeelValue[]> hits)
    {
        if (aggregation == CollectAggregation.Count)
            return FeelValue.Of((decimal)hits.Count);
        // A sum or an extreme of nothing is not known (10.3.4.4).
        if (hits.Count == 0)
            return FeelValue.Null;
        var result = hits[0][0];
        if (aggregation == CollectAggregation.Sum && !result.IsNumber)
            return FeelValue.Null;
        foreach (var hit in hits.Skip(1))
        {
            if (Join(aggregation, result, hit[0]) is not { } joined)
                return FeelValue.Null;
            result = joined;
        }
        return result;
    }

    private static FeelValue? Join(CollectAggregation aggregation, in FeelValue a, in FeelValue b)
    {
        if (aggregation == CollectAggregation.Sum)
        {
            if (!a.TryNumber(out var x) || !b.TryNumber(out var y))
                return null;
            try
            {
                return FeelValue.Of(x + y);
            }
            catch (OverflowException)
            {
                return null;
            }
        }
        if (FeelValue.Compare(a, b) is not { } order)
            return null;
        return order <= 0 == (aggregation == CollectAggregation.Min) ? a : b;
    }
}

internal static class ResultType
{
    /// <summary>The type of the whole table, and the shape of its contexts when it has several outputs.</summary>
    public static (FeelType Type, FeelShape? Shape) Of(DecisionTableDefinition definition, CompiledOutput[] outputs, CompiledRule[] rules)
    {
        if (definition.Aggregation is CollectAggregation.Sum or CollectAggregation.Count)
            return (FeelType.Number, null);
        var types = outputs.Select((output, i) => (output.Definition.Name, Type: output.Definition.Type ?? Inferred(i, output, rules))).ToArray();
        var context = outputs.Length > 1 ? new FeelContextType(types) : null;
        var single = context ?? types[0].Type;
        var isList = definition.HitPolicy is HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect && definition.Aggregation == CollectAggregation.List;
        return (isList ? FeelType.List(single) : single, context?.Shape);
    }

    private static FeelType Inferred(int output, CompiledOutput column, CompiledRule[] rules) =>
        rules.Select(rule => rule.Outputs[output].Type).Aggregate(column.Default?.Type ?? FeelType.Null, FeelType.Join);
}
