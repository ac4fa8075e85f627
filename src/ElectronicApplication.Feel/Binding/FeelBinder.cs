using System.Globalization;
using ElectronicApplication.Feel.Runtime;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

/// <summary>Resolves names, infers types and reports what can never work. Keeps going after an error so that all of them are shown at once.</summary>
internal sealed partial class FeelBinder(FeelScope scope)
{
    private const int FoldingSteps = 1_000;

    private readonly List<FeelError> _errors = [];
    private readonly List<string> _usedNames = [];
    private readonly List<Local> _locals = [];
    private readonly HashSet<int> _readInputs = [];
    private int _nextLocal = scope.SlotCount;

    /// <summary>A variable of a loop, an entry of a context, or the element of a filter (whose members then are names as well).</summary>
    private readonly record struct Local(string? Name, int Slot, FeelType Type, bool OpensMembers = false);

    public IReadOnlyList<FeelError> Errors => _errors;

    public IReadOnlyList<string> UsedNames => _usedNames;

    public int SlotsNeeded { get; private set; } = scope.SlotCount;

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
        NegateNode negate => Folded(new BoundNegate(node.Span, Expect(Bind(negate.Operand), FeelType.Number))),
        BinaryNode binary => Binary(binary),
        BetweenNode between => Between(between),
        InNode @in => In(@in),
        TestNode test => Misplaced(test),
        IfNode @if => If(@if),
        LoopNode loop => Loop(loop),
        CallNode call => Call(call),
        _ => throw new InvalidOperationException($"No binding for {node.GetType().Name}."),
    };

    private static BoundConstant Constant(FeelNode node, FeelType type, FeelValue value) => new(node.Span, type, value);

    /// <summary>-5, [1..5] and date("2026-04-01") are constants, which analysis can look into and running need not repeat.</summary>
    private static BoundNode Folded(BoundNode node)
    {
        var isConstant = node switch
        {
            BoundNegate negate => negate.Operand is BoundConstant,
            BoundRange range => range is { Start: BoundConstant, End: BoundConstant },
            BoundCall call => !Array.Exists(call.Arguments, argument => argument is not BoundConstant),
            _ => false,
        };
        return isConstant ? new BoundConstant(node.Span, node.Type, FeelCompiler.Compile(node)(new FeelFrame(0, FoldingSteps))) : node;
    }

    private BoundNode At(AtNode at)
    {
        if (DateOnly.TryParseExact(at.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Constant(at, FeelType.Date, FeelValue.Of(date));
        return Report(at.Span, "not-a-date",
            $"「{at.Value}」は日付ではありません。", $"'{at.Value}' is not a date.",
            "@\"2026-04-01\" のように、西暦の年-月-日で書いてください。", "Write year-month-day, as in @\"2026-04-01\".");
    }

    private BoundNode Name(NameNode node)
    {
        for (var i = _locals.Count - 1; i >= 0; i--)
        {
            var local = _locals[i];
            if (local.Name == node.Name)
            {
                if (local.Name == "?")
                    _readInputs.Add(local.Slot);
                return new BoundSlot(node.Span, local.Type, local.Slot);
            }
            if (local.OpensMembers && local.Type is FeelContextType context && context.Member(node.Name) is { } member)
                return new BoundMember(node.Span, member, new BoundSlot(node.Span, local.Type, local.Slot), node.Name);
        }
        if (scope.Find(node.Name) is { } symbol)
        {
            if (!_usedNames.Contains(symbol.Name))
                _usedNames.Add(symbol.Name);
            return new BoundSlot(node.Span, symbol.Type, symbol.Slot);
        }
        // Inside a filter over elements of which nothing is known, any name may be one of their members.
        for (var i = _locals.Count - 1; i >= 0; i--)
            if (_locals[i] is { OpensMembers: true } local && ReferenceEquals(local.Type, FeelType.Any))
                return new BoundMember(node.Span, FeelType.Any, new BoundSlot(node.Span, local.Type, local.Slot), node.Name);
        return UnknownName(node);
    }

    private BoundNode Path(PathNode path)
    {
        var source = Bind(path.Source);
        switch (source.Type)
        {
            case FeelContextType context:
                return context.Member(path.Member) is { } type ? new BoundMember(path.Span, type, source, path.Member) : UnknownMember(path, context);
            // A path over a list collects the member of each element (10.3.2.5).
            case FeelListType { Element: FeelContextType element }:
                return element.Member(path.Member) is { } each ? new BoundMember(path.Span, FeelType.List(each), source, path.Member) : UnknownMember(path, element);
            case var date when ReferenceEquals(date, FeelType.Date):
                return path.Member is "year" or "month" or "day" or "weekday"
                    ? new BoundMember(path.Span, FeelType.Number, source, path.Member)
                    : Report(path.Span, "unknown-member",
                        $"日付に「{path.Member}」という値はありません。", $"A date has no '{path.Member}'.",
                        "year、month、day、weekday のどれかを使ってください。", "Use year, month, day or weekday.");
            case var other when ReferenceEquals(other, FeelType.Any) || ReferenceEquals(other, FeelType.Null) || other is FeelListType:
                return new BoundMember(path.Span, FeelType.Any, source, path.Member);
            default:
                return Report(path.Span, "no-members",
                    $"{source.Type.NameJa}から「{path.Member}」を取り出すことはできません。", $"'{path.Member}' cannot be taken from a {source.Type.NameEn}.",
                    "「.」の前に、繰り返し項目か文脈を書いてください。", "Put a group or a context before the point.");
        }
    }

    private BoundNode Filter(FilterNode filter)
    {
        var source = Bind(filter.Source);
        var element = source.Type is FeelListType list ? list.Element : source.Type;
        var slot = Push("item", element, opensMembers: true);
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

    private BoundContext Context(ContextNode context)
    {
        var values = new BoundNode[context.Entries.Count];
        var slots = new int[values.Length];
        var members = new List<(string, FeelType)>();
        for (var i = 0; i < values.Length; i++)
        {
            var (name, value) = context.Entries[i];
            values[i] = Bind(value);
            if (members.Exists(member => member.Item1 == name))
                Report(value.Span, "duplicate-entry",
                    $"「{name}」が二回書かれています。", $"'{name}' is written twice.",
                    "どちらか一つにしてください。", "Keep one of them.");
            members.Add((name, values[i].Type));
            slots[i] = Push(name, values[i].Type);
        }
        Pop(values.Length);
        return new BoundContext(context.Span, new FeelContextType(members), values, slots);
    }

    private BoundNode Range(RangeNode range)
    {
        var start = Bind(range.Start);
        var end = Bind(range.End);
        var type = FeelType.Join(start.Type, end.Type);
        if (!FeelType.CanMeet(start.Type, end.Type))
            Incomparable(range.Span, start.Type, end.Type);
        return Folded(new BoundRange(range.Span, new FeelRangeType(type), start, range.StartIncluded, end, range.EndIncluded));
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
            var to = last is null ? null : Expect(Bind(last), FeelType.Number);
            if (to is not null)
                Expect(from, FeelType.Number);
            var element = to is not null ? FeelType.Number : from.Type switch
            {
                FeelListType list => list.Element,
                FeelRangeType range => range.Element,
                var single => single,
            };
            iterators[i] = new BoundIterator(Push(name, element), from, to);
        }
        var body = Bind(loop.Body);
        if (loop.Loop != FeelLoop.For)
            Expect(body, FeelType.Boolean);
        Pop(iterators.Length);
        return new BoundLoop(loop.Span, loop.Loop == FeelLoop.For ? FeelType.List(body.Type) : FeelType.Boolean, loop.Loop, iterators, body);
    }

    private int Push(string? name, FeelType type, bool opensMembers = false)
    {
        var slot = _nextLocal++;
        SlotsNeeded = Math.Max(SlotsNeeded, _nextLocal);
        _locals.Add(new Local(name, slot, type, opensMembers));
        return slot;
    }

    private void Pop(int count)
    {
        _locals.RemoveRange(_locals.Count - count, count);
        _nextLocal -= count;
    }
}
