namespace ElectronicApplication.Feel;

/// <summary>A parameter of a function: its name and the type that its argument is converted to.</summary>
/// <param name="Allows">Which values of the type it takes; null when all of them.</param>
public sealed record FeelParameter(string Name, FeelType Type, Func<FeelValue, bool>? Allows = null)
{
    /// <summary>The argument as the body sees it: null when it does not fit.</summary>
    internal FeelValue Convert(in FeelValue argument, FeelFrame frame)
    {
        var value = Type.Convert(argument, frame);
        return value.IsNull || Allows is null || Allows(value) ? value : FeelValue.Null;
    }
}

/// <summary>
/// A function as a value: one that an expression defines, or one that the host offers (a business knowledge model).
/// Arguments come in the order of the parameters; with an ill-typed one the body does not run, and the result is null (10.3.2.13.2).
/// </summary>
public sealed class FeelFunctionValue(IReadOnlyList<FeelParameter> parameters, FeelType result, Func<FeelFrame, FeelValue[], FeelValue> body)
{
    private readonly Func<FeelType[], FeelType>? _resultOf;

    internal FeelFunctionValue(string name, IReadOnlyList<FeelParameter> parameters, int required, bool isVariadic, Func<FeelType[], FeelType> resultOf, Func<FeelFrame, FeelValue[], FeelValue> body)
        : this(parameters, resultOf([]), body) => (Name, Required, IsVariadic, _resultOf) = (name, required, isVariadic, resultOf);

    /// <summary>The name of a built-in function; null for one that an expression defines.</summary>
    public string? Name { get; }

    public IReadOnlyList<FeelParameter> Parameters => parameters;

    public FeelType Result => result;

    internal int Required { get; } = parameters.Count;

    internal bool IsVariadic { get; }

    /// <summary>The result of a built-in function may depend on what it is given.</summary>
    internal FeelType ResultOf(FeelType[] arguments) => _resultOf is null ? result : _resultOf(arguments);

    internal bool Takes(int count) => count >= Required && (IsVariadic || count <= parameters.Count);

    /// <summary>Calls it at the cost of the frame's budget; null when there are too few or too many arguments, one is ill-typed, or calls nest too deeply.</summary>
    public FeelValue Invoke(FeelFrame frame, params FeelValue[] arguments)
    {
        if (!Takes(arguments.Length) || !frame.Enter())
            return FeelValue.Null;
        try
        {
            // A built-in function knows its arguments by itself.
            if (Name is null)
                for (var i = 0; i < arguments.Length; i++)
                {
                    var converted = parameters[i].Convert(arguments[i], frame);
                    if (converted.IsNull && !arguments[i].IsNull)
                        return FeelValue.Null;
                    arguments[i] = converted;
                }
            return body(frame, arguments);
        }
        finally
        {
            frame.Leave();
        }
    }

    /// <summary>The place of a parameter, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Name == name)
                return i;
        return -1;
    }

    public override string ToString() => $"function({string.Join(", ", parameters.Select(parameter => parameter.Name))})";
}
