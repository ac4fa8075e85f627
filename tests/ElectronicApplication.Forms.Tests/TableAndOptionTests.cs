using System.Text;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Decision tables in forms and procedures, and options that move with other answers.</summary>
public sealed class TableAndOptionTests
{
    private const string Items = """
        {"id":"items","type":"group","label":"品目","fields":[
          {"id":"kind","type":"choice","label":"種類","required":true,"options":[{"value":"metal","label":"金属"},{"value":"other","label":"その他"}]},
          {"id":"length","type":"integer","label":"長さ","required":true,"min":1,"max":300},
          {"id":"price","type":"calculated","label":"額","value":"price_table"}
        ]}
        """;

    private const string Prices = """
        {"id":"price_table","group":"items","hitPolicy":"F",
         "inputs":[{"expression":"kind"},{"expression":"length"}],"outputs":[{"type":"number"}],
         "rules":[{"when":["\"metal\"","[30..50)"],"then":[200]},{"when":[null,"< 180"],"then":[500]},{"when":["-","-"],"then":[1000]}]}
        """;

    [Fact]
    public void A_table_prices_each_row_and_the_fee_is_their_sum()
    {
        var plan = Plan(Items, Prices, fee: "sum(items.price)");
        var evaluation = plan.Evaluate("""{"items":[{"kind":"metal","length":40},{"kind":"other","length":40},{"kind":"metal","length":200}]}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal([200L, 500, 1000], evaluation.Answers["items"]!.AsArray().Select(row => (long)row!["price"]!));
        Assert.Equal(1700, evaluation.Fee);
        Assert.False(evaluation.Visible.Contains("price_table"));
    }

    [Fact]
    public void A_table_of_the_procedure_is_the_fee_and_another_finds_the_office()
    {
        var procedure = Form.Procedure("""
            "tables":[
              {"id":"fee_table","inputs":[{"expression":"kind"}],"outputs":[{}],"rules":[{"when":["\"a\""],"then":["copies * 450"]},{"when":["\"b\""],"then":["copies * 750"]}]},
              {"id":"office_of","inputs":[{"expression":"ward"}],"outputs":[{"default":"\"hall\""}],"rules":[{"when":["\"川崎区\", \"幸区\""],"then":["\"south\""]}]}],
            "fee":{"expression":"fee_table","due":"BeforeReview"},
            "routing":{"expression":"office_of","offices":[{"code":"south","title":"南"},{"code":"hall","title":"本庁"}]}
            """, raw: true);
        var form = """
            {"pages":[{"id":"p","title":"頁","fields":[
              {"id":"kind","type":"choice","label":"種別","required":true,"options":[{"value":"a","label":"甲"},{"value":"b","label":"乙"}]},
              {"id":"copies","type":"integer","label":"通数","required":true,"min":1,"max":10},
              {"id":"ward","type":"text","label":"区"}]}]}
            """;
        var plan = FormPlan.Compile(procedure, FormDefinition.Parse(Encoding.UTF8.GetBytes(form)));
        var south = plan.Evaluate("""{"kind":"b","copies":2,"ward":"幸区"}""");
        Assert.Equal((1500, "south"), (south.Fee, south.Office));
        var elsewhere = plan.Evaluate("""{"kind":"a","copies":1,"ward":"多摩区"}""");
        Assert.Equal((450, "hall"), (elsewhere.Fee, elsewhere.Office));
    }

    [Theory]
    [InlineData("\"inputs\":[{\"expression\":\"nobody\"}],\"outputs\":[{}],\"rules\":[]", "$.tables[0].inputs[0]", "nobody")]
    [InlineData("\"inputs\":[{\"expression\":\"a\"}],\"outputs\":[{}],\"rules\":[{\"when\":[1,2],\"then\":[3]}]", "$.tables[0].rules[0]", "1 cells")]
    [InlineData("\"inputs\":[{\"expression\":\"a\"}],\"outputs\":[{}],\"rules\":[{\"when\":[\"\\\"x\\\"\"],\"then\":[3]}]", "$.tables[0].rules[0].when[0]", "number")]
    [InlineData("\"hitPolicy\":\"X\",\"inputs\":[{\"expression\":\"a\"}],\"outputs\":[{}],\"rules\":[]", "$.tables[0].hitPolicy", "C+")]
    [InlineData("\"inputs\":[],\"outputs\":[{}],\"rules\":[]", "$.tables[0].inputs", "input")]
    [InlineData("\"group\":\"rows\",\"inputs\":[{\"expression\":\"a\"}],\"outputs\":[{}],\"rules\":[]", "$.tables[0].group", "no group")]
    [InlineData("\"inputs\":[{\"expression\":\"t\"}],\"outputs\":[{}],\"rules\":[]", "$.tables[0]", "circle")]
    public void A_mistake_in_a_table_is_shown_with_its_place(string table, string path, string hint)
    {
        var refusal = Assert.Throws<DefinitionException>(() => Plan("""{"id":"a","type":"integer","label":"甲"}""", $$"""{"id":"t",{{table}}}"""));
        Assert.Equal(path, refusal.Path);
        Assert.Contains(hint, refusal.MessageEn);
    }

    [Fact]
    public void Options_may_come_from_other_answers()
    {
        var plan = Form.Of(
            """{"id":"members","type":"group","label":"世帯員","fields":[{"id":"member","type":"text","label":"氏名"}]}""",
            """{"id":"head","type":"choice","label":"世帯主","required":true,"options":"members.member"}""");
        var evaluation = plan.Evaluate("""{"members":[{"member":"花子"},{"member":"太郎"},{"member":"花子"}],"head":"太郎"}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal(["花子", "太郎"], evaluation.Options["head"].Select(option => option.Value));
        Assert.Equal(["head not-an-option"], plan.Evaluate("""{"members":[{"member":"花子"}],"head":"太郎"}""").Codes());
    }

    [Fact]
    public void Options_may_come_from_a_table_with_their_labels()
    {
        var plan = Plan(
            """{"id":"area","type":"text","label":"地域"},{"id":"lots","type":"choices","label":"駐輪場","options":"lots_of"}""",
            """
            {"id":"lots_of","hitPolicy":"C","inputs":[{"expression":"area"}],"outputs":[{"name":"value"},{"name":"label"},{"name":"label_en"}],
             "rules":[{"when":["\"east\""],"then":["\"e1\"","\"東口第1\"","\"East 1\""]},{"when":["\"east\""],"then":["\"e2\"","\"東口第2\"","\"East 2\""]},{"when":["\"west\""],"then":["\"w1\"","\"西口\"","\"West\""]}]}
            """);
        var evaluation = plan.Evaluate("""{"area":"east","lots":["e2","e1"]}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal("""["e1","e2"]""", evaluation.Answers["lots"]!.ToJsonString());
        Assert.Equal("East 2", evaluation.Options["lots"][1].Label.For("en"));
        Assert.Equal(["lots not-an-option"], plan.Evaluate("""{"area":"west","lots":["e1"]}""").Codes());
    }

    [Fact]
    public void An_option_may_have_a_condition()
    {
        var plan = Form.Of(
            """{"id":"age","type":"integer","label":"年齢"}""",
            """{"id":"kind","type":"choice","label":"区分","options":[{"value":"adult","label":"一般"},{"value":"child","label":"小人","visible":"age < 12"}]}""");
        Assert.Empty(plan.Evaluate("""{"age":8,"kind":"child"}""").Issues);
        Assert.Equal(["kind not-an-option"], plan.Evaluate("""{"age":20,"kind":"child"}""").Codes());
        Assert.Equal(["adult"], plan.Evaluate("""{"age":20}""").Options["kind"].Select(option => option.Value));
    }

    private static FormPlan Plan(string fields, string table, string? fee = null) =>
        Form.Compile($$"""{"pages":[{"id":"main","title":"頁","fields":[{{fields}}]}],"tables":[{{table}}]}""", fee);
}
