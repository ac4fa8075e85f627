using System.Diagnostics;

namespace ElectronicApplication.Feel.Tests;

/// <summary>No way of writing an expression gets more work done, or more room taken, than the steps of a frame are meant to pay for.</summary>
public sealed class BudgetTests
{
    private const long MostBytes = 1_500_000_000;

    // A machine that builds at the same time is several times slower than one at rest, on which the dearest of these takes about a second.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>x: 20,000 numbers; y: their strings; t and u: 200,000 characters that are nearly the same; z: lists nested 500 deep around t.</summary>
    [Theory]
    [InlineData("for i in 1..10000 return reverse(x)")]
    [InlineData("for i in 1..200000 return list contains(x, -1)")]
    [InlineData("for i in 1..200000 return index of(x, -1)")]
    [InlineData("for i in 1..200000 return -1 in x")]
    [InlineData("for i in 1..200000 return x = x")]
    [InlineData("for i in 1..200000 return y = y")]
    [InlineData("for i in 1..200000 return list contains(y, \"z\")")]
    [InlineData("for i in 1..200000 return sort(x, function(a, b) a < b)")]
    [InlineData("for i in 1..200000 return append(x, 1)")]
    [InlineData("for i in 1..200000 return insert before(x, 1, 1)")]
    [InlineData("for i in 1..200000 return remove(x, 1)")]
    [InlineData("for i in 1..200000 return list replace(x, 1, 1)")]
    [InlineData("for i in 1..200000 return sublist(x, 1)")]
    [InlineData("for i in 1..200000 return median(x)")]
    [InlineData("for i in 1..200000 return distinct values(x)")]
    [InlineData("for i in 1..200000 return min(y)")]
    [InlineData("for i in 1..200000 return t = u")]
    [InlineData("for i in 1..200000 return t < u")]
    [InlineData("for i in 1..200000 return t between u and u")]
    [InlineData("for i in 1..200000 return t in [u..u]")]
    [InlineData("for i in 1..200000 return max(t, u)")]
    [InlineData("for i in 1..200000 return before(t, u)")]
    [InlineData("for i in 1..200000 return substring(t, -1)")]
    [InlineData("for i in 1..200000 return substring before(t, u)")]
    [InlineData("for i in 1..200000 return substring after(t, u)")]
    [InlineData("for i in 1..200000 return contains(t, substring(t, 100000))")]
    [InlineData("for i in 1..200000 return upper case(t)")]
    [InlineData("for i in 1..200000 return string length(t)")]
    [InlineData("for i in 1..200000 return string(z)")]
    [InlineData("for i in 1..200000 return t + string(i)")]
    [InlineData("for i in 1..200000 return context([{key: t, value: i}])")]
    [InlineData("for i in 1..200000 return context put({a: 1}, t, i)")]
    [InlineData("for i in 1..200000 return get value({a: 1}, t)")]
    [InlineData("for i in 1..200000 return matches(t, \"(a|b)*c\")")]
    [InlineData("for i in 1..200000 return matches(s, \"^(a?){30}(a{30})\\\\1$\")")]
    [InlineData("for i in 1..200000 return matches(s, \"^(a+)+\\\\1b$\")")]
    [InlineData("for i in 1..200000 return matches(s, string(i) + \"(a|b|c){1,200}d\")")]
    [InlineData("for i in 1..200000 return replace(t, \"b\", \"$0$0\")")]
    [InlineData("for i in 1..200000 return split(t, \"b\")")]
    [InlineData("for i in 1..200000 return range(\"[\" + string(i) + \"..\" + string(i + 1) + \"]\")")]
    [InlineData("for i in 1..200000 return range(t)")]
    [InlineData("for i in 1..200000 return x instance of list<number>")]
    [InlineData("{f: function(a: list<number>) 1, r: for i in 1..200000 return f(get value({v: x}, \"v\"))}.r")]
    [InlineData("{f: function(a: list<string>) 1, r: for i in 1..200000 return f(get value({v: x}, \"v\"))}.r")]
    [InlineData("for i in 1..200000 return 79228162514264337593543950335 * 10")]
    [InlineData("for i in 1..200000 return i / 0")]
    public void Whatever_is_asked_again_and_again_is_paid_for(string text)
    {
        var numbers = Enumerable.Range(0, FeelLimits.ListLength).Select(number => FeelValue.Of((decimal)number)).ToArray();
        var long1 = string.Concat(Enumerable.Repeat("ab", FeelLimits.StringLength / 2 - 1));
        var nested = FeelValue.Of(long1[..190_000]);
        for (var i = 0; i < 500; i++)
            nested = FeelValue.Of(new FeelList([nested]));
        (string Name, FeelType Type, FeelValue Value)[] names =
        [
            ("x", FeelType.List(FeelType.Number), FeelValue.Of(new FeelList(numbers))),
            ("y", FeelType.List(FeelType.String), FeelValue.Of(new FeelList([.. numbers.Select(number => FeelValue.Of(number.ToString()))]))),
            ("t", FeelType.String, FeelValue.Of(long1 + "aa")),
            ("u", FeelType.String, FeelValue.Of(long1 + "ab")),
            ("s", FeelType.String, FeelValue.Of(new string('a', 30))),
            ("z", FeelType.Any, nested),
        ];
        var expression = Feel.Compile(text, [.. names.Select(name => (name.Name, name.Type))]);
        var frame = new FeelFrame(expression.SlotsNeeded);
        for (var i = 0; i < names.Length; i++)
            frame[i] = names[i].Value;
        var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        expression.Evaluate(frame);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Longest);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    [Theory]
    [InlineData("list contains(x, 1)")]
    [InlineData("index of(x, 1)")]
    [InlineData("reverse(x)")]
    [InlineData("sort(x, function(a, b) a < b)")]
    [InlineData("1 in x")]
    [InlineData("x = y")]
    [InlineData("x instance of list<number>")]
    public void A_list_is_paid_for_by_its_length(string text)
    {
        var list = FeelValue.Of(new FeelList(new FeelValue[1_000]));
        var expression = Feel.Compile(text, ("x", FeelType.List(FeelType.Any)), ("y", FeelType.List(FeelType.Any)));
        var frame = new FeelFrame(expression.SlotsNeeded, steps: 999) { [0] = list, [1] = FeelValue.Of(new FeelList(new FeelValue[1_000])) };
        expression.Evaluate(frame);
        Assert.True(frame.IsExhausted);
    }

