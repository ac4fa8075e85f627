namespace ElectronicApplication.Feel.Tables;

/// <summary>Says which values some cells of an axis are: in Japanese, in English and as unary tests.</summary>
internal sealed class AxisWords(InputAxis axis)
{
    private static readonly FeelMessage Blank = new("未入力", "left blank");

    private bool IsListed => !Array.Exists(axis.Cells, cell => cell.Kind == AxisCellKind.Between);

    private IReadOnlyDictionary<string, FeelMessage> Labels => axis.Column.Definition.ValueLabels;

    /// <summary>「18以上65未満」, or 「市外」以外.</summary>
    public FeelMessage Values(CellSet cells)
    {
        if (Excluded(cells) is { } excluded)
            return new FeelMessage(
                string.Join("、", excluded.Select(cell => Point(cell).Ja)) + "以外",
                "other than " + string.Join(" or ", excluded.Select(cell => Point(cell).En)));
        FeelMessage[] runs = [.. Runs(cells).Select(Words)];
        return new FeelMessage(string.Join("または", runs.Select(run => run.Ja)), string.Join(" or ", runs.Select(run => run.En)));
    }

    public string Tests(CellSet cells)
    {
        if (Excluded(cells) is { } excluded)
            return $"not({string.Join(", ", excluded.Select(cell => FeelLiteral.Of(cell.Sample)))})";
        return string.Join(", ", Runs(cells).Select(Test));
    }

    /// <summary>What is left out, where that says it shorter, or where the rest has no other name.</summary>
    private AxisCell[]? Excluded(CellSet cells)
    {
        AxisCell[] outside = [.. axis.Cells.Where((_, i) => !cells.Has(i))];
        if (outside is [{ Kind: AxisCellKind.Null }])
            return outside;
        var isNamed = outside.Length > 0 && Array.TrueForAll(outside, cell => cell.Kind is AxisCellKind.Point or AxisCellKind.Null);
        var hasRest = cells.Members().Any(cell => axis.Cells[cell].Kind == AxisCellKind.Rest);
        return isNamed && (hasRest || (IsListed && axis.Cells.Length > 3 && outside.Length * 2 < axis.Cells.Length)) ? outside : null;
    }

    /// <summary>Neighbouring cells together. Listed values and null stay alone.</summary>
    private List<AxisCell[]> Runs(CellSet cells)
    {
        var runs = new List<List<AxisCell>>();
        var last = -2;
        foreach (var index in cells.Members())
        {
            var cell = axis.Cells[index];
            if (index == last + 1 && !IsListed && cell.Kind != AxisCellKind.Null && Touch(runs[^1][^1], cell))
                runs[^1].Add(cell);
            else
                runs.Add([cell]);
            last = index;
        }
        return [.. runs.Select(run => run.ToArray())];
    }

    /// <summary>Whether no value lies between two cells: one that had none, or one outside the domain, may be missing there.</summary>
    private bool Touch(AxisCell a, AxisCell b) =>
        FeelValue.Compare(a.Upper, b.Lower) == 0 || (axis.Steps.Next(a.Upper) is { } next && FeelValue.Compare(next, b.Lower) >= 0);

    private FeelMessage Words(AxisCell[] run)
    {
        if (run is [{ Kind: AxisCellKind.Point or AxisCellKind.Null }])
            return Point(run[0]);
        var (low, lowIncluded, high, highIncluded) = Ends(run);
        if (low is { } only && high is { } same && highIncluded && FeelValue.Compare(only, same) == 0)
            return Name(only);
        var isTime = run[0].Sample.Kind is FeelKind.Date or FeelKind.Time or FeelKind.DateTime;
        var ja = new List<string>();
        var en = new List<string>();
        if (low is { } from)
        {
            ja.Add(Name(from).Ja + (isTime ? lowIncluded ? "以降" : "より後" : lowIncluded ? "以上" : "超"));
            en.Add((isTime ? lowIncluded ? "from " : "after " : lowIncluded ? "at least " : "above ") + Name(from).En);
        }
        if (high is { } to)
        {
            ja.Add(Name(to).Ja + (isTime ? highIncluded ? "以前" : "より前" : highIncluded ? "以下" : "未満"));
            en.Add((isTime ? highIncluded ? "up to " : "before " : highIncluded ? "at most " : "below ") + Name(to).En);
        }
        return new FeelMessage(string.Join(isTime ? "、" : "", ja), string.Join(" and ", en));
    }

    private string Test(AxisCell[] run)
    {
        var (low, lowIncluded, high, highIncluded) = Ends(run);
        return (low, high) switch
        {
            // Both ends are open only for null and for values without order; a run over everything but null is "not null".
            (null, null) => FeelLiteral.Of(run[0].Sample),
            ({ } only, { } same) when FeelValue.AreEqual(only, same) is true => FeelLiteral.Of(only),
            ({ } from, { } to) => $"{(lowIncluded ? '[' : '(')}{FeelLiteral.Of(from)}..{FeelLiteral.Of(to)}{(highIncluded ? ']' : ')')}",
            ({ } from, null) => $"{(lowIncluded ? ">=" : ">")} {FeelLiteral.Of(from)}",
            (null, { } to) => $"{(highIncluded ? "<=" : "<")} {FeelLiteral.Of(to)}",
        };
    }

    /// <summary>Where values have neighbours, a run begins with its first value, and a single value is both ends.</summary>
    private (FeelValue? Low, bool LowIncluded, FeelValue? High, bool HighIncluded) Ends(AxisCell[] run)
    {
        var (first, last) = (run[0], run[^1]);
        var (low, lowIncluded) = first.Kind == AxisCellKind.Point ? (first.Sample, true)
            : axis.Steps.Next(first.Lower) is { } next ? (next, true) : (first.Lower, false);
        var (high, highIncluded) = last.Kind == AxisCellKind.Point ? (last.Sample, true) : (last.Upper, false);
        if (lowIncluded && !highIncluded && axis.Steps.Next(low) is { } after && FeelValue.Compare(after, high) >= 0)
            (high, highIncluded) = (low, true);
        return (low.IsNull ? null : low, lowIncluded, high.IsNull ? null : high, highIncluded);
    }

    private FeelMessage Point(AxisCell cell) => cell.Kind == AxisCellKind.Null ? Blank : Name(cell.Sample);

    private FeelMessage Name(FeelValue value)
    {
        if (value.AsString is { } text)
            return Labels.GetValueOrDefault(text) is { } label ? new FeelMessage($"「{label.Ja}」", $"\"{label.En}\"") : new FeelMessage($"「{text}」", $"\"{text}\"");
        if (value.TryBoolean(out var isTrue))
            return isTrue ? new FeelMessage("「はい」", "yes") : new FeelMessage("「いいえ」", "no");
        if (value.TryDate(out var date))
            return new FeelMessage($"{date.Year}年{date.Month}月{date.Day}日", value.ToString());
        return Labels.GetValueOrDefault(value.ToString()) is { } named ? named : new FeelMessage(value.ToString(), value.ToString());
    }
}
