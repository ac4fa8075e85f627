using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Forms.Tests;

/// <summary>The data of a target as a record of a file, and the conversions on the way.</summary>
public sealed class LayoutTests
{
    private const string Fields = """
        {"id":"who","type":"text","label":"氏名"},{"id":"born","type":"date","label":"生年月日"},{"id":"yen","type":"integer","label":"金額"},
        {"id":"note","type":"longText","label":"備考"},{"id":"sex","type":"choice","label":"性別","options":[{"value":"1","label":"男"},{"value":"2","label":"女"}]},{"id":"agree","type":"yesNo","label":"同意"},
        {"id":"rows","type":"group","label":"行","fields":[{"id":"n","type":"text","label":"名"}]}
        """;

    private static readonly FormPlan Plan = Form.Of(Fields);

    [Theory]
    [InlineData("half width(\"ガギＡ１　ッー。「\")", "ｶﾞｷﾞA1 ｯｰ｡｢")]
    [InlineData("full width(\"ｶﾞｷﾞA1 ﾊﾟ｡-\")", "ガギＡ１　パ。－")]
    [InlineData("katakana(\"かんだ\")", "カンダ")]
    [InlineData("hiragana(\"ｶﾝﾀﾞ\")", "かんだ")]
    [InlineData("era date(date(\"2026-04-01\"), \"gee.MM.dd\")", "R08.04.01")]
    [InlineData("era date(\"2019-05-01\", \"ggE年M月d日\")", "令和元年5月1日")]
    [InlineData("era date(date(\"1989-01-07\"), \"ceeMMdd\")", "3640107")]
    [InlineData("era date(date(\"1860-01-07\"), \"gee\")", null)]
    [InlineData("era date(date(\"1860-01-07\"), \"yyyy/M/d\")", "1860/1/7")]
    [InlineData("number format(1234.5, \"#,##0.00\")", "1,234.50")]
    [InlineData("number format(7, \"00000\")", "00007")]
    [InlineData("number format(7, \"C\")", null)]
    [InlineData("pad left(7, 3, \"0\")", "007")]
    [InlineData("pad right(\"ab\", 4, \".\")", "ab..")]
    [InlineData("address part(\"宮本町二丁目３番地４号　川崎ハイツ101\", \"chome\")", "2")]
    [InlineData("address part(\"宮本町二丁目３番地４号　川崎ハイツ101\", \"banchi\")", "3")]
    [InlineData("address part(\"宮本町二丁目３番地４号　川崎ハイツ101\", \"go\")", "4")]
    [InlineData("address part(\"宮本町二丁目３番地４号　川崎ハイツ101\", \"building\")", "川崎ハイツ101")]
    [InlineData("address part(\"川崎区宮本町2-3-4\", \"chome\")", "2")]
    [InlineData("address part(\"川崎区宮本町2-3-4\", \"go\")", "4")]
    [InlineData("address part(\"川崎区宮本町１番地\", \"chome\")", null)]
    [InlineData("address part(\"川崎区宮本町１番地\", \"banchi\")", "1")]
    [InlineData("address part(\"川崎区宮本町１番地\", \"town\")", "川崎区宮本町")]
    [InlineData("code(\"sex\", sex)", "F")]
    [InlineData("code(\"sex\", null)", null)]
    [InlineData("katakana(null)", null)]
    public void A_formula_converts(string text, string? expected)
    {
        var target = Target($$"""{"x":{{JsonValue.Create(text)!.ToJsonString()}}}""", codes: """{"sex":{"1":"M","2":"F"}}""");
        Assert.Equal(expected, (string?)target.Map(Form.Answers("""{"sex":"2"}"""), Facts)["x"]);
    }

    [Fact]
    public void The_form_language_does_not_have_the_functions_of_mappings()
    {
        var refused = Form.Refused("""{"id":"a","type":"calculated","label":"値","value":"half width(\"Ａ\")"}""");
        Assert.Contains(refused.Problems, problem => problem.Code == "unknown-function");
    }

