using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

internal sealed partial class FeelBinder
{
    private const int ErrorLimit = 50;

    private bool IsFull => _errors.Count >= ErrorLimit;

    private BoundNode Expect(BoundNode node, FeelType type)
    {
        if (!FeelType.CanMeet(node.Type, type))
            Report(node.Span, "type",
                $"ここには{type.NameJa}が必要ですが、{node.Type.NameJa}が書かれています。", $"A {type.NameEn} is needed here, but this is a {node.Type.NameEn}.",
                Conversion(type).Ja, Conversion(type).En);
        return node;
    }

    private static FeelMessage Conversion(FeelType type) => type switch
    {
        _ when ReferenceEquals(type, FeelType.String) => new("string(...) で文字列にしてください。", "Turn it into text with string(...)."),
        _ when ReferenceEquals(type, FeelType.Number) => new("数値の項目を使うか、number(...) で数値にしてください。", "Use a numeric field, or number(...)."),
        _ when ReferenceEquals(type, FeelType.Boolean) => new("= や > などで比べる条件にしてください。", "Make it a condition with =, > and the like."),
        _ when ReferenceEquals(type, FeelType.Date) => new("日付の項目を使うか、date(...) で日付にしてください。", "Use a date field, or date(...)."),
        _ when type.IsDuration => new("duration(\"P3D\")、duration(\"P1Y\") のように期間にしてください。", "Make it a duration, as in duration(\"P3D\") or duration(\"P1Y\")."),
        _ => new($"{type.NameJa}になる式に直してください。", $"Write an expression that yields a {type.NameEn}."),
    };

    private void Ordered(BoundNode node)
    {
        if (!node.Type.IsOrdered && !node.Type.IsUnknown)
            Report(node.Span, "not-ordered",
                $"{node.Type.NameJa}は大小を比べられません。", $"A {node.Type.NameEn} has no order.",
                "数値、日付、時刻、期間、文字列のどれかを比べてください。", "Compare numbers, dates, times, durations or strings.");
    }

    private void Incomparable(FeelSpan span, FeelType left, FeelType right) => Report(span, "incomparable",
        $"{left.NameJa}と{right.NameJa}は比べられません。", $"A {left.NameEn} cannot be compared with a {right.NameEn}.",
        "両側を同じ種類にしてください。選択肢の値は \"...\" で囲みます。", "Make both sides the same kind. Values of options stand in double quotes.");

    private BoundConstant UnknownName(NameNode node)
    {
        // A bare word that names a function is a forgotten pair of brackets.
        if (FeelFunctions.Find(node.Name) is { } function)
        {
            Report(node.Span, "function-without-call",
                $"「{node.Name}」は関数です。", $"'{node.Name}' is a function.",
                $"{function.Signature} の形で書いてください。", $"Write {function.Signature}.");
            return new BoundConstant(node.Span, FeelType.Any, FeelValue.Of(function.AsValue()));
        }
        var near = Nearest(node.Name, scope.AllNames);
        return Report(node.Span, "unknown-name",
            $"「{node.Name}」という項目はありません。", $"There is no field named '{node.Name}'.",
            near is null ? "項目の識別名を確かめてください。文字列なら \"...\" で囲みます。" : $"「{near}」のことでしょうか。文字列なら \"...\" で囲みます。",
            near is null ? "Check the id of the field. Text stands in double quotes." : $"Did you mean '{near}'? Text stands in double quotes.");
    }

    private BoundConstant UnknownMember(PathNode path, FeelContextType context)
    {
        var near = Nearest(path.Member, context.Shape.Names.ToArray());
        return Report(path.Span, "unknown-member",
            $"「{path.Member}」という項目は中にありません。", $"There is no member named '{path.Member}'.",
            near is null ? "項目の識別名を確かめてください。" : $"「{near}」のことでしょうか。",
            near is null ? "Check the id of the field." : $"Did you mean '{near}'?");
    }

    private BoundConstant UnknownFunction(CallNode call)
    {
        BindAll(call.Arguments);
        var near = Nearest(call.Function, FeelFunctions.All.Concat(scope.FunctionNames));
        return Report(call.Span, "unknown-function",
            $"「{call.Function}」という関数はありません。", $"There is no function named '{call.Function}'.",
            near is null ? "関数の名前を確かめてください。" : $"「{near}」のことでしょうか。",
            near is null ? "Check the name of the function." : $"Did you mean '{near}'?");
    }

    private static BoundConstant Invalid(FeelSpan span) => new(span, FeelType.Any, FeelValue.Null);

    private BoundConstant Report(FeelSpan span, string code, string causeJa, string causeEn, string remedyJa, string remedyEn)
    {
        if (!IsFull)
            _errors.Add(new FeelError(span, code, new FeelMessage(causeJa, causeEn), new FeelMessage(remedyJa, remedyEn)));
        return Invalid(span);
    }

    /// <summary>Looking for near names is dear: nobody does it for an error that is not shown.</summary>
    private string? Nearest(string name, IEnumerable<string> candidates) => IsFull ? null : NearName.Of(name, candidates, Math.Min(3, name.Length / 2));
}
