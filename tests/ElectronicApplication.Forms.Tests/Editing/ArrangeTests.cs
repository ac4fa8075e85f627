using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class ArrangeTests
{
    private const string Text = """{"id":"a","type":"text","label":"甲"},{"id":"b","type":"text","label":"乙"},{"id":"c","type":"text","label":"丙"},{"id":"d","type":"text","label":"丁"}""";

    public static TheoryData<FieldType> Types() => [.. Enum.GetValues<FieldType>().Where(type => type != FieldType.Slot)];

    [Theory, MemberData(nameof(Types))]
    public void A_field_of_any_type_comes_from_the_palette_ready_to_be_filled_in(FieldType type)
    {
        var tree = EditingForms.Empty();
        var outcome = tree.Do(new AddField("page/page_1", null, type, "新しい項目"));
        Assert.Equal("項目「新しい項目」を追加", outcome.SummaryJa);
        var plan = EditingForms.Compile(tree);
        Assert.Equal(type, plan.Field(outcome.Focus!["field/".Length..])!.Type);
        Assert.DoesNotContain(Lint.DefinitionLint.Check(tree.ToFiles(), new DateOnly(2026, 11, 21)).Findings,
            finding => finding.File == "form.json" && !finding.Code.StartsWith("missing-", StringComparison.Ordinal) && finding.Code != "my-number-level");
    }

    [Fact]
    public void A_field_is_put_where_it_was_dropped_with_the_id_that_was_asked_for()
    {
        var tree = EditingForms.Of(Text);
        Assert.Equal("field/weight", tree.Do(new AddField("page/main", 1, FieldType.Integer, "重さ", "weight")).Focus);
        Assert.Equal(["a", "weight", "b", "c", "d"], EditingForms.Fields(tree, "main"));
        Assert.Equal("duplicate-id", tree.Refuse(new AddField("page/main", 1, FieldType.Integer, "重さ", "weight")).Code);
        Assert.Contains("today", tree.Refuse(new AddField("page/main", 1, FieldType.Date, "今日", "today")).MessageJa);
        Assert.Contains("Weight", tree.Refuse(new AddField("page/main", 1, FieldType.Date, "日", "Weight")).MessageJa);
        Assert.Equal("unknown-target", tree.Refuse(new AddField("page/nowhere", 1, FieldType.Date, "日")).Code);
    }

    [Fact]
    public void Pages_are_added_behind_another_moved_and_removed_but_one_stays()
    {
        var tree = EditingForms.Of(Text);
        Assert.Equal("page/attachment", tree.Do(new AddPage(null, "添付")).Focus);
        tree.Do(new AddPage("page/main", "間"));
        Assert.Equal(["頁", "間", "添付"], Titles(tree));
        tree.Do(new MovePage("attachment", 0));
        Assert.Equal(["添付", "頁", "間"], Titles(tree));
        tree.Do(new RemovePage("page/page_3"));
        tree.Do(new RemovePage("main"));
        Assert.Contains("少なくとも一つ", tree.Refuse(new RemovePage("attachment")).MessageJa);
        Assert.Contains("少なくとも一つ", tree.Refuse(new Remove(["page/attachment"], Force: true)).MessageJa);
    }

    [Fact]
    public void Several_fields_move_together_in_the_order_of_the_form()
    {
        var tree = EditingForms.Of(Text);
        tree.Do(new AddPage(null, "二"));
        tree.Do(new Move(["field/d", "field/b"], "page/page_2", null));
        Assert.Equal(["b", "d"], EditingForms.Fields(tree, "page_2"));
        Assert.Equal("項目「甲」ほか1個をページ「二」の中へ移動", tree.Do(new Move(["field/c", "field/a"], "page/page_2", 1)).SummaryJa);
        Assert.Equal(["b", "a", "c", "d"], EditingForms.Fields(tree, "page_2"));
    }

    [Theory]
    [InlineData("a", 1, "b,a,c,d"), InlineData("d", 0, "d,a,b,c"), InlineData("b", 99, "a,c,d,b"), InlineData("c", 2, "a,b,c,d")]
    public void A_field_that_moves_within_its_page_stands_at_the_place_asked_for(string id, int index, string expected)
    {
        var tree = EditingForms.Of(Text);
        tree.Do(new Move(["field/" + id], "page/main", index));
        Assert.Equal(expected, string.Join(',', EditingForms.Fields(tree, "main")));
    }

    [Fact]
    public void Groups_hold_fields_but_no_groups_and_are_never_emptied()
    {
        var tree = EditingForms.Of(Text);
        tree.Do(new AddField("page/main", null, FieldType.Group, "品物", "items"));
        tree.Do(new AddField("page/main", null, FieldType.Group, "別", "others"));
        tree.Do(new Move(["field/a", "field/b"], "field/items", 0));
        Assert.Equal(["c", "d", "items", "others"], EditingForms.Fields(tree, "main"));
        Assert.Contains("「別」", tree.Refuse(new Move(["field/others"], "field/items", 0)).MessageJa);
        tree.Refuse(new AddField("field/items", 0, FieldType.Group, "中"));
        Assert.Contains("繰り返しごと", tree.Refuse(new Move(["field/items_text", "field/a", "field/b"], "page/main", 0)).MessageJa);
        Assert.Contains("繰り返しごと", tree.Refuse(new Remove(["field/others_text"])).MessageJa);
        Assert.Contains("繰り返しではない", tree.Refuse(new Move(["field/c"], "field/d", 0)).MessageJa);
        tree.Do(new Move(["field/items_text", "field/items"], "page/main", 0));
        Assert.Equal(["items", "c", "d", "others"], EditingForms.Fields(tree, "main"));
    }

    [Fact]
    public void What_is_still_read_is_not_removed_and_the_places_are_named()
    {
        var tree = EditingForms.Catalogue("sodai-gomi");
        var problem = tree.Refuse(new Remove(["field/longest_cm"]));
        Assert.Equal("still-used", problem.Code);
        Assert.Contains("「幅も厚さも10cm未満の細長い物ですか」の表示の条件", problem.MessageJa);
        Assert.Contains("表「1個の手数料」の入力2", problem.MessageJa);
        Assert.Contains("連携「environment」の items", problem.MessageJa);
        Assert.DoesNotContain("いちばん長い辺の長さ", problem.MessageJa);
        tree.Do(new Remove(["field/longest_cm"], Force: true));
        Assert.DoesNotContain("longest_cm", tree.Samples.First().Value["answers"]!.ToJsonString());
        tree.Refuse(new Remove(["table/fee_per_item"]));
        tree.Refuse(new RemovePage("items_page"));
    }

    [Fact]
    public void What_nobody_reads_outside_of_the_set_goes_at_once_with_its_answers_in_samples()
    {
        var tree = EditingForms.Catalogue("sodai-gomi");
        tree.Do(new Set("mapping", "targets", new JsonArray()));
        tree.Procedure.Remove("review");
        tree.Refuse(new Remove(["field/first_time"]));
        Assert.Equal("項目「粗大ごみを申し込むのは初めてですか」ほか1個を削除", tree.Do(new Remove(["field/first_time", "field/earlier_number"])).SummaryJa);
        Assert.All(tree.Samples.Values, sample => Assert.Null(sample["answers"]!["first_time"]));
        EditingForms.Compile(tree);
    }

    [Fact]
    public void After_a_removal_the_neighbour_is_selected()
    {
        var tree = EditingForms.Of(Text);
        Assert.Equal("field/c", tree.Do(new Remove(["field/b"])).Focus);
        Assert.Equal("field/c", tree.Do(new Remove(["field/d"])).Focus);
        Assert.Equal("page/main", tree.Do(new Remove(["field/a", "field/c"])).Focus);
    }

    [Fact]
    public void A_copied_group_brings_its_table_and_reads_its_own_fields()
    {
        var tree = EditingForms.Catalogue("sodai-gomi");
        var outcome = tree.Do(new Duplicate(["field/items"]));
        Assert.Equal("field/items_2", outcome.Focus);
        var copy = tree.Form.At("pages[0].fields[1]")!;
        Assert.Equal("品物（写し）", (string?)copy["label"]!["ja"]);
        Assert.Equal("item_kind_2 = \"other\"", (string?)copy.At("fields[1].visible"));
        Assert.Equal("fee_per_item_2 * quantity_2", (string?)copy.At("fields[6].value"));
        Assert.Equal("items_2", (string?)tree.Form.At("tables[1].group"));
        Assert.Equal("longest_cm_2", (string?)tree.Form.At("tables[1].inputs[1].expression"));
        Assert.Equal("sum(items.quantity)", (string?)tree.Form.At("pages[0].fields[2].value"));
        EditingForms.Compile(tree);
    }

    [Fact]
    public void A_copied_page_stands_behind_the_original_and_reads_its_own_fields_where_it_holds_them()
    {
        var tree = EditingForms.Catalogue("sodai-gomi");
        Assert.Equal("ページ「収集する場所」を複製", tree.Do(new Duplicate(["page/place"])).SummaryJa);
        Assert.Equal("place_2", (string?)tree.Form.At("pages[2].id"));
        Assert.Equal("dwelling_2 = \"house\"", (string?)tree.Form.At("pages[2].fields[3].options[0].visible"));
        Assert.Equal("starts with(pickup_address_2.city, \"川崎市\")", (string?)tree.Form.At("pages[2].fields[1].valid[0].expression"));
        EditingForms.Compile(tree);
    }

    [Fact]
    public void Two_copied_fields_follow_each_other_behind_the_originals()
    {
        var tree = EditingForms.Of("""{"id":"a_1","type":"integer","label":"甲"},{"id":"b","type":"text","label":"乙","visible":"a_1 > 1 and c"},{"id":"c","type":"yesNo","label":"丙"}""");
        tree.Do(new Duplicate(["field/b", "field/a_1"]));
        Assert.Equal(["a_1", "b", "a", "b_2", "c"], EditingForms.Fields(tree, "main"));
        Assert.Equal("a > 1 and c", (string?)tree.Form.At("pages[0].fields[3].visible"));
    }

    private static string[] Titles(DefinitionTree tree) => [.. ((JsonArray)tree.Form["pages"]!).Select(page => (string)page!["title"]!)];
}
