using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Conditions;

/// <summary>A condition as an author would say it in rows: this field, this operator, this value, combined by all, any and not.</summary>
internal abstract record Condition
{
    /// <summary>Whether the condition is made of nothing but comparisons of fields with constants.</summary>
    public abstract bool IsPlain { get; }

    public static Condition Of(FeelExpression expression, Func<string, PlanField?> field) => new ConditionReader(field).Read(expression.Syntax);
}

internal sealed record AllOf(Condition Left, Condition Right) : Condition
{
    public override bool IsPlain => Left.IsPlain && Right.IsPlain;
}

internal sealed record AnyOf(Condition Left, Condition Right) : Condition
{
    public override bool IsPlain => Left.IsPlain && Right.IsPlain;
}

internal sealed record Not(Condition Inner) : Condition
{
    public override bool IsPlain => Inner.IsPlain;
}

internal sealed record Always(bool Value) : Condition
{
    public override bool IsPlain => true;
}

/// <param name="Constant">Never null.</param>
internal sealed record Compare(PlanField Field, FeelOperator Operator, FeelValue Constant) : Condition
{
    public override bool IsPlain => true;
}

/// <summary>A yes/no field by itself.</summary>
internal sealed record IsYes(PlanField Field) : Condition
{
    public override bool IsPlain => true;
}

internal sealed record IsDefined(PlanField Field) : Condition
{
    public override bool IsPlain => true;
}

/// <summary>Something that only running can decide.</summary>
internal sealed record Opaque : Condition
{
    public override bool IsPlain => false;
}

/// <summary>Reads a condition out of the syntax tree of an expression.</summary>
internal sealed class ConditionReader(Func<string, PlanField?> find)
{
    private static readonly Opaque Opaque = new();
    private static readonly FeelScope NoNames = new();

    public Condition Read(FeelNode node) => node switch
    {
        BooleanNode boolean => new Always(boolean.Value),
        BinaryNode { Operator: FeelOperator.And } and => new AllOf(Read(and.Left), Read(and.Right)),
        BinaryNode { Operator: FeelOperator.Or } or => new AnyOf(Read(or.Left), Read(or.Right)),
        BinaryNode { Operator: <= FeelOperator.GreaterOrEqual } binary => Comparison(binary),
        CallNode { Function: "not", Arguments: [var inner] } => new Not(Read(inner)),
        CallNode { Function: "is defined", Arguments: [var inner] } when Field(inner) is { } field => new IsDefined(field),
        BetweenNode between => Both(Compared(between.Value, FeelOperator.GreaterOrEqual, between.Low), Compared(between.Value, FeelOperator.LessOrEqual, between.High)),
        InNode { Tests: [ListNode list] } @in => Any(@in.Value, list.Items),
        InNode @in => Any(@in.Value, @in.Tests),
        _ when Field(node) is { Type: FieldType.YesNo or FieldType.Consent } field => new IsYes(field),
        _ => Opaque,
    };

    private Condition Comparison(BinaryNode node) =>
        Compared(node.Left, node.Operator, node.Right) is var straight and not Conditions.Opaque ? straight : Compared(node.Right, Mirrored(node.Operator), node.Left);

    private Condition Compared(FeelNode left, FeelOperator comparison, FeelNode right)
    {
        if (Field(left) is not { } field || Constant(right) is not { } constant)
            return Opaque;
        if (!constant.IsNull)
            return new Compare(field, comparison, constant);
        return comparison switch
        {
            FeelOperator.Equal => new Not(new IsDefined(field)),
            FeelOperator.NotEqual => new IsDefined(field),
            _ => Opaque,
        };
    }

    private Condition Any(FeelNode value, IReadOnlyList<FeelNode> tests) =>
        tests.Select(test => Test(value, test)).Aggregate((a, b) => new AnyOf(a, b));

    private Condition Test(FeelNode value, FeelNode test) => test switch
    {
        RangeNode range => Both(
            range.Start is null ? new Always(true) : Compared(value, range.StartIncluded ? FeelOperator.GreaterOrEqual : FeelOperator.Greater, range.Start),
            range.End is null ? new Always(true) : Compared(value, range.EndIncluded ? FeelOperator.LessOrEqual : FeelOperator.Less, range.End)),
        TestNode unary => Compared(value, unary.Operator, unary.Operand),
        _ => Compared(value, FeelOperator.Equal, test),
    };

    private static Condition Both(Condition low, Condition high) => low is Always { Value: true } ? high : high is Always { Value: true } ? low : new AllOf(low, high);

    /// <summary>A field by its name, or a part of a composite field by its path.</summary>
    private PlanField? Field(FeelNode node) => node switch
    {
        NameNode name => find(name.Name) is { Type: not (FieldType.Group or FieldType.Choices or FieldType.Attachment), Definition.IsComposite: false } field ? field : null,
        PathNode { Source: NameNode whole } path when find(whole.Name) is { Definition.IsComposite: true } composite => Array.Find(composite.Parts, part => part.Id == path.Member),
        _ => null,
    };

    private static FeelValue? Constant(FeelNode node) => node switch
    {
        NumberNode or StringNode or BooleanNode or NullNode or AtNode or NegateNode { Operand: NumberNode } or CallNode { Function: "date" or "time", Arguments: [StringNode] } =>
            FeelExpression.Compile(FeelPrinter.Print(node), NoNames).Expression?.Constant,
        _ => null,
    };

    /// <summary>The operator that says the same when both sides change places.</summary>
    internal static FeelOperator Mirrored(FeelOperator comparison) => comparison switch
    {
        FeelOperator.Less => FeelOperator.Greater,
        FeelOperator.LessOrEqual => FeelOperator.GreaterOrEqual,
        FeelOperator.Greater => FeelOperator.Less,
        FeelOperator.GreaterOrEqual => FeelOperator.LessOrEqual,
        _ => comparison,
    };
}
