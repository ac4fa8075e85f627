using System.Diagnostics;
using ElectronicApplication.Feel.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Feel.Tests.Tables;

/// <summary>The analysis speaks of intervals and sets; here it is held against trying every point of a grid.</summary>
public sealed class AnalysisPropertyTests
{
    private static readonly string[] AgeTests = ["-", "< 2", "<= 2", "> 3", ">= 3", "[1..3]", "(1..3)", "[1..3)", "2", "1, 3", "not(2)", "not([1..3])", "not(< 2, 4)", "null", "2.5", "!= 3", "[3..1]"];
    private static readonly string[] AreaTests = ["-", "\"a\"", "\"b\", \"c\"", "not(\"a\")", "null", "not(null)", "\"z\"", "string length(?) = 1", "!= \"b\""];
    private static readonly string[] MemberTests = ["-", "true", "false", "not(true)", "null", "true, null"];
    private static readonly FeelValue[] Areas = [.. new[] { "a", "b", "c" }.Select(text => FeelValue.Of(text)), FeelValue.Null];
    private static readonly FeelValue[] Members = [FeelValue.True, FeelValue.False, FeelValue.Null];

    [Fact]
    public void A_point_lies_in_a_reported_gap_exactly_when_no_rule_takes_it() =>
        Prop.ForAll(Tables().ToArbitrary(), definition =>
        {
            var table = definition.Compile();
            var gaps = table.Analyse().Gaps;
            var reads = gaps.Select(gap => Reads(table, gap)).ToList();
            var rules = Rules(definition);
            foreach (var point in Grid(definition))
                Assert.True((Hits(rules, point).Count == 0 ? 1 : 0) == reads.Count(gap => gap(point)), $"""
                    ({string.Join(", ", point)}) in
                    {string.Join("\n", definition.Rules.Select(rule => string.Join(" | ", rule.Tests)))}
                    gaps: {string.Join("; ", gaps.Select(gap => string.Join(" | ", gap.Tests)))}
                    """);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_point_lies_in_the_reported_overlap_of_exactly_those_rules_that_take_it() =>
        Prop.ForAll(Tables().ToArbitrary(), definition =>
        {
            var table = definition.Compile();
            var rules = Rules(definition);
            var overlaps = table.Analyse().Overlaps.Select(overlap => (overlap.Rule, overlap.Other, Reads: Reads(table, overlap.Case))).ToList();
            foreach (var point in Grid(definition))
            {
                var hits = Hits(rules, point);
                var expected = hits.SelectMany(rule => hits.Where(other => other > rule).Select(other => (rule, other)));
                Assert.Equal(expected, overlaps.Where(overlap => overlap.Reads(point)).Select(overlap => (overlap.Rule, overlap.Other)));
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_rule_is_called_unreachable_or_a_duplicate_only_when_it_never_decides() =>
        Prop.ForAll(Tables().ToArbitrary(), unique =>
        {
            var definition = unique with { HitPolicy = HitPolicy.First };
            var table = definition.Compile();
            var silent = table.Analyse().Findings.Where(finding => finding.Code is "unreachable-rule" or "duplicate-rule").Select(finding => finding.Place.Rule!.Value).ToHashSet();
            var rules = Rules(definition);
            var decisive = Grid(definition).Select(point => Hits(rules, point)).Where(hits => hits.Count > 0).Select(hits => hits[0]).ToHashSet();
            var alive = Grid(definition).SelectMany(point => Hits(rules, point)).ToHashSet();
            foreach (var rule in Enumerable.Range(0, definition.Rules.Count))
                Assert.Equal(alive.Contains(rule) && !decisive.Contains(rule), silent.Contains(rule));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void The_sample_of_a_case_lies_in_it() =>
        Prop.ForAll(Tables().ToArbitrary(), definition =>
        {
            var table = definition.Compile();
            var rules = Rules(definition);
            var analysis = table.Analyse();
            Assert.All(analysis.Gaps.Concat(analysis.Overlaps.Select(overlap => overlap.Case)), one => Assert.True(Reads(table, one)([.. one.Sample])));
            Assert.All(analysis.Gaps, gap => Assert.Empty(Hits(rules, [.. gap.Sample])));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Adding_the_missing_rules_completes_a_table() =>
        Prop.ForAll(Tables().ToArbitrary(), definition =>
        {
            var gaps = definition.Compile().Analyse().Gaps;
            var mended = definition with { Rules = [.. definition.Rules, .. gaps.Select(gap => new DecisionRule(gap.Tests, ["0"]))] };
            Assert.Empty(mended.Compile().Analyse().Gaps);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Theory]
    [InlineData(10, 200, 8)]
    [InlineData(10, 200, 3)]
    [InlineData(10, 200, 0)]
    [InlineData(3, 1_000, 1)]
    public void A_large_table_is_analysed_in_bounded_time_and_says_when_it_gave_up(int inputs, int rules, int dashes)
    {
        var random = new Random(20260401);
        string Cell() => random.Next(100) is var low ? $"[{low}..{low + random.Next(40)})" : "";
        var columns = Enumerable.Range(0, inputs).Select(i => new DecisionInput($"age + {i}") { Type = FeelType.Number }).ToArray();
        var lines = Enumerable.Range(0, rules).Select(_ =>
        {
            string[] cells = [.. Enumerable.Range(0, inputs).Select(_ => Cell())];
            foreach (var dash in Enumerable.Range(0, inputs).OrderBy(_ => random.Next()).Take(dashes))
                cells[dash] = "-";
            return string.Join('|', cells) + "| 1";
        });
        var table = Table.Of(HitPolicy.Unique, columns, [Table.Fee], [.. lines]).Compile();
        var watch = Stopwatch.StartNew();
        var analysis = table.Analyse();
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
        Assert.Equal(!analysis.IsComplete, analysis.Findings.Any(finding => finding.Code == "analysis-limit"));
    }

    [Fact]
    public void A_budget_that_ends_is_reported()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee], "< 18 | - | 0", "[18..65) | \"in\" | 300").Compile();
        foreach (var budget in new[] { 0, 5, 20, 40 })
        {
            var analysis = table.Analyse(budget);
            Assert.False(analysis.IsComplete);
            Assert.Contains(analysis.Findings, finding => finding.Code == "analysis-limit");
        }
        Assert.True(table.Analyse(1_000).IsComplete);
    }

    private static Gen<DecisionTableDefinition> Tables()
    {
        var rule =
            from age in Gen.Elements(AgeTests) from area in Gen.Elements(AreaTests) from member in Gen.Elements(MemberTests) from fee in Gen.Elements("1", "2")
            select new DecisionRule([age, area, member], [fee]);
        return
            from rules in rule.ListOf(4).Or(rule.ListOf(9)).Or(rule.ListOf(1))
            from isWhole in Gen.Elements(true, false)
            from mayBeNull in Gen.Elements(true, false)
            select new DecisionTableDefinition(
                HitPolicy.Unique,
                [Table.Age with { IsWhole = isWhole, MayBeNull = mayBeNull }, Table.Area with { AllowedValues = "\"a\", \"b\", \"c\"", MayBeNull = mayBeNull }, Table.Member with { MayBeNull = mayBeNull }],
                [Table.Fee],
                [.. rules]);
    }

    private static IEnumerable<FeelValue[]> Grid(DecisionTableDefinition definition)
    {
        var ages = Enumerable.Range(-2, 15).Select(half => half / 2m).Where(age => !definition.Inputs[0].IsWhole || age == decimal.Truncate(age)).Select(FeelValue.Of).Append(FeelValue.Null);
        return from age in ages
            from area in Areas
            from member in Members
            where definition.Inputs[0].MayBeNull || !(age.IsNull || area.IsNull || member.IsNull)
            select new[] { age, area, member };
    }

    /// <summary>Each rule as a table of its own, so that what matches is told by running and nothing else.</summary>
    private static DecisionTable[] Rules(DecisionTableDefinition definition) =>
        [.. definition.Rules.Select(rule => (definition with { Rules = [rule] }).Compile())];

    private static List<int> Hits(DecisionTable[] rules, FeelValue[] point) =>
        [.. Enumerable.Range(0, rules.Length).Where(i => !rules[i].Run(("age", point[0]), ("area", point[1]), ("member", point[2])).IsNull)];

    /// <summary>The unary tests of a case, read back.</summary>
    private static Func<FeelValue[], bool> Reads(DecisionTable table, TableCase one)
    {
        var scope = Table.Scope();
        var tests = one.Tests.Select((text, i) =>
        {
            var (compiled, errors) = FeelUnaryTests.Compile(text, scope, table.Definition.Inputs[i].Type!);
            Assert.True(compiled is not null, $"{text}: {string.Join("; ", errors)}");
            return compiled;
        }).ToArray();
        return point => !tests.Where((test, i) => test.Matches(point[i], new FeelFrame(test.SlotsNeeded)) is not true).Any();
    }
}
