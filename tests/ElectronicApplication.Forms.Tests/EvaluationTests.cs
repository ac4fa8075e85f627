using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Tests;

public sealed class EvaluationTests
{
    private const string Kind = """{"id":"kind","type":"choice","label":"種類","required":true,"options":[{"value":"all","label":"全員"},{"value":"some","label":"一部"}]}""";
    private const string Other = """{"id":"other","type":"text","label":"内容","visible":"kind = \"some\"","required":true}""";

    private static readonly FormPlan Persons = Form.Of(
        Kind,
        """
        {"id":"persons","type":"group","label":"人","visible":"kind = \"some\"","minRows":1,"maxRows":3,"fields":[
          {"id":"name","type":"text","label":"氏名","required":true},
          {"id":"child","type":"yesNo","label":"子どもですか"},
          {"id":"school","type":"text","label":"学校","visible":"child","required":true},
          {"id":"copies","type":"integer","label":"通数","value":"1","valid":[{"expression":"copies <= limit","message":"上限を超えています。"}]},
          {"id":"price","type":"calculated","label":"額","value":"copies * 300"}
        ]}
        """,
        """{"id":"limit","type":"integer","label":"上限"}""",
        """{"id":"total","type":"calculated","label":"合計","value":"if kind = \"some\" then sum(persons.price) else 0"}""");

    [Fact]
    public void A_hidden_field_is_neither_required_nor_submitted_and_comes_back_when_shown()
    {
        var plan = Form.Of(Kind, Other);
        var hidden = plan.Evaluate("""{"kind":"all"}""");
        Assert.Empty(hidden.Issues);
        Assert.Equal(["kind"], hidden.Visible);
        Assert.Equal(["kind"], hidden.Required);
        var shown = plan.Evaluate("""{"kind":"some","other":"年金"}""");
        Assert.Empty(shown.Issues);
        Assert.Equal(["kind", "other"], shown.Visible);
        Assert.Equal(["other required"], plan.Evaluate("""{"kind":"some"}""").Codes());
    }

    [Fact]
    public void A_submission_with_a_hidden_answer_is_refused_and_a_draft_is_not()
    {
        var plan = Form.Of(Kind, Other);
        const string answers = """{"kind":"all","other":"年金"}""";
        Assert.Equal(["other hidden-field"], plan.Evaluate(answers).Codes());
        var draft = plan.Evaluate(answers, Form.Input with { Draft = true });
        Assert.Empty(draft.Issues);
        Assert.Equal("""{"kind":"all"}""", draft.Answers.ToJsonString());
    }

    [Fact]
    public void Whatever_depends_on_a_hidden_field_sees_nothing_there()
    {
        var plan = Form.Of(Kind, Other, """{"id":"note","type":"text","label":"メモ","visible":"is defined(other)"}""");
        Assert.True(plan.Evaluate("""{"kind":"some","other":"年金"}""").Visible.Contains("note"));
        Assert.False(plan.Evaluate("""{"kind":"all","other":"年金"}""", Form.Input with { Draft = true }).Visible.Contains("note"));
    }

    [Fact]
    public void A_hidden_page_hides_its_fields()
    {
        var plan = Form.Compile($$"""
            {"pages":[
              {"id":"first","title":"一","fields":[{{Kind}}]},
              {"id":"second","title":"二","visible":"kind = \"some\"","fields":[{"id":"reason","type":"text","label":"理由","required":true}]}
            ]}
            """);
        var hidden = plan.Evaluate("""{"kind":"all"}""");
        Assert.Empty(hidden.Issues);
        Assert.Equal(["first"], hidden.VisiblePages);
        Assert.Equal(["first", "second"], plan.Evaluate("""{"kind":"some"}""").VisiblePages.Order());
        Assert.Equal(["reason hidden-field"], plan.Evaluate("""{"kind":"all","reason":"x"}""").Codes());
    }

    [Fact]
    public void A_field_may_depend_on_one_that_stands_after_it()
    {
        var plan = Form.Of("""{"id":"a","type":"text","label":"甲","visible":"b"}""", """{"id":"b","type":"yesNo","label":"乙"}""");
        Assert.Equal(["a", "b"], plan.Evaluate("""{"b":true}""").Visible);
        Assert.Equal(["b"], plan.Evaluate("""{"b":false}""").Visible);
    }

