using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

/// <summary>Names: where their values are when the expression runs.</summary>
internal sealed partial class FeelBinder
{
    private readonly List<string> _usedNames = [];
    private readonly List<Local> _locals = [];
    private readonly Stack<Body> _bodies = new([new Body(scope.SlotCount)]);
    private readonly HashSet<Local> _read = [];

    /// <summary>A variable of a loop, an entry of a context, or the element of a filter (whose members then are names as well).</summary>
    private sealed record Local(string? Name, int Slot, FeelType Type, int Level, bool OpensMembers);

    /// <summary>The slots of one frame: that of the expression itself, or that of a function inside it.</summary>
    private sealed class Body(int firstSlot)
    {
        public readonly Dictionary<int, int> Captures = [];
        public int Next = firstSlot;
        public int Needed = firstSlot;

        public int Take()
        {
            Needed = Math.Max(Needed, ++Next);
            return Next - 1;
        }
    }

    public IReadOnlyList<string> UsedNames => _usedNames;

    public int SlotsNeeded => _bodies.Last().Needed;

    private BoundNode Name(NameNode node) => Variable(node) ?? UnknownName(node);

    /// <summary>What a name stands for here, from the inside out; null when it is none of the author's.</summary>
    private BoundNode? Variable(NameNode node) => Variable(node, _locals.Count);

    private BoundNode? Variable(NameNode node, int below)
    {
        for (var i = below - 1; i >= 0; i--)
        {
            var local = _locals[i];
            if (local.Name == node.Name)
                return Read(node.Span, local);
            if (!local.OpensMembers)
                continue;
            if (local.Type is FeelContextType context && context.Member(node.Name) is { } member)
                return new BoundMember(node.Span, member, Read(node.Span, local), node.Name);
            if (local.Type.IsUnknown)
                return new BoundShadow(node.Span, Read(node.Span, local), node.Name, Variable(node, i) ?? Invalid(node.Span));
        }
        return Symbol(node);
    }

    private BoundSlot? Symbol(NameNode node)
    {
        if (scope.Find(node.Name) is not { } symbol)
            return null;
        if (!_usedNames.Contains(symbol.Name))
            _usedNames.Add(symbol.Name);
        return new BoundSlot(node.Span, symbol.Type, Reach(symbol.Slot, 0));
    }

    private BoundSlot Read(FeelSpan span, Local local)
    {
        _read.Add(local);
        return new BoundSlot(span, local.Type, Reach(local.Slot, local.Level));
    }

    /// <summary>The slot in the innermost frame of what lies in an outer one: each function in between takes a copy along.</summary>
    private int Reach(int slot, int level)
    {
        if (level == _bodies.Count - 1)
            return slot;
        foreach (var body in _bodies.Reverse().Skip(level + 1))
        {
            if (!body.Captures.TryGetValue(slot, out var copy))
                body.Captures[slot] = copy = body.Take();
            slot = copy;
        }
        return slot;
    }

    private int Push(string? name, FeelType type, bool opensMembers = false)
    {
        var slot = _bodies.Peek().Take();
        _locals.Add(new Local(name, slot, type, _bodies.Count - 1, opensMembers));
        return slot;
    }

    private void Pop(int count)
    {
        _locals.RemoveRange(_locals.Count - count, count);
        // The frame of a function keeps its slots apart: a copy may have been placed behind any of them.
        if (_bodies.Count == 1)
            _bodies.Peek().Next -= count;
    }

    /// <summary>Whether the innermost variable has been asked for.</summary>
    private bool IsRead() => _read.Contains(_locals[^1]);

    private BoundFunction Function(FunctionNode node)
    {
        var parameters = new FeelParameter[node.Parameters.Count];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = node.Parameters[i] is (var name, { } type)
                ? new FeelParameter(name, Type(type), scope.FindAllowed(type.Name))
                : new FeelParameter(node.Parameters[i].Name, FeelType.Any);
        _bodies.Push(new Body(0));
        foreach (var parameter in parameters)
            Push(parameter.Name, parameter.Type);
        var bound = node.IsExternal ? Invalid(node.Body.Span) : Bind(node.Body);
        Pop(parameters.Length);
        var body = _bodies.Pop();
        return new BoundFunction(node.Span, FeelType.Function([.. parameters.Select(parameter => parameter.Type)], bound.Type),
            parameters, [.. body.Captures.Select(capture => (capture.Key, capture.Value))], body.Needed, bound);
    }

    private FeelType Type(TypeNode node)
    {
        switch (node.Name)
        {
            case "list" or "range" when node.Parts.Count <= 1:
                var element = node.Parts.Count == 1 ? Type(node.Parts[0].Type) : FeelType.Any;
                return node.Name == "list" ? FeelType.List(element) : FeelType.Range(element);
            case "context":
                return new FeelContextType(node.Parts.Select(part => (part.Name, Type(part.Type))));
            case "function" when node.Parts.Count > 0:
                var types = node.Parts.Select(part => Type(part.Type)).ToArray();
                return FeelType.Function(types[..^1], types[^1]);
            default:
                if (scope.FindType(node.Name) is { } known)
                    return known;
                Report(node.Span, "unknown-type",
                    $"「{node.Name}」という型はありません。", $"There is no type named '{node.Name}'.",
                    "number、string、boolean、date、time、date and time、list<...> などから選んでください。", "Use number, string, boolean, date, time, date and time, list<...> and the like.");
                return FeelType.Unknown;
        }
    }
}
