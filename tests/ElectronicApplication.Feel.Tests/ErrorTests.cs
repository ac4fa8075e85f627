namespace ElectronicApplication.Feel.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("", "empty", 0)]
    [InlineData("copies >", "incomplete", 8)]
    [InlineData("copies > 3)", "unexpected", 10)]
    [InlineData("(copies > 3", "expected", 11)]
    [InlineData("if copies > 3 then 1", "expected", 20)]
    [InlineData("\"abc", "unclosed", 0)]
    [InlineData("1 /* never", "unclosed", 2)]
    [InlineData("copies # 3", "unexpected-character", 7)]
    [InlineData("copies ＞ 3", "full-width", 7)]
    [InlineData("（copies)", "full-width", 0)]
    [InlineData("copie > 3", "unknown-name", 0)]
    [InlineData("kind = individual", "unknown-name", 7)]
    [InlineData("cuont([1])", "unknown-function", 0)]
    [InlineData("count", "function-without-call", 0)]
    [InlineData("count()", "argument-count", 0)]
    [InlineData("contains(\"a\")", "argument-count", 0)]
    [InlineData("substring(text: \"a\", start position: 1)", "unknown-parameter", 0)]
    [InlineData("substring(\"a\", start position: 1)", "mixed-arguments", 0)]
    [InlineData("copies + \"1\"", "type", 0)]
    [InlineData("copies and true", "type", 0)]
    [InlineData("if copies then 1 else 2", "type", 3)]
    [InlineData("kind = 3", "incomparable", 0)]
    [InlineData("kind in (1, 2)", "incomparable", 9)]
    [InlineData("copies > \"3\"", "incomparable", 0)]
    [InlineData("true > false", "not-ordered", 0)]
    [InlineData("true between false and true", "not-ordered", 0)]
    [InlineData("copies between 1 and [2]", "not-ordered", 21)]
    [InlineData("copies between 1 and \"2\"", "incomparable", 0)]
    [InlineData("null between 1 and \"2\"", "incomparable", 0)]
    [InlineData("copies in (< true)", "not-ordered", 13)]
    [InlineData("rows in (> 3)", "not-ordered", 9)]
    [InlineData("copies in [true..false]", "not-ordered", 11)]
    [InlineData("[1..{a: 2}]", "not-ordered", 4)]
    [InlineData("kind.length", "no-members", 0)]
    [InlineData("rows.nmae", "unknown-member", 0)]
    [InlineData("@\"2026-02-30\"", "not-a-date", 0)]
    [InlineData("{a: 1, a: 2}", "duplicate-entry", 10)]
    [InlineData("matches(kind, \"(\")", "pattern", 14)]
    [InlineData("99999999999999999999999999999999", "number-too-large", 0)]
    public void An_error_tells_where_what_and_how_to_mend_it(string text, string code, int start)
    {
        var error = Feel.Error(text, ("copies", FeelType.Number), ("kind", FeelType.String), ("rows", FeelType.List(FeelType.Context(("name", FeelType.String)))));
        Assert.Equal(code, error.Code);
        Assert.Equal(start, error.Span.Start);
        Assert.All([error.Cause.Ja, error.Cause.En, error.Remedy.Ja, error.Remedy.En], message => Assert.False(string.IsNullOrWhiteSpace(message)));
    }

    [Theory]
    [InlineData("copies between 1 and \"2\"", "数値と文字列")]
    [InlineData("copies between \"1\" and 2", "数値と文字列")]
    [InlineData("null between @\"2026-04-01\" and \"2\"", "日付と文字列")]
    public void What_cannot_be_between_is_named_by_the_pair_that_does_not_fit(string text, string pair) =>
        Assert.Contains(pair, Feel.Error(text, ("copies", FeelType.Number)).Cause.Ja);

    [Fact]
    public void A_slip_of_the_pen_is_answered_with_the_nearest_name()
    {
        Assert.Contains("copies", Feel.Error("copise > 3", ("copies", FeelType.Number)).Remedy.Ja);
        Assert.Contains("count", Feel.Error("cuont([1])").Remedy.Ja);
        Assert.Contains("半角の「>」", Feel.Error("copies ＞ 3", ("copies", FeelType.Number)).Remedy.Ja);
    }

    [Fact]
    public void All_errors_of_meaning_are_found_at_once()
    {
        var (_, errors) = FeelExpression.Compile("a + b + \"c\"", new FeelScope());
        Assert.Equal(["unknown-name", "unknown-name"], errors.Select(error => error.Code).Take(2));
    }
}
