using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests.Editing;

/// <summary>A decision table in the words of people.</summary>
public sealed class TableGridTests
{
    [Theory]
    [InlineData("size", "-", "")]
    [InlineData("size", "[30..50)", "30以上50未満")]
    [InlineData("size", "[50..179]", "50以上179以下")]
    [InlineData("size", "(0..1.5]", "0超1.5以下")]
    [InlineData("size", ">= 180", "180以上")]
    [InlineData("size", "< 18", "18未満")]
    [InlineData("size", "not(3)", "3以外")]
    [InlineData("size", "30", "30")]
    [InlineData("metal", "true", "はい")]
    [InlineData("metal", "false", "いいえ")]
    [InlineData("kind", "\"bed\"", "ベッド")]
    [InlineData("kind", "\"bed\", \"sofa\"", "ベッド、ソファ")]
    [InlineData("kind", "not(\"bed\")", "ベッド以外")]
    [InlineData("kind", "\"a \\\" quote\"", "a \" quote")]
    [InlineData("day", ">= date(\"2026-04-01\")", "2026-04-01以上")]
    public void A_condition_stands_in_words_that_give_the_same_expression_again(string field, string feel, string words)
    {
        var tree = Tree(field, feel, 100);
        Assert.Equal(words, TableGrid.Of(tree, "table/amount")!.Rows[0].Cells[0].Words);
        Assert.True(DefinitionEditor.Apply(tree, new PasteTable("table/amount", 0, 0, words + "\n")).IsDone);
        Assert.Equal(feel, TableGrid.Of(tree, "table/amount")!.Rows[0].Cells[0].Feel);
    }

    [Theory]
    [InlineData("size", "size > 30 and metal")]
    [InlineData("size", "[30..50), [70..90)")]
    [InlineData("kind", "?")]
    public void What_has_no_words_stands_as_its_expression(string field, string feel) =>
        Assert.Equal(feel, TableGrid.Of(Tree(field, feel, 100), "table/amount")!.Rows[0].Cells[0].Words);

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_that_is_not_touched_is_the_same_afterwards(JsonNode? stored, string words)
    {
        var tree = Tree("size", "-", stored?.DeepClone());
        Assert.Equal(words, TableGrid.Of(tree, "table/amount")!.Rows[0].Cells[1].Words);
        Assert.True(DefinitionEditor.Apply(tree, new PasteTable("table/amount", 0, 1, words + "\n")).IsDone);
        Assert.True(JsonNode.DeepEquals(stored, tree.Procedure["tables"]![0]!["rules"]![0]!["then"]![0]));
    }

    public static TheoryData<JsonNode?, string> Results => new() { { 500, "500" }, { null, "" }, { "size * 100", "size * 100" }, { "\"waste\"", "waste" } };

    [Fact]
    public void A_choice_and_a_yes_or_no_propose_what_can_be_said()
    {
        Assert.Equal(["ベッド", "ソファ"], TableGrid.Of(Tree("kind", "-", 0), "table/amount")!.Columns[0].Proposals);
        Assert.Equal(["はい", "いいえ"], TableGrid.Of(Tree("metal", "-", 0), "table/amount")!.Columns[0].Proposals);
        Assert.Empty(TableGrid.Of(Tree("size", "-", 0), "table/amount")!.Columns[0].Proposals);
    }

    [Fact]
    public void A_missing_case_comes_as_cells_of_a_row()
    {
        var tree = Tree("metal", "true", 200);
        var plan = FormPlan.Compile(ProcedureDefinition.Parse(tree.ToFiles().Procedure), FormDefinition.Parse(tree.ToFiles().Form));
        var gap = Assert.Single(TableReview.Of(plan, "amount")!, remark => remark.Code == "gap");
        Assert.Equal(["false"], gap.Missing);
        Assert.Equal("いいえ", Assert.Single(TableGrid.Of(tree, "table/amount")!.Cells(gap.Missing)).Words);
        Assert.Null(TableReview.Of(plan, "other"));
    }

    private static DefinitionTree Tree(string field, string test, JsonNode? result)
    {
        var tree = DefinitionTree.Empty("test", "試験", "waste", "環境局");
        tree.Procedure["identityReason"] = "試験のための理由です。";
        tree.Form["pages"]![0]!["fields"] = JsonNode.Parse("""
            [{ "id": "size", "type": "integer", "label": "大きさ", "required": true }, { "id": "metal", "type": "yesNo", "label": "金属", "required": true }, { "id": "day", "type": "date", "label": "日", "required": true },
             { "id": "kind", "type": "choice", "label": "種類", "required": true, "options": [{ "value": "bed", "label": "ベッド" }, { "value": "sofa", "label": { "ja": "ソファ", "en": "Sofa" } }] }]
            """);
        tree.Procedure["tables"] = new JsonArray(new JsonObject
        {
            ["id"] = "amount", ["label"] = "手数料", ["inputs"] = new JsonArray(new JsonObject { ["expression"] = field }), ["outputs"] = new JsonArray(new JsonObject()),
            ["rules"] = new JsonArray(new JsonObject { ["when"] = new JsonArray(test), ["then"] = new JsonArray(result) }),
        });
        return tree;
    }
}
