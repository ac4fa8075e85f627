using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

internal sealed partial class FeelBinder
{
    private BoundNode Call(CallNode call)
    {
        var function = FeelFunctions.Find(call.Function);
        var offered = function is null ? scope.FindFunction(call.Function) : null;
        // A function of the author's comes before a built-in one, but the date of today does not hide today().
        if (Variable(new NameNode(call.Span, call.Function)) is { } variable
            && (function is null && offered is null || variable is not BoundShadow && (variable.Type.IsUnknown || variable.Type is FeelFunctionType)))
            return Invoke(call.Span, variable, call.Arguments, call.Names);
        if (offered is not null)
            return Invoke(call.Span, new BoundConstant(call.Span, FeelType.Function([.. offered.Parameters.Select(p => p.Type)], offered.Result), FeelValue.Of(offered)), call.Arguments, call.Names);
        if (function is null)
            return UnknownFunction(call);
        var bound = BindAll(call.Arguments);
        if (Ordered(call, function, bound) is not (var signature, var arguments))
            return Invalid(call.Span);
        var (types, fits) = (new FeelType[arguments.Length], true);
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = signature.Parameters[Math.Min(i, signature.Parameters.Count - 1)].Type;
            types[i] = arguments[i].Type;
            fits &= FeelType.CanMeet(types[i], type) || types[i] is FeelListType || (type is FeelListType list && FeelType.CanMeet(types[i], list.Element));
            arguments[i] = Argument(arguments[i], type);
        }
        if (!fits)
            return Invalid(call.Span);
        CheckPattern(function, arguments);
        return Folded(new BoundCall(call.Span, function.Result(types), function, arguments));
    }

    private void CheckPattern(FeelFunction function, BoundNode[] arguments)
    {
        if (!function.TakesPattern || arguments[1] is not BoundConstant { Value.AsString: { } pattern })
            return;
        var flags = arguments.ElementAtOrDefault(function.FlagsAt);
        if (flags is null or BoundConstant && FeelPatterns.Find(pattern, (flags as BoundConstant)?.Value.AsString) is null)
            Report(arguments[1].Span, "pattern",
                "正規表現が正しくありません。", "The regular expression is not valid.",
                "括弧の対応を確かめ、先読みは使わず、フラグは s・m・i・x だけにしてください。", "Check its brackets, use no look-around, and no flags but s, m, i and x.");
    }

    private BoundNode[] BindAll(IReadOnlyList<FeelNode> nodes)
    {
        var bound = new BoundNode[nodes.Count];
        for (var i = 0; i < bound.Length; i++)
            bound[i] = Bind(nodes[i]);
        return bound;
    }

    /// <summary>A single value passes for a list of one, and a list of one for its item (10.3.2.9.4).</summary>
    private BoundNode Argument(BoundNode argument, FeelType type)
    {
        if (type is FeelListType || type.IsUnknown)
        {
            if (argument.Type is FeelListType)
                Expect(argument, type);
            return argument;
        }
        Expect(argument, type);
        return argument.Type.IsUnknown || argument.Type is FeelListType ? new BoundSingle(argument.Span, type, argument) : argument;
    }

    /// <summary>The arguments in the order of the one signature that they fit.</summary>
    private (FeelSignature Signature, BoundNode[] Arguments)? Ordered(CallNode call, FeelFunction function, BoundNode[] bound)
    {
        if (call.Names.Count > 0)
        {
            // Two signatures may differ in nothing but the order of the same names; then the order written decides.
            foreach (var signature in function.Signatures.OrderBy(signature => signature.IndexOf(call.Names[0])))
                if (Named(call, signature, bound) is { } ordered)
                    return (signature, ordered);
            if (call.Names.FirstOrDefault(name => !Array.Exists(function.Signatures, signature => signature.IndexOf(name) >= 0)) is { } unknown)
            {
                Report(call.Span, "unknown-parameter",
                    $"{function.Name} に「{unknown}」という引数はありません。", $"{function.Name} has no parameter '{unknown}'.",
                    $"{function.Signature} の形で書いてください。", $"Write {function.Signature}.");
                return null;
            }
        }
        else if (Array.Find(function.Signatures, signature => signature.Takes(bound.Length)) is { } signature)
            return (signature, bound);
        Report(call.Span, "argument-count",
            $"{function.Name} の引数の数が違います（{bound.Length}個）。", $"{function.Name} does not take {bound.Length} arguments.",
            $"{function.Signature} の形で書いてください。", $"Write {function.Signature}.");
        return null;
    }

    private static BoundNode[]? Named(CallNode call, FeelSignature signature, BoundNode[] bound)
    {
        var ordered = new BoundNode?[signature.Parameters.Count];
        for (var i = 0; i < bound.Length; i++)
        {
            var index = signature.IndexOf(call.Names[i]);
            if (index < 0 || ordered[index] is not null)
                return null;
            ordered[index] = bound[i];
        }
        for (var i = 0; i < signature.Required; i++)
            if (ordered[i] is null)
                return null;
        var count = Array.FindLastIndex(ordered, node => node is not null) + 1;
        return [.. ordered.Take(count).Select(node => node ?? new BoundConstant(call.Span, FeelType.Null, FeelValue.Null))];
    }

    private BoundNode Invoke(InvokeNode node) => Invoke(node.Span, Bind(node.Callee), node.Arguments, node.Names);

    private BoundNode Invoke(FeelSpan span, BoundNode callee, IReadOnlyList<FeelNode> arguments, IReadOnlyList<string> names)
    {
        var bound = BindAll(arguments);
        if (callee.Type.IsUnknown)
            return new BoundInvoke(span, FeelType.Any, callee, bound, names);
        if (callee.Type is not FeelFunctionType function)
            return Report(span, "not-a-function",
                $"{callee.Type.NameJa}は関数ではありません。", $"A {callee.Type.NameEn} is no function.",
                "「(」の前に関数を書くか、演算子が抜けていないか確かめてください。", "Put a function before the bracket, or check whether an operator is missing.");
        if (bound.Length != function.Parameters.Count)
            return Report(span, "argument-count",
                $"この関数の引数は{function.Parameters.Count}個ですが、{bound.Length}個書かれています。", $"This function takes {function.Parameters.Count} arguments, not {bound.Length}.",
                "引数の数を合わせてください。", "Give as many as it takes.");
        if (names.Count == 0)
            for (var i = 0; i < bound.Length; i++)
                Argument(bound[i], function.Parameters[i]);
        return new BoundInvoke(span, function.Result, callee, bound, names);
    }
}
