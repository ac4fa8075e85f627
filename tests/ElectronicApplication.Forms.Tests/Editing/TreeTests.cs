using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class TreeTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory, MemberData(nameof(CatalogTests.Procedures), MemberType = typeof(CatalogTests))]
    public void A_catalogue_entry_that_is_read_and_written_means_the_same_and_stays_the_same_from_then_on(string code)
    {
        var files = DefinitionFiles.Read(Path.Combine(Catalog.Folder, code));
        var once = DefinitionTree.Read(files).ToFiles();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(files.Form.Span), JsonNode.Parse(once.Form.Span)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(files.Procedure.Span), JsonNode.Parse(once.Procedure.Span)));
        Assert.Equal(files.Mapping is null, once.Mapping is null);
        Assert.Equal(files.Samples.Keys.Order(), once.Samples.Keys.Order());
        Assert.Equal(files.Neighbours.Keys.Order(), once.Neighbours.Keys.Order());
        var twice = DefinitionTree.Read(once).ToFiles();
        Assert.True(once.Form.Span.SequenceEqual(twice.Form.Span));
        Assert.Equal(DefinitionLint.Check(files, Today).Findings, DefinitionLint.Check(once, Today).Findings);
    }

    [Fact]
    public void Every_letter_is_written_as_it_is_and_two_spaces_indent()
    {
        var tree = EditingForms.Of("""{"id":"a","type":"text","label":"𠮷野家　葛󠄀城 \"引用\" \\ \u0001","x-own":{"b":1.50,"a":[]}}""");
        var text = Encoding.UTF8.GetString(tree.ToFiles().Form.Span);
        Assert.Contains("\"label\": \"𠮷野家　葛󠄀城 \\\"引用\\\" \\\\ \\u0001\"", text);
        Assert.Contains("\n          \"x-own\": {\n            \"b\": 1.50,\n            \"a\": []\n          }\n", text);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain("\\u3000", text);
    }

    [Fact]
    public void Keys_that_nobody_knows_keep_their_place_through_an_edit()
    {
        var tree = EditingForms.Of("""{"x-first":1,"id":"a","type":"text","x-middle":{"k":[1,2]},"label":"あ","x-last":null}""");
        tree.Do(new Set("field/a", "required", true));
        Assert.Equal("""{"x-first":1,"id":"a","type":"text","x-middle":{"k":[1,2]},"label":"あ","x-last":null,"required":true}""", tree.Form.Json("pages[0].fields[0]"));
    }

    [Theory]
    [InlineData("form.json"), InlineData("procedure.json"), InlineData("mapping.json"), InlineData("samples/accepted-1.json")]
    public void A_file_that_is_no_object_is_refused_by_its_name(string file)
    {
        ReadOnlyMemory<byte> good = "{}"u8.ToArray(), bad = "[1]"u8.ToArray();
        var exception = Assert.Throws<DefinitionException>(() => DefinitionTree.Read(new DefinitionFiles(file == "procedure.json" ? bad : good, file == "form.json" ? bad : good)
        {
            Mapping = file == "mapping.json" ? bad : good,
            Samples = new Dictionary<string, ReadOnlyMemory<byte>> { ["accepted-1.json"] = file.StartsWith("samples", StringComparison.Ordinal) ? bad : good },
        }));
        Assert.Equal(file, exception.Problems[0].File);
    }

    [Fact]
    public void An_empty_procedure_compiles_and_the_lint_refuses_only_what_its_author_must_write()
    {
        var tree = EditingForms.Empty();
        Assert.Single(EditingForms.Compile(tree).Form.Pages);
        var report = DefinitionLint.Check(tree.ToFiles(), Today);
        Assert.Equal(
            ["identity-reason $.identityReason", "empty-text $.summary", "empty-text $.whoCanApply", "empty-text $.processingTime"],
            report.Findings.Where(finding => finding.Severity == LintSeverity.Error).Select(finding => $"{finding.Code} {finding.Path}"));
    }

    [Fact]
    public void An_edit_has_the_same_json_in_pages_api_and_history()
    {
        DefinitionEdit[] edits =
        [
            new AddField("page/main", 2, FieldType.PersonName, "氏名"), new Remove(["field/a", "page/b"], Force: true), new SetText("field/a", "options[2].label", "ja-easy", "やさしい"),
            new Set("field/a", "required", JsonValue.Create("x > 1")), new Set("field/a", "visible", null), new PasteTable("table/t", 1, 0, "a\tb"), new Move(["field/a"], "page/b", null),
        ];
        Assert.Equal("""{"op":"addField","into":"page/main","index":2,"type":"personName","labelJa":"氏名"}""", JsonSerializer.Serialize(edits[0], DefinitionEdit.Options));
        foreach (var edit in edits)
        {
            var json = JsonSerializer.Serialize(edit, DefinitionEdit.Options);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<DefinitionEdit>(json, DefinitionEdit.Options), DefinitionEdit.Options));
        }
        Assert.IsType<RemovePage>(JsonSerializer.Deserialize<DefinitionEdit>("""{"id":"a","op":"removePage"}""", DefinitionEdit.Options));
    }

    internal static DefinitionTree Large(int fields) => EditingForms.With(new JsonObject
    {
        ["pages"] = new JsonArray([.. Enumerable.Range(0, fields / 20).Select(page => (JsonNode)new JsonObject
        {
            ["id"] = $"p{page}",
            ["title"] = new JsonObject { ["ja"] = $"頁{page}", ["ja-easy"] = "ぺーじ", ["en"] = $"Page {page}" },
            ["fields"] = new JsonArray([.. Enumerable.Range(page * 20, 20).Select(i => (JsonNode)new JsonObject
            {
                ["id"] = $"f{i}",
                ["type"] = i % 2 == 0 ? "integer" : "choice",
                ["label"] = new JsonObject { ["ja"] = $"項目{i}の名前", ["ja-easy"] = $"なまえ{i}", ["en"] = $"Field {i}" },
                ["help"] = new JsonObject { ["ja"] = "この項目について、申請する方が読む説明の文です。", ["en"] = "What applicants read about this field." },
                ["visible"] = i < 2 ? "true" : $"f0 > {i} or f{i - 2} != null",
                ["options"] = i % 2 == 0 ? null : new JsonArray([.. Enumerable.Range(0, 8).Select(option => (JsonNode)new JsonObject { ["value"] = $"v{option}", ["label"] = new JsonObject { ["ja"] = $"選択肢{option}", ["en"] = $"Option {option}" } })]),
            })]),
        })]),
    }.ToJsonString());
}
