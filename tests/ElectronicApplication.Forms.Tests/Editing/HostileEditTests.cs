using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class HostileEditTests
{
    private const string Fields = """{"id":"a","type":"choice","label":"甲","options":[{"value":"x","label":"X"}]}""";

    [Theory]
    [InlineData("""{"op":"addPage"}"""), InlineData("""{"op":"removePage"}"""), InlineData("""{"op":"removePage","id":"///"}"""), InlineData("""{"op":"movePage","id":"x","index":-1}""")]
    [InlineData("""{"op":"addField","type":"text"}"""), InlineData("""{"op":"duplicate"}"""), InlineData("""{"op":"duplicate","targets":[null]}"""), InlineData("""{"op":"remove","targets":[]}""")]
    [InlineData("""{"op":"move","targets":["field/a"]}"""), InlineData("""{"op":"set"}"""), InlineData("""{"op":"set","target":"field/a"}"""), InlineData("""{"op":"setText","target":"field/a","key":"label"}""")]
    [InlineData("""{"op":"renameId"}"""), InlineData("""{"op":"renameId","target":"field/a"}"""), InlineData("""{"op":"addTable","target":"x"}"""), InlineData("""{"op":"setTable","target":"table/t"}""")]
    [InlineData("""{"op":"pasteTable"}"""), InlineData("""{"op":"addOption"}"""), InlineData("""{"op":"removeOption","target":"field/a","index":-1}"""), InlineData("""{"op":"moveOption","target":"field/a","index":5}""")]
    [InlineData("""{"op":"replaceFile"}"""), InlineData("""{"op":"replaceFile","name":"form.json","json":[]}"""), InlineData("""{"op":"replaceFile","name":"form.json","json":{}}"""), InlineData("""{"op":"replaceFile","name":"../x.json","json":{}}""")]
    [InlineData("""{"op":"replaceFile","name":"samples/../x.json","json":{"answers":{}}}"""), InlineData("""{"op":"setSample","name":"x.json","json":{"answers":{}}}"""), InlineData("""{"op":"setSample","name":"accepted-1.json","json":{}}"""), InlineData("""{"op":"setSample","name":"accepted-1.json"}""")]
    [InlineData("""{"op":"set","target":"field/a","key":"help","value":{"ja":"x","ja":"y"}}"""), InlineData("""{"op":"setText","target":"field/a","key":"help","language":"ja","text":"\u0000"}""")]
    public void A_request_that_lacks_something_or_leads_astray_is_refused_and_changes_nothing(string json)
    {
        var edit = JsonSerializer.Deserialize<DefinitionEdit>(json, DefinitionEdit.Options)!;
        if (edit is AddPage)
            EditingForms.Of(Fields).Do(edit);
        else
            EditingForms.Of(Fields).Refuse(edit);
    }

    [Fact]
    public void Half_a_letter_is_refused_wherever_it_comes_in()
    {
        var tree = EditingForms.Of(Fields);
        Assert.Contains("壊れた文字", tree.Refuse(new Set("field/a", "help", JsonNode.Parse("\"\\ud800\""))).MessageJa);
        Assert.Contains("壊れた文字", tree.Refuse(new SetText("field/a", "help", "ja", "a\ud800b")).MessageJa);
        Assert.Contains("壊れた文字", tree.Refuse(new ReplaceFile("form.json", JsonNode.Parse("{\"pages\":[{\"id\":\"\\udc00\"}]}")!)).MessageJa);
    }

    [Fact]
    public void Forms_stay_within_their_bounds_and_can_always_be_made_smaller()
    {
        var tree = TreeTests.Large(1000);
        Assert.Equal("too-many", tree.Refuse(new AddField("page/p0", 0, FieldType.Text, "もう一つ")).Code);
        tree.Do(new Remove(["field/f999"]));
        tree.Do(new AddField("page/p0", 0, FieldType.Text, "もう一つ"));
        Assert.Equal("too-many", tree.Refuse(new Duplicate(["page/p1"])).Code);
        var pages = EditingForms.With($$"""{"pages":[{{string.Join(',', Enumerable.Range(0, 200).Select(i => $$"""{"id":"p{{i}}","title":"頁","fields":[]}"""))}}]}""");
        Assert.Contains("200", pages.Refuse(new AddPage(null, "もう一つ")).MessageJa);
        var options = new JsonArray([.. Enumerable.Range(0, 2001).Select(i => (JsonNode)new JsonObject { ["value"] = $"v{i}", ["label"] = "x" })]);
        Assert.Contains("2000", EditingForms.Of(Fields).Refuse(new Set("field/a", "options", options)).MessageJa);
        Assert.Contains("20000", EditingForms.Of(Fields).Refuse(new SetText("field/a", "help", "ja", new string('あ', 20_001))).MessageJa);
        Assert.Equal("too-large", EditingForms.Of(Fields).Refuse(new ReplaceFile("form.json", new JsonObject
        {
            ["pages"] = new JsonArray(new JsonObject { ["id"] = "p", ["title"] = "頁", ["fields"] = new JsonArray() }),
            ["x-much"] = new JsonArray([.. Enumerable.Range(0, 620_000).Select(_ => (JsonNode)1)]),
        })).Code);
    }

    [Theory]
    [InlineData("""{"pages":[{"id":1,"fields":3},{"id":"b","title":{"ja":4},"fields":[5,{"id":"x"},{"id":"x","type":"group","fields":[{"id":"x","type":"text"}]},{"type":"nonsense","visible":"x.x","options":[1,{"value":2}]}]}],"tables":[{"id":"t","inputs":4,"rules":[1,{"when":"x","then":[{}]}]},7]}""")]
    [InlineData("""{"pages":[{}],"tables":{}}""")]
    public void What_is_no_form_yet_can_still_be_edited(string form)
    {
        var tree = EditingForms.With(form);
        DefinitionEdit[] edits =
        [
            new AddPage(null, "x"), new AddField("page/b", 0, FieldType.Text, "名前"), new Duplicate(["field/x"]), new Remove(["field/x"], true), new Move(["field/x"], "page/b", 0), new Set("field/x", "help", "h"),
            new SetText("field/x", "label", "en", "X"), new RenameId("field/x", "y"), new AddTable("form"), new PasteTable("table/t", 0, 0, "1\t2"), new AddOption("field/x"), new SetTable("table/t", []), new RemovePage("b", true),
        ];
        foreach (var edit in edits)
            _ = DefinitionEditor.Apply(tree, edit);
        Assert.NotNull(tree.Form["pages"]);
    }
}
