using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Templates of notices and certificates: checked, and filled in.</summary>
public sealed class DocumentTests
{
    private static readonly DateOnly Today = new(2026, 4, 1);

    private static string Folder => Path.Combine(Catalog.Folder, "jido-teate");

    [Theory]
    [InlineData("{\"type\":\"paragraph\",\"text\":\"{no_such_field}\"}", "unknown-name")]
    [InlineData("{\"type\":\"paragraph\",\"text\":\"{child_name}\"}", "outside-of-group")]
    [InlineData("{\"type\":\"values\",\"text\":\"番号：{applicant_my_number}\"}", "my-number")]
    [InlineData("{\"type\":\"table\",\"text\":\"{child_name}\"}", "unknown-field")]
    [InlineData("{\"type\":\"paragraph\",\"text\":\"a\",\"when\":\"has_spouse + 1\"}", "type")]
    [InlineData("{\"type\":\"paragraph\",\"text\":\"a\",\"when\":\"no_such_field = 1\"}", "unknown-name")]
    [InlineData("{\"type\":\"paragraph\"}", "empty-text")]
    public void A_block_that_cannot_work_is_an_error_at_its_place(string block, string code)
    {
        var findings = Check(d => d["blocks"] = new JsonArray(new JsonObject { ["type"] = "number" }, JsonNode.Parse(block))).Where(f => f.Severity == LintSeverity.Error).ToList();
        Assert.Contains(findings, f => f.Code == code && f.Path.StartsWith("$.documents[0].blocks[1]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("number", "第号", "document-number")]
    [InlineData("id", "Approval", "document-id")]
    [InlineData("title", " ", "document-title")]
    public void A_document_without_what_it_needs_is_an_error(string key, string value, string code) =>
        Assert.Contains(Check(d => d[key] = value), f => f.Code == code && f.Severity == LintSeverity.Error);

    [Fact]
    public void A_template_is_filled_with_answers_dates_of_the_era_and_the_rows_of_a_group()
    {
        var (plan, answers) = Claim();
        var definition = plan.Procedure.Documents[0];
        var content = DocumentPlan.Compile(definition, plan).Compose(answers, Facts(""));
        var text = string.Join('\n', content.Blocks.Select(b => b.Text + string.Join('\n', b.Rows.SelectMany(r => r))));
        Assert.Contains("令和8年3月20日付けで請求のあった児童手当", text, StringComparison.Ordinal);
        Assert.Contains("8こ児第12号", text, StringComparison.Ordinal);
        Assert.Equal(((JsonArray)answers["children"]!).Count + 1, content.Blocks.Single(b => b.Type == DocumentBlockType.Table).Rows.Count);
        Assert.EndsWith(" 様", content.Recipient[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("連絡事項", text, StringComparison.Ordinal);
        Assert.Contains("連絡事項：窓口へ", string.Join('\n', DocumentPlan.Compile(definition, plan).Compose(answers, Facts("窓口へ")).Blocks.Select(b => b.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_gets_another_id_keeps_its_place_in_the_templates()
    {
        var tree = DefinitionTree.Read(DefinitionFiles.Read(Folder));
        Assert.True(DefinitionEditor.Apply(tree, new RenameId("field/child_name", "kid_name")).IsDone);
        Assert.True(DefinitionEditor.Apply(tree, new RenameId("field/children", "kids")).IsDone);
        var table = tree.Procedure["documents"]![0]!["blocks"]!.AsArray().First(b => (string)b!["type"]! == "table")!;
        Assert.Equal("kids", (string)table["group"]!);
        Assert.Contains("{kid_name}", (string)table["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(DefinitionLint.CheckQuickly(tree.ToFiles(), Today).Findings, f => f.Severity == LintSeverity.Error);
    }

    [Fact]
    public void What_changed_in_a_template_is_told_in_words_but_not_to_citizens()
    {
        var before = DefinitionTree.Read(DefinitionFiles.Read(Folder));
        var after = DefinitionTree.Read(DefinitionFiles.Read(Folder));
        after.Procedure["documents"]![0]!["title"] = "認定のお知らせ";
        Assert.Contains(DefinitionDiff.Words(before, after), c => c.TextJa.Contains("認定のお知らせ", StringComparison.Ordinal) && c.TextJa.Contains("文書", StringComparison.Ordinal));
        Assert.Empty(DefinitionDiff.PublicWords(before, after));
    }

    private static DocumentFacts Facts(string reason) => new(
        "260320-000000-000000", new(2026, 3, 20), new(2026, 3, 20), new(2026, 3, 31), "Granted", reason, "8こ児第12号", Today, "児童手当の認定請求", "こども未来局", "みらい市", "みらい市長", "");

    private static (FormPlan, JsonObject) Claim()
    {
        var plan = FormPlan.Compile(ProcedureDefinition.Parse(File.ReadAllBytes(Path.Combine(Folder, "procedure.json"))), FormDefinition.Parse(File.ReadAllBytes(Path.Combine(Folder, "form.json"))));
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "samples", "accepted-first-child.json")))!;
        return (plan, plan.Evaluate((JsonObject)sample["answers"]!, new EvaluationInput(Sample.DayOf(sample) ?? Today, null, [])).Answers);
    }

    private static IReadOnlyList<LintFinding> Check(Action<JsonObject> change)
    {
        var tree = DefinitionTree.Read(DefinitionFiles.Read(Folder));
        change((JsonObject)tree.Procedure["documents"]![0]!);
        return DefinitionLint.CheckQuickly(tree.ToFiles(), Today).Findings;
    }
}
