namespace ElectronicApplication.Forms.Tests;

/// <summary>Names, addresses, contacts, accounts and periods: fields whose answers have parts.</summary>
public sealed class CompositeTests
{
    private const string Name = """{"id":"who","type":"personName","label":{"ja":"申請者","en":"Applicant"},"required":true}""";

    [Fact]
    public void The_parts_of_a_field_have_paths_labels_and_issues_of_their_own()
    {
        var plan = Form.Of(Name);
        var evaluation = plan.Evaluate("""{"who":{"family":"川﨑","familyKana":"山"}}""");
        Assert.Equal(["who.familyKana not-kana"], evaluation.Codes());
        Assert.Contains("「申請者：姓（フリガナ）」", evaluation.Issues[0].Message);
        Assert.Equal(["who", "who.family", "who.given", "who.familyKana", "who.givenKana"], evaluation.Visible);
        Assert.Equal(["who", "who.family", "who.familyKana"], evaluation.Required);
        Assert.Equal("familyKana", plan.Field("who.familyKana")?.Id);
        Assert.Null(plan.Field("who.familyEn"));
        Assert.Null(plan.Field("who[0].family"));
    }

    [Fact]
    public void A_required_name_that_is_missing_is_asked_for_part_by_part() =>
        Assert.Equal(["who.family required", "who.familyKana required"], Form.Of(Name).Evaluate("{}").Codes());

    [Fact]
    public void A_person_with_one_name_can_apply() =>
        Assert.Empty(Form.Of(Name).Evaluate("""{"who":{"family":"スハルト","familyKana":"すはると"}}""").Issues);

    [Fact]
    public void An_optional_field_is_complete_or_absent()
    {
        var plan = Form.Of("""{"id":"a","type":"address","label":"住所"}""");
        Assert.Empty(plan.Evaluate("{}").Issues);
        Assert.Empty(plan.Evaluate("""{"a":{"town":"","city":null}}""").Issues);
        Assert.Empty(plan.Evaluate("{}").Required);
        Assert.Equal(["a.postalCode required", "a.prefecture required", "a.town required", "a.block required"], plan.Evaluate("""{"a":{"city":"川崎市"}}""").Codes());
        Assert.Equal("{}", plan.Evaluate("""{"a":{"town":" "}}""").Answers.ToJsonString());
    }

