namespace ElectronicApplication.Feel.Syntax;

/// <summary>The tree as written, before names and types are known.</summary>
internal abstract record FeelNode(FeelSpan Span)
{
    public virtual int Depth => 1;

    protected static int Over(FeelNode? a, FeelNode? b = null, FeelNode? c = null) =>
        1 + Math.Max(a?.Depth ?? 0, Math.Max(b?.Depth ?? 0, c?.Depth ?? 0));

    protected static int Over(IReadOnlyList<FeelNode> nodes, FeelNode? other = null)
    {
        var deepest = other?.Depth ?? 0;
        foreach (var node in nodes)
            deepest = Math.Max(deepest, node.Depth);
        return deepest + 1;
    }
}

internal sealed record NumberNode(FeelSpan Span, decimal Value) : FeelNode(Span);

internal sealed record StringNode(FeelSpan Span, string Value) : FeelNode(Span);

internal sealed record BooleanNode(FeelSpan Span, bool Value) : FeelNode(Span);

internal sealed record NullNode(FeelSpan Span) : FeelNode(Span);

/// <summary><c>@"2026-04-01"</c></summary>
internal sealed record AtNode(FeelSpan Span, string Value) : FeelNode(Span);

internal sealed record NameNode(FeelSpan Span, string Name) : FeelNode(Span);

internal sealed record PathNode(FeelSpan Span, FeelNode Source, string Member) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Source);
}

internal sealed record FilterNode(FeelSpan Span, FeelNode Source, FeelNode Condition) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Source, Condition);
}

internal sealed record ListNode(FeelSpan Span, IReadOnlyList<FeelNode> Items) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Items);
}

internal sealed record ContextNode(FeelSpan Span, IReadOnlyList<(string Name, FeelNode Value)> Entries) : FeelNode(Span)
{
    public override int Depth { get; } = Over([.. Entries.Select(entry => entry.Value)]);
}

/// <summary>An end that is not written, as in <c>[5..)</c>, has no limit.</summary>
internal sealed record RangeNode(FeelSpan Span, FeelNode? Start, bool StartIncluded, FeelNode? End, bool EndIncluded) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Start, End);
}

internal sealed record NegateNode(FeelSpan Span, FeelNode Operand) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Operand);
}

internal enum FeelOperator { Or, And, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Add, Subtract, Multiply, Divide, Power }

internal sealed record BinaryNode(FeelSpan Span, FeelOperator Operator, FeelNode Left, FeelNode Right) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Left, Right);
}

internal sealed record BetweenNode(FeelSpan Span, FeelNode Value, FeelNode Low, FeelNode High) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Value, Low, High);
}

/// <summary><c>value in test</c> or <c>value in (test, test)</c></summary>
internal sealed record InNode(FeelSpan Span, FeelNode Value, IReadOnlyList<FeelNode> Tests) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Tests, Value);
}

/// <summary>A unary test with an operator, as in <c>x in (&lt; 5, &gt;= 10)</c>; as a value, <c>(&lt; 5)</c>, it is a range open to one side.</summary>
internal sealed record TestNode(FeelSpan Span, FeelOperator Operator, FeelNode Operand) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Operand);
}

internal sealed record IfNode(FeelSpan Span, FeelNode Condition, FeelNode Then, FeelNode Else) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Condition, Then, Else);
}

/// <summary><c>value instance of type</c></summary>
internal sealed record InstanceNode(FeelSpan Span, FeelNode Value, TypeNode Of) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Value);
}

/// <summary>A type as written. The members of a context have names; the last part of a function is its result.</summary>
internal sealed record TypeNode(FeelSpan Span, string Name, IReadOnlyList<(string Name, TypeNode Type)> Parts)
{
    public int Depth { get; } = 1 + (Parts.Count == 0 ? 0 : Parts.Max(part => part.Type.Depth));
}

/// <summary><c>function(a: number, b) a + b</c>; one that is external lives outside FEEL and always gives null here.</summary>
internal sealed record FunctionNode(FeelSpan Span, IReadOnlyList<(string Name, TypeNode? Type)> Parameters, bool IsExternal, FeelNode Body) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Body);
}

/// <param name="To">Set for <c>i in 1..10</c>; then <paramref name="From"/> is the first number.</param>
internal sealed record FeelIterator(FeelSpan Span, string Name, FeelNode From, FeelNode? To);

internal enum FeelLoop { For, Some, Every }

internal sealed record LoopNode(FeelSpan Span, FeelLoop Loop, IReadOnlyList<FeelIterator> Iterators, FeelNode Body) : FeelNode(Span)
{
    // Each iterator is a loop inside the one before it.
    public override int Depth { get; } = Over([.. Iterators.Select(i => i.From), .. Iterators.Select(i => i.To ?? i.From)], Body) + Iterators.Count;
}

/// <param name="Names">Parameter names when the arguments are named, otherwise empty.</param>
internal sealed record CallNode(FeelSpan Span, string Function, IReadOnlyList<FeelNode> Arguments, IReadOnlyList<string> Names) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Arguments);
}

/// <summary>A call of a function that is itself the result of an expression: <c>library.tax(100)</c>.</summary>
/// <param name="Names">Parameter names when the arguments are named, otherwise empty.</param>
internal sealed record InvokeNode(FeelSpan Span, FeelNode Callee, IReadOnlyList<FeelNode> Arguments, IReadOnlyList<string> Names) : FeelNode(Span)
{
    public override int Depth { get; } = Over(Arguments, Callee);
}

/// <summary>A cell of a decision table: <c>-</c>, tests of which one must hold, or <c>not(...)</c> around them.</summary>
internal sealed record TestsNode(FeelSpan Span, IReadOnlyList<FeelNode> Tests, bool IsNegated) : FeelNode(Span)
{
    public bool IsAny => Tests.Count == 0;

    public override int Depth { get; } = Over(Tests);
}
