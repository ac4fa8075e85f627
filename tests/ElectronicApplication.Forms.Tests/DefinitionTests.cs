using System.Text;

namespace ElectronicApplication.Forms.Tests;

/// <summary>What an author is told about a definition that cannot work.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("""{"id":"F","type":"text","label":"甲"}""", "$.pages[0].fields[0].id", "lower-case")]
    [InlineData("""{"id":"today","type":"text","label":"甲"}""", "$.pages[0].fields[0].id", "another id")]
    [InlineData("""{"id":"a","type":"text","label":"甲"},{"id":"a","type":"text","label":"乙"}""", "$.pages[0].fields[1].id", "$.pages[0].fields[0]")]
    [InlineData("""{"id":"a","type":"group","label":"甲","fields":[{"id":"b","type":"text","label":"乙"},{"id":"a","type":"text","label":"丙"}]}""", "$.pages[0].fields[0].fields[1].id", "also used")]
    [InlineData("""{"id":"a","type":"text"}""", "$.pages[0].fields[0].label", "missing")]
    [InlineData("""{"id":"a","type":"tekst","label":"甲"}""", "$.pages[0].fields[0].type", "longText")]
    [InlineData("""{"id":"a","type":"choice","label":"甲"}""", "$.pages[0].fields[0].options", "options")]
    [InlineData("""{"id":"a","type":"choice","label":"甲","options":[{"value":"x","label":"x"},{"value":"x","label":"y"}]}""", "$.pages[0].fields[0].options[1].value", "twice")]
    [InlineData("""{"id":"a","type":"text","label":"甲","visible":"b"}""", "$.pages[0].fields[0].visible", "no field named 'b'")]
    [InlineData("""{"id":"a","type":"text","label":"甲","visible":"1 + 1"}""", "$.pages[0].fields[0].visible", "boolean")]
    [InlineData("""{"id":"a","type":"text","label":"甲","required":"a >"}""", "$.pages[0].fields[0].required", "stops")]
    [InlineData("""{"id":"a","type":"integer","label":"甲","valid":[{"expression":"a = \"x\"","message":"乙"}]}""", "$.pages[0].fields[0].valid[0].expression", "compared")]
    [InlineData("""{"id":"a","type":"integer","label":"甲","value":"\"1\""}""", "$.pages[0].fields[0].value", "number")]
    [InlineData("""{"id":"a","type":"calculated","label":"甲"}""", "$.pages[0].fields[0].value", "expression")]
    [InlineData("""{"id":"a","type":"group","label":"甲","fields":[]}""", "$.pages[0].fields[0].fields", "no field")]
    [InlineData("""{"id":"a","type":"group","label":"甲","fields":[{"id":"b","type":"group","label":"乙"}]}""", "$.pages[0].fields[0].fields[0]", "inside a group")]
    [InlineData("""{"id":"a","type":"text","label":"甲","pattern":"("}""", "$.pages[0].fields[0].pattern", "regular expression")]
    [InlineData("""{"id":"a","type":"text","label":"甲","pattern":"(?=x)"}""", "$.pages[0].fields[0].pattern", "look-around")]
    [InlineData("""{"id":"a","type":"integer","label":"甲","min":5,"max":1}""", "$.pages[0].fields[0]", "limit")]
    [InlineData("""{"id":"a","type":"text","label":"甲","maxLength":"10"}""", "$.pages[0].fields[0].maxLength", "number")]
    [InlineData("""{"id":"a","type":"group","label":"甲","minRows":1,"fields":[{"id":"b","type":"text","label":"乙"}]},{"id":"c","type":"text","label":"丙","visible":"b = \"x\""}""", "$.pages[0].fields[1].visible", "no field named 'b'")]
    public void A_mistake_is_shown_with_its_place_and_a_remedy(string fields, string path, string hint)
    {
        var refusal = Form.Refused(fields);
        Assert.Equal(path, refusal.Path);
        Assert.Contains(hint, refusal.MessageEn);
        Assert.Contains(refusal.MessageJa, c => c >= '\u3040');
    }

    [Fact]
    public void All_mistakes_are_listed_at_once()
    {
        var refusal = Form.Refused(
            """{"id":"a","type":"text","label":"甲","visible":"x"}""",
            """{"id":"b","type":"text","label":"乙","visible":"y"}""");
        Assert.Equal(["$.pages[0].fields[0].visible", "$.pages[0].fields[1].visible"], refusal.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("""{"id":"a","type":"text","label":"甲","visible":"b = \"x\""},{"id":"b","type":"text","label":"乙","visible":"c = \"x\""},{"id":"c","type":"text","label":"丙","visible":"a = \"x\""}""", "a → b → c → a")]
    [InlineData("""{"id":"a","type":"text","label":"甲","visible":"a = \"x\""}""", "a → a")]
    [InlineData("""{"id":"a","type":"calculated","label":"甲","value":"b + 1"},{"id":"b","type":"calculated","label":"乙","value":"a + 1"}""", "a → b → a")]
    [InlineData("""{"id":"a","type":"integer","label":"甲","visible":"count(g) > 0"},{"id":"g","type":"group","label":"乙","fields":[{"id":"h","type":"integer","label":"丙","value":"a"}]}""", "a → g → a")]
    [InlineData("""{"id":"g","type":"group","label":"甲","fields":[{"id":"h","type":"yesNo","label":"乙","visible":"i"},{"id":"i","type":"yesNo","label":"丙","visible":"h"}]}""", "h → i → h")]
    public void A_circle_is_refused_and_shown(string fields, string chain) => Assert.Contains(chain, Form.Refused(fields).MessageJa);

    [Fact]
    public void A_page_that_depends_on_its_own_field_is_a_circle()
    {
        var refusal = Assert.Throws<DefinitionException>(() => Form.Compile(
            """{"pages":[{"id":"p","title":"頁","visible":"a","fields":[{"id":"a","type":"yesNo","label":"甲"}]}]}"""));
        Assert.Contains("page:p → a → page:p", refusal.MessageEn);
    }

    [Fact]
    public void A_rule_about_a_field_may_read_the_field_itself_and_its_group()
    {
        var plan = Form.Of(
            """
            {"id":"g","type":"group","label":"群","valid":[{"expression":"count(g) = count(distinct values(g.h))","message":"同じものが二つあります。"}],
             "fields":[{"id":"h","type":"text","label":"名","valid":[{"expression":"h != \"x\"","message":"x は使えません。"}]}]}
            """);
        Assert.Equal(["g[1].h invalid"], plan.Evaluate("""{"g":[{"h":"a"},{"h":"x"}]}""").Codes());
        Assert.Equal(["g invalid"], plan.Evaluate("""{"g":[{"h":"a"},{"h":"a"}]}""").Codes());
    }

    [Fact]
    public void A_fee_must_be_a_number()
    {
        var refusal = Assert.Throws<DefinitionException>(() => Form.Compile("""{"pages":[{"id":"p","title":"頁","fields":[{"id":"a","type":"text","label":"甲"}]}]}""", "a"));
        Assert.Equal("$.fee.expression", refusal.Path);
    }

    [Fact]
    public void A_calculation_has_the_type_of_its_expression_wherever_it_stands()
    {
        Assert.Equal("$.pages[0].fields[0].visible", Form.Refused(
            """{"id":"a","type":"text","label":"甲","visible":"sum_of > \"x\""}""",
            """{"id":"sum_of","type":"calculated","label":"計","value":"n + 1"}""",
            """{"id":"n","type":"integer","label":"数"}""").Path);
    }

    [Theory]
    [InlineData("", "valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("{\"pages\":1}", "list")]
    [InlineData("{\"pages\":[]}", "no page")]
    [InlineData("{\"pages\":[],\"pages\":[]}", "valid JSON")]
    [InlineData("{\"pages\":[1]}", "object")]
    [InlineData("{\"pages\":[{\"id\":\"p\",\"title\":\"\\uD842\",\"fields\":[]}]}", "half a character")]
    [InlineData("{\"\\uDFB7\":1,\"pages\":[]}", "half a character")]
    public void A_file_that_is_no_form_is_refused(string json, string hint) => Assert.Contains(hint, Assert.Throws<DefinitionException>(() => Form.Compile(json)).MessageEn);

    [Fact]
    public void Keys_of_others_are_tolerated() =>
        Assert.NotNull(Form.Compile("""{"$schema":"x","author":{"n":1},"pages":[{"id":"p","title":"頁","layout":"two","fields":[{"id":"a","type":"text","label":"甲","colour":"red"}]}]}"""));

    [Fact]
    public void A_procedure_needs_its_reason_for_the_identity_level_and_offsets_in_its_period()
    {
        var refusal = Assert.Throws<DefinitionException>(() => ProcedureDefinition.Parse(Encoding.UTF8.GetBytes(
            """{"code":"Bad Code","title":"題","summary":"要","category":"c","categoryTitle":"分","office":"o","officeTitle":"課","whoCanApply":"誰","processingTime":"時","feeText":"料","identityLevel":"3","completionText":"完","acceptancePeriod":{"from":"2026-04-01T00:00:00"}}""")));
        Assert.Equal(["$.code", "$.identityLevel", "$.identityReason", "$.acceptancePeriod.from"], refusal.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void An_acceptance_period_includes_its_start_and_not_its_end()
    {
        var start = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
        var period = new AcceptancePeriod(start, start.AddDays(1));
        Assert.True(period.Includes(start));
        Assert.False(period.Includes(start.AddTicks(-1)));
        Assert.False(period.Includes(start.AddDays(1)));
        Assert.True(new AcceptancePeriod(null, null).Includes(start));
    }

    [Fact]
    public void A_text_falls_back_to_the_nearest_language()
    {
        var text = new LocalizedText("住所", new("ja-easy", "すんでいる ところ"), new("en", "Address"));
        Assert.Equal("住所", text.For("ja"));
        Assert.Equal("すんでいる ところ", text.For("ja-easy"));
        Assert.Equal("Address", text.For("en-GB"));
        Assert.Equal("Address", text.For("pt"));
        Assert.Equal("住所", new LocalizedText("住所", new KeyValuePair<string, string>("en", "Address")).For("ja-easy"));
        Assert.Equal("住所", new LocalizedText("住所").For("en"));
    }

    [Fact]
    public void A_mapping_with_unknown_names_is_refused_with_its_place()
    {
        var plan = Form.Of("""{"id":"a","type":"text","label":"甲"}""");
        var refusal = Assert.Throws<DefinitionException>(() => Mapping.MappingPlan.Compile(
            """{"targets":[{"system":"s","adapter":"fax","data":{"x":{"y":["a","b"]},"z":"facts.number"}}]}"""u8.ToArray(), plan));
        Assert.Equal(["$.targets[0].data.x.y[1]", "$.targets[0].data.z"], refusal.Problems.Select(problem => problem.Path));
    }
}
