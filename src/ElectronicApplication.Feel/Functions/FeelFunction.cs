namespace ElectronicApplication.Feel.Functions;

internal sealed record FeelParameter(string Name, FeelType Type);

internal delegate FeelValue FeelUnary(FeelFrame frame, in FeelValue value);

internal delegate FeelValue FeelBinary(FeelFrame frame, in FeelValue first, in FeelValue second);

internal delegate FeelValue FeelMany(FeelFrame frame, ReadOnlySpan<FeelValue> arguments);

/// <summary>A built-in function. Its body is one of three shapes, so that the frequent ones need no array for their arguments.</summary>
internal sealed record FeelFunction(string Name, IReadOnlyList<FeelParameter> Parameters, int Required, bool IsVariadic, Func<FeelType[], FeelType> Result, Delegate Body)
{
    public string Signature => $"{Name}({string.Join(", ", Parameters.Select(p => p.Name))}{(IsVariadic ? ", ..." : "")})";

    public int IndexOf(string parameter)
    {
        for (var i = 0; i < Parameters.Count; i++)
            if (Parameters[i].Name == parameter)
                return i;
        return -1;
    }
}
