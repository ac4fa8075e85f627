using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Results of expressions that no answer can hold are said to be so, never written down as something else.</summary>
public sealed class CalculatedValueTests
{
    private const string Years = """{"id":"years","type":"integer","label":"年数"}""";

    private const string Doubled = "for i in 1..60 return if i = 1 then \\\"x\\\" else [partial[-1], partial[-1]]";

    private const string Nested = "for i in 1..3000 return if i = 1 then \\\"x\\\" else [partial[-1]]";

    [Theory]
    [InlineData(1, "2027-11-21")]
    [InlineData(7_973, "9999-11-21")]
    [InlineData(-2_025, "0001-11-21")]
    public void A_calculated_date_of_the_years_1_to_9999_is_an_answer(int years, string date)
    {
        var evaluation = DateAfter(years);
        Assert.Empty(evaluation.Issues);
        Assert.Equal(date, (string?)evaluation.Answers["until"]);
    }

    [Theory]
    [InlineData(7_974)]
    [InlineData(900_000)]
    [InlineData(-2_026)]
    [InlineData(-90_000)]
    public void A_calculated_date_beyond_those_years_is_refused_and_not_written(int years)
    {
        var evaluation = DateAfter(years);
        Assert.Equal(["until not-calculable"], evaluation.Codes());
        Assert.False(evaluation.Answers.ContainsKey("until"));
    }

    [Fact]
    public void A_calculated_moment_beyond_those_years_is_refused()
    {
        var plan = Form.Of("""{"id":"at","type":"calculated","label":"時","value":"date and time(\"12026-01-01T00:00:00\")"}""");
        Assert.Equal(["at not-calculable"], plan.Evaluate("{}").Codes());
    }

    [Fact]
    public void A_proposed_date_beyond_those_years_is_no_proposal()
    {
        var evaluation = Form.Of("""{"id":"day","type":"date","label":"日","value":"date(\"12026-01-01\")"}""").Evaluate("{}");
        Assert.False(evaluation.Answers.ContainsKey("day"));
    }

    [Fact]
    public void A_limit_beyond_those_years_is_named_as_it_is() =>
        Assert.Contains("12026", Assert.Single(Form.Of("""{"id":"day","type":"date","label":"日","earliest":"date(\"12026-01-01\")"}""").Evaluate("""{"day":"2026-01-01"}""").Issues).Message, StringComparison.Ordinal);

    [Fact]
    public void The_schema_says_nothing_about_a_day_that_no_answer_can_hold()
    {
        var plan = Form.Of("""{"id":"day","type":"date","label":"日"}""", """{"id":"why","type":"text","label":"訳","required":"day = date(\"12026-01-01\")"}""");
        Assert.Empty(plan.Evaluate("""{"day":"2026-01-01"}""").Issues);
        Assert.DoesNotContain("12026", plan.AnswersSchema().ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Doubled)]
    [InlineData(Nested)]
    public void A_list_that_shares_its_parts_is_bounded_by_what_it_would_be_when_written(string expression)
    {
        var plan = Form.Of($$"""{"id":"list","type":"calculated","label":"表","value":"{{expression}}"}""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var evaluation = plan.Evaluate("{}");
        Assert.Equal(["list not-calculable"], evaluation.Codes());
        Assert.False(evaluation.Answers.ContainsKey("list"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
    }

    [Theory]
    [InlineData(Doubled)]
    [InlineData(Nested)]
    public void A_mapping_sends_no_list_without_bounds(string expression)
    {
        var plan = Form.Of(Years);
        var mapping = MappingPlan.Compile(Encoding.UTF8.GetBytes($$$"""{"targets":[{"system":"s","adapter":"rest","data":{"list":"{{{expression}}}","years":"years"}}]}"""), plan);
        var data = mapping.Targets[0].Map(Form.Answers("""{"years":3}"""), Facts);
        Assert.Null(data["list"]);
        Assert.Equal(3, (long)data["years"]!);
    }

    [Fact]
    public void A_list_of_twenty_thousand_numbers_is_written_whole()
    {
        var plan = Form.Of("""{"id":"list","type":"calculated","label":"表","value":"for i in 1..20000 return i"}""");
        Assert.Equal(20_000, ((JsonArray)plan.Evaluate("{}").Answers["list"]!).Count);
    }

    private static readonly MappingFacts Facts = new("R1", DateTimeOffset.UnixEpoch, "test", 1, "00", null, []);

    private static Evaluation DateAfter(int years) =>
        Form.Of(Years, """{"id":"until","type":"calculated","label":"期限","value":"today + duration(\"P1Y\") * years"}""").Evaluate($$"""{"years":{{years}}}""");
}
