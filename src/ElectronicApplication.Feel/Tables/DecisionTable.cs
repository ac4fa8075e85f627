using System.Runtime.CompilerServices;

namespace ElectronicApplication.Feel.Tables;

/// <summary>Either a table that runs, or at least one error among the findings.</summary>
public sealed record DecisionTableCompilation(DecisionTable? Table, IReadOnlyList<TableFinding> Findings);

/// <summary>
/// A decision table (DMN 1.5, chapter 8 and 10.3.2.10) compiled against declared names. Immutable and safe for concurrent use; it
/// runs on a <see cref="FeelFrame"/> of its scope.
/// </summary>
public sealed class DecisionTable
{
    private const int InlineInputs = 8;

    private readonly CompiledColumn[] _inputs;
    private readonly CompiledRule[] _rules;
    private readonly FeelExpression[]? _defaults;
    private readonly OutputPriority[] _priorities;
    private readonly FeelShape? _shape;

    internal DecisionTable(DecisionTableDefinition definition, CompiledColumn[] inputs, CompiledOutput[] outputs, CompiledRule[] rules)
    {
        Definition = definition;
        _inputs = inputs;
        _rules = rules;
        _priorities = [.. outputs.Select(output => output.Priority)];
        // One output with a default is enough to answer; the others are null then.
        _defaults = outputs.Any(output => output.Default is not null) ? [.. outputs.Select(output => output.Default ?? CompiledOutput.NullDefault)] : null;
        (Type, _shape) = ResultType.Of(definition, outputs, rules);
        var expressions = inputs.Select(input => input.Expression)
            .Concat(rules.SelectMany(rule => rule.Outputs))
            .Concat(_defaults ?? []);
        var tests = rules.SelectMany(rule => rule.Tests);
        Names = [.. expressions.SelectMany(expression => expression.Names).Concat(tests.SelectMany(test => test.Names)).Distinct()];
        SlotsNeeded = expressions.Select(expression => expression.SlotsNeeded).Concat(tests.Select(test => test.SlotsNeeded)).DefaultIfEmpty().Max();
    }

    public DecisionTableDefinition Definition { get; }

    /// <summary>What the table yields: the type of its one output, a context of its several outputs, or a list of these. Null is always possible.</summary>
    public FeelType Type { get; }

    /// <summary>The declared names that it reads, each once.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Slots that a frame must have to run it.</summary>
    public int SlotsNeeded { get; }

    internal IReadOnlyList<CompiledColumn> Inputs => _inputs;

    internal IReadOnlyList<CompiledRule> Rules => _rules;

    internal IReadOnlyList<OutputPriority> Priorities => _priorities;

    internal bool HasDefault => _defaults is not null;

    /// <summary>Compiles the table and checks each of its cells. Whether the rules cover every case is told by <see cref="Analyse"/>.</summary>
    public static DecisionTableCompilation Compile(DecisionTableDefinition definition, FeelScope scope, FeelTyping typing = FeelTyping.Strict) =>
        new TableCompiler(definition, scope, typing).Compile();

    /// <summary>
    /// Looks for cases that no rule covers, that several rules contradict each other in, and for rules that never count.
    /// Takes milliseconds for a usual table and up to some seconds for the worst: meant for publishing, not for evaluating.
    /// </summary>
    public TableAnalysis Analyse(int budget = TableAnalysis.DefaultBudget) => new TableAnalyser(this, budget).Analyse();

