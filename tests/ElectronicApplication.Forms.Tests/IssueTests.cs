using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Every code that an answer can be refused with.</summary>
public sealed class IssueTests
{
    private const string Options = "\"options\":[{\"value\":\"a\",\"label\":\"甲\"},{\"value\":\"b\",\"label\":\"乙\"}]";

    [Fact]
    public void A_warning_is_told_with_its_field_and_refuses_nothing()
    {
        var plan = Form.Of("""{"id":"n","type":"integer","label":"個数","valid":[{"expression":"n < 10","message":"多い数です。","severity":"warning"},{"expression":"n < 100","message":"多すぎます。"}]}""");
        Assert.True(plan.Evaluate("""{"n":50}""").IsAccepted);
        Assert.Equal(("n", IssueSeverity.Warning, "多い数です。"), plan.Evaluate("""{"n":50}""").Remarks.Select(remark => (remark.Path, remark.Severity, remark.Message)).Single());
        Assert.Equal(("多すぎます。", IssueSeverity.Error), plan.Evaluate("""{"n":100}""").Issues.Select(issue => (issue.Message, issue.Severity)).Single());
        Assert.Empty(plan.Evaluate("""{"n":5}""").Remarks);
    }

    [Theory]
    [InlineData("text", "\"required\":true", "{}", "required")]
    [InlineData("text", "\"required\":true", """{"f":null}""", "required")]
    [InlineData("text", "\"required\":true", """{"f":"　 "}""", "required")]
    [InlineData("yesNo", "\"required\":true", "{}", "required")]
    [InlineData("choices", "\"required\":true," + Options, """{"f":[]}""", "required")]
    [InlineData("consent", "\"required\":true", """{"f":false}""", "consent-missing")]
    [InlineData("consent", "\"required\":true", "{}", "consent-missing")]
    [InlineData("attachment", "\"required\":true", "{}", "attachment-missing")]
    [InlineData("text", "", """{"f":1}""", "wrong-type")]
    [InlineData("text", "", """{"f":{"a":1}}""", "wrong-type")]
    [InlineData("text", "", """{"f":"\ud800"}""", "wrong-type")]
    [InlineData("integer", "", """{"f":"1"}""", "wrong-type")]
    [InlineData("integer", "", """{"f":1.5}""", "wrong-type")]
    [InlineData("integer", "", """{"f":1e300}""", "wrong-type")]
    [InlineData("integer", "", """{"f":9007199254740992}""", "wrong-type")]
    [InlineData("yesNo", "", """{"f":"true"}""", "wrong-type")]
    [InlineData("date", "", """{"f":20260401}""", "wrong-type")]
    [InlineData("choices", Options, """{"f":"a"}""", "wrong-type")]
    [InlineData("choices", Options, """{"f":[1]}""", "wrong-type")]
    [InlineData("text", "\"maxLength\":3", """{"f":"あいうえ"}""", "too-long")]
    [InlineData("text", "\"minLength\":3", """{"f":"あい"}""", "too-short")]
    [InlineData("integer", "\"min\":1", """{"f":0}""", "too-small")]
    [InlineData("yen", "\"max\":1000", """{"f":1001}""", "too-large")]
    [InlineData("choice", Options, """{"f":"c"}""", "not-an-option")]
    [InlineData("choices", Options, """{"f":["a","c"]}""", "not-an-option")]
    [InlineData("text", "\"pattern\":\"[0-9]{3}\"", """{"f":"12a"}""", "pattern")]
    [InlineData("text", "\"pattern\":\"a|b\"", """{"f":"bc"}""", "pattern")]
    [InlineData("date", "", """{"f":"2026-02-29"}""", "not-a-date")]
    [InlineData("date", "", """{"f":"02/28/2026"}""", "not-a-date")]
    [InlineData("date", "", """{"f":"令和8年2月30日"}""", "not-a-date")]
    [InlineData("date", "", """{"f":"明治4年1月1日"}""", "not-a-date")]
    [InlineData("date", "", """{"f":"昭和65年1月1日"}""", "not-in-era")]
    [InlineData("date", "", """{"f":"R1.4.30"}""", "not-in-era")]
    [InlineData("date", "\"eras\":[\"heisei\",\"reiwa\"]", """{"f":"1988-12-31"}""", "era-not-offered")]
    [InlineData("date", "\"earliest\":\"2026-04-01\"", """{"f":"2026-03-31"}""", "too-early")]
    [InlineData("date", "\"latest\":\"today\"", """{"f":"2026-11-22"}""", "too-late")]
    [InlineData("time", "", """{"f":"25:00"}""", "not-a-time")]
    [InlineData("time", "", """{"f":"9時"}""", "not-a-time")]
    [InlineData("time", "", """{"f":900}""", "wrong-type")]
    [InlineData("time", "\"earliest\":\"09:00\"", """{"f":"08:59"}""", "too-early")]
    [InlineData("time", "\"latest\":\"17:00\"", """{"f":"17:01"}""", "too-late")]
    [InlineData("number", "", """{"f":1.234}""", "too-many-decimals")]
    [InlineData("number", "", """{"f":"1.5"}""", "wrong-type")]
    [InlineData("number", "", """{"f":1e13}""", "wrong-type")]
    [InlineData("number", "\"decimals\":0", """{"f":1.5}""", "wrong-type")]
    [InlineData("number", "\"min\":0.5", """{"f":0.49}""", "too-small")]
    [InlineData("digits", "\"minLength\":7,\"maxLength\":7", """{"f":"123456"}""", "too-short")]
    [InlineData("digits", "\"maxLength\":7", """{"f":"12345678"}""", "too-long")]
    [InlineData("digits", "", """{"f":"12a"}""", "not-digits")]
    [InlineData("myNumber", "\"separateStorage\":true", """{"f":"123456789012"}""", "not-a-my-number")]
    [InlineData("myNumber", "\"separateStorage\":true", """{"f":"12345678901"}""", "not-a-my-number")]
    [InlineData("corporateNumber", "", """{"f":"1000012050002"}""", "not-a-corporate-number")]
    [InlineData("corporateNumber", "", """{"f":"700001205000"}""", "not-a-corporate-number")]
    [InlineData("personName", "", """{"f":"川崎 花子"}""", "wrong-type")]
    [InlineData("personName", "\"required\":true,\"parts\":{\"family\":\"optional\",\"familyKana\":\"hidden\"}", "{}", "required")]
    [InlineData("mail", "", """{"f":"hanako"}""", "not-a-mail")]
    [InlineData("mail", "", """{"f":"a@b@example.jp"}""", "not-a-mail")]
    [InlineData("mail", "", """{"f":"a@example..jp"}""", "not-a-mail")]
    [InlineData("mail", "", """{"f":"a@example"}""", "not-a-mail")]
    [InlineData("mail", "", """{"f":"はな@example.jp"}""", "not-a-mail")]
    [InlineData("phone", "", """{"f":"12345"}""", "not-a-phone")]
    [InlineData("phone", "", """{"f":"044-200-000x"}""", "not-a-phone")]
    [InlineData("postalCode", "", """{"f":"2100-001"}""", "not-a-postal-code")]
    [InlineData("postalCode", "", """{"f":"210000"}""", "not-a-postal-code")]
    [InlineData("kana", "", """{"f":"山田"}""", "not-kana")]
    [InlineData("kana", "", """{"f":"YAMADA"}""", "not-kana")]
    [InlineData("kana", "\"script\":\"hiragana\"", """{"f":"山だ"}""", "not-kana")]
    [InlineData("kana", "\"script\":\"payee\"", """{"f":"ヤマダ@"}""", "not-kana")]
    [InlineData("text", "", """{"f":"a\u0000b"}""", "control-character")]
    [InlineData("text", "", """{"f":"一行\n二行"}""", "control-character")]
    [InlineData("longText", "", """{"f":"\u202Eabc"}""", "control-character")]
    [InlineData("integer", "\"valid\":[{\"expression\":\"modulo(f, 2) = 0\",\"message\":\"偶数にしてください。\"}]", """{"f":3}""", "invalid")]
    [InlineData("text", "\"visible\":\"false\"", """{"f":"a"}""", "hidden-field")]
    [InlineData("heading", "", """{"f":"a"}""", "unknown-field")]
    [InlineData("text", "", """{"g":"a"}""", "unknown-field")]
    public void A_wrong_answer_has_its_code(string type, string more, string answers, string code)
    {
        var plan = Form.Of($$"""{"id":"f","type":"{{type}}","label":{"ja":"項目","en":"Field"}{{(more == "" ? "" : "," + more)}}}""");
        var evaluation = plan.Evaluate(answers);
        var issue = Assert.Single(evaluation.Issues);
        Assert.Equal(code, issue.Code);
        Assert.Equal(code == "unknown-field" && type != "heading" ? "g" : "f", issue.Path);
        Assert.False(evaluation.IsAccepted);
        Assert.EndsWith("。", issue.Message);
        Assert.EndsWith(code == "invalid" ? "。" : ".", issue.MessageEn);
    }

