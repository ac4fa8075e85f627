using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Feel.Tests.Tables;

public sealed class AnalysisTests
{
    private static readonly DecisionOutput Level = new("level") { Type = FeelType.String, AllowedValues = "\"high\", \"low\"" };

    [Fact]
    public void A_missing_case_is_named_as_a_condition()
    {
        var analysis = Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee], "< 18 | - | 0", ">= 65 | - | 0", "[18..65) | \"in\" | 300").Compile().Analyse();
        var gap = Assert.Single(analysis.Gaps);
        Assert.Equal("年齢が18以上65未満で、区分が「市外」のとき", gap.Condition.Ja);
        Assert.Equal("when age is at least 18 and below 65, and area is \"out of town\"", gap.Condition.En);
        Assert.Equal(["[18..65)", "\"out\""], gap.Tests);
        Assert.Equal(["18", "out"], gap.Sample.Select(value => value.ToString()));
        Assert.True(gap.IsCertain);
        var finding = Assert.Single(analysis.Findings);
        Assert.Equal("gap", finding.Code);
        Assert.StartsWith(gap.Condition.Ja, finding.Cause.Ja, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("< 18 | 0", ">= 18 | 1", "")]
    [InlineData("<= 17 | 0", ">= 18 | 1", "")]
    [InlineData("< 18 | 0", "> 18 | 1", "年齢が18のとき")]
    [InlineData("<= 18 | 0", ">= 20 | 1", "年齢が19のとき")]
    [InlineData("<= 18 | 0", "> 20 | 1", "年齢が19以上20以下のとき")]
    [InlineData("[0..9] | 0", "[10..19] | 1", "年齢が0未満または20以上のとき")]
    [InlineData("1 | 0", "2, 3 | 1", "年齢が1、2、3以外のとき")]
    [InlineData("not(5) | 0", "6 | 1", "年齢が5のとき")]
    [InlineData("not([5..9]) | 0", "[5..8) | 1", "年齢が8以上9以下のとき")]
    public void Whole_numbers_have_neighbours(string first, string second, string gap) => Gap(Table.Age, gap, first, second);

    [Theory]
    [InlineData("< 18 | 0", ">= 18 | 1", "")]
    [InlineData("<= 17 | 0", ">= 18 | 1", "weightが17超18未満のとき")]
    [InlineData("< 18 | 0", "> 18 | 1", "weightが18のとき")]
    [InlineData("(0..1) | 0", "[1..2] | 1", "weightが0以下または2超のとき")]
    [InlineData("<= -4 | 0", ">= 0 | 1", "weightが-4超0未満のとき")]
    [InlineData("<= 0.1 | 0", ">= 0.11 | 1", "weightが0.1超0.11未満のとき")]
    public void Between_other_numbers_there_is_always_one(string first, string second, string gap) => Gap(Table.Weight, gap, first, second);

    [Theory]
    [InlineData("[0..120]", "< 18 | 0", "[18..120] | 1", "")]
    [InlineData("[0..120]", "[1..18) | 0", "[18..119] | 1", "年齢が0または120のとき")]
    [InlineData(">= 0", "[0..18) | 0", "(18..60) | 1", "年齢が18または60以上のとき")]
    public void Nothing_is_missing_outside_the_allowed_values(string allowed, string first, string second, string gap) =>
        Gap(Table.Age with { AllowedValues = allowed }, gap, first, second);

    [Theory]
    [InlineData("\"in\" | 0", "\"out\" | 1", "")]
    [InlineData("\"in\" | 0", "not(\"in\") | 1", "")]
    [InlineData("\"in\" | 0", "\"in\", \"in\" | 1", "区分が「市外」のとき")]
    [InlineData("string length(?) > 2 | 0", "\"x\", \"in\" | 1", "")]
    public void A_choice_is_complete_when_each_of_its_values_is_covered(string first, string second, string gap) => Gap(Table.Area, gap, first, second);

    [Fact]
    public void Of_many_choices_the_few_that_are_there_are_named()
    {
        var kind = new DecisionInput("area") { AllowedValues = "\"a\", \"b\", \"c\", \"d\", \"e\"" };
        Gap(kind, "areaが「a」以外のとき", "\"a\" | 0");
        Gap(kind, "areaが「d」または「e」のとき", "\"a\",\"b\" | 0", "\"c\" | 1");
        Gap(kind with { MayBeNull = true }, "areaが「d」または「e」または未入力のとき", "\"a\",\"b\" | 0", "\"c\" | 1");
    }

    [Fact]
    public void Free_text_has_other_values_than_those_named()
    {
        var name = new DecisionInput("area");
        Gap(name, "areaが「a」、「b」以外のとき", "\"a\" | 0", "\"b\" | 1");
        Gap(name, "", "\"a\" | 0", "not(\"a\") | 1");
        Gap(name, "areaが「b」未満または「d」以上のとき", "[\"b\"..\"d\") | 0");
    }

    [Theory]
    [InlineData(false, "true | 0", "会員が「いいえ」のとき")]
    [InlineData(false, "true, false | 0", "")]
    [InlineData(true, "true, false | 0", "会員が未入力のとき")]
    [InlineData(true, "not(null) | 0", "会員が未入力のとき")]
    [InlineData(true, "true, false, null | 0", "")]
    [InlineData(true, "- | 0", "")]
    [InlineData(true, "not(true) | 0", "会員が「はい」のとき")]
    public void An_answer_that_may_be_missing_is_a_case_of_its_own(bool mayBeNull, string rule, string gap) =>
        Gap(Table.Member with { MayBeNull = mayBeNull }, gap, rule);

    [Theory]
    [InlineData("< date(\"2026-04-01\") | 0", ">= date(\"2026-04-01\") | 1", "")]
    [InlineData("<= @\"2026-03-31\" | 0", ">= @\"2026-04-01\" | 1", "")]
    [InlineData("<= @\"2026-03-31\" | 0", "> @\"2026-04-01\" | 1", "dayが2026年4月1日のとき")]
    [InlineData("[@\"2026-04-01\"..@\"2027-03-31\"] | 0", ">= @\"2027-05-01\" | 1", "dayが2026年4月1日より前または2027年4月1日以降、2027年5月1日より前のとき")]
    [InlineData("<= @\"-5000-12-31\" | 0", ">= @\"-4999-01-02\" | 1", "dayが-4999-01-01のとき")]
    public void Days_have_neighbours(string first, string second, string gap) => Gap(new DecisionInput("day"), gap, first, second);

    [Theory]
    [InlineData("< @\"12:00:00\" | 0", "> @\"13:30:00\" | 1", "anyが12:00:00以降、13:30:00以前のとき")]
    [InlineData("< @\"2026-04-01T09:00:00\" | 0", "> @\"2026-04-01T09:00:00\" | 1", "anyが2026-04-01T09:00:00のとき")]
    [InlineData("<= @\"P1D\" | 0", ">= @\"P2D\" | 1", "anyがP1D超P2D未満のとき")]
    [InlineData("<= @\"P1M\" | 0", ">= @\"P2M\" | 1", "")]
    [InlineData("<= @\"P1M\" | 0", ">= @\"P3M\" | 1", "anyがP1M超P3M未満のとき")]
    public void Times_and_durations_have_an_order(string first, string second, string gap) => Gap(new DecisionInput("any"), gap, first, second);

    [Fact]
    public void Neighbouring_cases_are_joined()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age, Table.Area, Table.Member], [Table.Fee], "< 10 | - | - | 1", "[10..20) | - | - | 2", ">= 30 | - | - | 3");
        Assert.Equal("年齢が20以上30未満のとき", Assert.Single(table.Compile().Analyse().Gaps).Condition.Ja);
    }

    [Fact]
    public void A_table_without_rules_lacks_every_case() =>
        Assert.Equal("すべての場合", Assert.Single(Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee]).Compile().Analyse().Gaps).Condition.Ja);

    [Fact]
    public void A_default_answers_the_missing_cases()
    {
        var analysis = Table.Of(HitPolicy.Unique, [Table.Age], [Table.Fee with { Default = "0" }], "< 18 | 1").Compile().Analyse();
        Assert.Empty(analysis.Findings);
        Assert.Single(analysis.Gaps);
    }

    [Fact]
    public void Two_rules_that_match_at_once_are_named_with_their_common_case()
    {
        var analysis = Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee], "<= 18 | - | 0", ">= 18 | \"in\" | 1", "> 18 | \"out\" | 2").Compile().Analyse();
        var overlap = Assert.Single(analysis.Overlaps);
        Assert.Equal((0, 1, "年齢が18で、区分が「市内」のとき"), (overlap.Rule, overlap.Other, overlap.Case.Condition.Ja));
        Assert.Equal(TableSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Empty(analysis.Gaps);
    }

    [Fact]
    public void Rules_that_touch_do_not_overlap() =>
        Assert.Empty(Table.Of(HitPolicy.Unique, [Table.Weight, Table.Area], [Table.Fee], "< 18 | - | 0", ">= 18 | \"in\" | 1", ">= 18 | \"out\" | 2").Compile().Analyse().Findings);

    [Fact]
    public void Under_any_only_different_results_are_a_contradiction()
    {
        Assert.Empty(Table.Of(HitPolicy.Any, Table.Age, "< 20 | 1", ">= 10 | 1").Compile().Analyse().Findings);
        var different = Table.Of(HitPolicy.Any, Table.Age, "< 20 | 1", ">= 10 | 2").Compile().Analyse();
        Assert.Equal("年齢が10以上20未満のとき", Assert.Single(different.Overlaps).Case.Condition.Ja);
        Assert.Equal(TableSeverity.Error, Assert.Single(different.Findings).Severity);
        Assert.Equal(TableSeverity.Warning, Assert.Single(Table.Of(HitPolicy.Any, Table.Age, "< 20 | age", ">= 10 | 2").Compile().Analyse().Findings).Severity);
    }

    [Fact]
    public void Under_other_policies_overlaps_are_meant() =>
        Assert.Empty(Table.Of(HitPolicy.First, Table.Age, "< 20 | 1", "- | 2").Compile().Analyse().Findings);

    [Fact]
    public void A_rule_that_those_above_it_hide_is_found()
    {
        Unreachable(HitPolicy.First, Table.Fee, 2, "< 20 | 1", ">= 10 | 2", "[5..30] | 3");
        Unreachable(HitPolicy.First, Table.Fee, null, "< 20 | 1", "> 20 | 2", "[5..30] | 3");
        Unreachable(HitPolicy.First, Table.Fee, null, "[5..30] | 3", "- | 1");
    }

    [Fact]
    public void A_rule_that_higher_priorities_hide_is_found()
    {
        Unreachable(HitPolicy.Priority, Level, 0, "[5..30] | \"low\"", "< 20 | \"high\"", ">= 20 | \"high\"");
        Unreachable(HitPolicy.Priority, Level, null, "[5..30] | \"high\"", "- | \"low\"");
    }

    [Fact]
    public void A_rule_that_is_never_alone_under_unique_is_found()
    {
        var codes = Table.Of(HitPolicy.Unique, Table.Age, "< 20 | 1", ">= 20 | 2", "[5..30] | 3").Compile().Analyse().Findings.Select(finding => (finding.Code, finding.Place.Rule));
        Assert.Equal([("overlap", 2), ("overlap", 2), ("unreachable-rule", 2)], codes);
    }

    [Fact]
    public void The_same_rule_twice_is_found_however_it_is_written()
    {
        var findings = Table.Of(HitPolicy.First, Table.Age, "[18..19] | 1", "18, 19 | 1.0", "- | 2").Compile().Analyse().Findings;
        var finding = Assert.Single(findings);
        Assert.Equal(("duplicate-rule", 1), (finding.Code, finding.Place.Rule!.Value));
        Assert.Equal("unreachable-rule", Assert.Single(Table.Of(HitPolicy.First, Table.Age, "[18..19] | 1", "18, 19 | 3", "- | 2").Compile().Analyse().Findings).Code);
    }

    [Theory]
    [InlineData("\"in\", \"inn\"", "value-not-allowed", 6)]
    [InlineData("\"inn\"", "value-not-allowed", 0)]
    [InlineData("not(\"inn\")", "value-not-allowed", 4)]
    [InlineData("[\"x\"..\"z\"]", "test-never-true", 0)]
    [InlineData("null", "test-never-true", 0)]
    public void A_test_that_no_value_of_the_input_passes_is_found(string test, string code, int start)
    {
        var finding = Table.Of(HitPolicy.First, Table.Area, $"{test} | 1", "- | 2").Compile().Analyse().Findings[0];
        Assert.Equal((code, new TablePlace(0, Input: 0), start), (finding.Code, finding.Place, finding.Span!.Value.Start));
    }

    [Theory]
    [InlineData("(18..19)")]
    [InlineData("[20..19]")]
    [InlineData("18.5")]
    [InlineData("> 200")]
    public void A_range_without_values_is_found(string test) =>
        Assert.Contains(Table.Of(HitPolicy.First, Table.Age with { AllowedValues = "[0..120]" }, $"{test} | 1", "- | 2").Compile().Analyse().Findings,
            finding => finding.Code is "test-never-true" or "value-not-allowed" && finding.Place == new TablePlace(0, Input: 0));

    [Theory]
    [InlineData("[120..0]")]
    [InlineData("(0..1)")]
    [InlineData("1.5")]
    public void Allowed_values_that_allow_nothing_are_found(string allowed)
    {
        var finding = Table.Of(HitPolicy.First, Table.Age with { AllowedValues = allowed }, "- | 1").Compile().Analyse().Findings.Single();
        Assert.Equal(("empty-domain", new TablePlace(Input: 0)), (finding.Code, finding.Place));
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void The_ends_of_what_numbers_can_be_are_no_gap(string end)
    {
        Gap(Table.Age, $"年齢が{end}のとき", $"< {end} | 0", $"> {end} | 1");
        Gap(Table.Weight, $"weightが{end}のとき", $"< {end} | 0", $"> {end} | 1");
    }

    [Fact]
    public void A_condition_that_only_running_can_decide_makes_a_case_uncertain()
    {
        var analysis = Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee], "< weight | \"in\" | 1", "- | \"out\" | 2").Compile().Analyse();
        var gap = Assert.Single(analysis.Gaps);
        Assert.Equal("年齢が条件「< weight」の範囲外で、区分が「市内」のとき", gap.Condition.Ja);
        Assert.False(gap.IsCertain);
        Assert.Empty(gap.Tests);
        Assert.Empty(Table.Of(HitPolicy.First, Table.Age, "< weight | 1", "- | 2").Compile().Analyse().Findings);
    }

    [Fact]
    public void Columns_with_the_same_expression_are_one_input()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age, Table.Age], [Table.Fee], "< 18 | - | 1", "- | >= 20 | 2");
        Assert.Equal("年齢が18以上20未満のとき", Assert.Single(table.Compile().Analyse().Gaps).Condition.Ja);
    }

    [Fact]
    public void More_cases_than_are_shown_are_counted()
    {
        var table = Table.Of(HitPolicy.Unique, Table.Age, [.. Enumerable.Range(0, 100).Select(i => $"{i * 2} | 1"), "> 1000 | 2", "< 0 | 3"]);
        var analysis = table.Compile().Analyse();
        // All the odd ages are one gap of many parts.
        Assert.Single(analysis.Gaps);
        var overlaps = Table.Of(HitPolicy.Unique, Table.Age, [.. Enumerable.Range(0, 40).Select(i => $">= {i} | {i}"), "< 0 | 1"]).Compile().Analyse();
        Assert.Equal(500, overlaps.Overlaps.Count);
        var more = Assert.Single(overlaps.Findings, finding => finding.Code == "overlap-more");
        Assert.Contains((40 * 39 / 2 - TableAnalysis.ShownLimit).ToString(), more.Cause.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_cases_that_is_cut_off_says_so()
    {
        // Of 510 single points in a plane none can be joined with another.
        var table = Table.Of(HitPolicy.Unique, [Table.Age, Table.Weight], [Table.Fee], [.. Enumerable.Range(0, 510).Select(i => $"{i} | not({i}) | 1"), "not([0..509]) | - | 1"]);
        var analysis = table.Compile().Analyse(budget: 100_000_000);
        Assert.Equal(TableAnalysis.CaseLimit, analysis.Gaps.Count);
        Assert.False(analysis.IsComplete);
        Assert.Contains(analysis.Findings, finding => finding.Code == "analysis-limit");
    }

    private static void Gap(DecisionInput input, string expected, params string[] rules)
    {
        var gaps = Table.Of(HitPolicy.First, input, rules).Compile().Analyse().Gaps;
        if (expected.Length == 0)
            Assert.Empty(gaps);
        else
            Assert.Equal(expected, Assert.Single(gaps).Condition.Ja);
    }

    private static void Unreachable(HitPolicy policy, DecisionOutput output, int? rule, params string[] rules)
    {
        var findings = Table.Of(policy, [Table.Age], [output], rules).Compile().Analyse().Findings.Where(finding => finding.Code != "gap").ToList();
        if (rule is null)
            Assert.Empty(findings);
        else
            Assert.Equal(("unreachable-rule", rule), (Assert.Single(findings).Code, findings[0].Place.Rule));
    }
}
