namespace ElectronicApplication.Feel.Tests;

/// <summary>Three-valued logic (10.3.2.10): true, false, and not known.</summary>
public sealed class LogicTests
{
    private static readonly bool?[] Values = [true, false, null];

    public static TheoryData<bool?, bool?> Pairs()
    {
        var pairs = new TheoryData<bool?, bool?>();
        foreach (var a in Values)
            foreach (var b in Values)
                pairs.Add(a, b);
        return pairs;
    }

    // C# has the same three-valued & and | over bool?.
    [Theory, MemberData(nameof(Pairs))]
    public void And_is_false_when_one_is_false_and_unknown_before_true(bool? a, bool? b) => Assert.Equal(Text(a & b), Run("a and b", a, b));

    [Theory, MemberData(nameof(Pairs))]
    public void Or_is_true_when_one_is_true_and_unknown_before_false(bool? a, bool? b) => Assert.Equal(Text(a | b), Run("a or b", a, b));

    [Theory, MemberData(nameof(Pairs))]
    public void Negation_turns_and_into_or(bool? a, bool? b) => Assert.Equal(Run("not(a and b)", a, b), Run("not(a) or not(b)", a, b));

    [Fact]
    public void What_is_not_known_to_be_true_does_not_hold() => Assert.Equal("2", Feel.Run("if x > 3 then 1 else 2", ("x", FeelType.Number, FeelValue.Null)).ToString());

    [Fact]
    public void A_value_of_another_kind_than_declared_gives_null_and_not_an_exception()
    {
        foreach (var text in new[] { "x + 1", "x > 1", "-x", "x * 2", "abs(x)", "x = 1", "sum([x])" })
            Assert.True(Feel.Run(text, ("x", FeelType.Number, FeelValue.Of("text"))).IsNull, text);
        foreach (var text in new[] { "x + \"a\"", "string length(x)", "contains(x, \"a\")", "x = \"a\"" })
            Assert.True(Feel.Run(text, ("x", FeelType.String, FeelValue.Of(1m))).IsNull, text);
    }

    private static string Run(string text, bool? a, bool? b) =>
        Feel.Run(text, ("a", FeelType.Boolean, FeelValue.Of(a)), ("b", FeelType.Boolean, FeelValue.Of(b))).ToString();

    private static string Text(bool? value) => FeelValue.Of(value).ToString();
}
