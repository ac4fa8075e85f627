namespace ElectronicApplication.Feel.Tables;

/// <summary>One direction in which rules differ: the cells of an input, or whether a condition holds that only running can decide.</summary>
/// <param name="Inputs">The columns that speak of it; the first one names it.</param>
/// <param name="Condition">The condition, whose cell 0 is that it holds and cell 1 that it does not; null for an axis.</param>
internal sealed record Dimension(int[] Inputs, InputAxis? Axis, string? Condition)
{
    public int Size => Axis?.Cells.Length ?? 2;
}

/// <summary>The rules of a table as boxes: for each rule and dimension the cells that it takes.</summary>
internal sealed class RuleSpace
{
    private RuleSpace(IReadOnlyList<Dimension> dimensions, CellSet[][] boxes) => (Dimensions, Boxes) = (dimensions, boxes);

    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>By rule, then by dimension.</summary>
    public CellSet[][] Boxes { get; }

    /// <summary>Everything that can be met.</summary>
    public CellSet[] Whole => [.. Dimensions.Select(dimension => CellSet.All(dimension.Size))];

    /// <summary>Null when the budget does not suffice.</summary>
    public static RuleSpace? Of(DecisionTable table, AnalysisBudget budget)
    {
        var dimensions = new List<Dimension>();
        var sets = new List<CellSet?[]>();
        var columns = Enumerable.Range(0, table.Inputs.Count).GroupBy(input => table.Inputs[input].Expression.ToString());
        foreach (var same in columns)
        {
            int[] inputs = [.. same];
            var tests = inputs.SelectMany(input => table.Rules.Select(rule => rule.Tests[input])).ToList();
            var axis = InputAxis.Of(table.Inputs[inputs[0]], inputs.Any(input => table.Inputs[input].Definition.MayBeNull), tests);
            if (!budget.Spend((axis?.Cells.Length ?? 1) * tests.Count))
                return null;
            AddDimensions(table, inputs, axis, dimensions, sets);
        }
        var boxes = new CellSet[table.Rules.Count][];
        for (var rule = 0; rule < boxes.Length; rule++)
            boxes[rule] = [.. dimensions.Select((dimension, i) => sets[i][rule] ?? CellSet.All(dimension.Size))];
        return new RuleSpace(dimensions, boxes);
    }

    private static void AddDimensions(DecisionTable table, int[] inputs, InputAxis? axis, List<Dimension> dimensions, List<CellSet?[]> sets)
    {
        var onAxis = new CellSet?[table.Rules.Count];
        var conditions = new Dictionary<string, CellSet?[]>(StringComparer.Ordinal);
        for (var rule = 0; rule < table.Rules.Count; rule++)
            foreach (var input in inputs)
            {
                var test = table.Rules[rule].Tests[input];
                if (test.IsAny)
                    continue;
                if (axis?.Passing(test) is { } passing)
                    onAxis[rule] = onAxis[rule]?.And(passing) ?? passing;
                else
                {
                    if (!conditions.TryGetValue(test.ToString(), out var holds))
                        conditions[test.ToString()] = holds = new CellSet?[table.Rules.Count];
                    holds[rule] = CellSet.Where(2, cell => cell == 0);
                }
            }
        if (axis is not null)
        {
            dimensions.Add(new Dimension(inputs, axis, null));
            sets.Add(onAxis);
        }
        foreach (var (condition, holds) in conditions)
        {
            dimensions.Add(new Dimension(inputs, null, condition));
            sets.Add(holds);
        }
    }
}
