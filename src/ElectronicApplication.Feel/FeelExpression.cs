using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Runtime;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel;

/// <summary>Either an expression that runs, or the reasons why there is none.</summary>
public sealed record FeelCompilation(FeelExpression? Expression, IReadOnlyList<FeelError> Errors)
{
    /// <summary>What lenient typing lets pass.</summary>
    public IReadOnlyList<FeelError> Warnings { get; init; } = [];
}

/// <summary>
/// A FEEL expression (DMN 1.5, chapter 10) compiled against declared names. Immutable and safe for concurrent use;
/// it runs on a <see cref="FeelFrame"/>. Whatever goes wrong while it runs (a missing value, a wrong kind, division by zero) gives null.
/// </summary>
public sealed class FeelExpression
{
    private readonly FeelNode _syntax;
    private readonly FeelDelegate _run;

    private FeelExpression(string text, FeelNode syntax, FeelBinder binder, BoundNode bound)
    {
        Text = text;
        Type = bound.Type;
        Names = [.. binder.UsedNames];
        SlotsNeeded = binder.SlotsNeeded;
        Constant = (bound as BoundConstant)?.Value;
        _syntax = syntax;
        _run = FeelCompiler.Compile(bound);
    }

    public string Text { get; }

    /// <summary>What the expression yields, as far as it can be told without running it. Null is always possible.</summary>
    public FeelType Type { get; }

    /// <summary>The declared names that it reads, each once: the edges of a dependency graph.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Slots that a frame must have to run it.</summary>
    public int SlotsNeeded { get; }

    /// <summary>The value when it depends on nothing.</summary>
    public FeelValue? Constant { get; }

    public static FeelCompilation Compile(string text, FeelScope scope, FeelTyping typing = FeelTyping.Strict)
    {
        try
        {
            var syntax = FeelParser.Parse(text, scope);
            var binder = new FeelBinder(scope);
            var bound = binder.Bind(syntax);
            if (typing == FeelTyping.Strict && binder.Errors.Count > 0)
                return new FeelCompilation(null, binder.Errors);
            return new FeelCompilation(new FeelExpression(text, syntax, binder, bound), []) { Warnings = binder.Errors };
        }
        catch (FeelSyntaxException exception)
        {
            return new FeelCompilation(null, [exception.Error]);
        }
    }

    /// <summary>The tree as written, for those who look into conditions.</summary>
    internal FeelNode Syntax => _syntax;

    public FeelValue Evaluate(FeelFrame frame) => _run(frame);

    /// <summary>A range between literals and nothing else, as the function <c>range</c> reads it.</summary>
    internal bool IsRangeLiteral => _syntax is RangeNode { Start: var start, End: var end } && IsLiteral(start) && IsLiteral(end);

    private static bool IsLiteral(FeelNode? end) => end is null or NumberNode or StringNode or AtNode or NegateNode { Operand: NumberNode }
        || end is CallNode { Function: "date" or "time" or "date and time" or "duration" } call && call.Arguments.All(argument => argument is NumberNode or StringNode);

    /// <summary>The expression in canonical spelling: one space where one belongs, brackets only where they are needed.</summary>
    public override string ToString() => FeelPrinter.Print(_syntax);
}
