using ElectronicApplication.Feel.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Feel.Tests.Tables;

/// <summary>Whatever stands in the cells: a table compiles or says why not, and then runs and is analysed without harm.</summary>
public sealed class TableFuzzTests
{
    private static readonly string[] Cells =
    [
        "-", "", "1", "< 2", "> -3.5", "\"a\"", "not(\"a\", 1)", "null", "true", "not(null)", "[1..2]", "(\"a\"..\"c\")", "[@\"2026-04-01\"..@\"2027-04-01\")", "@\"P1D\"", "< @\"P2M\"",
        "> @\"12:00:00\"", "@\"12:00:00@Asia/Tokyo\"", "< date and time(\"2026-04-01T00:00:00Z\")", "[1, 2]", "[[1], 2]", "{a: 1}", "?", "? > 1", "not(-)", "-, -", "1,", "((", "[5..1]", "[null..1]",
        "79228162514264337593543950335", "< 79228162514264337593543950335", "> -79228162514264337593543950335", "@\"999999999-12-31\"", "> @\"999999999-12-31\"", "< @\"-999999999-01-01\"",
        "\"\"", "< \"\"", "> \"\uFFFF\"", "age", "< age", "any", "function(x) x", "today()", "0.0000000000000000000000000001", "(0..0.0000000000000000000000000001)",
    ];

    [Fact]
    public void No_table_throws() =>
        Prop.ForAll(Tables().ToArbitrary(), sample =>
        {
            foreach (var typing in Enum.GetValues<FeelTyping>())
            {
                var (table, findings) = DecisionTable.Compile(sample, Table.Scope(), typing);
                Assert.Equal(table is null, findings.Any(finding => finding.Severity == TableSeverity.Error));
                if (table is null)
                    continue;
                foreach (var value in new object?[] { null, 1, "a", true, new DateOnly(2026, 4, 1) })
                    table.Run(("any", value), ("age", value));
                var analysis = table.Analyse(100_000);
                Assert.All(analysis.Gaps.Where(gap => gap.IsCertain), gap => Assert.All(gap.Tests, text =>
                    Assert.True(FeelUnaryTests.Compile(text, Table.Scope(), FeelType.Any, FeelTyping.Lenient).Tests is not null, text)));
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Gen<DecisionTableDefinition> Tables()
    {
        var cell = Gen.Elements(Cells);
        var input =
            from expression in Gen.Elements("any", "age", "area", "day", "member", "any + 1", "nobody", "")
            from type in Gen.Elements<FeelType?>(null, FeelType.Number, FeelType.String, FeelType.Boolean, FeelType.Date, FeelType.Time)
            from allowed in cell.Or(Gen.Constant<string>(null!))
            from isWhole in Gen.Elements(true, false)
            select new DecisionInput(expression) { Type = type, AllowedValues = allowed, IsWhole = isWhole, MayBeNull = !isWhole };
        var rule = from a in cell from b in cell from c in cell select new DecisionRule([a, b], [c]);
        return
            from policy in Gen.Elements(Enum.GetValues<HitPolicy>())
            from aggregation in Gen.Elements(Enum.GetValues<CollectAggregation>())
            from inputs in input.ListOf(2)
            from allowed in cell.Or(Gen.Constant<string>(null!))
            from rules in rule.ListOf(3)
            select new DecisionTableDefinition(policy, [.. inputs], [new DecisionOutput("out") { AllowedValues = allowed }], [.. rules]) { Aggregation = aggregation };
    }
}
