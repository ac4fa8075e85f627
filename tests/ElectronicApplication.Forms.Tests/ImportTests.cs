using System.Text;
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
        Assert.Equal(["full_name", "mail", "age", "kind", "why", "adult", "items", "total", "h"], plan.Form.Pages[0].Fields.Select(field => field.Id));
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
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    public void A_file_of_another_make_is_refused(string json)
    {
        Assert.Throws<DefinitionException>(() => FormIoImport.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Throws<DefinitionException>(() => SurveyJsImport.Read(Encoding.UTF8.GetBytes(json)));
    }
}
