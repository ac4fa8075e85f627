namespace ElectronicApplication.Feel.Tables;

/// <summary>
/// The values of one input, cut into the cells between which no rule of the table makes a difference. Columns with the same
/// expression share one axis.
/// </summary>
internal sealed class InputAxis
{
    private InputAxis(CompiledColumn column, AxisCell[] cells, AxisSteps steps, bool isClosed, bool isDomainEmpty) =>
        (Column, Cells, Steps, IsClosed, IsDomainEmpty) = (column, cells, steps, isClosed, isDomainEmpty);

    public CompiledColumn Column { get; }

    /// <summary>In ascending order where the values have one; null comes last. Values outside the domain have no cell.</summary>
    public AxisCell[] Cells { get; }

    public AxisSteps Steps { get; }

    /// <summary>Every value is a cell of its own, so that any condition on it can be tried out.</summary>
    public bool IsClosed { get; }

    /// <summary>The allowed values contradict each other or the type, so that they were left out of account.</summary>
    public bool IsDomainEmpty { get; }

    /// <summary>Null when the values are of several kinds without a common order.</summary>
    public static InputAxis? Of(CompiledColumn column, bool mayBeNull, IReadOnlyCollection<FeelUnaryTests> tests)
    {
        var steps = new AxisSteps(column.Definition.IsWhole);
        var domain = column.Allowed is { Names.Count: 0 } allowed && !allowed.Parts.Any(part => part is FeelOtherTest) ? column.Allowed : null;
        var parts = tests.Where(test => test.Names.Count == 0).SelectMany(test => test.Parts).ToList();
        var points = Points(parts.Concat(domain?.Parts ?? []));
        var hasIntervals = parts.Concat(domain?.Parts ?? []).Any(part => part is FeelIntervalTest);

        List<AxisCell> cells;
        bool isClosed;
        if (ReferenceEquals(column.Type, FeelType.Boolean))
            (cells, isClosed) = ([AxisCell.Point(FeelValue.True), AxisCell.Point(FeelValue.False)], true);
        else if (domain is { IsNegated: false } && domain.Parts.All(part => part is FeelConstantTest { IsExcluded: false }))
            (cells, isClosed) = ([.. Points(domain.Parts).Select(AxisCell.Point)], true);
        else if (!hasIntervals)
            (cells, isClosed) = ([.. points.Select(AxisCell.Point), AxisCell.Rest(Other(points, column.Type, steps))], false);
        else if (Sorted(points))
            (cells, isClosed) = (Ordered(points, steps), false);
        else
            return null;

        // A point that is no whole number is not met on an axis of whole numbers.
        if (column.Definition.IsWhole)
            cells.RemoveAll(cell => cell.Sample.TryNumber(out var number) && decimal.Truncate(number) != number);
        if (domain is not null)
            cells.RemoveAll(cell => !Passes(domain, cell));
        var isDomainEmpty = cells.Count == 0;
        if (isDomainEmpty)
            (cells, isClosed) = ([AxisCell.Rest(Other(points, column.Type, steps))], false);
        var nullIsAllowed = domain is not null && Passes(domain, AxisCell.Null) && domain.Parts.Any(part => part is FeelConstantTest { Value.IsNull: true });
        if (mayBeNull || nullIsAllowed)
            cells.Add(AxisCell.Null);
        return new InputAxis(column, [.. cells], steps, isClosed, isDomainEmpty);
    }

    /// <summary>The cells whose values pass; null when that depends on more than the value.</summary>
    public CellSet? Passing(FeelUnaryTests tests)
    {
        if (tests.IsAny)
            return CellSet.All(Cells.Length);
        if (tests.Names.Count > 0 || (!IsClosed && tests.Parts.Any(part => part is FeelOtherTest)))
            return null;
        return CellSet.Where(Cells.Length, cell => Passes(tests, Cells[cell]));
    }

    /// <summary>Whether some value of the domain passes this part of a test.</summary>
    public bool CanPass(FeelTestPart part) => part switch
    {
        FeelConstantTest { IsExcluded: false, Value: var value } => Array.Exists(Cells, cell => FeelValue.AreEqual(cell.Sample, value) is true),
        FeelIntervalTest { Range: var range } => Array.Exists(Cells, cell => range.Includes(cell.Sample) is true),
        _ => true,
    };

    private static bool Passes(FeelUnaryTests tests, AxisCell cell) => tests.Matches(cell.Sample, new FeelFrame(tests.SlotsNeeded)) is true;

    /// <summary>The values at which a test changes its answer, each once.</summary>
    private static List<FeelValue> Points(IEnumerable<FeelTestPart> parts)
    {
        var points = new List<FeelValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            FeelValue[] ends = part switch
            {
                FeelConstantTest constant => [constant.Value],
                FeelIntervalTest { Range: var range } => [range.Start, range.End],
                _ => [],
            };
            points.AddRange(ends.Where(end => !end.IsNull && seen.Add(FeelLiteral.Of(end))));
        }
        return points;
    }

    /// <summary>Sorts the points and drops those that are equal though written differently; false when they cannot all be compared.</summary>
    private static bool Sorted(List<FeelValue> points)
    {
        if (points.Exists(point => FeelValue.Compare(point, points[0]) is null))
            return false;
        points.Sort((a, b) => FeelValue.Compare(a, b) ?? 0);
        for (var i = points.Count - 1; i > 0; i--)
            if (FeelValue.Compare(points[i], points[i - 1]) == 0)
                points.RemoveAt(i);
        return true;
    }

    private static List<AxisCell> Ordered(List<FeelValue> points, AxisSteps steps)
    {
        var cells = new List<AxisCell?> { AxisCell.Between(steps, FeelValue.Null, points[0]) };
        for (var i = 0; i < points.Count; i++)
        {
            cells.Add(AxisCell.Point(points[i]));
            cells.Add(AxisCell.Between(steps, points[i], i + 1 < points.Count ? points[i + 1] : FeelValue.Null));
        }
        return [.. cells.OfType<AxisCell>()];
    }

    /// <summary>A value that differs from all that the column names.</summary>
    private static FeelValue Other(List<FeelValue> points, FeelType type, AxisSteps steps)
    {
        var highest = FeelValue.Null;
        foreach (var point in points)
            if (highest.IsNull || FeelValue.Compare(point, highest) > 0)
                highest = point;
        if (highest.IsNull)
            return ReferenceEquals(type, FeelType.Number) ? FeelValue.Of(0m) : FeelValue.Of("");
        return steps.Between(highest, FeelValue.Null) ?? FeelValue.Of("");
    }
}
