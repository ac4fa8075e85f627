namespace ElectronicApplication.Feel.Tests;

/// <summary>Ranges as values, functions as values, types and loops.</summary>
public sealed class LanguageVectorTests
{
    [Theory]
    // Ranges as values
    [InlineData("[1..5].start", "1")]
    [InlineData("(1..5].start included", "false")]
    [InlineData("[1..5[.end included", "false")]
    [InlineData("(>= 5).start", "5")]
    [InlineData("(>= 5).end", "null")]
    [InlineData("(< 5).end included", "false")]
    [InlineData("3 in (< 5)", "true")]
    [InlineData("[5..) = >= 5", "true")]
    [InlineData("(= 7) = (= 7)", "true")]
    [InlineData("(= 7) = [7..7]", "false")]
    [InlineData("7 in (= 7)", "true")]
    [InlineData("(..5] = (<= 5)", "true")]
    [InlineData("range(\"[18..21)\") = [18..21)", "true")]
    [InlineData("range(\" ( 18 .. 21 ] \")", "(18..21]")]
    [InlineData("range(\"[date(\\\"2026-04-01\\\")..@\\\"2026-05-01\\\"]\").end", "2026-05-01")]
    [InlineData("range(\"[..5]\")", "null")]
    [InlineData("range(\"[1+1..5]\")", "null")]
    [InlineData("range(\"[1..5\")", "null")]
    [InlineData("range(\"[65..18]\")", "null")]
    [InlineData("range(\"[@\\\"2026-05-01\\\"..@\\\"2026-04-01\\\"]\")", "null")]
    [InlineData("range(\"[@\\\"2026-04-01\\\"..@\\\"2026-05-01T17:15:00\\\"]\")", "null")]
    [InlineData("range(\"[7..7]\")", "[7..7]")]
    [InlineData("range(\"[-5..)\")", "[-5..)")]
    [InlineData("5 in [null..6]", "null")]
    [InlineData("[3, 12] = [3, 12]", "true")]
    [InlineData("[[1..3], [5..7]][1]", "[1..3]")]
    [InlineData("6 in [[1..3], [5..7]]", "true")]
    [InlineData("[1, 2] in [[1, 2], [3]]", "true")]
    [InlineData("before(1, 10)", "true")]
    [InlineData("before(1, [1..10])", "false")]
    [InlineData("before(1, (1..10])", "true")]
    [InlineData("before([1..5), [5..10])", "true")]
    [InlineData("before([1..5], [5..10])", "false")]
    [InlineData("after([5..10], [1..5))", "true")]
    [InlineData("after(range: [5..10], point: 4)", "true")]
    [InlineData("meets([1..5], [5..10])", "true")]
    [InlineData("meets([1..5), [5..10])", "false")]
    [InlineData("met by([5..10], [1..5])", "true")]
    [InlineData("overlaps([1..5], [5..8])", "true")]
    [InlineData("overlaps([1..5), [5..8])", "false")]
    [InlineData("overlaps before([1..5], (1..8])", "true")]
    [InlineData("overlaps before([1..5), [5..8])", "false")]
    [InlineData("overlaps after([3..8], [1..5])", "true")]
    [InlineData("overlaps after([3..5], [1..8])", "false")]
    [InlineData("finishes(10, [1..10])", "true")]
    [InlineData("finishes((5..10], [5..10])", "true")]
    [InlineData("finished by([1..10], [5..10])", "true")]
    [InlineData("includes([1..10], 5)", "true")]
    [InlineData("includes([1..10), 10)", "false")]
    [InlineData("includes([1..10], (1..10))", "true")]
    [InlineData("during((1..10), [1..10])", "true")]
    [InlineData("starts([1..5], [1..10])", "true")]
    [InlineData("started by([1..10], 1)", "true")]
    [InlineData("coincides([1..5], [1..5])", "true")]
    [InlineData("coincides([1..5], [1..5))", "false")]
    [InlineData("coincides(3, 3)", "true")]
    [InlineData("includes((>= 5), 100)", "true")]
    [InlineData("before(1, \"a\")", "null")]
    // Functions as values
    [InlineData("(function(x) x + 1)(2)", "3")]
    [InlineData("{f: function(a, b) a - b, r: f(5, 3)}.r", "2")]
    [InlineData("{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2")]
    [InlineData("{lib: {tax: function(n: number) n * 0.1}}.lib.tax(100)", "10")]
    [InlineData("(function(a) function(b) function(c) a * b * c)(2)(3)(4)", "24")]
    [InlineData("for f in (for n in [1, 2] return function(x) x * n) return f(10)", "[10, 20]")]
    [InlineData("{f: function(f, n) if n = 0 then 0 else n + f(f, n - 1), r: f(f, 5)}.r", "15")]
    [InlineData("(function(x: list<number>) x)(5)", "[5]")]
    [InlineData("(function(x) external {java: {class: \"a\"}})(1)", "null")]
    [InlineData("{f: function(x) 1, count: f([1, 2]), r: count}.r", "1")]
    // Types
    [InlineData("1 instance of number", "true")]
    [InlineData("null instance of number", "false")]
    [InlineData("null instance of Any", "false")]
    [InlineData("[null] instance of list<Any>", "true")]
    [InlineData("@\"2026-04-01\" instance of date", "true")]
    [InlineData("@\"2026-04-01\" instance of date and time", "false")]
    [InlineData("@\"P1D\" instance of days and time duration", "true")]
    [InlineData("@\"P1D\" instance of years and months duration", "false")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    [InlineData("[1, \"2\"] instance of list<number>", "false")]
    [InlineData("[[1]] instance of list<list<number>>", "true")]
    [InlineData("{a: 1, b: \"x\"} instance of context<a: number>", "true")]
    [InlineData("{a: null} instance of context<a: number>", "true")]
    [InlineData("{b: 1} instance of context<a: number>", "false")]
    [InlineData("[1..5] instance of range<number>", "true")]
    [InlineData("[\"a\"..\"b\"] instance of range<number>", "false")]
    [InlineData("(function(a: number) \"x\") instance of function<number>->string", "true")]
    [InlineData("(function(a: number) \"x\") instance of function<number>->number", "false")]
    [InlineData("(function(a: context<x: number>) 1) instance of function<context<x: number, y: number>>->Any", "true")]
    [InlineData("(function(a: context<x: number, y: number>) 1) instance of function<context<x: number>>->Any", "false")]
    [InlineData("1 + 1 instance of number and true", "true")]
    // Loops, filters, paths
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("for i in 1..3 return count(partial)", "[0, 1, 2]")]
    [InlineData("for i in [1..3] return i", "[1, 2, 3]")]
    [InlineData("for i in (1..4) return i", "[2, 3]")]
    [InlineData("for i in (1..2) return i", "[]")]
    [InlineData("for i in [5..3] return i", "null")]
    [InlineData("for d in [@\"2026-04-02\"..@\"2026-04-01\"] return d", "null")]
    [InlineData("for i in 1..-1 return i", "[1, 0, -1]")]
    [InlineData("for i in 1 + 1..1 + 3 return i", "[2, 3, 4]")]
    [InlineData("[{item: 5}][item > 3]", "[{item: 5}]")]
    [InlineData("[{a: 1}, {b: 2}][a = 1]", "[{a: 1}]")]
    [InlineData("{x: 1, r: [{x: 5}, 7][x = 1]}.r", "[7]")]
    [InlineData("5[1]", "5")]
    [InlineData("5[item > 6]", "[]")]
    [InlineData("[1, 2, 3][-4]", "null")]
    [InlineData("[[1, 2], [3]][1][2]", "2")]
    [InlineData("[{a: {b: 1}}, {a: {b: 2}}].a.b", "[1, 2]")]
    [InlineData("{first-name: \"x\", full + name: \"y\", r: first-name + full + name}.r", "xy")]
    [InlineData("{a: {first-name: \"x\"}}.a.first-name", "x")]
    [InlineData("[{first-name: \"x\"}][first-name = \"x\"].first-name", "[\"x\"]")]
    [InlineData("5 in (> 3, < 1)", "true")]
    [InlineData("5 in [1..3] or true", "true")]
    [InlineData("5 in (1 + 4)", "true")]
    [InlineData("1 in [2, 3] and false", "false")]
    [InlineData("null in null", "true")]
    [InlineData("1 in []", "false")]
    [InlineData("@\"2026-04-01\" = @\"2026-04-01T00:00:00\"", "true")]
    [InlineData("some x in [1, 2], y in [2, 3] satisfies x = y", "true")]
    [InlineData("every x in [1, 2], y in [3] satisfies x < y", "true")]
    [InlineData("if 1 = 1 then function(x) x else null", "function(x)")]
    public void An_expression_has_the_value_of_the_standard(string text, string expected) => Assert.Equal(expected, Feel.Run(text).ToString());

