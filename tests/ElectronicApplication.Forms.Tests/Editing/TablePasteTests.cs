using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class TablePasteTests
{
    private const string Fields = """
        {"id":"n","type":"integer","label":"数"},{"id":"y","type":"yesNo","label":"有無"},{"id":"d","type":"date","label":"日"},{"id":"t","type":"text","label":"文字"},{"id":"c","type":"calculated","label":"計","value":"n"},
        {"id":"k","type":"choice","label":"種類","options":[{"value":"bed","label":{"ja":"ベッド","en":"Bed"}},{"value":"sofa","label":"ソファ"},{"value":"131","label":"川崎区"}]}
        """;

    public static TheoryData<string, string, string> Tests() => new()
    {
        { "n", "30以上50未満", "[30..50)" },
        { "n", "５０〜１７９", "[50..179]" },
        { "n", "50～179", "[50..179]" },
        { "n", "50-179", "[50..179]" },
        { "n", "50から179まで", "[50..179]" },
        { "n", "30cm以上50cm未満", "[30..50)" },
        { "n", "30 cm を超え 50 cm 以下", "(30..50]" },
        { "n", "30超、50以下", "(30..50]" },
        { "n", "180以上", ">= 180" },
        { "n", "１８０ｃｍ以上", ">= 180" },
        { "n", "180〜", ">= 180" },
        { "n", "〜180", "<= 180" },
        { "n", "30未満", "< 30" },
        { "n", "30以下", "<= 30" },
        { "n", "30歳まで", "<= 30" },
        { "n", "30を超える", "> 30" },
        { "n", "30超", "> 30" },
        { "n", "30より小さい", "< 30" },
        { "n", "3以外", "not(3)" },
        { "n", "1,000円", "1000" },
        { "n", "200万円以上", ">= 2000000" },
        { "n", "1億2,000万円", "120000000" },
        { "n", "3.5", "3.5" },
        { "n", "-5", "-5" },
        { "n", "―", "-" },
        { "n", "", "-" },
        { "n", "問わない", "-" },
        { "n", "[30..50)", "[30..50)" },
        { "n", "< 3, > 9", "< 3, > 9" },
        { "n", "> c", "> c" },
        { "n", "大きいもの", "\"大きいもの\"" },
        { "y", "はい", "true" },
        { "y", "いいえ", "false" },
        { "y", "○", "true" },
        { "y", "－", "-" },
        { "d", "2026/4/1以降", ">= date(\"2026-04-01\")" },
        { "d", "令和8年4月1日〜令和9年3月31日", "[date(\"2026-04-01\")..date(\"2027-03-31\")]" },
        { "d", "2026-04-01", "date(\"2026-04-01\")" },
        { "k", "ベッド", "\"bed\"" },
        { "k", "bed", "\"bed\"" },
        { "k", "Bed", "\"bed\"" },
        { "k", "ベッド、ソファ", "\"bed\", \"sofa\"" },
        { "k", "ベッド以外", "not(\"bed\")" },
        { "k", "131", "\"131\"" },
        { "k", "机", "\"机\"" },
        { "k", "\"bed\", \"sofa\"", "\"bed\", \"sofa\"" },
        { "k", "not(\"bed\")", "not(\"bed\")" },
        { "t", "30", "\"30\"" },
        { "t", "はい", "\"はい\"" },
        { "t", "30以上", "\"30以上\"" },
        { "t", "n", "\"n\"" },
        { "t", "彼の\"物\"", "\"彼の\\\"物\\\"\"" },
        { "c", "30以上", ">= 30" },
        { "c", "はい", "true" },
        { "c", "甲", "\"甲\"" },
    };

    [Theory, MemberData(nameof(Tests))]
    public void A_cell_becomes_the_test_that_its_writer_meant(string input, string cell, string expected)
    {
        var tree = Table(input);
        tree.Do(new PasteTable("table/t", 0, 0, cell + "\t1"));
        Assert.Equal(expected, (string?)tree.Form.At("tables[0].rules[0].when[0]"));
    }

    [Theory]
    [InlineData("number", "1,000円", "1000"), InlineData("number", "１０００", "1000"), InlineData("number", "無料", "0"), InlineData("number", "1.5", "1.5"), InlineData("number", "―", "null"), InlineData("number", " ", "null")]
    [InlineData("number", "300 * n", "\"300 * n\""), InlineData("number", "大", "\"\\\"大\\\"\""), InlineData("boolean", "はい", "true"), InlineData("boolean", "無", "false")]
    [InlineData("string", "1000", "\"\\\"1000\\\"\""), InlineData("string", "窓口", "\"\\\"窓口\\\"\""), InlineData("string", "\"窓口\"", "\"\\\"窓口\\\"\""), InlineData("date", "令和8年4月1日", "\"date(\\\"2026-04-01\\\")\"")]
    [InlineData(null, "500円", "500"), InlineData(null, "無料", "\"\\\"無料\\\"\""), InlineData(null, "n", "\"n\""), InlineData(null, "nn", "\"\\\"nn\\\"\"")]
    public void A_result_becomes_a_value(string? type, string cell, string expected)
    {
        var tree = Table("n", type);
        tree.Do(new PasteTable("table/t", 0, 1, cell));
        Assert.Equal(expected, (tree.Form.At("tables[0].rules[0].then[0]")?.ToJsonString(DefinitionEdit.Options)) ?? "null");
    }

    [Fact]
    public void The_table_grows_by_the_rows_that_it_lacks_and_keeps_the_others()
    {
        var tree = Table("n");
        Assert.Equal("表「料金」に3行を貼り付け", tree.Do(new PasteTable("table/t", 1, 0, "30以上50未満\t200円\t金属\r\n\"30以上\n50未満\"\t500\t\r\n―\t1,000\r\n")).SummaryJa);
        Assert.Equal("""[{"when":["-"],"then":[1]},{"when":["[30..50)"],"then":[200],"note":"金属"},{"when":["[30..50)"],"then":[500]},{"when":["-"],"then":[1000]}]""", tree.Form.Json("tables[0].rules"));
        tree.Do(new PasteTable("table/t", 99, 1, "7"));
        Assert.Equal("""{"when":["-"],"then":[7]}""", tree.Form.Json("tables[0].rules[4]"));
        Assert.Contains("はみ出します", tree.Refuse(new PasteTable("table/t", 0, 2, "a\tb")).MessageJa);
        Assert.Contains("ありません", tree.Refuse(new PasteTable("table/t", 0, 0, "")).MessageJa);
        Assert.Equal("too-many", tree.Refuse(new PasteTable("table/t", 0, 0, string.Join('\n', Enumerable.Range(0, 1001)))).Code);
    }

    [Fact]
    public void Tables_are_added_to_form_procedure_and_group_ready_to_run()
    {
        var tree = EditingForms.Of(Fields + """,{"id":"g","type":"group","label":"品","fields":[{"id":"q","type":"integer","label":"数量"}]}""");
        Assert.Equal("table/table", tree.Do(new AddTable("form")).Focus);
        Assert.Equal("table/table_2", tree.Do(new AddTable("procedure")).Focus);
        tree.Do(new AddTable("field/g"));
        Assert.Equal("q", (string?)tree.Form.At("tables[1].inputs[0].expression"));
        Assert.Equal("g", (string?)tree.Form.At("tables[1].group"));
        Assert.Single((JsonArray)tree.Procedure["tables"]!);
        EditingForms.Compile(tree);
        tree.Do(new SetTable("table/table", (JsonObject)JsonNode.Parse("""{"id":"other","label":"新","inputs":[{"expression":"y"}],"outputs":[{}],"rules":[{"when":["true"],"then":[1]}]}""")!));
        Assert.Equal("table", (string?)tree.Form.At("tables[0].id"));
        tree.Refuse(new SetTable("table/table", []));
        tree.Refuse(new AddTable("page/main"));
        tree.Do(new Duplicate(["table/table"]));
        tree.Do(new Remove(["table/table_2"]));
        EditingForms.Compile(tree);
    }

    private static DefinitionTree Table(string input, string? type = "number") => EditingForms.Of(Fields,
        $$""","tables":[{"id":"t","label":"料金","inputs":[{"expression":"{{input}}"}],"outputs":[{{{(type is null ? "" : $"\"type\":\"{type}\"")}}}],"rules":[{"when":["-"],"then":[1]}]}]""");
}
