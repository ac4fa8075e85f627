using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class PropertyTests
{
    private const string Fields = """
        {"id":"n","type":"integer","label":"個数"},
        {"id":"k","type":"choice","label":{"ja":"種類","en":"Kind"},"options":[{"value":"a","label":"甲"},{"value":"b","label":"乙"},{"value":"c","label":"丙"}]},
        {"id":"g","type":"group","label":"群","fields":[{"id":"t","type":"text","label":"文字"}]}
        """;

    [Fact]
    public void A_property_is_set_and_taken_away_and_said_in_words()
    {
        var tree = EditingForms.Of(Fields);
        Assert.Equal("「個数」を必須に変更", tree.Do(new Set("field/n", "required", true)).SummaryJa);
        Assert.Equal("「個数」の最小の値を変更", tree.Do(new Set("field/n", "min", 1)).SummaryJa);
        Assert.Equal("「個数」の最小の値を削除", tree.Do(new Set("field/n", "min", null)).SummaryJa);
        Assert.Equal("「個数」を任意に変更", tree.Do(new Set("field/n", "required", null)).SummaryJa);
        Assert.Equal("""{"id":"n","type":"integer","label":"個数"}""", tree.Form.Json("pages[0].fields[0]"));
        Assert.Equal("ページ「頁」の表示の条件を変更", tree.Do(new Set("page/main", "visible", "n > 1")).SummaryJa);
        Assert.Equal("手続の手数料を変更", tree.Do(new Set("procedure", "fee", new JsonObject { ["expression"] = "300 * n", ["due"] = "BeforeReview" })).SummaryJa);
        Assert.Equal("手続の手数料の式を変更", tree.Do(new Set("procedure", "fee.expression", "400 * n")).SummaryJa);
        Assert.Equal("「種類」の選択肢2の表示の条件を変更", tree.Do(new Set("field/k", "options[1].visible", "n > 1")).SummaryJa);
        Assert.Equal("n > 1", (string?)tree.Form.At("pages[0].fields[1].options[1].visible"));
        tree.Do(new Set("page/main", "visible", null));
        EditingForms.Compile(tree);
    }

    [Fact]
    public void An_emptied_condition_is_none_and_what_is_needed_stays()
    {
        var tree = EditingForms.Of(Fields);
        tree.Do(new Set("field/n", "visible", "k = \"a\""));
        tree.Do(new Set("field/n", "visible", "  "));
        Assert.Null(tree.Form.At("pages[0].fields[0].visible"));
        Assert.Contains("必要", tree.Refuse(new Set("field/n", "label", null)).MessageJa);
        Assert.Contains("必要", tree.Refuse(new Set("procedure", "identityLevel", null)).MessageJa);
    }

    [Theory]
    [InlineData("field/n", "requried"), InlineData("field/n", "options[0].labl"), InlineData("page/main", "required"), InlineData("procedure", "fee.amount"), InlineData("mapping", "target")]
    [InlineData("field/n", "label.ja.x"), InlineData("field/n", ""), InlineData("field/n", "valid[x]"), InlineData("field/n", "valid[0"), InlineData("table/t", "rule")]
    public void A_key_that_no_schema_knows_is_refused(string target, string key)
    {
        var tree = EditingForms.Of(Fields, ""","tables":[{"id":"t","inputs":[{"expression":"n"}],"outputs":[{}],"rules":[{"when":["-"],"then":[1]}]}]""");
        Assert.Equal("unknown-key", tree.Refuse(new Set(target, key, 1)).Code);
    }

    [Theory]
    [InlineData("field/n", "id", "識別名の変更"), InlineData("field/g", "fields", "追加・移動・削除"), InlineData("field/n", "valid[1].message", "順に"), InlineData("procedure", "tables", "追加・移動・削除")]
    public void Some_keys_have_operations_of_their_own(string target, string key, string says) => Assert.Contains(says, EditingForms.Of(Fields).Refuse(new Set(target, key, "x")).MessageJa);

    [Fact]
    public void A_list_grows_by_its_next_place()
    {
        var tree = EditingForms.Of(Fields);
        tree.Do(new Set("field/n", "valid[0].expression", "n < 5"));
        tree.Do(new SetText("field/n", "valid[0].message", "ja", "5より小さくしてください。"));
        tree.Do(new Set("field/n", "valid[1]", new JsonObject { ["expression"] = "n > 1", ["message"] = "大きく" }));
        tree.Do(new Set("field/n", "valid[0]", null));
        Assert.Equal("""[{"expression":"n > 1","message":"大きく"}]""", tree.Form.Json("pages[0].fields[0].valid"));
        tree.Do(new Set("procedure", "surveyCodes.本人確認(非オンライン)", "6"));
        Assert.Equal("6", (string?)tree.Procedure["surveyCodes"]!["本人確認(非オンライン)"]);
    }

    [Fact]
    public void What_an_import_noted_beside_a_field_can_be_taken_away_and_not_written()
    {
        var tree = EditingForms.Of("""{"id":"k","type":"text","label":"種類","x-guess":{"check":true},"x-own":1}""");
        Assert.Equal("「種類」を確認済みに変更", tree.Do(new Set("field/k", "x-guess", null)).SummaryJa);
        Assert.Equal("""{"id":"k","type":"text","label":"種類","x-own":1}""", tree.Form.Json("pages[0].fields[0]"));
        tree.Refuse(new Set("field/k", "x-guess", null));
        tree.Refuse(new Set("field/k", "x-own", 2));
    }

    [Fact]
    public void Another_type_keeps_what_it_heeds_and_gets_what_it_needs()
    {
        var tree = EditingForms.Of("""{"id":"k","type":"choice","label":"種類","required":true,"x-own":1,"options":[{"value":"a","label":"甲"}],"visible":"true"}""");
        tree.Do(new Set("field/k", "type", "choices"));
        Assert.Equal("a", (string?)tree.Form.At("pages[0].fields[0].options[0].value"));
        Assert.Equal("「種類」の種類を添付書類に変更", tree.Do(new Set("field/k", "type", "attachment")).SummaryJa);
        Assert.Equal("""{"id":"k","type":"attachment","label":"種類","required":true,"x-own":1,"visible":"true","accept":["application/pdf","image/jpeg","image/png"]}""", tree.Form.Json("pages[0].fields[0]"));
        tree.Refuse(new Set("field/k", "type", "checkbox"));
        tree.Refuse(new Set("field/k", "type", 3));
        tree.Refuse(new Set("field/k", "type", "slot"));
        tree.Do(new Set("field/k", "type", "group"));
        EditingForms.Compile(tree);
        Assert.Contains("先に外へ", tree.Refuse(new Set("field/k", "type", "text")).MessageJa);
    }

    [Fact]
    public void Texts_are_strings_while_there_is_only_japanese_and_maps_in_order_otherwise()
    {
        var tree = EditingForms.Of(Fields);
        tree.Do(new SetText("field/n", "label", "en", "Quantity"));
        tree.Do(new SetText("field/n", "label", "zh-Hans", "数量"));
        tree.Do(new SetText("field/n", "label", "ja-easy", "いくつ"));
        Assert.Equal("""{"ja":"個数","ja-easy":"いくつ","en":"Quantity","zh-Hans":"数量"}""", tree.Form.Json("pages[0].fields[0].label"));
        Assert.Equal("「個数」の名前を変更", tree.Do(new SetText("field/n", "label", "ja", " 数\n")).SummaryJa);
        foreach (var language in new[] { "en", "zh-Hans", "ja-easy", "fr" })
            tree.Do(new SetText("field/n", "label", language, null));
        Assert.Equal("\"数\"", tree.Form.Json("pages[0].fields[0].label"));
        tree.Do(new SetText("field/k", "options[2].label", "en", "C"));
        Assert.Equal("""{"ja":"丙","en":"C"}""", tree.Form.Json("pages[0].fields[1].options[2].label"));
        tree.Do(new SetText("procedure", "whatYouNeed[0]", "ja", "印鑑"));
        Assert.Equal("""["印鑑"]""", tree.Procedure.Json("whatYouNeed"));
        tree.Do(new SetText("procedure", "legalBasis", "ja", "条例第1条"));
        Assert.Equal("条例第1条", (string?)tree.Procedure["legalBasis"]);
    }

    [Fact]
    public void A_text_without_its_japanese_goes_as_a_whole_unless_it_is_needed()
    {
        var tree = EditingForms.Of(Fields);
        tree.Do(new SetText("field/n", "help", "ja", "説明"));
        tree.Do(new SetText("field/n", "help", "en", "Help"));
        tree.Do(new SetText("field/n", "help", "ja", ""));
        Assert.Null(tree.Form.At("pages[0].fields[0].help"));
        Assert.Contains("日本語は空にできません", tree.Refuse(new SetText("field/k", "label", "ja", "　 ")).MessageJa);
        tree.Refuse(new SetText("field/k", "required", "ja", "x"));
        tree.Refuse(new SetText("field/k", "label", "Japanese!", "x"));
        tree.Refuse(new SetText("field/k", "id", "ja", "x"));
    }

    [Fact]
    public void Options_are_added_moved_and_removed_but_one_stays()
    {
        var tree = EditingForms.Of(Fields);
        tree.Do(new AddOption("field/k", 1, "Other", null));
        tree.Do(new AddOption("field/k", null, "新しい", "new"));
        Assert.Equal("duplicate-option", tree.Refuse(new AddOption("field/k", null, "又", "new")).Code);
        tree.Do(new MoveOption("field/k", 0, 2));
        Assert.Equal(["other", "b", "a", "c", "new"], ((JsonArray)tree.Form.At("pages[0].fields[1].options")!).Select(option => (string?)option!["value"]));
        for (var i = 0; i < 4; i++)
            tree.Do(new RemoveOption("field/k", 0));
        tree.Refuse(new RemoveOption("field/k", 0));
        tree.Refuse(new RemoveOption("field/k", 7));
        tree.Refuse(new AddOption("field/n"));
        tree.Do(new Set("field/k", "options", "g.t"));
        Assert.Contains("式", tree.Refuse(new AddOption("field/k")).MessageJa);
        Assert.Contains("式", tree.Refuse(new SetText("field/k", "options[0].label", "ja", "x")).MessageJa);
    }

    [Fact]
    public void The_samples_follow_when_the_procedure_gets_another_code()
    {
        var tree = EditingForms.Catalogue("sodai-gomi");
        tree.Do(new Set("procedure", "code", "sodai-gomi-2"));
        Assert.All(tree.Samples.Values, sample => Assert.Equal("sodai-gomi-2", (string?)sample["procedure"]));
        tree.Refuse(new Set("procedure", "code", "粗大"));
    }
}
