using System.Xml.Linq;

namespace ElectronicApplication.Feel.Tests.Conformance;

/// <summary>A type of a model: what FEEL knows of it, and the values that its definition allows besides.</summary>
/// <param name="Listed">The text of the allowed values, whose order is that of priorities.</param>
/// <param name="Function">What is known of the parameters and the result when it is a type of functions.</param>
internal sealed record DmnType(FeelType Feel, Func<FeelValue, bool>? Allows = null, string? Listed = null, DmnFunction? Function = null)
{
    public static readonly DmnType Any = new(FeelType.Any);

    /// <summary>The value as one of this type, or null (DMN 1.5, 10.3.2.9.4).</summary>
    public FeelValue Convert(FeelValue value)
    {
        if (Function is not null && value.AsFunction is { } function)
            return Function.Convert(function);
        var converted = Feel.Convert(value);
        return converted.IsNull || Allows is null || Allows(converted) ? converted : FeelValue.Null;
    }
}

/// <summary>The type of a function (7.3.4).</summary>
internal sealed record DmnFunction(IReadOnlyList<DmnType> Parameters, DmnType Result)
{
    /// <summary>The function as one of this type: what it takes and gives passes through the types.</summary>
    public FeelValue Convert(FeelFunctionValue function) => function.Parameters.Count != Parameters.Count
        ? FeelValue.Null
        : FeelValue.Of(new FeelFunctionValue(function.Parameters, Result.Feel, (frame, arguments) =>
            Result.Convert(function.Invoke(frame, [.. arguments.Select((argument, i) => Parameters[i].Convert(argument))]))));
}

/// <summary>The item definitions of a model (7.3.3).</summary>
internal sealed class DmnTypes(DmnModel model, IEnumerable<XElement> definitions)
{
    private static readonly Dictionary<string, FeelType> BuiltIn = new(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any, ["number"] = FeelType.Number, ["string"] = FeelType.String, ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date, ["time"] = FeelType.Time, ["date and time"] = FeelType.DateTime, ["dateTime"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysDuration, ["dayTimeDuration"] = FeelType.DaysDuration,
        ["years and months duration"] = FeelType.MonthsDuration, ["yearMonthDuration"] = FeelType.MonthsDuration,
        ["context"] = FeelType.Context(), ["list"] = FeelType.List(FeelType.Any),
    };

    private readonly Dictionary<string, XElement> _definitions = definitions.GroupBy(definition => definition.Get("name")!).ToDictionary(same => same.Key, same => same.First());
    private readonly Dictionary<string, DmnType?> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the names of the types known to <c>instance of</c> and to the parameters of functions.</summary>
    public void DeclareIn(FeelScope scope)
    {
        foreach (var name in _definitions.Keys)
            scope.DeclareType(name, Of(name).Feel, Of(name).Allows);
    }

    public DmnType Of(string? typeRef)
    {
        if (string.IsNullOrWhiteSpace(typeRef))
            return DmnType.Any;
        var name = typeRef.Trim();
        if (_definitions.TryGetValue(name, out var definition))
            return Named(name, definition);
        // "feel:string" of older versions, and the qualified names of some editors.
        var local = name[(name.LastIndexOf(':') + 1)..];
        if (BuiltIn.TryGetValue(local, out var type))
            return new DmnType(type);
        if (_definitions.TryGetValue(local, out definition))
            return Named(local, definition);
        return name.IndexOf('.') is var dot and > 0 && model.Import(name[..dot]) is { } imported ? imported.Types.Of(name[(dot + 1)..]) : DmnType.Any;
    }

    private DmnType Named(string name, XElement definition)
    {
        if (_known.TryGetValue(name, out var known))
            return known ?? DmnType.Any; // A definition that contains itself is not looked into again.
        _known[name] = null;
        var type = Defined(definition);
        _known[name] = type;
        return type;
    }

    private DmnType Defined(XElement definition)
    {
        var item = Item(definition);
        // Values of its own take the place of those of the type that it is made from.
        if (Tests(definition.Child("allowedValues"), item.Feel) is { } allowed)
            item = item with { Allows = definition.Child("typeRef") is null ? Both(item.Allows, allowed) : allowed, Listed = definition.Child("allowedValues").Text("text") };
        if (definition.Get("isCollection") == "true")
        {
            var each = item.Allows;
            item = new DmnType(FeelType.List(item.Feel), each is null ? null : list => list.AsList!.Items.ToArray().All(value => value.IsNull || each(value)), item.Listed);
        }
        return Tests(definition.Child("typeConstraint"), item.Feel) is { } constraint ? item with { Allows = Both(item.Allows, constraint) } : item;
    }

    private DmnType Item(XElement definition)
    {
        if (definition.Child("functionItem") is { } item)
        {
            var function = new DmnFunction([.. item.Children("parameters").Select(parameter => Of(parameter.Get("typeRef")))], Of(item.Get("outputTypeRef")));
            return new DmnType(FeelType.Function([.. function.Parameters.Select(parameter => parameter.Feel)], function.Result.Feel), Function: function);
        }
        var components = definition.Children("itemComponent").Select(component => (Name: component.Get("name")!, Type: Defined(component))).ToList();
        if (components.Count == 0)
            return Of(definition.Text("typeRef"));
        var context = FeelType.Context([.. components.Select(component => (component.Name, component.Type.Feel))]);
        var constrained = components.Where(component => component.Type.Allows is not null).ToList();
        return new DmnType(context, constrained.Count == 0 ? null : value => constrained.TrueForAll(component =>
            value.AsContext is not { } entries || entries[component.Name] is { IsNull: true } || component.Type.Allows!(entries[component.Name])));
    }

    private static Func<FeelValue, bool>? Tests(XElement? constraint, FeelType type)
    {
        if (constraint.Text("text") is not { Length: > 0 } text)
            return null;
        var tests = FeelUnaryTests.Compile(text, new FeelScope(), type, FeelTyping.Lenient).Tests;
        return tests is null ? null : value => tests.Matches(value, new FeelFrame(tests.SlotsNeeded)) is true;
    }

    private static Func<FeelValue, bool> Both(Func<FeelValue, bool>? a, Func<FeelValue, bool> b) => a is null ? b : value => a(value) && b(value);
}