    /// <summary>
    /// The result for the values in the frame. One output: its value; several: a context; R, O and C: a list of these, or what the
    /// aggregation makes of it. Several matches under U, or unequal ones under A, give null; no match gives the defaults or null.
    /// </summary>
    public FeelValue Evaluate(FeelFrame frame)
    {
        if (!frame.Spend(_rules.Length))
            return FeelValue.Null;
        var inline = default(InputValues);
        Span<FeelValue> inputs = _inputs.Length <= InlineInputs ? inline : new FeelValue[_inputs.Length];
        for (var i = 0; i < _inputs.Length; i++)
            inputs[i] = _inputs[i].Expression.Evaluate(frame);

        return Definition.HitPolicy switch
        {
            HitPolicy.First => Next(0, inputs, frame) is var first and >= 0 ? Output(first, frame) : Default(frame),
            HitPolicy.Unique => Unique(inputs, frame),
            HitPolicy.Any => Any(inputs, frame),
            HitPolicy.Priority => Highest(inputs, frame),
            _ => Many(inputs, frame),
        };
    }

    private FeelValue Unique(ReadOnlySpan<FeelValue> inputs, FeelFrame frame)
    {
        var only = Next(0, inputs, frame);
        if (only < 0)
            return Default(frame);
        return Next(only + 1, inputs, frame) < 0 ? Output(only, frame) : FeelValue.Null;
    }

    private FeelValue Any(ReadOnlySpan<FeelValue> inputs, FeelFrame frame)
    {
        var first = Next(0, inputs, frame);
        if (first < 0)
            return Default(frame);
        var value = Output(first, frame);
        for (var rule = Next(first + 1, inputs, frame); rule >= 0; rule = Next(rule + 1, inputs, frame))
            if (frame.AreEqual(value, Output(rule, frame)) is not true)
                return FeelValue.Null;
        return value;
    }

    private FeelValue Highest(ReadOnlySpan<FeelValue> inputs, FeelFrame frame)
    {
        FeelValue[]? best = null;
        for (var rule = Next(0, inputs, frame); rule >= 0; rule = Next(rule + 1, inputs, frame))
        {
            var outputs = Outputs(rule, frame);
            if (best is null || OutputPriority.Compare(_priorities, outputs, best) < 0)
                best = outputs;
        }
        return best is null ? Default(frame) : Shaped(best);
    }

    private FeelValue Many(ReadOnlySpan<FeelValue> inputs, FeelFrame frame)
    {
        var hits = new List<FeelValue[]>();
        for (var rule = Next(0, inputs, frame); rule >= 0; rule = Next(rule + 1, inputs, frame))
            hits.Add(Outputs(rule, frame));
        if (hits.Count == 0 && _defaults is not null)
            return Default(frame);
        if (Definition.Aggregation != CollectAggregation.List)
            return HitAggregation.Of(Definition.Aggregation, hits);
        if (hits.Count == 0)
            return FeelValue.Null;
        var ordered = Definition.HitPolicy == HitPolicy.OutputOrder
            ? hits.Order(Comparer<FeelValue[]>.Create((a, b) => OutputPriority.Compare(_priorities, a, b)))
            : hits.AsEnumerable();
        return FeelValue.Of(new FeelList([.. ordered.Select(Shaped)]));
    }

    /// <summary>The next rule that matches, or -1.</summary>
    private int Next(int from, ReadOnlySpan<FeelValue> inputs, FeelFrame frame)
    {
        for (var i = from; i < _rules.Length; i++)
            if (_rules[i].Matches(inputs, frame))
                return i;
        return -1;
    }

    private FeelValue Output(int rule, FeelFrame frame) =>
        _shape is null ? _rules[rule].Outputs[0].Evaluate(frame) : Shaped(Outputs(rule, frame));

    private FeelValue[] Outputs(int rule, FeelFrame frame) => Array.ConvertAll(_rules[rule].Outputs, output => output.Evaluate(frame));

    private FeelValue Default(FeelFrame frame) =>
        _defaults is null ? FeelValue.Null : Shaped(Array.ConvertAll(_defaults, expression => expression.Evaluate(frame)));

    private FeelValue Shaped(FeelValue[] outputs) => _shape is null ? outputs[0] : FeelValue.Of(new FeelContext(_shape, outputs));

    [InlineArray(InlineInputs)]
    private struct InputValues
    {
        private FeelValue _first;
    }
}