    [Fact]
    public void A_field_of_the_same_name_and_a_function_do_not_meet()
    {
        var plan = Form.Of("""{"id":"code","type":"text","label":"コード"}""");
        var target = Compile(plan, """{"codes":{"t":{"x":"y"}},"targets":[{"system":"s","data":{"a":"code","b":"code(\"t\", code)"}}]}""").Targets[0];
        Assert.Equal("""{"a":"x","b":"y"}""", target.Map(Form.Answers("""{"code":"x"}"""), Facts).ToJsonString());
    }

    [Fact]
    public void A_value_without_a_code_stops_and_names_the_item_but_not_the_value()
    {
        var target = Target("""{"a":{"b":"code(\"sex\", who)"}}""", codes: """{"sex":{"1":"M"}}""");
        var problem = Assert.Throws<MappingException>(() => target.Map(Form.Answers("""{"who":"秘密"}"""), Facts));
        Assert.Contains("a.b", problem.ReasonJa);
        Assert.Contains("sex", problem.ReasonJa);
        Assert.DoesNotContain("秘密", problem.ReasonJa + problem);
    }

    [Theory]
    [InlineData("""{"source":"who","width":10}""", "吉田      ")]
    [InlineData("""{"source":"who","width":11,"padWith":"　"}""", "吉田　　　 ")]
    [InlineData("""{"source":"who","width":7,"pad":"left"}""", "   吉田")]
    [InlineData("""{"source":"born","width":7,"date":"ceeMMdd"}""", "4020102")]
    [InlineData("""{"source":"yen","width":7,"pad":"left","padWith":"0"}""", "-001200")]
    [InlineData("""{"source":"yen","width":7,"number":"00000"}""", "-01200 ")]
    [InlineData("""{"source":"note","width":8}""", "a b     ")]
    [InlineData("""{"source":"note","width":8,"lineBreaks":"remove"}""", "ab      ")]
    [InlineData("""{"source":"who","width":3,"onOverflow":"cut"}""", "吉 ")]
    [InlineData("""{"source":"note","letters":"half","width":2,"onOverflow":"mark"}""", "a?")]
    [InlineData("""{"source":"who","width":2,"onOverflow":"mark"}""", "〓")]
    [InlineData("""{"source":"sex","codes":"sex","width":2}""", "F ")]
    [InlineData("""{"source":"agree","codes":"yes","width":1}""", "1")]
    [InlineData("""{"value":"","width":3}""", "   ")]
    [InlineData("""{"source":"nothing","width":3}""", "   ")]
    public void A_column_of_fixed_width_is_as_wide_in_bytes_as_it_says(string column, string expected)
    {
        var layout = $$"""{"kind":"fixed","charset":"shift_jis","columns":[{"name":"列",{{column[1..]}}]}""";
        var target = Target("""{"who":"who","born":"born","yen":"yen","note":"note","sex":"sex","agree":"agree","nothing":null}""", layout, """{"sex":{"1":"M","2":"F"},"yes":{"true":"1","*":"0"}}""");
        var record = target.Render(Form.Answers("""{"who":"吉田","born":"1990-01-02","yen":-1200,"note":"a\nb","sex":"2","agree":true}"""), Facts).Text!;
        Assert.Equal(expected, record.Record);
        Assert.Equal((int)JsonNode.Parse(column)!["width"]!, TargetCharset.Find("shift_jis")!.Encode(record.Record).Length);
    }

    [Fact]
    public void What_does_not_fit_stops_with_the_name_of_its_column()
    {
        var target = Target("""{"who":"who"}""", """{"kind":"fixed","charset":"shift_jis","columns":[{"name":"氏名","source":"who","width":3}]}""");
        var problem = Assert.Throws<MappingException>(() => target.Render(Form.Answers("""{"who":"吉田"}"""), Facts));
        Assert.Contains("氏名", problem.ReasonJa);
        Assert.DoesNotContain("吉田", problem.ToString());
    }

