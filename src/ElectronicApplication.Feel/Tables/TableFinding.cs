namespace ElectronicApplication.Feel.Tables;

public enum TableSeverity
{
    /// <summary>Works, but probably not as meant.</summary>
    Warning,

    /// <summary>Cannot work, or gives null where a result is due.</summary>
    Error,
}

/// <summary>A place in a decision table, counted from 0; null where it is not about one of them.</summary>
public sealed record TablePlace(int? Rule = null, int? Input = null, int? Output = null)
{
    /// <summary>The place in words, counted from 1: 「規則3・入力2」.</summary>
    public FeelMessage Words
    {
        get
        {
            var ja = new List<string>();
            var en = new List<string>();
            if (Rule is { } rule)
                (ja, en) = ([.. ja, $"規則{rule + 1}"], [.. en, $"rule {rule + 1}"]);
            if (Input is { } input)
                (ja, en) = ([.. ja, $"入力{input + 1}"], [.. en, $"input {input + 1}"]);
            if (Output is { } output)
                (ja, en) = ([.. ja, $"出力{output + 1}"], [.. en, $"output {output + 1}"]);
            return ja.Count == 0 ? new FeelMessage("表全体", "the whole table") : new FeelMessage(string.Join('・', ja), string.Join(", ", en));
        }
    }
}

/// <summary>Something about a decision table that its author should know: where, what is the cause, and what to do about it.</summary>
/// <param name="Code">Stable, for programs and for acknowledging a warning.</param>
public sealed record TableFinding(string Code, TableSeverity Severity, TablePlace Place, FeelMessage Cause, FeelMessage Remedy)
{
    /// <summary>The place inside the text of the cell, when the finding is about a part of it.</summary>
    public FeelSpan? Span { get; init; }

    /// <summary>The missing or doubly covered case, when the finding is about one.</summary>
    public TableCase? Case { get; init; }

    public override string ToString() => $"{Place.Words.En}: {Code}: {Cause.En} {Remedy.En}";
}

/// <summary>A set of inputs, as a condition that people read and as cells that a rule could have.</summary>
/// <param name="Condition">「年齢が18以上65未満で、区分が「市外」のとき」</param>
/// <param name="Tests">The same as one cell of unary tests for each input; empty when it is not certain.</param>
/// <param name="Sample">One value for each input that lies in it; a null where any value or none would do is a null.</param>
/// <param name="IsCertain">False when the case depends on a condition that only running can decide, so that it may be impossible.</param>
public sealed record TableCase(FeelMessage Condition, IReadOnlyList<string> Tests, IReadOnlyList<FeelValue> Sample, bool IsCertain);
