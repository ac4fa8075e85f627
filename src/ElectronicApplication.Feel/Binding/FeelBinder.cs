using ElectronicApplication.Feel.Runtime;
using ElectronicApplication.Feel.Syntax;
using ElectronicApplication.Feel.Temporal;

namespace ElectronicApplication.Feel.Binding;

/// <summary>
/// Resolves names, infers types and reports what can never work. Keeps going after a finding so that all of them are shown at once,
/// and so that under lenient typing the expression can run all the same.
/// </summary>
internal sealed partial class FeelBinder(FeelScope scope)
{
    private const int FoldingSteps = 1_000;

    private readonly List<FeelError> _errors = [];

    public IReadOnlyList<FeelError> Errors => _errors;

    public BoundNode Bind(FeelNode node) => node switch
    {
        NumberNode number => Constant(number, FeelType.Number, FeelValue.Of(number.Value)),
        StringNode text => Constant(text, FeelType.String, FeelValue.Of(text.Value)),
        BooleanNode boolean => Constant(boolean, FeelType.Boolean, FeelValue.Of(boolean.Value)),
        NullNode => Constant(node, FeelType.Null, FeelValue.Null),
        AtNode at => At(at),
        NameNode name => Name(name),
        PathNode path => Path(path),
        FilterNode filter => Filter(filter),
        ListNode list => List(list),
        ContextNode context => Context(context),
        RangeNode range => Range(range),
        TestNode test => OpenRange(test),
        NegateNode negate => Negate(negate),
        BinaryNode binary => Binary(binary),
        BetweenNode between => Between(between),
        InNode @in => In(@in),
        InstanceNode instance => new BoundInstance(instance.Span, Bind(instance.Value), Type(instance.Of)),
        IfNode @if => If(@if),
        LoopNode loop => Loop(loop),
        FunctionNode function => Function(function),
        CallNode call => Call(call),
        InvokeNode invoke => Invoke(invoke),
        _ => throw new InvalidOperationException($"No binding for {node.GetType().Name}."),
    };

    private static BoundConstant Constant(FeelNode node, FeelType type, FeelValue value) => new(node.Span, type, value);

    /// <summary>-5, [1..5] and date("2026-04-01") are constants, which analysis can look into and running need not repeat.</summary>
    private static BoundNode Folded(BoundNode node)
    {
        var isConstant = node switch
        {
            BoundNegate negate => negate.Operand is BoundConstant,
            BoundRange range => range is { Start: BoundConstant or null, End: BoundConstant or null },
            BoundCall call => call.Function.IsPure && !Array.Exists(call.Arguments, argument => argument is not BoundConstant),
            _ => false,
        };
        if (!isConstant)
            return node;
        var frame = new FeelFrame(0, FoldingSteps);
        var value = FeelCompiler.Compile(node)(frame);
        return frame.IsExhausted ? node : new BoundConstant(node.Span, node.Type.IsUnknown ? FeelType.OfKind(value.Kind) : node.Type, value);
    }

    private BoundNode At(AtNode at)
    {
        var value = FeelTemporalText.Read(at.Value);
        return value.Kind switch
        {
            FeelKind.Date => Constant(at, FeelType.Date, value),
            FeelKind.Time => Constant(at, FeelType.Time, value),
            FeelKind.DateTime => Constant(at, FeelType.DateTime, value),
            FeelKind.DaysDuration => Constant(at, FeelType.DaysDuration, value),
            FeelKind.MonthsDuration => Constant(at, FeelType.MonthsDuration, value),
            _ => Report(at.Span, "not-a-date",
                $"「{at.Value}」は日付・時刻・期間ではありません。", $"'{at.Value}' is no date, time or duration.",
                "@\"2026-04-01\"、@\"09:30:00\"、@\"P1Y\"、@\"P3D\" のように書いてください。", "Write it like @\"2026-04-01\", @\"09:30:00\", @\"P1Y\" or @\"P3D\"."),
        };
    }

    private BoundNode Filter(FilterNode filter)
    {
        var source = Bind(filter.Source);
        var element = source.Type is FeelListType list ? list.Element : source.Type;
        // A member that is itself called "item" hides the element (10.3.2.5).
        var slot = Push(element is FeelContextType { } context && context.Member("item") is not null ? null : "item", element, opensMembers: true);
        var condition = Bind(filter.Condition);
        Pop(1);
        if (ReferenceEquals(condition.Type, FeelType.Number))
            return new BoundFilter(filter.Span, element, source, condition, slot);
        if (ReferenceEquals(condition.Type, FeelType.Boolean))
            return new BoundFilter(filter.Span, FeelType.List(element), source, condition, slot);
        Expect(condition, FeelType.Boolean);
        return new BoundFilter(filter.Span, FeelType.Any, source, condition, slot);
    }

    private BoundList List(ListNode list)
    {
        var items = new BoundNode[list.Items.Count];
        var element = FeelType.Null;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Bind(list.Items[i]);
            element = FeelType.Join(element, items[i].Type);
        }
        return new BoundList(list.Span, FeelType.List(items.Length == 0 ? FeelType.Any : element), items);
    }

    private BoundNode Context(ContextNode context)
    {
        var values = new BoundNode[context.Entries.Count];
        var slots = new int[values.Length];
        var members = new List<(string Name, FeelType Type)>();
        var isTwice = false;
        for (var i = 0; i < values.Length; i++)
        {
            var (name, value) = context.Entries[i];
            values[i] = Bind(value);
            if (members.Exists(member => member.Name == name))
            {
                isTwice = true;
                Report(value.Span, "duplicate-entry",
                    $"「{name}」が二回書かれています。", $"'{name}' is written twice.",
                    "どちらか一つにしてください。", "Keep one of them.");
            }
            members.Add((name, values[i].Type));
            slots[i] = Push(name, values[i].Type);
        }
        Pop(values.Length);
        return isTwice ? Invalid(context.Span) : new BoundContext(context.Span, new FeelContextType(members), values, slots);
    }

    private BoundIf If(IfNode node)
    {
        var condition = Expect(Bind(node.Condition), FeelType.Boolean);
        var then = Bind(node.Then);
        var otherwise = Bind(node.Else);
        return new BoundIf(node.Span, FeelType.Join(then.Type, otherwise.Type), condition, then, otherwise);
    }

    private BoundLoop Loop(LoopNode loop)
    {
        var iterators = new BoundIterator[loop.Iterators.Count];
        for (var i = 0; i < iterators.Length; i++)
        {
            var (_, name, first, last) = loop.Iterators[i];
            var from = Bind(first);
            var to = last is null ? null : Bind(last);
            var counted = ReferenceEquals(from.Type, FeelType.Date) ? FeelType.Date : FeelType.Number;
            if (to is not null)
                (from, to) = (Expect(from, counted), Expect(to, counted));
            var element = to is not null ? counted : from.Type switch
            {
                FeelListType list => list.Element,
                FeelRangeType range => range.Element,
                var single => single,
            };
            iterators[i] = new BoundIterator(Push(name, element), from, to);
        }
        if (loop.Loop != FeelLoop.For)
        {
            var condition = Expect(Bind(loop.Body), FeelType.Boolean);
            Pop(iterators.Length);
            return new BoundLoop(loop.Span, FeelType.Boolean, loop.Loop, iterators, condition, null);
        }
        var partial = Push("partial", FeelType.List(FeelType.Any));
        var body = Bind(loop.Body);
        int? partialSlot = IsRead() ? partial : null;
        Pop(iterators.Length + 1);
        return new BoundLoop(loop.Span, FeelType.List(body.Type), loop.Loop, iterators, body, partialSlot);
    }
}
