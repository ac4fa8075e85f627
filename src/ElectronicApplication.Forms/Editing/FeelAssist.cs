using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What is wrong at a place of the text that is being written.</summary>
/// <param name="Start">In UTF-16 units; the place is empty where something is missing.</param>
public sealed record FeelMistake(int Start, int Length, string Code, string MessageJa, string MessageEn);

public enum FeelNameKind { Field, Part, Table, Function, Option, Word }

/// <summary>One way to go on writing.</summary>
/// <param name="Start">What stands from here on, <paramref name="Length"/> units long, is replaced.</param>
/// <param name="Insert">What is put there.</param>
/// <param name="Ja">What it is, in a line: the label of a field, what a function does.</param>
public sealed record FeelProposal(int Start, int Length, string Insert, FeelNameKind Kind, string Ja, string En);

/// <summary>Helps those who write expressions.</summary>
public static class FeelAssist
{
    /// <summary>What may stand at the caret, the likeliest first.</summary>
    /// <param name="target">The element to which the expression belongs: <c>field/item_name</c>, <c>page/main</c>, <c>table/fees</c>, <c>procedure</c>, <c>mapping</c>.</param>
    public static IReadOnlyList<FeelProposal> Complete(FormPlan plan, string target, string text, int caret) =>
        new FeelCompletion(plan, FeelPlace.Group(plan, target), target == "mapping").At(text, Math.Clamp(caret, 0, text.Length));

    /// <summary>Everything that keeps the text from being used under this key, by place.</summary>
    /// <param name="key">As for <see cref="Set"/>: <c>visible</c>, <c>valid[0].expression</c>, <c>fee.expression</c>, <c>rules[2].when[0]</c> ...</param>
    public static IReadOnlyList<FeelMistake> Check(FormPlan plan, string target, string key, string text)
    {
        var place = FeelPlace.Of(plan, target, key);
        // A day or a time may stand for itself.
        if (key is "earliest" or "latest" && text.AsSpan().TrimStart() is [>= '0' and <= '9', ..])
            return PastedAmount.Literal(text.Trim(), place.Expected is { } wanted && ReferenceEquals(wanted, FeelType.Time) ? "time" : "date") is not null ? []
                : [new FeelMistake(0, text.Length, "not-a-date", "日付は 2026-04-01、時刻は 09:00 のように書いてください。", "Write a day as in 2026-04-01 and a time as in 09:00.")];
        var (type, errors) = place.IsTests ? Tests(text, place) : Expression(text, place);
        var mistakes = errors.Select(error => new FeelMistake(error.Span.Start, error.Span.Length, error.Code, error.Cause.Ja + error.Remedy.Ja, $"{error.Cause.En} {error.Remedy.En}")).ToList();
        if (mistakes.Count == 0 && type is not null && place.Expected is { } expected && !FeelType.CanMeet(type, expected))
            mistakes.Add(new FeelMistake(0, text.Length, "wrong-result",
                $"式の結果は{expected.NameJa}でなければなりませんが、{type.NameJa}です。{expected.NameJa}になる式に直してください。",
                $"The expression must yield a {expected.NameEn}, but yields a {type.NameEn}. Rewrite it."));
        return mistakes;
    }

    private static (FeelType? Type, IReadOnlyList<FeelError> Errors) Expression(string text, FeelPlace place)
    {
        var (expression, errors) = FeelExpression.Compile(text, place.Scope);
        return (expression?.Type, errors);
    }

    private static (FeelType? Type, IReadOnlyList<FeelError> Errors) Tests(string text, FeelPlace place) =>
        (null, FeelUnaryTests.Compile(text, place.Scope, place.Input ?? FeelType.Any).Errors);
}

/// <summary>What an expression under a key may read, and what it must yield.</summary>
/// <param name="Expected">Null when anything will do.</param>
/// <param name="Input">Of a cell of tests: what is tested.</param>
internal sealed record FeelPlace(FeelScope Scope, FeelType? Expected, bool IsTests, FeelType? Input)
{
    public static FeelPlace Of(FormPlan plan, string target, string key)
    {
        var scope = target == "mapping" ? new FactSlots(plan).Scope : plan.ScopeOf(Group(plan, target));
        var id = target[(target.IndexOf('/') + 1)..];
        var last = key[(key.LastIndexOf('.') + 1)..];
        return target switch
        {
            "procedure" when key.StartsWith("decisionRoute", StringComparison.Ordinal) => new(plan.DecisionSlots.Scope, FeelType.Boolean, false, null),
            "procedure" => new(scope, key switch { "fee.expression" => FeelType.Number, "routing.expression" => FeelType.String, _ when last == "when" => FeelType.Boolean, _ => null }, false, null),
            "mapping" when last == "when" => new(scope, FeelType.Boolean, false, null),
            _ when target.StartsWith("table/", StringComparison.Ordinal) => Cell(Array.Find(plan.Tables, table => table.Id == id), scope, last),
            _ when target.StartsWith("page/", StringComparison.Ordinal) => new(scope, FeelType.Boolean, false, null),
            _ when plan.Named(id) is PlanField field => new(scope, ExpectedOf(field, scope, key, last), false, null),
            _ => new(scope, null, false, null),
        };
    }

    public static PlanField? Group(FormPlan plan, string target) => plan.Named(target[(target.IndexOf('/') + 1)..]) switch
    {
        PlanField field when target.StartsWith("field/", StringComparison.Ordinal) => field.Group,
        PlanTable table when target.StartsWith("table/", StringComparison.Ordinal) => table.Group,
        _ => null,
    };

    private static FeelType? ExpectedOf(PlanField field, FeelScope scope, string key, string last) => key switch
    {
        "value" => field.Type == FieldType.Calculated ? null : scope.Find(field.Id)?.Type,
        "options" => FeelType.List(FeelType.Any),
        "earliest" or "latest" => field.Type == FieldType.Time ? FeelType.Time : FeelType.Date,
        _ => last is "visible" or "required" or "readOnly" or "expression" ? FeelType.Boolean : null,
    };

    private static FeelPlace Cell(PlanTable? table, FeelScope scope, string last)
    {
        if (!last.StartsWith("when[", StringComparison.Ordinal))
            return new(scope, null, last == "values", null);
        var input = int.TryParse(last.AsSpan(5, Math.Max(last.Length - 6, 0)), out var index) && table?.Decision is { } decision && index < decision.Inputs.Count ? decision.Inputs[index].Expression.Type : null;
        return new(scope, null, true, input);
    }
}
