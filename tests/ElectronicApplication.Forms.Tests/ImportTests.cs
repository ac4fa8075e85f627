using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Import;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Definitions of other products become a beginning; what cannot be taken over is listed, never dropped.</summary>
public sealed class ImportTests
{
    private const string FormIo = """
        {"display":"form","components":[
          {"type":"panel","title":"You","components":[
            {"type":"textfield","key":"fullName","label":"Name","validate":{"required":true,"maxLength":50},"customConditional":"show = data.x"},
            {"type":"columns","columns":[{"components":[{"type":"email","key":"mail","label":"Mail"}]},{"components":[{"type":"number","key":"age","label":"Age","decimalLimit":0,"validate":{"min":0,"max":120}}]}]}]},
          {"type":"radio","key":"kind","label":"Kind","values":[{"value":"a","label":"A"},{"value":"b","label":"B"}]},
          {"type":"textarea","key":"why","label":"Why","conditional":{"show":true,"when":"kind","eq":"b"}},
          {"type":"textfield","key":"adult","label":"Adult","conditional":{"show":false,"when":"age","eq":"17"}},
          {"type":"datagrid","key":"items","label":"Items","components":[{"type":"checkbox","key":"ok","label":"OK"},{"type":"datagrid","key":"deep","components":[]}]},
          {"type":"select","key":"city","label":"City","data":{"url":"https://example.org/cities"}},
          {"type":"number","key":"total","label":"Total","calculateValue":"value = data.age * 2"},
          {"type":"tree","key":"t","label":"Tree"},
          {"type":"htmlelement","key":"h","content":"<p>Read <b>this</b>.</p>"},
          {"type":"button","key":"submit","label":"Send"}]}
        """;

    private const string Survey = """
        {"title":"S","pages":[
          {"name":"p1","elements":[
            {"type":"text","name":"age","title":{"default":"Age","ja":"年齢"},"inputType":"number","min":0,"max":120,"isRequired":true},
            {"type":"radiogroup","name":"kind","title":"Kind","choices":["a",{"value":"b","text":{"default":"B","ja":"乙"}}]},
            {"type":"checkbox","name":"likes","choices":["x","y"]},
            {"type":"panel","name":"box","elements":[{"type":"comment","name":"why","title":"Why","visibleIf":"{kind} = 'b' and ({age} >= 18 or {likes} contains 'x')","requiredIf":"{age} notempty"}]},
            {"type":"text","name":"calc","title":"C","visibleIf":"sum({age}, 1) > 3"},
            {"type":"matrix","name":"m"},
            {"type":"text","name":"code","title":"Code","validators":[{"type":"regex","regex":"^[0-9]{3}$","text":"Three digits."},{"type":"expression","expression":"{age} > 1"}]}]},
          {"name":"p2","visibleIf":"{kind} anyof ['a', 'b']","elements":[
            {"type":"paneldynamic","name":"rows","title":"Rows","minPanelCount":1,"maxPanelCount":3,"templateElements":[{"type":"boolean","name":"ok","title":"OK"}]},
            {"type":"file","name":"paper","title":"Paper","acceptedTypes":"application/pdf,.docx","maxSize":1000}]}],
         "triggers":[{"type":"complete"}]}
        """;