    [Fact]
    public void What_is_cut_off_or_written_otherwise_is_told_with_what_the_form_calls_it()
    {
        var target = Target("""{"p":{"who":"who"}}""", """{"kind":"fixed","charset":"shift_jis","columns":[{"name":"氏名","source":"p.who","width":4,"onOverflow":"cut"}]}""");
        var record = target.Render(Form.Answers("""{"who":"髙𠮷田"}"""), Facts);
        Assert.Equal("高吉", record.Text!.Record);
        Assert.Equal("髙𠮷田", (string?)record.Data["p"]!["who"]);
        Assert.Equal(
            [new("p.who", "氏名", "髙", "高", CharacterLossKind.Degraded), new("p.who", "氏名", "𠮷", "吉", CharacterLossKind.Degraded), new("p.who", "氏名", "田", "", CharacterLossKind.Cut)],
            record.Losses);
    }

    [Fact]
    public void The_data_of_a_target_with_a_character_set_goes_through_it_too()
    {
        var answers = Form.Answers("""{"who":"髙","rows":[{"n":"葛󠄀"}]}""");
        const string data = """{"who":"who","names":"for r in rows return r.n"}""";
        Assert.Equal("高", (string?)Target(data, extra: ""","charset":"shift_jis" """).Map(answers, Facts)["who"]);
        var record = Target(data, extra: ""","charset":"windows-31j" """).Render(answers, Facts);
        Assert.Equal([("names[0]", "行", CharacterLossKind.SelectorDropped)], record.Losses.Select(loss => (loss.Path, loss.Label, loss.Kind)));
        var stopped = Assert.Throws<MappingException>(() => Target(data, extra: ""","charset":"shift_jis","characters":"stop" """).Map(answers, Facts));
        Assert.Contains("氏名（who）", stopped.ReasonJa);
        Assert.DoesNotContain("髙", stopped.ReasonJa);
    }

    [Theory]
    [InlineData("needed", "吉田,\"a\r\nb\",,\"x \"\"y\"\", z\"")]
    [InlineData("always", "\"吉田\",\"a\r\nb\",\"\",\"x \"\"y\"\", z\"")]
    public void A_line_of_CSV_is_quoted_as_RFC_4180_says(string quote, string expected)
    {
        var target = Target("""{"who":"who","note":"note","nothing":null,"list":["\"x \\\"y\\\"\"","\"z\""]}""", $$"""
            {"kind":"csv","charset":"windows-31j","quote":"{{quote}}","columns":[{"name":"a","source":"who"},{"name":"b","source":"note"},{"name":"c","source":"nothing"},{"name":"d","source":"list","join":", "}]}
            """);
        var answers = new JsonObject { ["who"] = "吉田", ["note"] = "a\r\nb" };
        Assert.Equal(expected, target.Render(answers, Facts).Text!.Record);
    }

    [Fact]
    public void An_element_of_XML_holds_attributes_groups_and_repeated_items()
    {
        var target = Target("""{"id":"facts.receiptNumber","p":{"who":"who","note":"note"},"rows":"for r in rows return {n: r.n}"}""", """
            {"kind":"xml","record":"申請","header":"<all count=\"{count}\">","trailer":"</all>","newline":"lf","columns":[
              {"name":"@id","source":"id"},{"name":"人/名","source":"p.who"},{"name":"人/備考","source":"p.note"},{"name":"行","source":"rows","columns":[{"name":"名","source":"n"}]}]}
            """);
        var text = target.Render(Form.Answers("""{"who":"<吉&田>","rows":[{"n":"一"},{"n":"二"}]}"""), Facts).Text!;
        Assert.Equal("""<申請 id="2026-0000001-1"><人><名>&lt;吉&amp;田&gt;</名></人><行><名>一</名></行><行><名>二</名></行></申請>""", text.Record);
        Assert.Equal(new FileLayout("utf-8", "\n", "<all count=\"{count}\">", "</all>", ".xml"), text.Layout);
    }

    [Fact]
    public void A_target_says_what_it_wants()
    {
        var target = Target("""{"a":"who"}""", extra: ""","when":"sex = \"1\"","on":["submission","decision"],"itemSet":"filed" """);
        Assert.True(target.Wants(Form.Answers("""{"sex":"1"}"""), Facts));
        Assert.False(target.Wants(Form.Answers("""{"sex":"2"}"""), Facts));
        Assert.True(target.IsToldOf(MappingOccasion.Decision));
        Assert.False(target.IsToldOf(MappingOccasion.Withdrawal));
        Assert.Equal(MappingItemSet.Filed, target.ItemSet);
        var usual = Target("""{"a":"who"}""");
        Assert.True(usual.Wants([], Facts));
        Assert.Equal([MappingOccasion.Submission, MappingOccasion.Correction, MappingOccasion.Withdrawal], usual.Occasions);
        Assert.Equal(MappingItemSet.Reviewed, usual.ItemSet);
    }

