using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Feel.Tests.Tables;

public sealed class TableErrorTests
{
    private static readonly DecisionOutput Level = new("level") { Type = FeelType.String, AllowedValues = "\"high\", \"low\"" };

    [Fact]
    public void An_error_in_a_cell_tells_the_cell_and_the_place_in_it()
    {
        var finding = Assert.Single(Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee], "< 18 | \"in\" | 100", "> abc | - | 200").Findings());
        Assert.Equal("unknown-name", finding.Code);
        Assert.Equal(new TablePlace(1, Input: 0), finding.Place);
        Assert.Equal("規則2・入力1", finding.Place.Words.Ja);
        Assert.Equal(2, finding.Span!.Value.Start);
    }

    [Fact]
    public void All_errors_are_found_at_once()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age, new DecisionInput("nobody")], [Table.Fee], "\"x\" | 1 | \"free\"", "< 18 | - | 100");
        Assert.Equal(["incomparable", "type", "unknown-name"], table.Findings().Select(finding => finding.Code).Order());
    }

    [Theory]
    [InlineData("\"high\"", null)]
    [InlineData("\"middle\"", "output-not-allowed")]
    [InlineData("12", "type")]
    [InlineData("if age > 3 then \"high\" else \"middle\"", null)]
    public void A_result_is_one_of_the_values_of_its_column(string result, string? code)
    {
        Assert.Equal(code, Codes(Table.Of(HitPolicy.Unique, [Table.Age], [Level], $"- | {result}")).FirstOrDefault());
        Assert.Equal(code, Codes(Table.Of(HitPolicy.Unique, [Table.Age], [Level with { Default = result }], "- | \"low\"")).FirstOrDefault());
    }

    [Fact]
    public void Every_rule_has_a_cell_for_each_column()
    {
        var finding = Assert.Single(Table.Of(HitPolicy.Unique, [Table.Age, Table.Area], [Table.Fee], "< 18 | - | 1", "- | 1").Findings());
        Assert.Equal(("cell-count", 1), (finding.Code, finding.Place.Rule!.Value));
    }

    [Fact]
    public void A_table_needs_outputs_of_different_names()
    {
        Assert.Equal(["no-output"], Codes(Table.Of(HitPolicy.Unique, [Table.Age], [], "-")));
        Assert.Equal(["duplicate-output"], Codes(Table.Of(HitPolicy.Unique, [Table.Age], [Table.Fee, Table.Fee], "- | 1 | 2")));
    }

    [Fact]
    public void Priorities_need_listed_values()
    {
        Assert.Equal(["no-priorities"], Codes(Table.Of(HitPolicy.Priority, Table.Age, "- | 1")));
        Assert.Equal(["no-priorities"], Codes(Table.Of(HitPolicy.OutputOrder, Table.Age, "- | 1")));
        Assert.Empty(Codes(Table.Of(HitPolicy.Priority, [Table.Age], [Level, Table.Fee], "- | \"low\" | 1")));
    }

    [Fact]
    public void Only_a_collecting_table_of_one_output_aggregates()
    {
        Assert.Equal(["aggregation"], Codes(Table.Of(HitPolicy.First, Table.Age, "- | 1") with { Aggregation = CollectAggregation.Sum }));
        Assert.Equal(["aggregation"], Codes(Table.Of(HitPolicy.Collect, [Table.Age], [Table.Fee, Level], "- | 1 | \"low\"") with { Aggregation = CollectAggregation.Count }));
        Assert.Equal(["type"], Codes(Table.Of(HitPolicy.Collect, [Table.Age], [Level], "- | \"low\"") with { Aggregation = CollectAggregation.Sum }));
        Assert.Empty(Codes(Table.Of(HitPolicy.Collect, [Table.Age], [Level], "- | \"low\"") with { Aggregation = CollectAggregation.Count }));
    }

    [Fact]
    public void The_declared_type_of_an_input_fits_its_expression() =>
        Assert.Equal(["type"], Codes(Table.Of(HitPolicy.Unique, Table.Age with { Type = FeelType.String }, "- | 1")));

    [Fact]
    public void Lenient_typing_keeps_a_table_that_says_null_where_it_has_no_meaning()
    {
        var (table, findings) = DecisionTable.Compile(Table.Of(HitPolicy.First, Table.Age, "nobody | 1", "< 18 | \"x\" + 1", "- | 3"), Table.Scope(), FeelTyping.Lenient);
        Assert.All(findings, finding => Assert.Equal(TableSeverity.Warning, finding.Severity));
        Assert.NotEmpty(findings);
        Assert.True(table!.Run(("age", 3)).IsNull);
        Assert.Equal("3", table!.Run(("age", 18)).ToString());
    }

    [Fact]
    public void Every_finding_says_what_and_how_to_mend_it_in_both_languages()
    {
        DecisionTableDefinition[] tables =
        [
            Table.Of(HitPolicy.Unique, [Table.Age], [], "-"), Table.Of(HitPolicy.Priority, Table.Age, "- | 1"), Table.Of(HitPolicy.Unique, Table.Age, "- | 1 | 2"),
            Table.Of(HitPolicy.Unique, [Table.Age], [Table.Fee, Table.Fee], "- | 1 | 2"), Table.Of(HitPolicy.Unique, [Table.Age], [Level], "- | \"x\""),
            Table.Of(HitPolicy.First, Table.Age, "- | \"x\"") with { Aggregation = CollectAggregation.Max },
        ];
        Assert.All(tables.SelectMany(table => table.Findings()), finding =>
            Assert.All([finding.Cause.Ja, finding.Cause.En, finding.Remedy.Ja, finding.Remedy.En, finding.Place.Words.Ja], text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    private static IEnumerable<string> Codes(DecisionTableDefinition table) => table.Findings().Select(finding => finding.Code);
}