    [Fact]
    public void An_address_is_kept_by_its_parts_and_read_as_a_whole()
    {
        var plan = Form.Of(
            """{"id":"a","type":"address","label":"住所","required":true}""",
            """{"id":"line","type":"calculated","label":"宛先","value":"a.full"}""",
            """{"id":"note","type":"text","label":"備考","visible":"a.prefecture = \"神奈川県\""}""");
        var evaluation = plan.Evaluate("""{"a":{"postalCode":"２１０−８５７７","prefecture":"神奈川県","city":"川崎市川崎区","town":"宮本町","block":"1","building":"見本ビル101"}}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal("210-8577", (string?)evaluation.Answers["a"]!["postalCode"]);
        Assert.Equal("神奈川県川崎市川崎区宮本町1 見本ビル101", (string?)evaluation.Answers["line"]);
        Assert.True(evaluation.Visible.Contains("note"));
        Assert.Equal(["a.prefecture not-an-option"], plan.Evaluate("""{"a":{"postalCode":"210-8577","prefecture":"神奈川","city":"川崎市","town":"宮本町","block":"1"}}""").Codes());
    }

    [Fact]
    public void The_author_says_which_parts_are_asked_for()
    {
        var plan = Form.Of("""{"id":"who","type":"personName","label":"氏名","required":true,"parts":{"given":"required","familyKana":"hidden","givenKana":"hidden","familyEn":"optional"}}""",
            """{"id":"full","type":"calculated","label":"全","value":"who.full"}""");
        Assert.Equal(["who.given required"], plan.Evaluate("""{"who":{"family":"川崎"}}""").Codes());
        Assert.Equal(["who.familyEn pattern"], plan.Evaluate("""{"who":{"family":"川崎","given":"花子","familyEn":"川崎"}}""").Codes());
        var evaluation = plan.Evaluate("""{"who":{"family":"Müller","given":"Zoë","familyEn":"Müller-O’Neill"}}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal("Müller Zoë", (string?)evaluation.Answers["full"]);
        Assert.Equal(["who.familyKana unknown-field"], plan.Evaluate("""{"who":{"family":"川崎","given":"花子","familyKana":"カワサキ"}}""").Codes());
    }

    [Theory]
    [InlineData("""{"id":"who","type":"personName","label":"氏名","parts":{"middle":"required"}}""", "$.pages[0].fields[0].parts.middle", "family, given")]
    [InlineData("""{"id":"a","type":"text","label":"名","parts":{"family":"required"}}""", "$.pages[0].fields[0].parts.family", "no parts")]
    [InlineData("""{"id":"who","type":"personName","label":"氏名","parts":{"given":"sometimes"}}""", "$.pages[0].fields[0].parts.given", "optional")]
    [InlineData("""{"id":"who","type":"personName","label":"氏名"},{"id":"b","type":"text","label":"乙","visible":"who.familyEn = \"A\""}""", "$.pages[0].fields[1].visible", "familyEn")]
    [InlineData("""{"id":"a","type":"address","label":"住所","prefill":{"source":"card","attribute":"address"}}""", "$.pages[0].fields[0].prefill.attribute", "cannot hold")]
    [InlineData("""{"id":"a","type":"kana","label":"カナ","prefill":{"source":"card","attribute":"nameKana"}}""", "$.pages[0].fields[0].prefill.attribute", "earlier")]
    [InlineData("""{"id":"a","type":"text","label":"名","prefill":{"source":"query"}}""", "$.pages[0].fields[0].prefill.parameter", "missing")]
    [InlineData("""{"id":"a","type":"text","label":"名","earliest":"today"}""", "$.pages[0].fields[0].earliest", "takes no")]
    [InlineData("""{"id":"a","type":"date","label":"日","earliest":"2026-02-30"}""", "$.pages[0].fields[0].earliest", "2026-04-01")]
    [InlineData("""{"id":"a","type":"date","label":"日","eras":["edo"]}""", "$.pages[0].fields[0].eras[0]", "reiwa")]
    [InlineData("""{"id":"a","type":"slot","label":"予約"}""", "$.pages[0].fields[0].type", "reserved")]
    [InlineData("""{"id":"a","type":"attachment","label":"添付","minFiles":3,"maxFiles":2}""", "$.pages[0].fields[0]", "limit")]
    [InlineData("""{"id":"a","type":"myNumber","label":"番号","value":"\"1\""}""", "$.pages[0].fields[0].value", "takes no")]
    public void A_mistake_about_parts_and_limits_is_shown_with_its_place(string fields, string path, string hint)
    {
        var refusal = Form.Refused(fields);
        Assert.Equal(path, refusal.Path);
        Assert.Contains(hint, refusal.MessageEn);
    }

    [Fact]
    public void A_name_from_the_card_is_split_at_its_space_and_stands_fixed()
    {
        var plan = Form.Of("""{"id":"who","type":"personName","label":"氏名","required":true,"prefill":{"source":"card","attribute":"name"}}""");
        var evaluation = plan.Evaluate("""{"who":{"family":"別人","familyKana":"カワサキ"}}""", Form.Input with { Locked = Form.Answers("""{"who":"川﨑　花子"}""") });
        Assert.Empty(evaluation.Issues);
        Assert.Equal(["川﨑", "花子", "カワサキ"], new[] { "family", "given", "familyKana" }.Select(part => (string?)evaluation.Answers["who"]![part]));
        Assert.Equal(["who.family", "who.given"], evaluation.ReadOnly);
    }

    [Fact]
    public void A_period_does_not_end_before_it_begins()
    {
        var plan = Form.Of("""{"id":"p","type":"period","label":"期間","required":true,"earliest":"today","parts":{"to":"optional"}}""", """{"id":"late","type":"yesNo","label":"遅","visible":"p.to > date(\"2027-01-01\")"}""");
        Assert.Equal(["p period-reversed"], plan.Evaluate("""{"p":{"from":"2026-12-02","to":"2026-12-01"}}""").Codes());
        Assert.Equal(["p.from too-early"], plan.Evaluate("""{"p":{"from":"令和8年11月20日"}}""").Codes());
        var evaluation = plan.Evaluate("""{"p":{"from":"2026-12-01","to":"令和9年3月31日"}}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal("""{"from":"2026-12-01","to":"2027-03-31"}""", evaluation.Answers["p"]!.ToJsonString());
        Assert.True(evaluation.Visible.Contains("late"));
    }

    [Fact]
    public void A_bank_account_takes_what_a_passbook_shows()
    {
        var plan = Form.Of("""{"id":"b","type":"bankAccount","label":"振込先","required":true}""");
        var evaluation = plan.Evaluate("""{"b":{"bankName":"見本銀行","branchCode":"００１","branchName":"本店","kind":"1","number":"0012345","payeeKana":"ｶﾜｻｷ ﾊﾅｺ"}}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal("001", (string?)evaluation.Answers["b"]!["branchCode"]);
        Assert.Equal("カワサキ ハナコ", (string?)evaluation.Answers["b"]!["payeeKana"]);
        Assert.Contains("頭に0", Assert.Single(plan.Evaluate("""{"b":{"bankName":"見本銀行","branchName":"本店","kind":"1","number":"12345","payeeKana":"カワサキ"}}""").Issues).Message);
    }

    [Fact]
    public void Parts_inside_rows_have_the_row_in_their_path()
    {
        var plan = Form.Of("""{"id":"g","type":"group","label":"児童","fields":[{"id":"child","type":"personName","label":"氏名","required":true},{"id":"same","type":"yesNo","label":"同姓","visible":"child.family = \"川崎\""}]}""",
            """{"id":"first","type":"calculated","label":"一人目","value":"g[1].child.full"}""");
        var evaluation = plan.Evaluate("""{"g":[{"child":{"family":"川崎","given":"太郎","familyKana":"カワサキ"}},{"child":{"given":"次郎"}}]}""");
        Assert.Equal(["g[1].child.family required", "g[1].child.familyKana required"], evaluation.Codes());
        Assert.Contains("2件目の「氏名：姓」", evaluation.Issues[0].Message);
        Assert.True(evaluation.Visible.Contains("g[0].same"));
        Assert.False(evaluation.Visible.Contains("g[1].same"));
        Assert.Equal("川崎 太郎", (string?)evaluation.Answers["first"]);
        Assert.Equal("family", plan.Field("g[1].child.family")?.Id);
    }

    [Fact]
    public void A_hidden_field_whose_parts_are_blank_is_no_answer()
    {
        var plan = Form.Of("""{"id":"who","type":"personName","label":"氏名","visible":"false"}""");
        Assert.Empty(plan.Evaluate("""{"who":{"family":"","given":null}}""").Issues);
        Assert.Equal(["who hidden-field"], plan.Evaluate("""{"who":{"family":"川崎"}}""").Codes());
    }

    [Fact]
    public void A_mapping_reads_parts_times_and_tables_of_accepted_answers()
    {
        var plan = Form.Compile($$"""
            {"pages":[{"id":"p","title":"頁","fields":[{{Name}},{"id":"home","type":"address","label":"住所"},{"id":"at","type":"time","label":"時刻"},
              {"id":"members","type":"group","label":"人","fields":[{"id":"member","type":"personName","label":"氏名"}]},
              {"id":"head","type":"choice","label":"代表","options":"members.member.full"}]}],
             "tables":[{"id":"slot_of","inputs":[{"expression":"at"}],"outputs":[{}],"rules":[{"when":["< @\"12:00:00\""],"then":["\"am\""]},{"when":[">= @\"12:00:00\""],"then":["\"pm\""]}]}]}
            """);
        var answers = plan.Evaluate("""{"who":{"family":"川﨑","given":"花子","familyKana":"カワサキ"},"at":"13:05","members":[{"member":{"family":"川﨑","given":"太郎","familyKana":"カワサキ"}}],"head":"川﨑 太郎"}""");
        Assert.Empty(answers.Issues);
        var target = Mapping.MappingPlan.Compile("""{"targets":[{"system":"s","adapter":"rest","data":{"name":"who.full","kana":"who.fullKana","city":"home.city","half":"slot_of","hour":"at.hour","head":"head","first":"members[1].member.given"}}]}"""u8.ToArray(), plan).Targets[0];
        var data = target.Map(answers.Answers, new Mapping.MappingFacts("R1", DateTimeOffset.UnixEpoch, "test", 1, "00", null, []));
        Assert.Equal(["川﨑 花子", "カワサキ", null, "pm", "13", "川﨑 太郎", "太郎"], data.Select(pair => pair.Value?.ToString()));
    }

    [Fact]
    public void A_wrong_part_is_given_back_beside_the_right_ones()
    {
        var evaluation = Form.Of("""{"id":"c","type":"contact","label":"連絡先"}""").Evaluate("""{"c":{"phone":1,"mail":"a@example.jp"}}""");
        Assert.Equal(["c.phone wrong-type"], evaluation.Codes());
        Assert.Equal("""{"phone":1,"mail":"a@example.jp"}""", evaluation.Answers["c"]!.ToJsonString());
    }
}
