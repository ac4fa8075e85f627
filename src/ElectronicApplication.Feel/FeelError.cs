namespace ElectronicApplication.Feel;

/// <summary>A place in the text of an expression, in UTF-16 units from its start.</summary>
public readonly record struct FeelSpan(int Start, int Length)
{
    public int End => Start + Length;

    public FeelSpan To(FeelSpan last) => new(Start, last.End - Start);
}

/// <summary>The same thing said in Japanese and in English.</summary>
public sealed record FeelMessage(string Ja, string En);

/// <summary>Why an expression cannot be used: where, what is the cause, and what to do about it.</summary>
public sealed record FeelError(FeelSpan Span, string Code, FeelMessage Cause, FeelMessage Remedy)
{
    public override string ToString() => $"{Span.Start}: {Cause.En} {Remedy.En}";
}

/// <summary>Stops parsing at the first error of syntax: what follows it would only be guesswork.</summary>
internal sealed class FeelSyntaxException(FeelError error) : Exception(error.ToString())
{
    public FeelError Error { get; } = error;
}
