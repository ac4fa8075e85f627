using System.Diagnostics;

namespace ElectronicApplication.Feel.Tests;

/// <summary>
/// Random and damaged expressions. <c>FEEL_FUZZ</c> sets how many (for a long run: 1000000), <c>FEEL_FUZZ_SEED</c> where they begin,
/// so that a failure, whose message names its seed, can be repeated.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Fact]
    public void No_expression_throws_or_hangs_or_means_one_thing_strictly_and_another_leniently()
    {
        var count = Setting("FEEL_FUZZ", 3_000);
        var first = Setting("FEEL_FUZZ_SEED", 1);
        var scope = Scope();
        var ran = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            var grammar = new Grammar(new Random(seed));
            var text = grammar.Expression(seed % 5 + 1);
            if (seed % 2 == 0)
                text = grammar.Damaged(text);
            // A busy machine may stand still for a while; a hang comes again.
            Assert.True(Takes(text, scope, seed, ref ran) < Longest || Takes(text, scope, seed, ref ran) < Longest, $"Seed {seed} takes too long: {text}");
        }
        Assert.True(ran > count / 4, $"Only {ran} of {count} expressions ran.");
    }

    private static TimeSpan Takes(string text, FeelScope scope, int seed, ref int ran)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            ran += Try(text, scope) ? 1 : 0;
        }
        catch (Exception exception)
        {
            Assert.Fail($"Seed {seed}: {text}\n{exception}");
        }
        return watch.Elapsed;
    }

    private static bool Try(string text, FeelScope scope)
    {
        var (strict, strictErrors) = FeelExpression.Compile(text, scope);
        var (lenient, lenientErrors) = FeelExpression.Compile(text, scope, FeelTyping.Lenient);
        Assert.Equal(strict is null, strictErrors.Count > 0);
        Assert.Equal(lenient is null, lenientErrors.Count > 0);
        Assert.All(strictErrors, error => Assert.InRange(error.Span.Start, 0, text.Length));
        var (tests, _) = FeelUnaryTests.Compile(text, scope, FeelType.Number, FeelTyping.Lenient);
        tests?.Matches(FeelValue.Of(3m), Frame(tests.SlotsNeeded));
        if (lenient is null)
            return false;
        var result = Run(lenient);
        if (strict is not null)
            Assert.Equal(result, Run(strict));
        var printed = lenient.ToString();
        var again = FeelExpression.Compile(printed, scope, FeelTyping.Lenient).Expression;
        // Brackets that the printer writes may lead just beyond the limits of length and depth.
        if (again is not null)
        {
            Assert.Equal(printed, again.ToString());
            Assert.Equal(result, Run(again));
        }
        else
            Assert.True(printed.Length > FeelLimits.TextLength / 2, printed);
        return true;
    }

    private static string Run(FeelExpression expression) => expression.Evaluate(Frame(expression.SlotsNeeded)).ToString();

    private static FeelFrame Frame(int slots)
    {
        var frame = new FeelFrame(slots, steps: 20_000);
        frame[0] = FeelValue.Of(7m);
        frame[1] = FeelValue.Of("text");
        frame[3] = Rows;
        return frame;
    }

    private static readonly FeelContextType Row = new([("n", FeelType.Number), ("a", FeelType.String)]);

    private static readonly FeelValue Rows = FeelValue.Of(new FeelList([.. Enumerable.Range(1, 3).Select(n => FeelValue.Of(new FeelContext(Row.Shape, [FeelValue.Of((decimal)n), FeelValue.Of("r")])))]));

    private static FeelScope Scope()
    {
        var scope = new FeelScope();
        scope.Declare("x", FeelType.Number);
        scope.Declare("y", FeelType.Any);
        scope.Declare("f n", FeelType.Any);
        scope.Declare("rows", FeelType.List(Row));
        return scope;
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;
}
