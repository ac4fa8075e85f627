using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Feel.Tests.Tables;

public sealed class HitPolicyTests
{
    private static readonly DecisionOutput Level = new("level") { Type = FeelType.String, AllowedValues = "\"high\", \"middle\", \"low\"" };
    private static readonly string[] Overlapping = ["< 20 | 100", "< 30 | 200", "[25..40] | 200"];

    [Theory]
    [InlineData(22, "200")]
    [InlineData(35, "200")]
    [InlineData(10, "null")]
    [InlineData(27, "null")]
    [InlineData(50, "null")]
    public void Unique_answers_when_exactly_one_rule_matches(int age, string expected) => Expect(expected, HitPolicy.Unique, age);

    [Theory]
    [InlineData(27, "200")]
    [InlineData(22, "200")]
    [InlineData(10, "null")]
    [InlineData(50, "null")]
    public void Any_answers_when_all_that_match_say_the_same(int age, string expected) => Expect(expected, HitPolicy.Any, age);

    [Theory]
    [InlineData(10, "100")]
    [InlineData(27, "200")]
    [InlineData(50, "null")]
    public void First_answers_from_the_top(int age, string expected) => Expect(expected, HitPolicy.First, age);

    [Theory]
    [InlineData(10, "[100, 200]")]
    [InlineData(27, "[200, 200]")]
    [InlineData(35, "[200]")]
    [InlineData(50, "null")]
    public void Rule_order_lists_every_match_from_the_top(int age, string expected) => Expect(expected, HitPolicy.RuleOrder, age);

    [Theory]
    [InlineData(10, "[100, 200]")]
    [InlineData(50, "null")]
    public void Collect_lists_every_match(int age, string expected) => Expect(expected, HitPolicy.Collect, age);

    [Theory]
    [InlineData(10, "high")]
    [InlineData(25, "middle")]
    [InlineData(45, "low")]
    [InlineData(70, null)]
    public void Priority_answers_with_the_output_that_is_listed_first(int age, string? expected)
    {
        var table = Table.Of(HitPolicy.Priority, [Table.Age], [Level], "< 50 | \"low\"", "< 30 | \"middle\"", "< 20 | \"high\"");
        Assert.Equal(expected, table.Run(("age", age)).AsString);
    }

    [Fact]
    public void Output_order_lists_the_matches_by_priority()
    {
        var table = Table.Of(HitPolicy.OutputOrder, [Table.Age], [Level], "< 50 | \"low\"", "< 30 | \"middle\"", "< 20 | \"high\"", "< 15 | \"low\"");
        Assert.Equal("[\"high\", \"middle\", \"low\", \"low\"]", table.Run(("age", 10)).ToString());
        Assert.Equal("[\"middle\", \"low\"]", table.Run(("age", 25)).ToString());
    }

    [Fact]
    public void Of_several_outputs_the_left_one_decides_the_priority_first()
    {
        var speed = new DecisionOutput("speed") { AllowedValues = "\"fast\", \"slow\"" };
        var table = Table.Of(HitPolicy.Priority, [Table.Age], [Level, speed], "- | \"low\" | \"fast\"", "< 30 | \"high\" | \"slow\"", "< 20 | \"high\" | \"fast\"");
        Assert.Equal("{level: \"high\", speed: \"fast\"}", table.Run(("age", 10)).ToString());
        Assert.Equal("{level: \"high\", speed: \"slow\"}", table.Run(("age", 25)).ToString());
        Assert.Equal("{level: \"low\", speed: \"fast\"}", table.Run(("age", 70)).ToString());
    }

    [Theory]
    [InlineData(CollectAggregation.Sum, 10, "500")]
    [InlineData(CollectAggregation.Sum, 27, "400")]
    [InlineData(CollectAggregation.Sum, 50, "null")]
    [InlineData(CollectAggregation.Count, 10, "3")]
    [InlineData(CollectAggregation.Count, 50, "0")]
    [InlineData(CollectAggregation.Min, 10, "100")]
    [InlineData(CollectAggregation.Max, 10, "200")]
    [InlineData(CollectAggregation.Max, 50, "null")]
    public void Collect_draws_together(CollectAggregation aggregation, int age, string expected)
    {
        var table = Table.Of(HitPolicy.Collect, Table.Age, "< 20 | 100", "< 30 | 200", "< 40 | 200") with { Aggregation = aggregation };
        Assert.Equal(expected, table.Run(("age", age)).ToString());
    }

    [Fact]
    public void The_smallest_and_the_largest_may_be_texts()
    {
        var name = new DecisionOutput("name") { Type = FeelType.String };
        var table = Table.Of(HitPolicy.Collect, [Table.Age], [name], "- | \"b\"", "- | \"a\"", "- | \"c\"");
        Assert.Equal("a", (table with { Aggregation = CollectAggregation.Min }).Run(("age", 1)).AsString);
        Assert.Equal("c", (table with { Aggregation = CollectAggregation.Max }).Run(("age", 1)).AsString);
    }