    [Fact]
    public void A_pattern_that_runs_out_of_time_uses_up_the_budget()
    {
        var expression = Feel.Compile("matches(x, \"^(a+)+\\\\1b$\")", ("x", FeelType.String));
        var frame = new FeelFrame(expression.SlotsNeeded) { [0] = FeelValue.Of(new string('a', 5_000)) };
        Assert.True(expression.Evaluate(frame).IsNull);
        Assert.True(frame.IsExhausted);
    }

    [Fact]
    public void Patterns_that_are_asked_once_do_not_shut_out_later_ones()
    {
        for (var i = 0; i < 1_100; i++)
            Assert.True(Feel.Run("matches(x, y)", ("x", FeelType.String, FeelValue.Of($"{i}")), ("y", FeelType.String, FeelValue.Of($"^{i}$"))).IsTrue);
    }

    [Fact]
    public void Many_wrong_names_among_thousands_are_refused_at_once()
    {
        var scope = new FeelScope();
        for (var i = 0; i < 5_000; i++)
            scope.Declare($"{new string('n', 58)}{i:0000}x", FeelType.Number);
        var text = string.Join(", ", Enumerable.Range(0, 140).Select(i => $"{new string('n', 58)}y{i:000}z"));
        var started = Stopwatch.GetTimestamp();
        var (expression, errors) = FeelExpression.Compile($"[{text}]", scope);
        Assert.Null(expression);
        Assert.Equal(50, errors.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