    [Fact]
    public void A_built_in_function_can_be_handed_on_under_lenient_typing()
    {
        Assert.Equal("3", Feel.RunLenient("{f: abs, r: f(-3)}.r").ToString());
        Assert.Equal("5", Feel.RunLenient("(function(x: number) x)([5])").ToString());
        Assert.True(Feel.RunLenient("(function(x: number) x)([[5]])").IsNull);
        Assert.Equal("[1, 2]", Feel.RunLenient("for f in [count, sum] return f([2])").ToString());
        Assert.Equal("true", Feel.RunLenient("abs instance of function<number>->number").ToString());
        Assert.Equal("false", Feel.RunLenient("sqrt instance of function<string>->number").ToString());
        Assert.Equal("false", Feel.RunLenient("sqrt instance of function<number, number>->number").ToString());
        Assert.Equal("[null, null]", Feel.RunLenient("[{age: 20}, {age: 65}].name").ToString());
    }

    [Fact]
    public void A_declared_type_has_a_name()
    {
        var scope = new FeelScope();
        scope.DeclareType("applicant age", FeelType.Number);
        scope.DeclareType("tPerson", FeelType.Context(("full name", FeelType.String)));
        Assert.Equal("true", Run("1 instance of applicant age"));
        Assert.Equal("true", Run("{full name: \"x\"} instance of tPerson"));
        Assert.Equal("false", Run("{name: \"x\"} instance of tPerson"));
        Assert.Equal("unknown-type", FeelExpression.Compile("1 instance of tPersn", scope).Errors[0].Code);

        string Run(string text) => FeelExpression.Compile(text, scope).Expression!.Evaluate(new FeelFrame(10)).ToString();
    }

