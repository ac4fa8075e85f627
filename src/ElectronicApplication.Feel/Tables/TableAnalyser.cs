namespace ElectronicApplication.Feel.Tables;

/// <summary>Completeness, overlaps, and rules that never count (DMN 1.5, 8.2.9 and 8.2.10).</summary>
internal sealed class TableAnalyser(DecisionTable table, int steps)
{
    // The search for gaps has a half to itself: whatever else is found, gaps matter most.
    private readonly AnalysisBudget _budget = new(steps / 2);
    private readonly AnalysisBudget _gapBudget = new(steps / 2);
    private readonly List<TableFinding> _findings = [];
    private readonly List<TableOverlap> _overlaps = [];
    private bool _isCut;

    private HitPolicy Policy => table.Definition.HitPolicy;

    public TableAnalysis Analyse()
    {
        if (RuleSpace.Of(table, _budget) is not { } space)
            return new TableAnalysis([TableFindings.LimitReached()], [], [], IsComplete: false);
        var words = new CaseWords(table, space);
        CheckCells(space);
        var alive = CellSet.Where(space.Boxes.Length, rule => !Boxes.IsEmpty(space.Boxes[rule]));
        var duplicates = FindDuplicates(space, alive);
        FindOverlaps(space, alive, words);
        FindUnreachable(space, alive.Without(duplicates));
        var gaps = FindGaps(space, alive, words);
        var isComplete = !_isCut && !_budget.IsExhausted && !_gapBudget.IsExhausted;
        if (!isComplete)
            _findings.Add(TableFindings.LimitReached());
        return new TableAnalysis(_findings, gaps, _overlaps, isComplete);
    }

    /// <summary>Tests, and parts of tests, that no value of the input passes.</summary>
    private void CheckCells(RuleSpace space)
    {
        foreach (var dimension in space.Dimensions)
            if (dimension.Axis is { IsDomainEmpty: true })
                _findings.Add(TableFindings.EmptyDomain(new TablePlace(Input: dimension.Inputs[0]), table.Inputs[dimension.Inputs[0]].Allowed?.Text ?? ""));
            else if (dimension.Axis is { } axis)
                foreach (var input in dimension.Inputs)
                    for (var rule = 0; rule < table.Rules.Count; rule++)
                        CheckCell(axis, table.Rules[rule].Tests[input], new TablePlace(rule, Input: input));
    }

    private void CheckCell(InputAxis axis, FeelUnaryTests test, TablePlace place)
    {
        if (test.IsAny || !_budget.Spend(axis.Cells.Length * test.Parts.Count))
            return;
        var domain = axis.Column.Allowed?.Text ?? axis.Column.Type.NameEn;
        var found = false;
        foreach (var part in test.Parts.Where(part => !axis.CanPass(part)))
        {
            found = true;
            _findings.Add(part is FeelConstantTest { Value: { IsNull: false } value }
                ? TableFindings.ValueNotAllowed(place, part.Span, value, domain)
                : TableFindings.NeverTrue(place, part.Span, test.Text.Substring(part.Span.Start, part.Span.Length), domain));
        }
        if (!found && axis.Passing(test) is { IsEmpty: true })
            _findings.Add(TableFindings.NeverTrue(place, null, test.Text, domain));
    }

    private CellSet FindDuplicates(RuleSpace space, CellSet alive)
    {
        var duplicates = new HashSet<int>();
        foreach (var rule in alive.Members().TakeWhile(_ => _budget.Spend(space.Boxes.Length)))
            foreach (var other in alive.Members().Where(other => other > rule && !duplicates.Contains(other)))
                if (Boxes.AreEqual(space.Boxes[rule], space.Boxes[other]) && table.Rules[rule].SaysTheSame(table.Rules[other]) is true)
                {
                    duplicates.Add(other);
                    _findings.Add(TableFindings.Duplicate(rule, other, Policy == HitPolicy.Unique));
                }
        return CellSet.Where(space.Boxes.Length, duplicates.Contains);
    }