    [Fact]
    public void A_condition_may_make_a_field_required()
    {
        var plan = Form.Of("""{"id":"a","type":"yesNo","label":"甲"}""", """{"id":"b","type":"text","label":"乙","required":"a"}""");
        Assert.Equal(["b required"], plan.Evaluate("""{"a":true}""").Codes());
        Assert.Empty(plan.Evaluate("""{"a":false}""").Issues);
        Assert.Empty(plan.Evaluate("{}").Required);
    }

    [Fact]
    public void Rows_have_paths_and_see_their_own_fields_and_those_outside()
    {
        var evaluation = Persons.Evaluate("""
            {"kind":"some","limit":2,"persons":[{"name":"花子","copies":2},{"child":true,"copies":3},{"name":"太郎","child":false,"school":"小学校"}]}
            """);
        Assert.Equal(["persons[1].name required", "persons[1].school required", "persons[1].copies invalid", "persons[2].school hidden-field"], evaluation.Codes());
        Assert.Contains("2件目の「氏名」", evaluation.Issues[0].Message);
        Assert.Equal(2, evaluation.Issues[0].Arguments["row"]);
        Assert.True(evaluation.Visible.Contains("persons[1].school"));
        Assert.False(evaluation.Visible.Contains("persons[0].school"));
        Assert.True(evaluation.Required.Contains("persons[0].name"));
        Assert.Equal(1800, (long)evaluation.Answers["total"]!);
        Assert.Equal("""{"name":"\u592A\u90CE","child":false,"copies":1,"price":300}""", evaluation.Answers["persons"]![2]!.ToJsonString());
    }

    [Fact]
    public void A_group_is_bounded_from_both_sides()
    {
        Assert.Equal(["persons too-few-rows"], Persons.Evaluate("""{"kind":"some"}""").Codes());
        Assert.Contains("persons", Persons.Evaluate("""{"kind":"some"}""").Required);
        var many = Persons.Evaluate("""{"kind":"some","persons":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]}""");
        Assert.Equal(["persons too-many-rows"], many.Codes());
        Assert.Equal(3, ((JsonArray)many.Answers["persons"]!).Count);
        Assert.Equal(["persons wrong-type"], Persons.Evaluate("""{"kind":"some","persons":"all"}""").Codes());
        Assert.Equal("persons[0] wrong-type", Persons.Evaluate("""{"kind":"some","persons":[1]}""").Codes()[0]);
        Assert.Equal(["persons[0].age unknown-field"], Persons.Evaluate("""{"kind":"some","persons":[{"name":"a","age":3}]}""").Codes());
    }

    [Fact]
    public void What_the_card_says_stands_whatever_was_sent()
    {
        var plan = Form.Of(
            """{"id":"name","type":"text","label":"氏名","required":true,"maxLength":3,"prefill":{"source":"card","attribute":"name"}}""",
            """{"id":"birth","type":"date","label":"生年月日"}""",
            """{"id":"sex","type":"choice","label":"性別","options":[{"value":"1","label":"男"}]}""",
            """{"id":"age","type":"calculated","label":"年","value":"today.year - birth.year"}""");
        var locked = Form.Answers("""{"name":"川﨑 花子","birth":"1990-01-02","sex":"3"}""");
        var evaluation = plan.Evaluate("""{"name":"別人","birth":"2000-01-01"}""", Form.Input with { Locked = locked });
        Assert.Empty(evaluation.Issues);
        Assert.Equal("川﨑 花子", (string?)evaluation.Answers["name"]);
        Assert.Equal("3", (string?)evaluation.Answers["sex"]);
        Assert.Equal(36, (long)evaluation.Answers["age"]!);
        Assert.Equal(["name", "birth", "sex", "age"], evaluation.ReadOnly);
    }