    [Fact]
    public void A_parameter_takes_only_what_its_declared_type_allows()
    {
        var scope = new FeelScope();
        scope.DeclareType("tGrade", FeelType.Number, value => value.TryNumber(out var grade) && grade is >= 1 and <= 5);
        Assert.Equal("3", Run("(function(grade: tGrade) grade)(3)"));
        Assert.Equal("null", Run("(function(grade: tGrade) grade)(6)"));
        Assert.Equal("null", Run("(function(grade: tGrade) grade)([6])"));
        Assert.Equal("6", Run("(function(grade: number) grade)(6)"));

        string Run(string text) => FeelExpression.Compile(text, scope.Nested(), FeelTyping.Lenient).Expression!.Evaluate(new FeelFrame(10)).ToString();
    }

    [Fact]
    public void A_function_of_the_host_is_called_like_any_other()
    {
        var twice = new FeelFunctionValue([new FeelParameter("n", FeelType.Number)], FeelType.Number, (_, arguments) => arguments[0].TryNumber(out var n) ? FeelValue.Of(2 * n) : FeelValue.Null);
        var type = FeelType.Function([FeelType.Number], FeelType.Number);
        Assert.Equal("10", Feel.Run("twice(5)", ("twice", type, FeelValue.Of(twice))).ToString());
        Assert.Equal("10", Feel.Run("twice(n: 5)", ("twice", type, FeelValue.Of(twice))).ToString());
        Assert.True(Feel.Run("twice(x)", ("twice", type, FeelValue.Of(twice)), ("x", FeelType.Any, FeelValue.Of("a"))).IsNull);
        Assert.True(Feel.RunLenient("(function(x: number) x = null)(\"a\")").IsNull);
        Assert.Equal("true", Feel.RunLenient("(function(x: number) x = null)(null)").ToString());
        Assert.Equal("argument-count", Feel.Error("twice(1, 2)", ("twice", type)).Code);
    }

    [Theory]
    [InlineData("date(\"2026-04-01\") + 1", "arithmetic")]
    [InlineData("duration(\"P1D\") + duration(\"P1Y\")", "arithmetic")]
    [InlineData("time(\"10:00:00\") > date(\"2026-04-01\")", "incomparable")]
    [InlineData("5(1)", "not-a-function")]
    [InlineData("(!= 5)", "not-a-range")]
    [InlineData("@\"P1D\".years", "unknown-member")]
    public void A_slip_of_types_is_found_before_it_runs(string text, string code) => Assert.Equal(code, Feel.Error(text).Code);

    [Fact]
    public void Values_are_converted_as_the_standard_allows()
    {
        Assert.Equal("[1]", FeelType.List(FeelType.Number).Convert(FeelValue.Of(1m)).ToString());
        Assert.Equal("1", FeelType.Number.Convert(Feel.Run("[1]")).ToString());
        Assert.True(FeelType.Number.Convert(Feel.Run("[[1]]")).IsNull);
        Assert.Equal("2026-04-01T00:00:00Z", FeelType.DateTime.Convert(Feel.Run("@\"2026-04-01\"")).ToString());
        Assert.True(FeelType.Number.Convert(FeelValue.Of("1")).IsNull);
        Assert.True(FeelType.List(FeelType.Number).Convert(Feel.Run("[1, \"a\"]")).IsNull);
    }
}