    private void FindOverlaps(RuleSpace space, CellSet alive, CaseWords words)
    {
        if (Policy is not (HitPolicy.Unique or HitPolicy.Any))
            return;
        int[] rules = [.. alive.Members()];
        var more = 0;
        for (var i = 0; i < rules.Length; i++)
            for (var j = i + 1; j < rules.Length; j++)
            {
                var (rule, other) = (rules[i], rules[j]);
                if (!_budget.Spend(space.Dimensions.Count))
                    return;
                if (!Boxes.Meet(space.Boxes[rule], space.Boxes[other]))
                    continue;
                var same = table.Rules[rule].SaysTheSame(table.Rules[other]);
                if (Policy == HitPolicy.Any && same is true)
                    continue;
                if (_overlaps.Count == TableAnalysis.CaseLimit)
                {
                    more++;
                    _isCut = true;
                    continue;
                }
                var overlap = words.Of(Boxes.Common(space.Boxes[rule], space.Boxes[other]));
                _overlaps.Add(new TableOverlap(rule, other, overlap));
                if (Boxes.AreEqual(space.Boxes[rule], space.Boxes[other]) && same is true)
                    continue;
                if (_overlaps.Count <= TableAnalysis.ShownLimit)
                    _findings.Add(TableFindings.Overlap(overlap, rule, other, Policy, Policy == HitPolicy.Unique || same is false));
                else
                    more++;
            }
        if (more > 0)
            _findings.Add(TableFindings.More("overlap", more));
    }

    /// <summary>Rules whose every case is decided by others.</summary>
    private void FindUnreachable(RuleSpace space, CellSet rules)
    {
        if (Policy is not (HitPolicy.First or HitPolicy.Priority or HitPolicy.Unique))
            return;
        foreach (var rule in rules.Members())
        {
            if (!_budget.Spend((long)space.Boxes.Length * space.Dimensions.Count))
                return;
            CellSet[] box = space.Boxes[rule];
            CellSet[][] stronger = [.. rules.Members().Where(other => other != rule && Decides(other, rule) && Boxes.Meet(space.Boxes[other], box)).Select(other => space.Boxes[other])];
            if (CoverDiagram.Covers(stronger, box, _budget))
                _findings.Add(TableFindings.Unreachable(rule, Policy));
        }
    }

    /// <summary>Whether a rule has its way where both match.</summary>
    private bool Decides(int rule, int over) => Policy switch
    {
        HitPolicy.First => rule < over,
        HitPolicy.Priority => Constants(rule) is { } a && Constants(over) is { } b && OutputPriority.Compare(table.Priorities, a, b) < 0,
        _ => true,
    };

    private FeelValue[]? Constants(int rule)
    {
        var outputs = table.Rules[rule].Outputs;
        return Array.TrueForAll(outputs, output => output.Constant is not null) ? Array.ConvertAll(outputs, output => output.Constant!.Value) : null;
    }

    private List<TableCase> FindGaps(RuleSpace space, CellSet alive, CaseWords words)
    {
        var gaps = CoverDiagram.Gaps([.. alive.Members().Select(rule => space.Boxes[rule])], space.Whole, _gapBudget, TableAnalysis.CaseLimit).ConvertAll(words.Of);
        if (table.HasDefault)
            return gaps;
        _findings.AddRange(gaps.Take(TableAnalysis.ShownLimit).Select(TableFindings.Gap));
        if (gaps.Count > TableAnalysis.ShownLimit)
            _findings.Add(TableFindings.More("gap", gaps.Count - TableAnalysis.ShownLimit));
        return gaps;
    }
}

/// <summary>Puts a box of cells into words.</summary>
internal sealed class CaseWords(DecisionTable table, RuleSpace space)
{
    public TableCase Of(CellSet[] box)
    {
        var ja = new List<string>();
        var en = new List<string>();
        var tests = Enumerable.Repeat("-", table.Inputs.Count).ToArray();
        var sample = new FeelValue[table.Inputs.Count];
        var isCertain = true;
        for (var i = 0; i < box.Length; i++)
        {
            var (dimension, cells) = (space.Dimensions[i], box[i]);
            if (dimension.Axis is { } known)
                foreach (var input in dimension.Inputs)
                    sample[input] = known.Cells[cells.Members().First()].Sample;
            if (cells.Count == dimension.Size)
                continue;
            var column = table.Inputs[dimension.Inputs[0]].Definition;
            var label = column.Label ?? new FeelMessage(column.Expression, column.Expression);
            if (dimension.Axis is { } axis)
            {
                var words = new AxisWords(axis);
                var values = words.Values(cells);
                ja.Add($"{label.Ja}が{values.Ja}");
                en.Add($"{label.En} is {values.En}");
                tests[dimension.Inputs[0]] = words.Tests(cells);
            }
            else
            {
                var holds = cells.Has(0);
                isCertain = false;
                ja.Add($"{label.Ja}が条件「{dimension.Condition}」の{(holds ? "範囲内" : "範囲外")}");
                en.Add($"{label.En} {(holds ? "passes" : "fails")} '{dimension.Condition}'");
            }
        }
        var condition = ja.Count == 0
            ? new FeelMessage("すべての場合", "always")
            : new FeelMessage(string.Join("で、", ja) + "のとき", "when " + string.Join(", and ", en));
        return new TableCase(condition, isCertain ? tests : [], sample, isCertain);
    }
}