    [Theory]
    [InlineData("text", "\"maxLength\":3", "\"葛󠄀葛󠄀葛󠄀\"")]
    [InlineData("text", "\"maxLength\":2", "\"か゚が\"")]
    [InlineData("text", "\"maxLength\":1", "\"👨‍👩‍👧\"")]
    [InlineData("text", "", "\"髙﨑𠮷野\"")]
    [InlineData("longText", "", "\"一行\\n二行\\r\\n\"")]
    [InlineData("integer", "", "-3")]
    [InlineData("yen", "", "9007199254740991")]
    [InlineData("yesNo", "\"required\":true", "false")]
    [InlineData("date", "", "\"2028-02-29\"")]
    [InlineData("mail", "", "\"hanako..k.@docomo.example.jp\"")]
    [InlineData("phone", "", "\"+81 44-200-0000\"")]
    [InlineData("postalCode", "", "\"2100001\"")]
    [InlineData("kana", "", "\"キヨウコ・ヴァン　デル\"")]
    [InlineData("kana", "\"script\":\"payee\"", "\"カ）ミホン　ショウテン2\"")]
    [InlineData("number", "\"decimals\":1", "-12.5")]
    [InlineData("number", "\"decimals\":6", "123456789.123456")]
    [InlineData("time", "", "\"09:05\"")]
    [InlineData("date", "\"eras\":[\"showa\"],\"earliest\":\"1989-01-07\",\"latest\":\"today\"", "\"1989-01-07\"")]
    [InlineData("myNumber", "\"separateStorage\":true", "\"123456789018\"")]
    [InlineData("corporateNumber", "", "\"7000012050002\"")]
    [InlineData("digits", "\"minLength\":7,\"maxLength\":7", "\"0012345\"")]
    [InlineData("choices", Options, "[\"a\",\"b\"]")]
    [InlineData("text", "\"pattern\":\"[0-9]{3}\"", "\"123\"")]
    public void A_right_answer_is_kept_as_it_was_typed(string type, string more, string answer)
    {
        var plan = Form.Of($$"""{"id":"f","type":"{{type}}","label":"項目"{{(more == "" ? "" : "," + more)}}}""");
        var evaluation = plan.Evaluate($$"""{"f":{{answer}}}""");
        Assert.Empty(evaluation.Issues);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), evaluation.Answers["f"]));
    }

    [Theory]
    [InlineData("integer", "3.0", "3")]
    [InlineData("number", "2.50", "2.5")]
    [InlineData("number", "2.00", "2")]
    [InlineData("date", "\"令和8年4月1日\"", "\"2026-04-01\"")]
    [InlineData("date", "\"令和元年 5月 1日\"", "\"2019-05-01\"")]
    [InlineData("date", "\"Ｓ６４．１．７\"", "\"1989-01-07\"")]
    [InlineData("date", "\"h31/4/30\"", "\"2019-04-30\"")]
    [InlineData("date", "\"明治45年7月30日\"", "\"1912-07-30\"")]
    [InlineData("date", "\"2026年4月1日\"", "\"2026-04-01\"")]
    [InlineData("date", "\"西暦2026年4月1日\"", "\"2026-04-01\"")]
    [InlineData("time", "\"９：０５\"", "\"09:05\"")]
    [InlineData("time", "\"9:05\"", "\"09:05\"")]
    [InlineData("digits", "\"１２３ー４５６\"", "\"123456\"")]
    [InlineData("myNumber", "\"1234 5678 9018\"", "\"123456789018\"")]
    [InlineData("phone", "\"０４４ー２００ー００００\"", "\"044-200-0000\"")]
    [InlineData("postalCode", "\"２１０－０００１\"", "\"210-0001\"")]
    [InlineData("choices", "[\"b\",\"a\",\"b\"]", "[\"a\",\"b\"]")]
    public void What_means_the_same_is_written_the_same(string type, string answer, string expected)
    {
        var plan = Form.Of($$"""{"id":"f","type":"{{type}}","label":"項目","separateStorage":true,{{Options}}}""");
        var evaluation = plan.Evaluate($$"""{"f":{{answer}}}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal(expected, evaluation.Answers["f"]!.ToJsonString());
    }

    [Theory]
    [InlineData("katakana", "やまだ　きょうこ", "ヤマダ　キョウコ")]
    [InlineData("katakana", "ﾊﾟﾋﾟﾌﾟ ｳﾞｧﾝ･ｶﾞｰﾙ", "パピプ ヴァン・ガール")]
    [InlineData("katakana", "キヨウコ", "キヨウコ")]
    [InlineData("hiragana", "ヤマダ ﾊﾅｺ", "やまだ はなこ")]
    [InlineData("payee", "ｶ)ﾐﾎﾝ ｼｮｳﾃﾝ", "カ)ミホン ショウテン")]
    public void Kana_come_in_any_script_and_are_kept_in_that_of_the_field(string script, string typed, string kept)
    {
        var evaluation = Form.Of($$"""{"id":"f","type":"kana","label":"カナ","script":"{{script}}"}""").Evaluate($$"""{"f":"{{typed}}"}""");
        Assert.Empty(evaluation.Issues);
        Assert.Equal(kept, (string?)evaluation.Answers["f"]);
    }

    [Fact]
    public void A_day_after_the_end_of_its_era_is_named_in_the_era_that_was_meant()
    {
        var issue = Assert.Single(Form.Of("""{"id":"f","type":"date","label":{"ja":"生年月日","en":"Date of birth"}}""").Evaluate("""{"f":"昭和65年1月8日"}""").Issues);
        Assert.Contains("平成2年1月8日", issue.Message);
        Assert.Equal("平成2年1月8日", issue.Arguments["meant"]);
    }

    [Fact]
    public void A_message_names_the_field_and_the_limit_and_the_author_may_word_it()
    {
        var plan = Form.Of(
            """{"id":"a","type":"text","label":{"ja":"提出先","en":"Addressee"},"maxLength":3}""",
            """{"id":"b","type":"text","label":"番号","pattern":"[0-9]+","patternMessage":{"ja":"数字だけで入力してください。","en":"Digits only."}}""");
        var issues = plan.Evaluate("""{"a":"あいうえ","b":"x"}""").Issues;
        Assert.Equal("「提出先」は3文字以内で入力してください（いま4文字）。", issues[0].Message);
        Assert.Equal("Please keep “Addressee” within 3 characters (now 4).", issues[0].MessageEn);
        Assert.Equal(3, issues[0].Arguments["max"]);
        Assert.Equal(4, issues[0].Arguments["actual"]);
        Assert.Equal("数字だけで入力してください。", issues[1].Message);
        Assert.Equal("Digits only.", issues[1].MessageEn);
    }

    [Fact]
    public void A_wrong_answer_is_given_back_so_that_it_can_be_mended()
    {
        var plan = Form.Of("""{"id":"a","type":"date","label":"日"}""", """{"id":"b","type":"integer","label":"数"}""");
        var evaluation = plan.Evaluate("""{"a":"2026-02-30","b":"三"}""");
        Assert.Equal("""{"a":"2026-02-30","b":"\u4E09"}""", evaluation.Answers.ToJsonString());
    }

    [Fact]
    public void Attachments_are_judged_by_kind_size_number_and_place()
    {
        var plan = Form.Of(
            """{"id":"letter","type":"attachment","label":"委任状","accept":["application/pdf","image/*"],"maxBytes":1000,"maxFiles":2,"required":true}""",
            """{"id":"other","type":"attachment","label":"その他","visible":"false"}""");
        Assert.Empty(plan.Evaluate("{}", With(new("letter", "a.pdf", "application/pdf", 10), new("letter", "b.png", "image/png", 1000))).Issues);
        Assert.Equal(["letter attachment-type"], plan.Evaluate("{}", With(new AttachmentFact("letter", "a.exe", "application/x-dosexec", 10))).Codes());
        Assert.Equal(["letter attachment-too-large"], plan.Evaluate("{}", With(new AttachmentFact("letter", "a.pdf", "application/pdf", 1001))).Codes());
        Assert.Equal(["letter too-many-attachments"],
            plan.Evaluate("{}", With([.. Enumerable.Range(0, 3).Select(i => new AttachmentFact("letter", $"{i}.pdf", "application/pdf", 1))])).Codes());
        Assert.Equal(["letter attachment-missing", "other hidden-field", "nowhere unknown-field"],
            plan.Evaluate("{}", With(new("other", "a.pdf", "application/pdf", 1), new("nowhere", "a.pdf", "application/pdf", 1))).Codes());

        static EvaluationInput With(params AttachmentFact[] facts) => Form.Input with { Attachments = facts };
    }
}
