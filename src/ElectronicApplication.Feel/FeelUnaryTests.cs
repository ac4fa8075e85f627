using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Runtime;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel;

/// <summary>Either unary tests that run, or the reasons why there are none.</summary>
public sealed record FeelTestsCompilation(FeelUnaryTests? Tests, IReadOnlyList<FeelError> Errors)
{
    /// <summary>What lenient typing lets pass.</summary>
    public IReadOnlyList<FeelError> Warnings { get; init; } = [];
}

/// <summary>
/// One cell of a decision table: the unary tests of DMN 1.5, 10.3.1.2, rules 13 to 15. <c>-</c> takes everything;
/// <c>&lt; 5</c>, <c>[1..5)</c>, <c>"a", "b"</c> and <c>not(...)</c> speak of the input, which an expression may also call <c>?</c>.
/// Immutable and safe for concurrent use.
/// </summary>
public sealed class FeelUnaryTests
{
    private readonly TestsNode _syntax;
    private readonly int _slot;
    private readonly FeelDelegate[] _tests;

    private FeelUnaryTests(string text, TestsNode syntax, FeelBinder binder, BoundTests bound)
    {
        Text = text;
        Names = [.. binder.UsedNames];
        SlotsNeeded = binder.SlotsNeeded;
        Parts = [.. bound.Tests.SelectMany(test => FeelTestParts.Of(test, bound.InputSlot))];
        _syntax = syntax;
        _slot = bound.InputSlot;
        _tests = FeelCompiler.CompileAll(bound.Tests);
    }

    public string Text { get; }

    /// <summary>The declared names that the tests read, each once, without the input itself.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Slots that a frame must have to run them.</summary>
    public int SlotsNeeded { get; }

    /// <summary><c>-</c>: every input passes, also null.</summary>
    public bool IsAny => _syntax.IsAny;

    /// <summary><c>not(...)</c>: what none of the parts takes.</summary>
    public bool IsNegated => _syntax.IsNegated;

    /// <summary>The tests one by one, of which one must hold (none, when negated); empty for <c>-</c>.</summary>
    public IReadOnlyList<FeelTestPart> Parts { get; }

    /// <summary>Compiles a cell whose input has the given type. Declare all names of the scope first: <c>?</c> takes the slot behind them.</summary>
    public static FeelTestsCompilation Compile(string text, FeelScope scope, FeelType inputType, FeelTyping typing = FeelTyping.Strict)
    {
        try
        {
            var syntax = FeelParser.ParseTests(text, scope);
            var binder = new FeelBinder(scope);
            var bound = binder.BindTests(syntax, inputType);
            if (typing == FeelTyping.Strict && binder.Errors.Count > 0)
                return new FeelTestsCompilation(null, binder.Errors);
            return new FeelTestsCompilation(new FeelUnaryTests(text, syntax, binder, bound), []) { Warnings = binder.Errors };
        }
        catch (FeelSyntaxException exception)
        {
            return new FeelTestsCompilation(null, [exception.Error]);
        }
    }

    /// <summary>Whether the input passes; null when that cannot be told (a missing value, a value of another kind).</summary>
    public bool? Matches(in FeelValue input, FeelFrame frame)
    {
        if (IsAny)
            return true;
        frame.Slots[_slot] = input;
        bool? matched = false;
        foreach (var test in _tests)
        {
            var result = test(frame);
            if (result.IsTrue)
                return !IsNegated;
            if (!result.IsFalse)
                matched = null;
        }
        return IsNegated ? !matched : matched;
    }

    /// <summary>The tests in canonical spelling.</summary>
    public override string ToString() => FeelPrinter.Print(_syntax);
}
