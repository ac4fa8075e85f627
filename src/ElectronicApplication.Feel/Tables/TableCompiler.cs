namespace ElectronicApplication.Feel.Tables;

/// <summary>Compiles each cell in its column and reports all that is wrong with them at once.</summary>
internal sealed class TableCompiler(DecisionTableDefinition definition, FeelScope scope, FeelTyping typing)
{
    private readonly List<TableFinding> _findings = [];

    public DecisionTableCompilation Compile()
    {
        if (!HasShape())
            return new DecisionTableCompilation(null, _findings);
        var inputs = Columns(definition.Inputs, Input);
        var outputs = Columns(definition.Outputs, Output);
        CheckPolicy(outputs);
        var rules = new CompiledRule?[definition.Rules.Count];
        for (var i = 0; i < rules.Length; i++)
            rules[i] = Rule(i, inputs, outputs);
        var table = _findings.Exists(finding => finding.Severity == TableSeverity.Error)
            ? null
            : new DecisionTable(definition, inputs!, outputs!, rules!);
        return new DecisionTableCompilation(table, _findings);
    }

    private static T?[] Columns<TColumn, T>(IReadOnlyList<TColumn> columns, Func<TColumn, int, T?> compile) => [.. columns.Select(compile)];

    private bool HasShape()
    {
        if (definition.Outputs.Count == 0)
            _findings.Add(TableFindings.NoOutput());
        foreach (var name in definition.Outputs.GroupBy(output => output.Name).Where(same => same.Count() > 1).Select(same => same.Key))
            _findings.Add(TableFindings.SameOutputTwice(name));
        for (var i = 0; i < definition.Rules.Count; i++)
        {
            var (tests, outputs) = (definition.Rules[i].Tests.Count, definition.Rules[i].Outputs.Count);
            if (tests != definition.Inputs.Count || outputs != definition.Outputs.Count)
                _findings.Add(TableFindings.CellCount(i, definition.Inputs.Count, definition.Outputs.Count, tests, outputs));
        }
        return _findings.Count == 0;
    }

    private CompiledColumn? Input(DecisionInput input, int index)
    {
        var place = new TablePlace(Input: index);
        if (Expression(input.Expression, place) is not { } expression)
            return null;
        if (input.Type is { } declared && !FeelType.CanMeet(declared, expression.Type))
            Misfit(TableFindings.TypeMismatch(place, declared, expression.Type));
        var type = input.Type ?? expression.Type;
        var allowed = input.AllowedValues is { } values ? Tests(values, type, place) : null;
        return new CompiledColumn(input, expression, type, allowed);
    }

    private CompiledOutput? Output(DecisionOutput output, int index)
    {
        var place = new TablePlace(Output: index);
        var allowed = output.AllowedValues is { } values ? Tests(values, output.Type ?? FeelType.Any, place) : null;
        var fallback = output.Default is { } text ? Expression(text, place) : null;
        if (fallback is not null)
            CheckOutput(fallback, output, allowed, place);
        return new CompiledOutput(output, allowed, fallback, new OutputPriority(allowed));
    }

    private CompiledRule? Rule(int index, CompiledColumn?[] inputs, CompiledOutput?[] outputs)
    {
        var rule = definition.Rules[index];
        var tests = new FeelUnaryTests?[inputs.Length];
        for (var i = 0; i < tests.Length; i++)
            // A column that cannot be read is reported once, not again in each of its cells.
            if (inputs[i] is { } input)
                tests[i] = Tests(rule.Tests[i], input.Type, new TablePlace(index, Input: i));
        var results = new FeelExpression?[outputs.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var place = new TablePlace(index, Output: i);
            results[i] = Expression(rule.Outputs[i], place);
            if (results[i] is { } result && outputs[i] is { } output)
                CheckOutput(result, output.Definition, output.Allowed, place);
        }
        return Array.TrueForAll(tests, test => test is not null) && Array.TrueForAll(results, result => result is not null)
            ? new CompiledRule(tests!, results!)
            : null;
    }

    private void CheckPolicy(CompiledOutput?[] outputs)
    {
        if (definition.HitPolicy is HitPolicy.Priority or HitPolicy.OutputOrder && !outputs.Any(output => output is null || output.Priority.IsDefined))
            Misfit(TableFindings.NoPriorities(definition.HitPolicy));
        if (definition.Aggregation == CollectAggregation.List)
            return;
        if (definition.HitPolicy != HitPolicy.Collect)
            _findings.Add(TableFindings.AggregationWithoutCollect());
        else if (definition.Outputs.Count > 1)
            _findings.Add(TableFindings.AggregationOfSeveral());
    }

    private void CheckOutput(FeelExpression result, DecisionOutput output, FeelUnaryTests? allowed, TablePlace place)
    {
        if (output.Type is { } type && !FeelType.CanMeet(type, result.Type))
            Misfit(TableFindings.TypeMismatch(place, type, result.Type));
        else if (definition.Aggregation == CollectAggregation.Sum && place.Rule is not null && !FeelType.CanMeet(FeelType.Number, result.Type))
            Misfit(TableFindings.TypeMismatch(place, FeelType.Number, result.Type));
        if (allowed is { Names.Count: 0 } && result.Constant is { IsNull: false } constant && allowed.Matches(constant, new FeelFrame(allowed.SlotsNeeded)) is not true)
            Misfit(TableFindings.OutputNotAllowed(place, constant, allowed.Text));
    }

    private FeelExpression? Expression(string text, TablePlace place)
    {
        var compilation = FeelExpression.Compile(text, scope, typing);
        Report(compilation.Errors, compilation.Warnings, place);
        return compilation.Expression;
    }

    private FeelUnaryTests? Tests(string text, FeelType type, TablePlace place)
    {
        var compilation = FeelUnaryTests.Compile(string.IsNullOrWhiteSpace(text) ? "-" : text, scope, type, typing);
        Report(compilation.Errors, compilation.Warnings, place);
        return compilation.Tests;
    }

    private void Report(IEnumerable<FeelError> errors, IEnumerable<FeelError> warnings, TablePlace place)
    {
        _findings.AddRange(errors.Select(error => TableFindings.Cell(error, TableSeverity.Error, place)));
        _findings.AddRange(warnings.Select(warning => TableFindings.Cell(warning, TableSeverity.Warning, place)));
    }

    /// <summary>What cannot fit is an error for an author, but only gives null where typing is lenient.</summary>
    private void Misfit(TableFinding finding) =>
        _findings.Add(typing == FeelTyping.Lenient ? finding with { Severity = TableSeverity.Warning } : finding);
}
