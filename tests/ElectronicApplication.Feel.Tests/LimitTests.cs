namespace ElectronicApplication.Feel.Tests;

public sealed class LimitTests
{
    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("-", "1", "")]
    [InlineData("not(", "true", ")")]
    [InlineData("if true then ", "1", " else 2")]
    [InlineData("{a: ", "1", "}")]
    [InlineData("for x in [1] return ", "1", "")]
    public void Nesting_without_end_is_refused(string open, string inner, string close)
    {
        var times = 9_000 / (open.Length + close.Length);
        var text = string.Concat(Enumerable.Repeat(open, times)) + inner + string.Concat(Enumerable.Repeat(close, times));
        Assert.Equal("too-deep", Feel.Error(text).Code);
    }

    [Theory]
    [InlineData("1", " + 1")]
    [InlineData("true", " and true")]
    [InlineData("[1]", "[1]")]
    [InlineData("{a: 1}", ".a")]
    public void A_chain_without_end_is_refused(string first, string more) =>
        Assert.Equal("too-deep", Feel.Error(first + string.Concat(Enumerable.Repeat(more, 1_000))).Code);

    [Fact]
    public void A_text_without_end_is_refused() => Assert.Equal("too-long", Feel.Error(new string(' ', FeelLimits.TextLength + 1)).Code);

    [Theory]
    [InlineData("for i in 1..1000000000 return i")]
    [InlineData("count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)")]
    [InlineData("some a in 1..100000, b in 1..100000 satisfies a = 0")]
    [InlineData("count(for i in 1..30000 return i)")]
    public void A_loop_without_end_stops_with_null(string text)
    {
        var expression = Feel.Compile(text);
        var frame = new FeelFrame(expression.SlotsNeeded);
        Assert.True(expression.Evaluate(frame).IsNull);
    }

    [Fact]
    public void A_frame_tells_that_its_budget_is_used_up()
    {
        var expression = Feel.Compile("for i in 1..100 return i");
        var frame = new FeelFrame(expression.SlotsNeeded, steps: 50);
        Assert.True(expression.Evaluate(frame).IsNull);
        Assert.True(frame.IsExhausted);
    }

    [Fact]
    public void Doubling_a_string_again_and_again_stops_with_null()
    {
        var text = "\"" + new string('a', 1_000) + "\"";
        for (var i = 0; i < 9; i++)
            text = $"string join(for x{i} in 1..10 return {text}, \"\")";
        Assert.True(Feel.Run(text).IsNull);
    }

    [Fact]
    public void A_pattern_made_to_be_slow_is_answered_at_once()
    {
        var text = FeelValue.Of(new string('a', 50_000) + "!");
        Assert.True(Feel.Run("matches(x, \"^(a+)+$\")", ("x", FeelType.String, text)).IsFalse);
    }
}
