namespace ElectronicApplication.Feel.Tests;

/// <summary>Expressions with the value that DMN 1.5 gives them, in FEEL's own spelling.</summary>
public sealed class VectorTests
{
    [Theory]
    // Numbers
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("100 / 10 / 5", "2")]
    [InlineData("2 ** 10", "1024")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("--5", "5")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1.50 = 1.5", "true")]
    [InlineData(".5 * 2", "1")]
    [InlineData("1.2e3", "1200")]
    [InlineData("1 / 0", "null")]
    [InlineData("10 ** 30", "null")]
    [InlineData("79228162514264337593543950335 + 1", "null")]
    [InlineData("abs(-3)", "3")]
    [InlineData("floor(1.7)", "1")]
    [InlineData("floor(-1.2)", "-2")]
    [InlineData("floor(1.567, 2)", "1.56")]
    [InlineData("ceiling(1.2)", "2")]
    [InlineData("ceiling(-1.7)", "-1")]
    [InlineData("modulo(12, 5)", "2")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("modulo(12, -5)", "-3")]
    [InlineData("modulo(1, 0)", "null")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("round half up(2.5, 0)", "3")]
    [InlineData("number(\"1,234.5\", \",\", \".\")", "1234.5")]
    [InlineData("number(\"1.234,5\", \".\", \",\")", "1234.5")]
    [InlineData("number(\"abc\")", "null")]
    // Comparison
    [InlineData("1 < 2", "true")]
    [InlineData("2 <= 2", "true")]
    [InlineData("1 != 2", "true")]
    [InlineData("\"a\" < \"b\"", "true")]
    [InlineData("\"\uFFFD\" < \"\U0002F800\"", "true")]
    [InlineData("date(\"2026-01-31\") < date(\"2026-02-01\")", "true")]
    [InlineData("null = null", "true")]
    [InlineData("null != null", "false")]
    [InlineData("null = 1", "false")]
    [InlineData("null < 1", "null")]
    [InlineData("[1, 2] = [1, 2]", "true")]
    [InlineData("[1, 2] = [2, 1]", "false")]
    [InlineData("{a: 1, b: 2} = {b: 2, a: 1}", "true")]
    [InlineData("3 between 1 and 5", "true")]
    [InlineData("5 between 1 and 5", "true")]
    [InlineData("6 between 1 and 5 or true", "true")]
    [InlineData("null between 1 and 5", "null")]
    // in
    [InlineData("3 in [1..5]", "true")]
    [InlineData("5 in [1..5)", "false")]
    [InlineData("1 in (1..5]", "false")]
    [InlineData("1 in ]1..5]", "false")]
    [InlineData("5 in [1..5[", "false")]
    [InlineData("3 in (1, 2, 3)", "true")]
    [InlineData("3 in [1, 2, 3]", "true")]
    [InlineData("4 in (1, [3..5])", "true")]
    [InlineData("4 in (< 3, > 10)", "false")]
    [InlineData("11 in (< 3, > 10)", "true")]
    [InlineData("4 in >= 4", "true")]
    [InlineData("\"b\" in (\"a\", \"b\")", "true")]
    [InlineData("\"c\" in (\"a\", \"b\")", "false")]
    [InlineData("null in (1, 2)", "false")]
    [InlineData("null in [1..2]", "null")]
    [InlineData("@\"2026-04-01\" in [@\"2026-01-01\"..@\"2026-12-31\"]", "true")]
    // Conditions
    [InlineData("if 1 < 2 then \"yes\" else \"no\"", "yes")]
    [InlineData("if null then 1 else 2", "2")]
    [InlineData("if false then 1 else if true then 2 else 3", "2")]
    [InlineData("not(true)", "false")]
    [InlineData("not(null)", "null")]
    // Strings
    [InlineData("\"a\" + \"b\"", "ab")]
    [InlineData("string length(\"𠮷野家\")", "3")]
    [InlineData("substring(\"foobar\", 3)", "obar")]
    [InlineData("substring(\"foobar\", 3, 3)", "oba")]
    [InlineData("substring(\"foobar\", -2, 1)", "a")]
    [InlineData("substring(\"𠮷野家\", 2, 1)", "野")]
    [InlineData("substring(\"foobar\", 9)", "null")]
    [InlineData("upper case(\"aBc4\")", "ABC4")]
    [InlineData("lower case(\"aBc4\")", "abc4")]
    [InlineData("contains(\"川崎市\", \"崎\")", "true")]
    [InlineData("starts with(\"foobar\", \"fo\")", "true")]
    [InlineData("ends with(\"foobar\", \"r\")", "true")]
    [InlineData("substring before(\"foobar\", \"bar\")", "foo")]
    [InlineData("substring after(\"foobar\", \"ob\")", "ar")]
    [InlineData("matches(\"210-8577\", \"^\\d{3}-\\d{4}$\")", "true")]
    [InlineData("matches(\"ABC\", \"abc\", \"i\")", "true")]
    [InlineData("string(1.50)", "1.5")]
    [InlineData("string(true)", "true")]
    [InlineData("string(null)", "null")]
    [InlineData("string([1, \"a\"])", "[1, \"a\"]")]
    [InlineData("string join([\"a\", null, \"c\"], \"-\")", "a-c")]
    [InlineData("\"\\u3042\\n\"", "あ\n")]
    [InlineData("\"\\U01F40E\"", "🐎")]
    // Lists
    [InlineData("count([1, 2, 3])", "3")]
    [InlineData("sum([1, 2, 3])", "6")]
    [InlineData("sum(1, 2, 3)", "6")]
    [InlineData("sum([])", "null")]
    [InlineData("sum([1, null])", "null")]
    [InlineData("mean([1, 2, 6])", "3")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max([\"a\", \"c\", \"b\"])", "c")]
    [InlineData("min([])", "null")]
    [InlineData("all([true, true])", "true")]
    [InlineData("all([])", "true")]
    [InlineData("all([true, null])", "null")]
    [InlineData("all([false, null])", "false")]
    [InlineData("any([])", "false")]
    [InlineData("any([true, null])", "true")]
    [InlineData("any([false, null])", "null")]
    [InlineData("list contains([1, 2], 2)", "true")]
    [InlineData("list contains([1, null], null)", "true")]
    [InlineData("append([1], 2, 3)", "[1, 2, 3]")]
    [InlineData("concatenate([1], [2, 3])", "[1, 2, 3]")]
    [InlineData("distinct values([1, 2, 1])", "[1, 2]")]
    [InlineData("reverse([1, 2, 3])", "[3, 2, 1]")]
    [InlineData("index of([1, 2, 1], 1)", "[1, 3]")]
    [InlineData("[10, 20, 30][1]", "10")]
    [InlineData("[10, 20, 30][-1]", "30")]
    [InlineData("[10, 20, 30][4]", "null")]
    [InlineData("[10, 20, 30][item > 15]", "[20, 30]")]
    [InlineData("[{a: 1}, {a: 2}][a = 2].a", "[2]")]
    [InlineData("[{a: 1}, {a: 2}].a", "[1, 2]")]
    [InlineData("[1, 2][true]", "[1, 2]")]
    // Contexts, loops
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{\"full name\": \"x\"}", "{full name: \"x\"}")]
    [InlineData("{full name: \"x\"}.full name", "x")]
    [InlineData("{a: {b: 3}}.a.b", "3")]
    [InlineData("for x in [1, 2, 3] return x * x", "[1, 4, 9]")]
    [InlineData("for i in 1..4 return i", "[1, 2, 3, 4]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]")]
    [InlineData("for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]")]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("some x in [] satisfies x > 1", "false")]
    [InlineData("every x in [1, 2] satisfies x > 1", "false")]
    [InlineData("every x in [] satisfies x > 1", "true")]
    [InlineData("some x in [1, null] satisfies x > 1", "null")]
    [InlineData("every x in [2, null] satisfies x > 1", "null")]
    // Dates
    [InlineData("date(\"2026-02-29\")", "null")]
    [InlineData("date(\"2028-02-29\")", "2028-02-29")]
    [InlineData("date(2026, 4, 1)", "2026-04-01")]
    [InlineData("date(2026, 13, 1)", "null")]
    [InlineData("@\"2026-04-01\".month", "4")]
    [InlineData("@\"2026-11-22\".weekday", "7")]
    // Named arguments, comments, names with words of the language in them
    [InlineData("substring(string: \"foobar\", start position: 3)", "obar")]
    [InlineData("1 + /* two */ 2 // and no more", "3")]
    [InlineData("is defined(null)", "false")]
    [InlineData("is defined(\"\")", "true")]
    public void An_expression_has_the_value_of_the_standard(string text, string expected) => Assert.Equal(expected, Feel.Run(text).ToString());

    [Fact]
    public void Names_may_be_Japanese_and_may_hold_spaces_and_signs()
    {
        Assert.Equal("600", Feel.Run("通数 * 300", ("通数", FeelType.Number, FeelValue.Of(2m))).ToString());
        Assert.Equal("3", Feel.Run("number of  copies + 1", ("number of copies", FeelType.Number, FeelValue.Of(2m))).ToString());
        Assert.Equal("2", Feel.Run("tax-rate", ("tax-rate", FeelType.Number, FeelValue.Of(2m))).ToString());
        Assert.Equal("1", Feel.Run("tax-rate", ("tax", FeelType.Number, FeelValue.Of(3m)), ("rate", FeelType.Number, FeelValue.Of(2m))).ToString());
    }

    [Fact]
    public void A_filter_sees_the_members_of_its_element_before_the_names_outside()
    {
        var row = (FeelContextType)FeelType.Context(("age", FeelType.Number));
        var rows = FeelValue.Of(new FeelList([Row(10), Row(20)]));
        Assert.Equal("[{age: 20}]", Feel.Run("rows[age > limit]", ("rows", FeelType.List(row), rows), ("limit", FeelType.Number, FeelValue.Of(15m)), ("age", FeelType.Number, FeelValue.Of(99m))).ToString());

        FeelValue Row(decimal age) => FeelValue.Of(new FeelContext(row.Shape, [FeelValue.Of(age)]));
    }

    [Fact]
    public void The_names_that_an_expression_reads_are_known_without_its_own_variables()
    {
        var expression = Feel.Compile("a + count(for x in [1] return x + b) + a", ("a", FeelType.Number), ("b", FeelType.Number), ("c", FeelType.Number));
        Assert.Equal(["a", "b"], expression.Names);
        Assert.Equal("number", expression.Type.NameEn);
    }

    [Theory]
    [InlineData("1 + 1", "number")]
    [InlineData("\"a\" + s", "string")]
    [InlineData("if b then 1 else 2", "number")]
    [InlineData("if b then 1 else \"a\"", "Any")]
    [InlineData("[1, 2]", "list<number>")]
    [InlineData("[1, 2][1]", "number")]
    [InlineData("[1, 2][item > 1]", "list<number>")]
    [InlineData("[{a: \"x\"}].a", "list<string>")]
    [InlineData("for x in [1] return string(x)", "list<string>")]
    [InlineData("max([@\"2026-01-01\"])", "date")]
    [InlineData("append([1], 2)", "list<number>")]
    public void The_type_of_an_expression_is_known_before_it_runs(string text, string type) =>
        Assert.Equal(type, Feel.Compile(text, ("s", FeelType.String), ("b", FeelType.Boolean)).Type.NameEn);
}
