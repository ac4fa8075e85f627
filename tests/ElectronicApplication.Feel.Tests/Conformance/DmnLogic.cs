using System.Xml.Linq;

namespace ElectronicApplication.Feel.Tests.Conformance;

/// <summary>The expression of a decision or of a business knowledge model, compiled against the names that it requires.</summary>
internal sealed class DmnLogic
{
    private readonly List<(int Slot, DmnElement Element)> _direct = [];
    private readonly List<(int Slot, FeelShape Shape, DmnElement[] Elements)> _imported = [];
    private readonly List<int> _parameterSlots = [];
    private readonly DmnExpressions _expressions;
    private readonly DmnRun _run;
    private readonly FeelScope _scope = new();

    private DmnLogic(DmnElement owner, XElement? expression, IReadOnlyList<FeelParameter> parameters)
    {
        var required = Requirements(owner).ToList();
        owner.Model.Types.DeclareIn(_scope);
        foreach (var element in required.Where(element => string.IsNullOrEmpty(element.Prefix)))
            _direct.Add((_scope.Declare(element.Name, TypeOf(element)).Slot, element));
        // What comes from another model is read as "import.name", that is, as a member of one context.
        foreach (var group in required.Where(element => !string.IsNullOrEmpty(element.Prefix)).GroupBy(element => element.Prefix!))
        {
            var type = (FeelContextType)FeelType.Context([.. group.DistinctBy(element => element.Name).Select(element => (element.Name, TypeOf(element)))]);
            _imported.Add((_scope.Declare(group.Key, type).Slot, type.Shape, [.. group.DistinctBy(element => element.Name)]));
        }
        foreach (var parameter in parameters)
            _parameterSlots.Add(_scope.Declare(parameter.Name, parameter.Type).Slot);
        _expressions = new DmnExpressions(owner.Model, owner.Name);
        _run = expression is null ? _ => FeelValue.Null : _expressions.Compile(expression, _scope).Run;
    }

    public static DmnLogic Compile(DmnElement element)
    {
        if (element.Kind == "decision")
            return new DmnLogic(element, element.Xml.Expression(), []);
        var logic = element.Xml.Child("encapsulatedLogic");
        return new DmnLogic(element, logic.Get("kind") is null or "FEEL" ? logic.Expression() : null, Parameters(element));
    }

    public static IReadOnlyList<FeelParameter> Parameters(DmnElement element) =>
        [.. (element.Xml.Child("encapsulatedLogic")?.Children("formalParameter") ?? []).Select(parameter => new FeelParameter(parameter.Get("name")!, element.Model.Types.Of(parameter.Get("typeRef")).Feel))];

    public FeelValue Run(Func<DmnElement, FeelValue> valueOf, params ReadOnlySpan<FeelValue> arguments)
    {
        var frame = new FeelFrame(Math.Max(_scope.SlotCount, _expressions.Slots));
        foreach (var (slot, element) in _direct)
            frame[slot] = valueOf(element);
        foreach (var (slot, shape, elements) in _imported)
            frame[slot] = FeelValue.Of(new FeelContext(shape, Array.ConvertAll(elements, element => valueOf(element))));
        for (var i = 0; i < arguments.Length; i++)
            frame[_parameterSlots[i]] = arguments[i];
        return _run(frame);
    }

    /// <summary>Inputs, decisions and knowledge that an element points at.</summary>
    private static IEnumerable<DmnElement> Requirements(DmnElement owner) =>
        from requirement in owner.Xml.Elements()
        where requirement.Name.LocalName is "informationRequirement" or "knowledgeRequirement"
        from reference in requirement.Elements()
        let element = reference.Get("href") is { } href ? owner.Model.Resolve(href) : null
        where element is not null
        select element;

    private static FeelType TypeOf(DmnElement element) => element.Kind is "decision" or "inputData" ? element.Model.Types.Of(element.TypeRef).Feel : FeelType.Any;
}

