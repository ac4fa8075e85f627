using System.Text;

namespace ElectronicApplication.Feel.Syntax;

/// <summary>Writes a tree back as text that parses to the same tree.</summary>
internal sealed class FeelPrinter
{
    private const int OrLevel = 1, AndLevel = 2, ComparisonLevel = 3, AddLevel = 4, MultiplyLevel = 5, PowerLevel = 6, UnaryLevel = 7, PostfixLevel = 8;

    private readonly StringBuilder _text = new();
    private bool _inRangeEnd;

    public static string Print(FeelNode node)
    {
        var printer = new FeelPrinter();
        printer.Write(node, 0);
        return printer._text.ToString();
    }

    private void Write(FeelNode node, int surrounding)
    {
        // At the end of a range a bare "[" would close it.
        if (Level(node) >= surrounding && !(_inRangeEnd && node is FilterNode))
        {
            Write(node);
            return;
        }
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        _text.Append('(');
        Write(node);
        _text.Append(')');
        _inRangeEnd = outer;
    }

    private void Enclosed(FeelNode node)
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        Write(node, 0);
        _inRangeEnd = outer;
    }

    private void Write(FeelNode node)
    {
        switch (node)
        {
            case NumberNode number: _text.Append(FeelValue.Of(number.Value)); break;
            case StringNode text: _text.Append(FeelQuote.Text(text.Value)); break;
            case BooleanNode boolean: _text.Append(boolean.Value ? "true" : "false"); break;
            case NullNode: _text.Append("null"); break;
            case AtNode at: _text.Append('@').Append(FeelQuote.Text(at.Value)); break;
            case NameNode name: _text.Append(name.Name); break;
            case PathNode path:
                Write(path.Source, PostfixLevel);
                _text.Append('.').Append(path.Member);
                break;
            case FilterNode filter:
                Write(filter.Source, PostfixLevel);
                _text.Append('[');
                Enclosed(filter.Condition);
                _text.Append(']');
                break;
            case ListNode list: Series("[", list.Items, "]"); break;
            case ContextNode context: Context(context); break;
            case RangeNode range:
                _text.Append(range.StartIncluded ? '[' : '(');
                if (range.Start is not null)
                    Write(range.Start, AddLevel);
                _text.Append("..");
                var outer = _inRangeEnd;
                _inRangeEnd = true;
                if (range.End is not null)
                    Write(range.End, AddLevel);
                _inRangeEnd = outer;
                _text.Append(range.EndIncluded ? ']' : ')');
                break;
            case NegateNode negate:
                _text.Append('-');
                Write(negate.Operand, UnaryLevel);
                break;
            case BinaryNode binary:
                Write(binary.Left, Level(binary));
                _text.Append(' ').Append(Symbol(binary.Operator)).Append(' ');
                Write(binary.Right, Level(binary) + 1);
                break;
            case BetweenNode between:
                Write(between.Value, ComparisonLevel);
                _text.Append(" between ");
                Write(between.Low, AddLevel);
                _text.Append(" and ");
                Write(between.High, AddLevel);
                break;
            case InNode @in:
                Write(@in.Value, ComparisonLevel);
                _text.Append(" in ");
                Tests("(", @in.Tests, ")");
                break;
            case TestNode test:
                _text.Append(Symbol(test.Operator)).Append(' ');
                Write(test.Operand, AddLevel);
                break;
            case TestsNode { IsAny: true }: _text.Append('-'); break;
            case TestsNode tests: Tests(tests.IsNegated ? "not(" : "", tests.Tests, tests.IsNegated ? ")" : ""); break;
            case IfNode @if:
                _text.Append("if ");
                Write(@if.Condition, 0);
                _text.Append(" then ");
                Write(@if.Then, 0);
                _text.Append(" else ");
                Write(@if.Else, 0);
                break;
            case LoopNode loop: Loop(loop); break;
            case InstanceNode instance:
                Write(instance.Value, ComparisonLevel);
                _text.Append(" instance of ");
                Type(instance.Of);
                break;
            case FunctionNode function: Function(function); break;
            case CallNode call:
                _text.Append(call.Function);
                Arguments(call.Arguments, call.Names);
                break;
            case InvokeNode invoke:
                Write(invoke.Callee, PostfixLevel);
                Arguments(invoke.Arguments, invoke.Names);
                break;
            default: throw new InvalidOperationException($"No spelling for {node.GetType().Name}.");
        }
    }

    private void Series(string open, IReadOnlyList<FeelNode> nodes, string close)
    {
        _text.Append(open);
        for (var i = 0; i < nodes.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Enclosed(nodes[i]);
        }
        _text.Append(close);
    }

    /// <summary>A test needs no brackets of its own here; as a value, (&lt; 5), it does.</summary>
    private void Tests(string open, IReadOnlyList<FeelNode> tests, string close)
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        _text.Append(open);
        for (var i = 0; i < tests.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Write(tests[i]);
        }
        _text.Append(close);
        _inRangeEnd = outer;
    }

    private void Context(ContextNode context)
    {
        _text.Append('{');
        for (var i = 0; i < context.Entries.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ").Append(FeelQuote.Text(context.Entries[i].Name)).Append(": ");
            Enclosed(context.Entries[i].Value);
        }
        _text.Append('}');
    }

    private void Loop(LoopNode loop)
    {
        _text.Append(loop.Loop switch { FeelLoop.For => "for ", FeelLoop.Some => "some ", FeelLoop.Every => "every ", _ => "" });
        for (var i = 0; i < loop.Iterators.Count; i++)
        {
            var iterator = loop.Iterators[i];
            _text.Append(i == 0 ? "" : ", ").Append(iterator.Name).Append(" in ");
            Write(iterator.From, iterator.To is null ? 0 : AddLevel);
            if (iterator.To is null)
                continue;
            _text.Append("..");
            Write(iterator.To, AddLevel);
        }
        _text.Append(loop.Loop == FeelLoop.For ? " return " : " satisfies ");
        Write(loop.Body, 0);
    }

    private void Arguments(IReadOnlyList<FeelNode> arguments, IReadOnlyList<string> names)
    {
        _text.Append('(');
        for (var i = 0; i < arguments.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            if (names.Count > 0)
                _text.Append(names[i]).Append(": ");
            Enclosed(arguments[i]);
        }
        _text.Append(')');
    }

    private void Function(FunctionNode function)
    {
        _text.Append("function(");
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ").Append(function.Parameters[i].Name);
            if (function.Parameters[i].Type is not { } type)
                continue;
            _text.Append(": ");
            Type(type);
        }
        _text.Append(function.IsExternal ? ") external " : ") ");
        Write(function.Body, 0);
    }

    private void Type(TypeNode type)
    {
        _text.Append(type.Name);
        var isFunction = type.Name == "function" && type.Parts.Count > 0;
        var inner = isFunction ? type.Parts.Count - 1 : type.Parts.Count;
        if (inner > 0 || isFunction)
        {
            _text.Append('<');
            for (var i = 0; i < inner; i++)
            {
                _text.Append(i == 0 ? "" : ", ").Append(type.Parts[i].Name).Append(type.Parts[i].Name.Length > 0 ? ": " : "");
                Type(type.Parts[i].Type);
            }
            _text.Append('>');
        }
        if (!isFunction)
            return;
        _text.Append("->");
        Type(type.Parts[inner].Type);
    }

    private static int Level(FeelNode node) => node switch
    {
        TestNode => -1,
        IfNode or LoopNode or FunctionNode => 0,
        BinaryNode { Operator: FeelOperator.Or } => OrLevel,
        BinaryNode { Operator: FeelOperator.And } => AndLevel,
        BinaryNode { Operator: FeelOperator.Add or FeelOperator.Subtract } => AddLevel,
        BinaryNode { Operator: FeelOperator.Multiply or FeelOperator.Divide } => MultiplyLevel,
        BinaryNode { Operator: FeelOperator.Power } => PowerLevel,
        BinaryNode or BetweenNode or InNode or InstanceNode => ComparisonLevel,
        NegateNode => UnaryLevel,
        _ => PostfixLevel,
    };

    private static string Symbol(FeelOperator op) => op switch
    {
        FeelOperator.Or => "or",
        FeelOperator.And => "and",
        FeelOperator.Equal => "=",
        FeelOperator.NotEqual => "!=",
        FeelOperator.Less => "<",
        FeelOperator.LessOrEqual => "<=",
        FeelOperator.Greater => ">",
        FeelOperator.GreaterOrEqual => ">=",
        FeelOperator.Add => "+",
        FeelOperator.Subtract => "-",
        FeelOperator.Multiply => "*",
        FeelOperator.Divide => "/",
        FeelOperator.Power => "**",
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };
}