    [Fact]
    public void A_calculated_value_replaces_whatever_was_sent_for_it()
    {
        var evaluation = Persons.Evaluate("""{"kind":"all","total":99999}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal(0, (long)evaluation.Answers["total"]!);
    }

    [Fact]
    public void A_suggested_value_stands_until_it_is_answered_or_emptied()
    {
        var plan = Form.Of("""{"id":"copies","type":"integer","label":"通数","required":true,"value":"1"}""");
        Assert.Equal(1, (long)plan.Evaluate("{}").Answers["copies"]!);
        Assert.Equal(5, (long)plan.Evaluate("""{"copies":5}""").Answers["copies"]!);
        Assert.Equal(["copies required"], plan.Evaluate("""{"copies":null}""").Codes());
    }

    [Fact]
    public void A_read_only_value_cannot_be_changed_while_it_is_read_only()
    {
        var plan = Form.Of("""{"id":"same","type":"yesNo","label":"同じ"}""", """{"id":"home","type":"text","label":"住所"}""",
            """{"id":"send","type":"text","label":"送り先","value":"home","readOnly":"same"}""");
        var fixedAddress = plan.Evaluate("""{"same":true,"home":"宮本町1","send":"別の町"}""");
        Assert.Equal("宮本町1", (string?)fixedAddress.Answers["send"]);
        Assert.True(fixedAddress.ReadOnly.Contains("send"));
        Assert.Equal("別の町", (string?)plan.Evaluate("""{"same":false,"home":"宮本町1","send":"別の町"}""").Answers["send"]);
    }

    [Fact]
    public void A_rule_waits_until_everything_that_it_reads_is_there()
    {
        var plan = Form.Of("""{"id":"from","type":"date","label":"始"}""",
            """{"id":"to","type":"date","label":"終","valid":[{"expression":"to >= from","message":"終わりが始まりより前です。"}]}""");
        Assert.Empty(plan.Evaluate("""{"to":"2026-04-01"}""").Issues);
        Assert.Equal(["to invalid"], plan.Evaluate("""{"from":"2026-04-02","to":"2026-04-01"}""").Codes());
    }

    [Fact]
    public void The_fee_follows_the_answers_and_is_unknown_without_them()
    {
        var plan = Form.Compile("""{"pages":[{"id":"p","title":"頁","fields":[{"id":"n","type":"integer","label":"通数","required":true}]}]}""", "300 * n");
        Assert.Equal(900, plan.Evaluate("""{"n":3}""").Fee);
        Assert.Null(plan.Evaluate("{}").Fee);
        Assert.Equal(["n required"], plan.Evaluate("{}").Codes());
        // A price below nothing is no price: better refused than accepted for an unknown sum.
        Assert.Equal([" invalid"], plan.Evaluate("""{"n":-1}""").Codes());
    }

    [Fact]
    public void Answers_come_out_in_the_order_of_the_form()
    {
        var plan = Form.Of("""{"id":"a","type":"text","label":"甲"}""", """{"id":"b","type":"text","label":"乙"}""", """{"id":"c","type":"text","label":"丙"}""");
        Assert.Equal("""{"a":"1","b":"2","c":"3"}""", plan.Evaluate("""{"c":"3","a":"1","b":"2"}""").Answers.ToJsonString());
    }

    [Fact]
    public void Evaluating_changes_none_of_its_arguments_and_gives_the_same_again()
    {
        var answers = Form.Answers("""{"kind":"some","persons":[{"name":"花子","copies":2,"price":1}],"total":1,"x":1}""");
        var before = answers.ToJsonString();
        var first = Persons.Evaluate(answers, Form.Input);
        var second = Persons.Evaluate(answers, Form.Input);
        Assert.Equal(before, answers.ToJsonString());
        Assert.Equal(first.Answers.ToJsonString(), second.Answers.ToJsonString());
        Assert.Equal(first.Codes(), second.Codes());
    }

    [Fact]
    public void Normalised_answers_are_accepted_as_they_are()
    {
        var once = Persons.Evaluate("""{"kind":"some","persons":[{"name":"花子"}],"limit":3}""");
        Assert.Empty(once.Issues);
        var twice = Persons.Evaluate(once.Answers, Form.Input);
        Assert.Empty(twice.Issues);
        Assert.Equal(once.Answers.ToJsonString(), twice.Answers.ToJsonString());
    }

    [Fact]
    public void A_field_is_found_by_its_path_whatever_the_row()
    {
        Assert.Equal("name", Persons.Field("persons[2].name")?.Id);
        Assert.Equal("name", Persons.Field("persons.name")?.Id);
        Assert.Equal("persons", Persons.Field("persons")?.Id);
        Assert.Null(Persons.Field("name"));
        Assert.Null(Persons.Field("persons[2].kind"));
        Assert.Null(Persons.Field("kind.name"));
        Assert.Null(Persons.Field("persons[2]"));
        Assert.Null(Persons.Field(""));
    }
}