/// <summary>One evaluation of a model: what is given, and what was worked out so far.</summary>
internal sealed class DmnEvaluation(Dictionary<XElement, FeelValue> known)
{
    public FeelValue ValueOf(DmnElement element)
    {
        if (known.TryGetValue(element.Xml, out var value))
            return value;
        // A decision that requires itself has no value.
        known[element.Xml] = FeelValue.Null;
        return known[element.Xml] = element.Kind switch
        {
            "decision" => element.Model.Types.Of(element.TypeRef).Convert(element.Model.LogicOf(element).Run(ValueOf)),
            "businessKnowledgeModel" => FeelValue.Of(Knowledge(element)),
            "decisionService" => FeelValue.Of(Service(element)),
            _ => FeelValue.Null,
        };
    }

    /// <summary>
    /// Knowledge sees other knowledge, but no data (6.3.9), so that it has an evaluation of its own. With an argument that is not of
    /// its type it is not invoked at all (10.3.2.13.2).
    /// </summary>
    public static FeelFunctionValue Knowledge(DmnElement element)
    {
        var parameters = element.Xml.Child("encapsulatedLogic")?.Children("formalParameter").ToList() ?? [];
        var types = parameters.ConvertAll(parameter => element.Model.Types.Of(parameter.Get("typeRef")));
        var result = ResultOf(element);
        return new FeelFunctionValue([.. parameters.Select(parameter => new FeelParameter(parameter.Get("name")!, FeelType.Any))], FeelType.Any, (_, arguments) =>
            Converted(arguments, (i, argument) => types[i].Convert(argument)) is { } values ? result.Convert(element.Model.LogicOf(element).Run(new DmnEvaluation([]).ValueOf, values)) : FeelValue.Null);
    }

    /// <summary>A service as a function of its input data and then its input decisions (10.4).</summary>
    public static FeelFunctionValue Service(DmnElement element)
    {
        var inputs = Inputs(element);
        var types = inputs.ConvertAll(input => input.Model.Types.Of(input.TypeRef));
        var outputs = References(element, "outputDecision").ToList();
        var (parameters, result) = (element.Model.Types.Of(element.TypeRef).Function?.Parameters, ResultOf(element));
        return new FeelFunctionValue([.. inputs.Select(input => new FeelParameter(Qualified(input), FeelType.Any))], FeelType.Any, (_, arguments) =>
        {
            if (Converted(arguments, (i, argument) => types[i].Convert(Taken(i, argument))) is not { } converted)
                return FeelValue.Null;
            var evaluation = new DmnEvaluation(inputs.Zip(converted).ToDictionary(pair => pair.First.Xml, pair => pair.Second));
            var values = outputs.ConvertAll(evaluation.ValueOf);
            return result.Convert(values.Count == 1
                ? values[0]
                : FeelValue.Of(new FeelContext(new FeelShape(outputs.Select(Qualified)), [.. values])));
        });

        FeelValue Taken(int index, FeelValue argument) => parameters?.Count == inputs.Count ? parameters[index].Convert(argument) : argument;
    }

    /// <summary>What a service takes: its input data, then the decisions that are handed to it.</summary>
    public static List<DmnElement> Inputs(DmnElement service) => [.. References(service, "inputData"), .. References(service, "inputDecision")];

    /// <summary>Null when one is of another type than it has to be.</summary>
    private static FeelValue[]? Converted(FeelValue[] arguments, Func<int, FeelValue, FeelValue> convert)
    {
        var converted = arguments.Select((argument, i) => convert(i, argument)).ToArray();
        return converted.Zip(arguments).Any(pair => pair.First.IsNull && !pair.Second.IsNull) ? null : converted;
    }

    /// <summary>The type of the variable is that of the function since DMN 1.3, and was that of the result before.</summary>
    private static DmnType ResultOf(DmnElement element)
    {
        var type = element.Model.Types.Of(element.TypeRef);
        return type.Function?.Result ?? type;
    }

    private static string Qualified(DmnElement element) => string.IsNullOrEmpty(element.Prefix) ? element.Name : $"{element.Prefix}.{element.Name}";

    private static IEnumerable<DmnElement> References(DmnElement service, string kind) =>
        service.Xml.Children(kind).Select(reference => reference.Get("href") is { } href ? service.Model.Resolve(href) : null).OfType<DmnElement>();
}
