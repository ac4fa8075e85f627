using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;
using ElectronicApplication.Forms.Conditions;

namespace ElectronicApplication.Forms.Editing;

/// <summary>
/// Makes rows of an expression. Only what holds for the same answers becomes rows; null for everything else. (An open yes or no makes
/// <c>metal</c> unknown and <c>metal = true</c> false; both are read alike, and written as the former, which accuses nobody too early.)
/// </summary>
internal sealed class ConditionReading(Func<string, ConditionField?> find)
{
    private static readonly FeelScope NoScope = new();

    public ConditionGroup? Read(string feel)
    {
        try
        {
            return Node(FeelParser.Parse(feel, NoScope)) switch
            {
                ConditionGroup group => group.Simplified(),
                ConditionRow row => new ConditionGroup(true, [row]),
                _ => null,
            };
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    private ConditionNode? Node(FeelNode node)
    {
        switch (node)
        {
            case BinaryNode { Operator: FeelOperator.And or FeelOperator.Or } both:
                if (Empty(both) is { } empty)
                    return new ConditionRow(empty.Path, ConditionOperator.IsNotAnswered, []);
                return Node(both.Left) is { } left && Node(both.Right) is { } right ? new ConditionGroup(both.Operator == FeelOperator.And, [left, right]) : null;
            case BinaryNode { Operator: <= FeelOperator.GreaterOrEqual } comparison:
                return Files(comparison) ?? Compared(comparison.Left, comparison.Operator, comparison.Right) ?? Compared(comparison.Right, ConditionReader.Mirrored(comparison.Operator), comparison.Left);
            // A yes or no by itself is unknown while nobody has answered, and so is its opposite.
            case CallNode { Function: "not", Arguments: [var answer], Names.Count: 0 } when Field(answer) is { Kind: ConditionKind.Truth } no:
                return new ConditionRow(no.Path, ConditionOperator.Is, ["false"]);
            case CallNode { Function: "not", Arguments: [var inner], Names.Count: 0 }:
                return Node(inner) is ConditionRow row ? Negated(row) : null;
            case CallNode { Function: "is defined", Arguments: [var inner], Names.Count: 0 } when Field(inner) is { Kind: not (ConditionKind.Options or ConditionKind.Files) } defined:
                return new ConditionRow(defined.Path, ConditionOperator.IsAnswered, []);
            case CallNode { Function: "starts with" or "contains", Arguments: [var text, StringNode part], Names.Count: 0 } call when Field(text) is { Kind: ConditionKind.Text } words:
                return new ConditionRow(words.Path, call.Function == "contains" ? ConditionOperator.Contains : ConditionOperator.StartsWith, [part.Value]);
            case CallNode { Function: "list contains", Arguments: [var list, var element], Names.Count: 0 } when Field(list) is { Kind: ConditionKind.Options } field && ConditionValues.Read(element, field) is { } value:
                return new ConditionRow(field.Path, ConditionOperator.Includes, [value]);
            case BetweenNode between:
                return Between(between.Value, between.Low, between.High);
            case InNode { Tests: [RangeNode { Start: { } low, End: { } high, StartIncluded: true, EndIncluded: true }] } within:
                return Between(within.Value, low, high);
            case InNode { Tests: [ListNode list] } one:
                return OneOf(one.Value, list.Items);
            case InNode one:
                return OneOf(one.Value, one.Tests);
            default:
                return Field(node) is { Kind: ConditionKind.Truth } truth ? new ConditionRow(truth.Path, ConditionOperator.Is, ["true"]) : null;
        }
    }

    private ConditionRow? Compared(FeelNode left, FeelOperator comparison, FeelNode right)
    {
        if (Field(left) is not { } field)
            return null;
        if (right is NullNode)
            return field.Kind is ConditionKind.Options or ConditionKind.Files || comparison > FeelOperator.NotEqual ? null
                : new ConditionRow(field.Path, comparison == FeelOperator.Equal ? ConditionOperator.IsNotAnswered : ConditionOperator.IsAnswered, []);
        var op = comparison switch
        {
            FeelOperator.Equal => ConditionOperator.Is,
            FeelOperator.NotEqual => ConditionOperator.IsNot,
            FeelOperator.Less => ConditionOperator.Less,
            FeelOperator.LessOrEqual => ConditionOperator.AtMost,
            FeelOperator.Greater => ConditionOperator.More,
            _ => ConditionOperator.AtLeast,
        };
        return field.Operators.Contains(op) && ConditionValues.Read(right, field) is { } value ? new ConditionRow(field.Path, op, [value]) : null;
    }

    private ConditionRow? Between(FeelNode value, FeelNode low, FeelNode high) =>
        Field(value) is { } field && field.Operators.Contains(ConditionOperator.Between) && ConditionValues.Read(low, field) is { } from && ConditionValues.Read(high, field) is { } to
            ? new ConditionRow(field.Path, ConditionOperator.Between, [from, to]) : null;

    private ConditionRow? OneOf(FeelNode value, IReadOnlyList<FeelNode> tests)
    {
        if (Field(value) is not { } field || !field.Operators.Contains(ConditionOperator.IsOneOf))
            return null;
        var values = tests.Select(test => ConditionValues.Read(test, field)).ToList();
        return values.Contains(null) ? null : new ConditionRow(field.Path, ConditionOperator.IsOneOf, values!);
    }

    /// <summary><c>count(papers) &gt; 0</c>: several can be chosen or attached, and then something is.</summary>
    private ConditionRow? Files(BinaryNode node) =>
        node is { Operator: FeelOperator.Greater, Left: CallNode { Function: "count", Arguments: [var list] }, Right: NumberNode { Value: 0 } } && Field(list) is { Kind: ConditionKind.Options or ConditionKind.Files } field
            ? new ConditionRow(field.Path, ConditionOperator.IsAnswered, []) : null;

    /// <summary><c>papers = null or count(papers) = 0</c>: not there at all, or nothing chosen.</summary>
    private ConditionField? Empty(BinaryNode node) =>
        node is
        {
            Operator: FeelOperator.Or,
            Left: BinaryNode { Operator: FeelOperator.Equal, Left: var absent, Right: NullNode },
            Right: BinaryNode { Operator: FeelOperator.Equal, Left: CallNode { Function: "count", Arguments: [var list] }, Right: NumberNode { Value: 0 } },
        }
        && Field(list) is { Kind: ConditionKind.Options or ConditionKind.Files } field && Field(absent)?.Path == field.Path ? field : null;

    /// <summary>What not(...) around a row means; null where an open answer makes a difference that no operator has.</summary>
    private ConditionRow? Negated(ConditionRow row) => row.Operator switch
    {
        ConditionOperator.Is => row with { Operator = ConditionOperator.IsNot },
        ConditionOperator.IsNot => row with { Operator = ConditionOperator.Is },
        ConditionOperator.IsOneOf => row with { Operator = ConditionOperator.IsNoneOf },
        ConditionOperator.IsAnswered when find(row.Field) is { Kind: not (ConditionKind.Options or ConditionKind.Files) } => row with { Operator = ConditionOperator.IsNotAnswered },
        ConditionOperator.IsNotAnswered when find(row.Field) is { Kind: not (ConditionKind.Options or ConditionKind.Files) } => row with { Operator = ConditionOperator.IsAnswered },
        ConditionOperator.Less => row with { Operator = ConditionOperator.AtLeast },
        ConditionOperator.AtMost => row with { Operator = ConditionOperator.More },
        ConditionOperator.More => row with { Operator = ConditionOperator.AtMost },
        ConditionOperator.AtLeast => row with { Operator = ConditionOperator.Less },
        ConditionOperator.Includes => row with { Operator = ConditionOperator.IncludesNot },
        _ => null,
    };

    private ConditionField? Field(FeelNode node) => node switch
    {
        NameNode name => find(name.Name),
        PathNode { Source: NameNode whole } path => find($"{whole.Name}.{path.Member}"),
        _ => null,
    };
}