    [Fact]
    public void A_sum_with_something_that_is_no_number_is_null()
    {
        var table = Table.Of(HitPolicy.Collect, Table.Age, "- | 1", "- | null") with { Aggregation = CollectAggregation.Sum };
        Assert.True(table.Run(("age", 1)).IsNull);
    }

    [Fact]
    public void Several_outputs_make_a_context()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age], [Table.Fee, Level], "< 20 | age * 10 | \"low\"", ">= 20 | 500 | \"high\"");
        Assert.Equal("{fee: 150, level: \"low\"}", table.Run(("age", 15)).ToString());
        Assert.Equal(FeelType.Number, Assert.IsType<FeelContextType>(table.Compile().Type).Member("fee"));
    }

    [Theory]
    [InlineData(HitPolicy.Unique)]
    [InlineData(HitPolicy.Any)]
    [InlineData(HitPolicy.Priority)]
    [InlineData(HitPolicy.First)]
    [InlineData(HitPolicy.RuleOrder)]
    [InlineData(HitPolicy.OutputOrder)]
    [InlineData(HitPolicy.Collect)]
    public void Without_a_match_the_default_answers(HitPolicy policy)
    {
        var fee = Table.Fee with { Default = "age + 1", AllowedValues = "[0..1000]" };
        var table = Table.Of(policy, [Table.Age], [fee], "< 20 | 100");
        // Priorities need listed values, which this output has not.
        Assert.Equal("51", table.Compile(FeelTyping.Lenient).Run(("age", 50)).ToString());
    }

    [Fact]
    public void An_output_without_a_default_is_null_beside_one_that_has_it()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age], [Table.Fee with { Default = "0" }, Level], "< 20 | 100 | \"low\"");
        Assert.Equal("{fee: 0, level: null}", table.Run(("age", 50)).ToString());
    }

    [Fact]
    public void A_condition_that_cannot_be_told_does_not_match()
    {
        var table = Table.Of(HitPolicy.First, Table.Age, "< 20 | 1", "null | 2", "- | 3");
        Assert.Equal("2", table.Run(("age", null)).ToString());
        Assert.Equal("3", table.Run(("age", 20)).ToString());
    }

    [Fact]
    public void A_table_without_inputs_or_rules_still_answers()
    {
        Assert.Equal("7", Table.Of(HitPolicy.Unique, [], [Table.Fee], "7").Run().ToString());
        Assert.True(Table.Of(HitPolicy.Unique, [Table.Age], [Table.Fee]).Run(("age", 1)).IsNull);
    }

    [Fact]
    public void More_inputs_than_are_kept_inline_work_as_well()
    {
        var inputs = Enumerable.Range(0, 12).Select(i => new DecisionInput($"age + {i}")).ToArray();
        var table = Table.Of(HitPolicy.Unique, inputs, [Table.Fee], string.Join("|", Enumerable.Range(0, 12).Select(i => $"= {10 + i}")) + "| 5");
        Assert.Equal("5", table.Run(("age", 10)).ToString());
        Assert.True(table.Run(("age", 11)).IsNull);
    }

    [Fact]
    public void Cells_may_read_other_names_and_the_input_by_its_sign()
    {
        var table = Table.Of(HitPolicy.First, Table.Age, "< weight | 1", "? * 2 > weight + 30 | weight", "- | 3");
        Assert.Equal("1", table.Run(("age", 10), ("weight", 11)).ToString());
        Assert.Equal("8", table.Run(("age", 20), ("weight", 8)).ToString());
        Assert.Equal("3", table.Run(("age", 10), ("weight", 8)).ToString());
        Assert.Equal(["age", "weight"], table.Compile().Names);
    }

    [Fact]
    public void A_table_spends_the_budget_of_its_frame()
    {
        var table = Table.Of(HitPolicy.First, Table.Age, [.. Enumerable.Range(0, 100).Select(i => $"= {i} | {i}")]).Compile();
        var frame = new FeelFrame(table.SlotsNeeded, steps: 150) { [0] = FeelValue.Of(99m) };
        Assert.Equal("99", table.Evaluate(frame).ToString());
        Assert.True(table.Evaluate(frame).IsNull);
        Assert.True(frame.IsExhausted);
    }

    [Fact]
    public void A_single_hit_allocates_nothing()
    {
        var table = Table.Of(HitPolicy.Unique, [Table.Age, Table.Area, Table.Member], [Table.Fee], "< 18 | - | - | 0", ">= 18 | \"in\" | true | 300", ">= 18 | \"in\" | false | 500", ">= 18 | \"out\" | - | 700").Compile();
        var frame = new FeelFrame(table.SlotsNeeded, steps: int.MaxValue) { [0] = FeelValue.Of(30m), [1] = FeelValue.Of("in"), [3] = FeelValue.False };
        Assert.Equal("500", table.Evaluate(frame).ToString());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            table.Evaluate(frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Expect(string expected, HitPolicy policy, int age) =>
        Assert.Equal(expected, Table.Of(policy, Table.Age, Overlapping).Run(("age", age)).ToString());
}
