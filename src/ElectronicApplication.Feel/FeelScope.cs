using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel;

/// <summary>A declared input: its name, its slot in the frame, its type. The type may be worked out only when it is first needed.</summary>
public sealed class FeelSymbol
{
    private readonly Func<FeelType>? _infer;
    private FeelType? _type;

    internal FeelSymbol(string name, int slot, FeelType? type, Func<FeelType>? infer)
    {
        Name = name;
        Slot = slot;
        _type = type;
        _infer = infer;
    }

    public string Name { get; }

    public int Slot { get; }

    public FeelType Type => _type ??= _infer!();
}

/// <summary>
/// The names that an expression may use. A nested scope sees its own names first and then those around it;
/// all of them share one frame, each with a slot of its own.
/// </summary>
public sealed class FeelScope
{
    private sealed class Counter
    {
        public int Slots;
    }

    private readonly FeelScope? _parent;
    private readonly Counter _counter;
    private readonly Dictionary<string, FeelSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FeelType Type, Func<FeelValue, bool>? Allows)> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeelFunctionValue> _functions = new(StringComparer.Ordinal);
    private readonly FeelNames _names;

    public FeelScope()
    {
        _counter = new Counter();
        _names = new FeelNames(null);
        MemberNames = new FeelNames(null);
        TypeNames = new FeelNames(null);
    }

    private FeelScope(FeelScope parent, Counter counter)
    {
        _parent = parent;
        _counter = counter;
        _names = new FeelNames(parent._names);
        MemberNames = new FeelNames(parent.MemberNames);
        TypeNames = new FeelNames(parent.TypeNames);
    }

    /// <summary>How many slots the declarations of this scope, its parents and its children take so far.</summary>
    public int SlotCount => _counter.Slots;

    public FeelScope Nested() => new(this, _counter);

    /// <summary>A nested scope for frames of another make: what it declares takes no room in the frames of this one, which stays untouched.</summary>
    public FeelScope Fork() => new(this, new Counter { Slots = _counter.Slots });

    public FeelSymbol Declare(string name, FeelType type) => Add(name, type, null);

    /// <summary>For a name whose type follows from another expression that may not be compiled yet.</summary>
    public FeelSymbol Declare(string name, Func<FeelType> infer) => Add(name, null, infer);

    /// <summary>Offers a function beside the built-in ones. As with those, a name of the author's that is no function does not hide it, nor it that name.</summary>
    public void DeclareFunction(string name, FeelFunctionValue function) => _functions[_names.Add(name)] = function;

    /// <summary>Gives a type a name that <c>instance of</c> and the parameters of functions can use.</summary>
    /// <param name="allows">Which of its values a parameter of this type takes; null when all of them.</param>
    public void DeclareType(string name, FeelType type, Func<FeelValue, bool>? allows = null)
    {
        _types[TypeNames.Add(name)] = (type, allows);
        AddMembers(type, 0);
    }

    /// <summary>A declared type, or one of FEEL's own by its name there, such as <c>date and time</c>; null when there is none.</summary>
    public FeelType? FindType(string name) => _types.GetValueOrDefault(name).Type ?? _parent?.FindType(name) ?? FeelType.BuiltIn(name);

    /// <summary>Which values a declared type allows; null when there is no such type or it allows all.</summary>
    internal Func<FeelValue, bool>? FindAllowed(string name) => _types.TryGetValue(name, out var declared) ? declared.Allows : _parent?.FindAllowed(name);

    public FeelSymbol? Find(string name) => _symbols.GetValueOrDefault(name) ?? _parent?.Find(name);

    internal FeelFunctionValue? FindFunction(string name) => _functions.GetValueOrDefault(name) ?? _parent?.FindFunction(name);

    internal IEnumerable<string> FunctionNames => _parent is null ? _functions.Keys : _functions.Keys.Concat(_parent.FunctionNames);

    internal FeelNames Names => _names;

    internal FeelNames MemberNames { get; }

    internal FeelNames TypeNames { get; }

    internal IEnumerable<string> AllNames => _parent is null ? _symbols.Keys : _symbols.Keys.Concat(_parent.AllNames);

    private FeelSymbol Add(string name, FeelType? type, Func<FeelType>? infer)
    {
        var canonical = _names.Add(name);
        var symbol = new FeelSymbol(canonical, _counter.Slots++, type, infer);
        _symbols[canonical] = symbol;
        if (type is not null)
            AddMembers(type, 0);
        return symbol;
    }

    private void AddMembers(FeelType type, int depth)
    {
        if (type is FeelListType list)
            AddMembers(list.Element, depth);
        if (type is not FeelContextType context || depth > 5)
            return;
        foreach (var name in context.Shape.Names)
        {
            MemberNames.TryAdd(name);
            AddMembers(context.Member(name)!, depth + 1);
        }
    }
}