    [Fact]
    public void A_mapping_reads_the_number_of_the_card_and_the_decision()
    {
        var target = Target("""{"a":"card.serialNumber","b":"facts.residentNumber","c":"facts.decision","d":"facts.decidedOn"}""");
        var facts = Facts with { Card = new(null, null, null, null) { SerialNumber = "0a1b" }, ResidentNumber = "12", Decision = "Granted", DecidedOn = new(2026, 4, 1) };
        Assert.Equal("""{"a":"0a1b","b":"12","c":"Granted","d":"2026-04-01"}""", target.Map([], facts).ToJsonString());
        Assert.Equal("""{"a":null,"b":null,"c":null,"d":null}""", target.Map([], Facts).ToJsonString());
    }

    [Theory]
    [InlineData(""" "when":"who" """, "mapping-when")]
    [InlineData(""" "charset":"sjis" """, "layout-charset")]
    [InlineData(""" "layout":"other.layout.json" """, "mapping-layout-missing")]
    public void A_target_that_cannot_work_is_refused(string key, string code)
    {
        var refused = Assert.Throws<DefinitionException>(() => Target("""{"a":"who"}""", extra: "," + key));
        Assert.Contains(refused.Problems, problem => problem.Code == code);
    }

    [Theory]
    [InlineData("""{"kind":"fixed","length":9,"columns":[{"name":"a","source":"who","width":8}]}""", "layout-length")]
    [InlineData("""{"kind":"fixed","columns":[{"name":"a","source":"who"}]}""", "layout-width")]
    [InlineData("""{"kind":"fixed","charset":"iso-2022-jp","columns":[{"name":"a","source":"who","width":8}]}""", "definition")]
    [InlineData("""{"kind":"csv","charset":"cp932","columns":[{"name":"a","source":"who"}]}""", "layout-charset")]
    [InlineData("""{"kind":"csv","columns":[]}""", "definition")]
    [InlineData("""{"kind":"csv","columns":[{"name":"a","source":"who","codes":"none"}]}""", "definition")]
    [InlineData("""{"kind":"csv","columns":[{"name":"a","source":"who","number":"C"}]}""", "definition")]
    [InlineData("""{"kind":"csv","header":"{sum}","columns":[{"name":"a","source":"who"}]}""", "definition")]
    [InlineData("""{"kind":"csv","charset":"shift_jis","header":"髙","columns":[{"name":"a","source":"who"}]}""", "definition")]
    [InlineData("""{"kind":"xml","columns":[{"name":"a b","source":"who"}]}""", "definition")]
    public void A_layout_that_cannot_work_is_refused(string layout, string code)
    {
        var problem = Assert.Single(Assert.Throws<DefinitionException>(() => Target("""{"who":"who"}""", layout)).Problems);
        Assert.Equal(code, problem.Code);
        Assert.StartsWith("$.targets[0].layout", problem.Path, StringComparison.Ordinal);
    }

    private static MappingFacts Facts { get; } = new("2026-0000001-1", new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), "test", 1, new string('0', 64), null, []);

    private static MappingTarget Target(string data, string? layout = null, string codes = "{}", string extra = "") => Compile(Plan,
        $$"""{"codes":{{codes}},"targets":[{"system":"s"{{(layout is null ? "" : ",\"layout\":\"s.layout.json\"")}}{{extra}},"data":{{data}}}]}""", layout).Targets[0];

    private static MappingPlan Compile(FormPlan plan, string mapping, string? layout = null) => MappingPlan.Compile(Encoding.UTF8.GetBytes(mapping), plan,
        layout is null ? null : new Dictionary<string, ReadOnlyMemory<byte>> { ["s.layout.json"] = Encoding.UTF8.GetBytes(layout) });
}