    [Fact]
    public void A_form_io_form_becomes_one_that_works_with_a_list_of_what_is_missing()
    {
        var imported = FormIoImport.Read(Encoding.UTF8.GetBytes(FormIo));
        Assert.Equal(
        [
            "$.components[0].components[0].key", "$.components[0].components[0].customConditional", "$.components[4].components[1]", "$.components[5].data", "$.components[6].calculateValue", "$.components[7]",
        ], imported.Gaps.Select(gap => gap.Path));
        // What has no options yet is for the author to mend; the rest runs.
        imported.Form["pages"]![0]!["fields"]!.AsArray().Remove(imported.Form["pages"]![0]!["fields"]!.AsArray().Single(field => (string?)field!["id"] == "city"));
        var plan = Form.Compile(imported.Form.ToJsonString());
        Assert.Equal(["heading", "full_name", "mail", "age", "kind", "why", "adult", "items", "total", "h"], plan.Form.Pages[0].Fields.Select(field => field.Id));
        Assert.Equal(["full_name required"], plan.Evaluate("{}").Codes());
        Assert.Equal(["age too-large"], plan.Evaluate("""{"full_name":"x","age":121}""").Codes());
        Assert.True(plan.Evaluate("""{"kind":"b"}""").Visible.Contains("why"));
        Assert.False(plan.Evaluate("""{"kind":"a"}""").Visible.Contains("why"));
        Assert.False(plan.Evaluate("""{"age":17}""").Visible.Contains("adult"));
        Assert.Equal("Read  this .", plan.Field("h")!.Label.Ja);
    }

    [Fact]
    public void A_wizard_becomes_pages()
    {
        var imported = FormIoImport.Read("""{"display":"wizard","components":[{"type":"panel","key":"one","title":"One","components":[{"type":"checkbox","key":"a","label":"A"}]},{"type":"panel","title":"Two","conditional":{"show":true,"when":"a","eq":"true"},"components":[]}]}"""u8.ToArray());
        var plan = Form.Compile(imported.Form.ToJsonString());
        Assert.Empty(imported.Gaps);
        Assert.Equal(["page_1", "page_2"], plan.Evaluate("""{"a":true}""").VisiblePages.Order());
        Assert.Equal(["page_1"], plan.Evaluate("""{"a":false}""").VisiblePages);
    }

    [Fact]
    public void A_survey_becomes_a_form_that_works_with_a_list_of_what_is_missing()
    {
        var imported = SurveyJsImport.Read(Encoding.UTF8.GetBytes(Survey));
        Assert.Equal(
        [
            "$.pages[0].elements[5]", "$.pages[0].elements[6].validators[1]", "$.pages[1].elements[1].acceptedTypes", "$.triggers", "$.pages[0].elements[4].visibleIf",
        ], imported.Gaps.Select(gap => gap.Path));
        var plan = Form.Compile(imported.Form.ToJsonString());
        Assert.Equal("年齢", plan.Field("age")!.Label.Ja);
        Assert.True(plan.Evaluate("""{"age":20,"kind":"b"}""").Visible.Contains("why"));
        Assert.True(plan.Evaluate("""{"age":5,"kind":"b","likes":["x"]}""").Visible.Contains("why"));
        Assert.False(plan.Evaluate("""{"age":5,"kind":"b","likes":["y"]}""").Visible.Contains("why"));
        Assert.Equal(["page_1"], plan.Evaluate("""{"age":5}""").VisiblePages);
        Assert.Contains("code pattern", plan.Evaluate("""{"age":5,"code":"12"}""").Codes());
        Assert.Equal(3, plan.Field("rows")!.MaxRows);
        Assert.Equal(["application/pdf"], plan.Field("paper")!.Accept);
    }

    [Theory]
    [InlineData("{a} = 1", "a = 1")]
    [InlineData("{a} <> 'x' && {b} empty", "a != \"x\" and not(is defined(b))")]
    [InlineData("!({a} = true || {b} > -1.5)", "not((a = true or b > -1.5))")]
    [InlineData("{a} anyof ['x', 'y']", "a in (\"x\", \"y\")")]
    [InlineData("{a} = {b}", null)]
    [InlineData("{c} = 1", null)]
    [InlineData("age({a}) > 3", null)]
    [InlineData("{a} = 1 and", null)]
    [InlineData("{a} = 'x", null)]
    public void Survey_conditions_that_say_the_same_in_FEEL_are_taken_over(string theirs, string? ours)
    {
        var condition = SurveyJsImport.Read(Encoding.UTF8.GetBytes(
            $$"""{"elements":[{"type":"text","name":"a"},{"type":"text","name":"b"},{"type":"html","name":"h","html":"x","visibleIf":"{{theirs.Replace("\"", "\\\"")}}"}]}"""));
        Assert.Equal(ours, (string?)condition.Form["pages"]![0]!["fields"]![2]!["visible"]);
        Assert.Equal(ours is null ? 1 : 0, condition.Gaps.Count);
    }

