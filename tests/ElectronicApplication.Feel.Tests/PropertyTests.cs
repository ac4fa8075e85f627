using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Feel.Tests;

public sealed class PropertyTests
{
    private static readonly string[] Atoms = ["1", "2.5", "\"あ\\n\\\"\"", "true", "null", "x", "@\"2026-04-01\"", "[1, 2]", "[1..2)", "{a: 1}", "f n"];

    [Fact]
    public void Printing_and_parsing_again_changes_nothing() =>
        Prop.ForAll(Expressions(4).ToArbitrary(), text =>
        {
            var scope = Scope();
            if (FeelExpression.Compile(text, scope).Expression is not { } expression)
                return true;
            var printed = expression.ToString();
            var (again, errors) = FeelExpression.Compile(printed, scope);
            Assert.True(again is not null, $"{text} was printed as {printed}: {string.Join("; ", errors)}");
            Assert.Equal(printed, again.ToString());
            Assert.Equal(Run(expression).ToString(), Run(again).ToString());
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_text_either_compiles_or_is_refused_with_a_place_inside_it() =>
        Prop.ForAll(Garbage().ToArbitrary(), text =>
        {
            var (expression, errors) = FeelExpression.Compile(text, Scope());
            Assert.Equal(expression is null, errors.Count > 0);
            Assert.All(errors, error => Assert.InRange(error.Span.Start, 0, text.Length));
            if (expression is not null)
                Run(expression);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Comparing_is_the_same_from_both_sides() =>
        Prop.ForAll<decimal, decimal>((a, b) => FeelValue.Compare(FeelValue.Of(a), FeelValue.Of(b)) == -FeelValue.Compare(FeelValue.Of(b), FeelValue.Of(a)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_date_of_two_billion_years_reads_back_as_it_was() =>
        Prop.ForAll(Days().ToArbitrary(), day =>
        {
            var date = FeelValue.OfDay(day);
            var read = Feel.Run($"date(\"{date}\")");
            Assert.True(read.TryDay(out var again));
            Assert.Equal(day, again);
            Assert.Equal($"{date}", Feel.Run($"date(d.year, d.month, d.day)", ("d", FeelType.Date, date)).ToString());
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void What_lies_between_two_dates_leads_from_one_to_the_other() =>
        Prop.ForAll(Days().ToArbitrary(), Days().ToArbitrary(), (first, last) =>
            Feel.Run("a + (b - a) = b and b - (b - a) = a", ("a", FeelType.Date, FeelValue.OfDay(first)), ("b", FeelType.Date, FeelValue.OfDay(last))).IsTrue)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Sorting_gives_the_same_elements_in_order() =>
        Prop.ForAll<int[]>(numbers =>
        {
            var list = FeelValue.Of(new FeelList([.. numbers.Select(number => FeelValue.Of((decimal)number))]));
            var sorted = Feel.Run("sort(l, function(x, y) x < y)", ("l", FeelType.List(FeelType.Number), list));
            return sorted.AsList!.Items.ToArray().Select(item => item.ToString()).SequenceEqual(numbers.Order().Select(number => number.ToString()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_quoted_text_reads_back_as_it_was() =>
        Prop.ForAll<NonNull<string>>(text => Feel.Run(FeelQuote.Text(text.Get)).AsString == text.Get).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<long> Days() => Gen.OneOf(
        from day in Gen.Choose(-1_000_000, 1_000_000) select (long)day,
        from high in Gen.Choose(-365_000, 365_000) from low in Gen.Choose(0, 999_999) select high * 1_000_000L + low);

    private static FeelScope Scope()
    {
        var scope = new FeelScope();
        scope.Declare("x", FeelType.Any);
        scope.Declare("f n", FeelType.Any);
        return scope;
    }

    private static FeelValue Run(FeelExpression expression)
    {
        var frame = new FeelFrame(expression.SlotsNeeded);
        frame[0] = FeelValue.Of(7m);
        return expression.Evaluate(frame);
    }

    private static Gen<string> Expressions(int depth)
    {
        if (depth == 0)
            return Gen.Elements(Atoms);
        var inner = Expressions(depth - 1);
        return Gen.OneOf(
            Gen.Elements(Atoms),
            from a in inner from b in inner from op in Gen.Elements("+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or") select $"({a}) {op} {b}",
            from a in inner from b in inner from op in Gen.Elements("+", "-", "*", "and", "or", "<") select $"{a} {op} {b}",
            from a in inner from b in inner from c in inner select $"(if {a} then {b} else {c})",
            from a in inner from b in inner select $"({a}) in ({b}, < 3)",
            from a in inner select $"-({a})",
            from a in inner from b in inner select $"({a})[{b}]",
            from a in inner from b in inner select $"(for v in {a} return [v, {b}])",
            from a in inner from b in inner select $"(some v in {a} satisfies {b})",
            from a in inner select $"count({a})",
            from a in inner from b in inner select $"[({a})..({b})]",
            from a in inner select $"{{b: {a}, \"long name\": 2}}.b",
            from a in inner from b in inner select $"({a}) between {b} and 3");
    }

    private static Gen<string> Garbage() =>
        Gen.Elements(
            "1", "x", "\"", "a", "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "**", "=", "<", "in", "if", "then", "else", "for", "some", "return", "satisfies",
            "and", "or", "not", "count", "string", "length", "@", "\\", "//", "/*", "*/", " ", "\n", "年", "\U00020BB7", "\uD800", "＞", "1e9", "?", "between", "null", "date", "item")
            .ListOf().Select(parts => string.Concat(parts));
}
