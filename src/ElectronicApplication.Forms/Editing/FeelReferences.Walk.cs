using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Forms.Editing;

/// <summary>The walk through the tree. Each node yields what can be read of its value.</summary>
internal sealed partial class FeelReferences
{
    /// <summary>Functions that give back what they were given, in another number or order.</summary>
    private static readonly HashSet<string> Passing =
    [
        "sublist", "append", "concatenate", "union", "insert before", "remove", "list replace", "reverse", "distinct values", "flatten", "sort", "min", "max",
    ];

    private ReadShape Read(FeelNode? node, Surroundings? around)
    {
        switch (node)
        {
            case NameNode name:
                return Name(name, around);
            case PathNode path:
                return Member(path, Read(path.Source, around));
            case FilterNode filter:
                var source = Read(filter.Source, around);
                Read(filter.Condition, new Surroundings(new(StringComparer.Ordinal) { ["item"] = source }, source, around));
                return source;
            case ListNode list:
                return First(list.Items.Select(item => Read(item, around)).ToList());
            case ContextNode context:
                var names = new Dictionary<string, ReadShape>(StringComparer.Ordinal);
                foreach (var (key, value) in context.Entries)
                    names[key] = Read(value, new Surroundings(names, null, around));
                return new ReadShape(names, isRow: false);
            case LoopNode loop:
                var inner = new Surroundings(new(StringComparer.Ordinal), null, around);
                foreach (var iterator in loop.Iterators)
                {
                    var element = Read(iterator.From, inner);
                    Read(iterator.To, inner);
                    inner = new Surroundings(new(StringComparer.Ordinal) { [iterator.Name] = iterator.To is null ? element : ReadShape.Plain }, null, inner);
                }
                if (loop.Loop == FeelLoop.For)
                    inner.Names.TryAdd("partial", ReadShape.Unknown);
                var body = Read(loop.Body, inner);
                return loop.Loop == FeelLoop.For ? body : ReadShape.Plain;
            case IfNode @if:
                Read(@if.Condition, around);
                return First([Read(@if.Then, around), Read(@if.Else, around)]);
            case CallNode call:
                return Call(call, around);
            case FunctionNode function:
                return Function(function, ReadShape.Unknown, around);
            case InvokeNode invoke:
                Read(invoke.Callee, around);
                All(invoke.Arguments, around);
                return ReadShape.Unknown;
            case BinaryNode binary:
                All([binary.Left, binary.Right], around);
                return ReadShape.Plain;
            case BetweenNode between:
                All([between.Value, between.Low, between.High], around);
                return ReadShape.Plain;
            case InNode @in:
                All([@in.Value, .. @in.Tests], around);
                return ReadShape.Plain;
            case RangeNode range:
                Read(range.Start, around);
                Read(range.End, around);
                return ReadShape.Plain;
            case TestNode test:
                return Read(test.Operand, around);
            case TestsNode tests:
                All(tests.Tests, around);
                return ReadShape.Plain;
            case NegateNode negate:
                return Read(negate.Operand, around);
            case InstanceNode instance:
                Read(instance.Value, around);
                return ReadShape.Plain;
            default:
                return ReadShape.Plain;
        }
    }

    private void All(IReadOnlyList<FeelNode> nodes, Surroundings? around)
    {
        foreach (var node in nodes)
            Read(node, around);
    }

    private ReadShape Name(NameNode node, Surroundings? around)
    {
        for (var at = around; at is not null; at = at.Outer)
        {
            if (at.Elements is { } elements && elements.Members.TryGetValue(node.Name, out var member))
            {
                if (elements.IsRow)
                    Found(node.Name, node.Span.Start);
                return member;
            }
            if (at.Names.TryGetValue(node.Name, out var local))
                return local;
        }
        Found(node.Name, node.Span.Start);
        return _names.Shape(node.Name);
    }

    private ReadShape Member(PathNode path, ReadShape source)
    {
        // Of a source that nobody knows, a word that can only be a field of a row is taken for one.
        if (source.IsRow ? source.Members.ContainsKey(path.Member) : source.IsUnknown && _names.IsInRow(path.Member))
            Found(path.Member, path.Span.End - path.Member.Length);
        return source.Members.GetValueOrDefault(path.Member) ?? (source.IsUnknown ? ReadShape.Unknown : ReadShape.Plain);
    }

    private ReadShape Call(CallNode call, Surroundings? around)
    {
        var shapes = new List<ReadShape>();
        foreach (var argument in call.Arguments)
            shapes.Add(argument is FunctionNode function ? Function(function, First(shapes), around) : Read(argument, around));
        if (call is { Function: "get value", Arguments: [_, StringNode key] } && shapes[0].IsRow && shapes[0].Members.TryGetValue(key.Value, out var member))
        {
            // Only where the text of the key is written without escapes.
            if (key.Span.Length == key.Value.Length + 2)
                Found(key.Value, key.Span.Start + 1);
            return member;
        }
        return Passing.Contains(call.Function) ? First(shapes) : ReadShape.Plain;
    }

    /// <param name="elements">What its parameters hold: sort() compares the elements of its list.</param>
    private ReadShape Function(FunctionNode function, ReadShape elements, Surroundings? around)
    {
        var names = new Dictionary<string, ReadShape>(StringComparer.Ordinal);
        foreach (var (name, _) in function.Parameters)
            names[name] = elements;
        Read(function.Body, new Surroundings(names, null, around));
        return ReadShape.Unknown;
    }

    private static ReadShape First(List<ReadShape> shapes) =>
        shapes.Find(shape => shape.Members.Count > 0) ?? shapes.Find(shape => shape.IsUnknown) ?? ReadShape.Plain;
}
