using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Feel.Tests;

public sealed class PropertyTests
{
    private static readonly string[] Atoms = ["1", "2.5", "\"あ\\n\\\"\"", "true", "null", "x", "@\"2026-04-01\"", "[1, 2]", "[1..2)", "{a: 1}", "f n"];

    [Fact]
    public void A_negated_filter_behind_a_half_open_range_reads_back_as_it_was_printed()
    {
        var (expression, errors) = FeelExpression.Compile("[(-((if (f n) in ([1..2), < 3) then f n or null else count(2.5))))..(-((count([1..2)))[(if null then 1 else {a: 1})]))]", Scope());
        Assert.True(expression is not null, string.Join("; ", errors));
        var (again, problems) = FeelExpression.Compile(expression.ToString(), Scope());
        Assert.True(again is not null, $"{expression}: {string.Join("; ", problems)}");
    }

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

    [Fact]
    public void A_value_written_as_a_literal_reads_back_as_it_was() =>
        Prop.ForAll(Values(3).ToArbitrary(), value => Feel.Run(FeelLiteral.Of(value)).Equals(value)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Values_that_are_equal_have_the_same_hash() =>
        Prop.ForAll(Values(2).ToArbitrary(), Values(2).ToArbitrary(), (a, b) =>
            a.Equals(Feel.Run(FeelLiteral.Of(a))) && a.GetHashCode() == Feel.Run(FeelLiteral.Of(a)).GetHashCode()
            && a.Equals(b) == b.Equals(a) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_date_equals_its_midnight_in_FEEL_but_is_no_duplicate_of_it()
    {
        var (date, midnight) = (Feel.Run("@\"2026-04-01\""), Feel.Run("@\"2026-04-01T00:00:00Z\""));
        Assert.True(FeelValue.AreEqual(date, midnight));
        Assert.NotEqual(date, midnight);
        Assert.Equal(2, new HashSet<FeelValue> { date, midnight, date }.Count);
    }

    private static Gen<FeelValue> Values(int depth)
    {
        var ordered = Gen.Elements("-3", "0", "2.50", "7", "1000000000000000000000").Select(Feel.Run);
        var scalar = Gen.OneOf(
            ordered,
            Gen.Elements("null", "true", "false", "@\"-2026-04-01\"", "@\"09:30:00\"", "@\"09:30:00@Asia/Tokyo\"", "@\"09:30:00+09:00\"", "@\"2026-04-01T09:30:00.5Z\"", "@\"P3DT4H\"", "@\"-P1Y2M\"").Select(Feel.Run),
            from text in Gen.Elements("", "あ", "a\"b\\c\n", "\U00020BB7", "if", "a b") select FeelValue.Of(text));
        if (depth == 0)
            return scalar;
        var inner = Values(depth - 1);
        return Gen.OneOf(
            scalar,
            from items in inner.ListOf() select FeelValue.Of(new FeelList([.. items.Take(4)])),
            from names in Gen.SubListOf("a", "b c", "", "あ\"", "for") from values in Gen.ListOf(inner, 5) select FeelValue.Of(new FeelContext(new FeelShape(names), [.. values.Take(names.Count)])),
            from a in ordered from b in ordered from start in Gen.Elements(true, false) from end in Gen.Elements(true, false) from open in Gen.Choose(0, 3)
            select FeelValue.Of(open switch
            {
                0 => new FeelRange(FeelValue.Null, false, b, end),
                1 => new FeelRange(a, start, FeelValue.Null, false),
                _ => new FeelRange(a, start, b, end),
            }));
    }

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
