namespace ElectronicApplication.Feel.Tests;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "null", "true")]
    [InlineData("5", "5", "true")]
    [InlineData("5", "6", "false")]
    [InlineData("5, 7", "7", "true")]
    [InlineData("-5", "-5", "true")]
    [InlineData("< 5", "4", "true")]
    [InlineData("< 5", "5", "false")]
    [InlineData("< 5", "null", "null")]
    [InlineData("!= 5", "4", "true")]
    [InlineData("[1..5)", "5", "false")]
    [InlineData("[1..5), >= 10", "10", "true")]
    [InlineData("not(5)", "5", "false")]
    [InlineData("not(5)", "6", "true")]
    [InlineData("not(< 5, [10..20])", "7", "true")]
    [InlineData("not(< 5, [10..20])", "15", "false")]
    [InlineData("not(< 5)", "null", "null")]
    [InlineData("null", "null", "true")]
    [InlineData("not(null)", "1", "true")]
    [InlineData("? * 2 > limit", "6", "true")]
    [InlineData("? * 2 > limit", "5", "false")]
    [InlineData("limit", "10", "true")]
    [InlineData("limit > 9", "1", "true")]
    [InlineData("limit > 10", "1", "false")]
    [InlineData("[1, 2, 3]", "2", "true")]
    [InlineData("[limit, 2, 3]", "10", "true")]
    [InlineData("not(limit > 9) or ? = 3", "3", "true")]
    public void A_cell_takes_or_refuses_a_number(string cell, string input, string expected)
    {
        var scope = new FeelScope();
        scope.Declare("limit", FeelType.Number);
        Assert.Equal(expected, Matches(cell, scope, FeelType.Number, Feel.Run(input)));
    }

    [Theory]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    [InlineData("not(\"a\", \"b\")", "\"b\"", "false")]
    [InlineData("starts with(?, \"ka\")", "\"kawasaki\"", "true")]
    [InlineData("\"a\"", "null", "false")]
    public void A_cell_takes_or_refuses_a_text(string cell, string input, string expected) =>
        Assert.Equal(expected, Matches(cell, new FeelScope(), FeelType.String, Feel.Run(input)));

    [Theory]
    [InlineData("true", "true", "true")]
    [InlineData("true", "false", "false")]
    [InlineData("not(true)", "false", "true")]
    public void A_cell_takes_or_refuses_a_yes_or_no(string cell, string input, string expected) =>
        Assert.Equal(expected, Matches(cell, new FeelScope(), FeelType.Boolean, Feel.Run(input)));

    [Fact]
    public void The_parts_of_a_cell_can_be_looked_into()
    {
        var tests = Compile("< 5, [7..date(\"2026-04-01\").year), -3, != 4, ? > limit", FeelType.Number);
        Assert.False(tests.IsAny);
        Assert.Collection(tests.Parts,
            part => Assert.Equal(new FeelRange(FeelValue.Null, false, FeelValue.Of(5m), false), Assert.IsType<FeelIntervalTest>(part).Range),
            part => Assert.IsType<FeelOtherTest>(part),
            part => Assert.Equal(new FeelConstantTest(part.Span, FeelValue.Of(-3m), false), part),
            part => Assert.Equal(new FeelConstantTest(part.Span, FeelValue.Of(4m), true), part),
            part => Assert.IsType<FeelOtherTest>(part));
        Assert.IsType<FeelOtherTest>(Assert.Single(Compile("limit > 9", FeelType.Number).Parts));
        Assert.Equal("(1..5]", Assert.IsType<FeelIntervalTest>(Assert.Single(Compile("? > 1 and ? <= 5", FeelType.Number).Parts)).Range.ToString());
        Assert.Equal("[1..3]", Assert.IsType<FeelIntervalTest>(Compile("? in ([1..3], 7)", FeelType.Number).Parts[0]).Range.ToString());
        Assert.True(Compile("-", FeelType.Number).IsAny);
        Assert.True(Compile("not([1, 2])", FeelType.Number) is { IsNegated: true, Parts.Count: 2 });
        var since = Assert.IsType<FeelIntervalTest>(Assert.Single(Compile(">= date(\"2026-04-01\")", FeelType.Date).Parts));
        Assert.Equal("2026-04-01", since.Range.Start.ToString());
    }

    [Theory]
    [InlineData("\"a\"", "incomparable")]
    [InlineData("? + 1", "type")]
    [InlineData("< ", "incomplete")]
    [InlineData("1 2", "unexpected")]
    [InlineData("", "empty")]
    [InlineData("limt", "unknown-name")]
    public void A_cell_that_can_never_be_meant_is_refused(string cell, string code)
    {
        var scope = new FeelScope();
        scope.Declare("limit", FeelType.Number);
        var (tests, errors) = FeelUnaryTests.Compile(cell, scope, FeelType.Number);
        Assert.Null(tests);
        Assert.Equal(code, errors[0].Code);
    }

    [Theory]
    [InlineData("< 5,[ 1..3 ]", "< 5, [1..3]")]
    [InlineData("not( 1,2 )", "not(1, 2)")]
    [InlineData(" - ", "-")]
    public void A_cell_is_printed_in_one_spelling(string cell, string printed) => Assert.Equal(printed, Compile(cell, FeelType.Number).ToString());

    private static FeelUnaryTests Compile(string cell, FeelType type)
    {
        var scope = new FeelScope();
        scope.Declare("limit", FeelType.Number);
        var (tests, errors) = FeelUnaryTests.Compile(cell, scope, type);
        Assert.True(tests is not null, string.Join("; ", errors));
        return tests;
    }

    private static string Matches(string cell, FeelScope scope, FeelType type, FeelValue input)
    {
        var (tests, errors) = FeelUnaryTests.Compile(cell, scope, type);
        Assert.True(tests is not null, string.Join("; ", errors));
        var frame = new FeelFrame(tests.SlotsNeeded);
        if (scope.SlotCount > 0)
            frame[0] = FeelValue.Of(10m);
        return FeelValue.Of(tests.Matches(input, frame)).ToString();
    }
}
