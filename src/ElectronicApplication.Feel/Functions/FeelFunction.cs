using System.Runtime.CompilerServices;

namespace ElectronicApplication.Feel.Functions;

internal delegate FeelValue FeelUnary(FeelFrame frame, in FeelValue value);

internal delegate FeelValue FeelBinary(FeelFrame frame, in FeelValue first, in FeelValue second);

internal delegate FeelValue FeelMany(FeelFrame frame, ReadOnlySpan<FeelValue> arguments);

/// <summary>One way to call a function. The last parameter of a variadic one may be given again and again.</summary>
internal sealed record FeelSignature(IReadOnlyList<FeelParameter> Parameters, int Required, bool IsVariadic)
{
    public bool Takes(int count) => count >= Required && (IsVariadic || count <= Parameters.Count);

    public int IndexOf(string parameter)
    {
        for (var i = 0; i < Parameters.Count; i++)
            if (Parameters[i].Name == parameter)
                return i;
        return -1;
    }
}

/// <summary>A built-in function. Its body is one of three shapes, so that the frequent ones need no array for their arguments.</summary>
internal sealed record FeelFunction(string Name, FeelSignature[] Signatures, Func<FeelType[], FeelType> Result, Delegate Body)
{
    private FeelFunctionValue? _value;

    /// <summary>The same arguments always give the same result.</summary>
    public bool IsPure => Name is not ("now" or "today");

    /// <summary>Its second argument is a regular expression.</summary>
    public bool TakesPattern => Name is "matches" or "replace" or "split";

    /// <summary>Where the flags of its regular expression stand, or would stand: <c>split</c> takes none.</summary>
    public int FlagsAt => Name == "replace" ? 3 : 2;

    public string Signature
    {
        get
        {
            var longest = Signatures.MaxBy(signature => signature.Parameters.Count)!;
            return $"{Name}({string.Join(", ", longest.Parameters.Select(p => p.Name))}{(longest.IsVariadic ? ", ..." : "")})";
        }
    }

    /// <summary>The function as a value, to be handed to another.</summary>
    public FeelFunctionValue AsValue() => _value ??= new FeelFunctionValue(
        Name, Signatures[0].Parameters, Signatures.Min(signature => signature.Required), Array.Exists(Signatures, signature => signature.IsVariadic), Result, Call);

    private FeelValue Call(FeelFrame frame, FeelValue[] arguments) =>
        Array.Exists(Signatures, signature => signature.Takes(arguments.Length)) ? Run(frame, arguments) : FeelValue.Null;

    /// <summary>Null where decimal arithmetic has no result: a body need not look out for it.</summary>
    public FeelValue Run(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        try
        {
            return Body switch
            {
                FeelUnary unary => unary(frame, arguments[0]),
                FeelBinary binary => binary(frame, arguments[0], arguments[1]),
                FeelMany many => many(frame, arguments),
                _ => FeelValue.Null,
            };
        }
        catch (ArithmeticException)
        {
            return FeelValue.Null;
        }
    }

    /// <summary>As <see cref="Run"/>, without room for the argument on the heap.</summary>
    public FeelValue RunOne(FeelFrame frame, in FeelValue argument) => Run(frame, new ReadOnlySpan<FeelValue>(in argument));

    public FeelValue RunTwo(FeelFrame frame, in FeelValue first, in FeelValue second)
    {
        var pair = new Pair();
        (pair[0], pair[1]) = (first, second);
        return Run(frame, pair);
    }

    [InlineArray(2)]
    private struct Pair
    {
        private FeelValue _first;
    }
}