    [Theory]
    [InlineData("checkbox", "{a} notempty", "count(a) > 0")]
    [InlineData("checkbox", "{a} empty", "count(a) = 0")]
    [InlineData("checkbox", "{a} anyof ['x', 'y']", "some v in a satisfies v in (\"x\", \"y\")")]
    [InlineData("checkbox", "{a} = 'x'", null)]
    [InlineData("checkbox", "{a} contains ['x', 'y']", null)]
    [InlineData("comment", "{a} contains 'x'", "contains(a, \"x\")")]
    [InlineData("text\",\"inputType\":\"date", "{a} > '2026-04-01'", null)]
    [InlineData("text\",\"inputType\":\"date", "{a} notempty", "is defined(a)")]
    public void A_survey_condition_is_said_as_the_kind_of_its_field_wants_it(string type, string theirs, string? ours)
    {
        var imported = SurveyJsImport.Read(Encoding.UTF8.GetBytes(
            $$"""{"elements":[{"type":"{{type}}","name":"a","choices":["x","y"]},{"type":"html","name":"h","html":"x","visibleIf":"{{theirs}}"}]}"""));
        Assert.Equal(ours, (string?)imported.Form["pages"]![0]!["fields"]![1]!["visible"]);
        if (ours is not null && type == "checkbox")
            Assert.NotNull(Form.Compile(imported.Form.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"type":"textfield","key":"a","unique":true}""", "unique")]
    [InlineData("""{"type":"textfield","key":"a","case":"uppercase"}""", "case")]
    [InlineData("""{"type":"textfield","key":"a","encrypted":true}""", "encrypted")]
    [InlineData("""{"type":"textfield","key":"a","suffix":"kg"}""", "suffix")]
    [InlineData("""{"type":"textfield","key":"a","multiple":true}""", "multiple")]
    [InlineData("""{"type":"textfield","key":"a","validate":{"customMessage":"no"}}""", "validate.customMessage")]
    [InlineData("""{"type":"number","key":"a","validate":{"step":"5"}}""", "validate.step")]
    [InlineData("""{"type":"number","key":"a","defaultValue":"many"}""", "defaultValue")]
    [InlineData("""{"type":"radio","key":"a","values":[{"value":"x"},{"label":"y","value":""}]}""", "values[1]")]
    [InlineData("""{"type":"file","key":"a","fileMaxSize":"100MB"}""", "fileMaxSize")]
    [InlineData("""{"type":"panel","key":"a","logic":[{"x":1}],"components":[]}""", "logic")]
    public void What_form_io_says_and_this_form_cannot_is_listed(string component, string key) =>
        Assert.Equal([$"$.components[0].{key}"], FormIoImport.Read(Encoding.UTF8.GetBytes($$"""{"components":[{{component}}]}""")).Gaps.Select(gap => gap.Path));

    [Theory]
    [InlineData("""{"type":"boolean","name":"a","valueTrue":"yes"}""", "valueTrue")]
    [InlineData("""{"type":"text","name":"a","requiredErrorText":"no"}""", "requiredErrorText")]
    [InlineData("""{"type":"panel","name":"a","enableIf":"{b} = 1","elements":[]}""", "enableIf")]
    [InlineData("""{"type":"radiogroup","name":"a","choices":["x",{"text":"y"}]}""", "choices[1]")]
    [InlineData("""{"type":"file","name":"a","maxSize":104857600}""", "maxSize")]
    public void What_a_survey_says_and_this_form_cannot_is_listed(string element, string key) =>
        Assert.Equal([$"$.elements[0].{key}"], SurveyJsImport.Read(Encoding.UTF8.GetBytes($$"""{"elements":[{{element}}]}""")).Gaps.Select(gap => gap.Path));

    [Fact]
    public void What_the_whole_definition_says_and_this_form_cannot_is_listed()
    {
        Assert.Equal(["$.controller"], FormIoImport.Read("""{"components":[],"controller":"x","name":"n"}"""u8.ToArray()).Gaps.Select(gap => gap.Path));
        Assert.Equal(["$.completedHtml"], SurveyJsImport.Read("""{"elements":[],"completedHtml":"x","showTOC":true}"""u8.ToArray()).Gaps.Select(gap => gap.Path));
    }

    [Fact]
    public void Units_several_files_and_titles_of_frames_are_taken_over()
    {
        var form = Form.Compile(FormIoImport.Read("""{"components":[{"type":"fieldset","legend":"L","components":[{"type":"number","key":"a","suffix":"kg"},{"type":"file","key":"b","multiple":true,"fileMaxSize":"2.5MB"}]}]}"""u8.ToArray()).Form.ToJsonString());
        Assert.Equal("L", form.Field("heading")!.Label.Ja);
        Assert.Equal("kg", form.Field("a")!.Unit!.Ja);
        Assert.Equal((50, 2_621_440L), (form.Field("b")!.MaxFiles, form.Field("b")!.MaxBytes));
        Assert.Equal(50, Form.Compile(SurveyJsImport.Read("""{"elements":[{"type":"file","name":"f","allowMultiple":true}]}"""u8.ToArray()).Form.ToJsonString()).Field("f")!.MaxFiles);
    }

    [Fact]
    public void An_id_that_means_something_in_expressions_gets_another_name() =>
        Assert.Equal("if_2", (string?)SurveyJsImport.Read("""{"elements":[{"type":"text","name":"if"}]}"""u8.ToArray()).Form["pages"]![0]!["fields"]![0]!["id"]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_put_in_comes_out_as_a_form_that_can_be_read_or_is_refused(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 200; n++)
            foreach (var (json, read) in new (string, Func<ReadOnlyMemory<byte>, ImportedForm>)[] { (FormIo, FormIoImport.Read), (Survey, SurveyJsImport.Read) })
            {
                var changed = JsonNode.Parse(json)!;
                for (var i = random.Next(1, 6); i > 0; i--)
                    Spoil(changed, random);
                var bytes = Encoding.UTF8.GetBytes(changed.ToJsonString());
                try
                {
                    FormDefinition.Parse(Encoding.UTF8.GetBytes(read(bytes).Form.ToJsonString()));
                }
                catch (DefinitionException refusal) when (refusal.Path == "$")
                {
                    Assert.True(changed is not JsonObject whole || (whole["components"] ?? whole["pages"] ?? whole["elements"]) is not JsonArray, changed.ToJsonString());
                }
            }
    }

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    /// <summary>Puts something that does not belong there in the place of some value.</summary>
    private static void Spoil(JsonNode root, Random random)
    {
        string[] values = ["5", "\"\"", "null", "true", "[]", "{}", "[[1]]", "{\"a\":{}}", "\"x\"", "-1", "1e300", "99999999999999999999", "\"number\"", "{\"ja\":\"\"}", "{\"\":\"x\"}"];
        var at = root;
        while (true)
        {
            var count = at is JsonObject members ? members.Count : at is JsonArray items ? items.Count : 0;
            if (count == 0)
                return;
            var next = random.Next(count);
            var child = at is JsonObject json ? json.ElementAt(next).Value : ((JsonArray)at)[next];
            if (child is not (JsonObject or JsonArray) || random.Next(6) == 0)
            {
                var value = JsonNode.Parse(values[random.Next(values.Length)]);
                if (at is JsonObject into)
                    into[into.ElementAt(next).Key] = value;
                else
                    ((JsonArray)at)[next] = value;
                return;
            }
            at = child;
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    public void A_file_of_another_make_is_refused(string json)
    {
        Assert.Throws<DefinitionException>(() => FormIoImport.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Throws<DefinitionException>(() => SurveyJsImport.Read(Encoding.UTF8.GetBytes(json)));
    }
}
