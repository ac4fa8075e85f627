using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Every rule of the lint: a definition that breaks it, and one near by that does not.</summary>
public sealed partial class LintTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private const string Kind = """{"id":"kind","type":"choice","label":{"ja":"種類","ja-easy":"しゅるい","en":"Kind"},"required":true,"options":[{"value":"a","label":{"ja":"甲","ja-easy":"こう","en":"A"}},{"value":"b","label":{"ja":"乙","ja-easy":"おつ","en":"B"}}]}""";

    /// <summary>The code, where it is found, the fields of a form that breaks the rule, and those of one that just keeps it.</summary>
    public static TheoryData<string, string, string, string> FieldCases() => new()
    {
        { "unknown-name", "$.pages[0].fields[1].visible", Kind + "," + Text("b", "\"visible\":\"kin = 1\""), Kind + "," + Text("b", "\"visible\":\"kind = \\\"a\\\"\"") },
        { "wrong-result", "$.pages[0].fields[1].visible", Kind + "," + Text("b", "\"visible\":\"kind\""), Kind + "," + Text("b", "\"visible\":\"kind != \\\"a\\\"\"") },
        { "circle", "$.pages[0].fields[0]", Text("a", "\"visible\":\"is defined(b)\"") + "," + Text("b", "\"visible\":\"is defined(a)\""), Text("a", "\"required\":\"is defined(b)\"") + "," + Text("b", "\"required\":\"is defined(a)\"") },
        { "duplicate-id", "$.pages[0].fields[1].id", Text("a") + "," + Text("a"), Text("a") + "," + Text("b", "", "別") },
        { "duplicate-option", "$.pages[0].fields[0].options[1].value", Choice("a", "x", "x"), Choice("a", "x", "X") },
        { "unreachable-field", "$.pages[0].fields[1].visible", Kind + "," + Text("b", "\"visible\":\"kind = \\\"a\\\" and kind = \\\"b\\\"\""), Kind + "," + Text("b", "\"visible\":\"kind = \\\"a\\\" or kind = \\\"b\\\"\"") },
        { "unreachable-field", "$.pages[0].fields[1].visible", Number("n", 0, 120) + "," + Text("b", "\"visible\":\"n > 120\""), Number("n", 0, 120) + "," + Text("b", "\"visible\":\"n >= 120\"") },
        { "unreachable-field", "$.pages[0].fields[2].visible", Kind + "," + Number("n", 0, 9, "\"visible\":\"kind = \\\"a\\\"\"") + "," + Text("c", "\"visible\":\"n > 3 and kind = \\\"b\\\"\""),
            Kind + "," + Number("n", 0, 9, "\"visible\":\"kind = \\\"a\\\"\"") + "," + Text("c", "\"visible\":\"n > 3 or kind = \\\"b\\\"\"") },
        { "unreachable-field", "$.pages[0].fields[0].fields[1].visible", Group(Number("n", 1, 9) + "," + Text("b", "\"visible\":\"n < 1\"")), Group(Number("n", 1, 9) + "," + Text("b", "\"visible\":\"n < 2\"")) },
        { "condition-always-true", "$.pages[0].fields[1].visible", Kind + "," + Text("b", "\"visible\":\"kind != \\\"c\\\"\""), Kind + "," + Text("b", "\"visible\":\"kind != \\\"b\\\"\"") },
        { "condition-never-true", "$.pages[0].fields[1].required", Kind + "," + Text("b", "\"required\":\"kind = \\\"c\\\"\""), Kind + "," + Text("b", "\"required\":\"kind = \\\"b\\\"\"") },
        { "unreachable-option", "$.pages[0].fields[1].options[1].visible", Kind + "," + Moving("kind = \\\"c\\\""), Kind + "," + Moving("kind = \\\"b\\\"") },
        { "rule-always-accuses", "$.pages[0].fields[0].valid[0].expression", Number("n", 1, 9, Rule("n > 9")), Number("n", 1, 9, Rule("n > 8")) },
        { "rule-never-accuses", "$.pages[0].fields[0].valid[0].expression", Number("n", 1, 9, Rule("n < 10")), Number("n", 1, 9, Rule("n < 9")) },
        { "my-number-storage", "$.pages[0].fields[0].separateStorage", Field("a", "myNumber"), Field("a", "myNumber", "\"separateStorage\":true") },
        { "my-number-search", "$.pages[0].fields[0].searchable", Field("a", "myNumber", "\"separateStorage\":true,\"searchable\":true"), Field("a", "corporateNumber", "\"searchable\":true") },
        { "my-number-level", "$.pages[0].fields[0]", Field("a", "myNumber", "\"separateStorage\":true"), Field("a", "corporateNumber") },
        { "sensitive-search", "$.pages[0].fields[0].searchable", Text("a", "\"sensitive\":true,\"searchable\":true"), Text("a", "\"searchable\":true") },
        { "personal-data-open", "$.pages[0].fields[0]", Field("a", "address"), Field("a", "address", "\"sensitive\":true") },
        { "prefill-without-card", "$.pages[0].fields[0].prefill", Text("a", "\"prefill\":{\"source\":\"card\",\"attribute\":\"name\"}"), Text("a", "\"prefill\":{\"source\":\"account\",\"attribute\":\"name\"}") },
        { "prefill-unknown-field", "$.pages[0].fields[0].prefill.field", Text("a", "\"prefill\":{\"source\":\"earlier\",\"field\":\"b\"}"), Text("a", "\"prefill\":{\"source\":\"earlier\",\"field\":\"b\",\"procedure\":\"other\"}") },
        { "prefill-account", "$.pages[0].fields[0].prefill.attribute", Text("a", "\"prefill\":{\"source\":\"account\",\"attribute\":\"name\"}"), Text("a", "\"prefill\":{\"source\":\"account\",\"attribute\":\"mail\"}") },
        { "consent-optional", "$.pages[0].fields[0]", Field("a", "consent"), Field("a", "consent", "\"required\":true") },
        { "single-option", "$.pages[0].fields[0].options", Choice("a", "x"), Choice("a", "x", "y") },
        { "attachment-any-type", "$.pages[0].fields[0].accept", Field("a", "attachment"), Field("a", "attachment", "\"accept\":[\"application/pdf\"]") },
        { "guess-unchecked", "$.pages[0].fields[0]", Text("a", "\"x-guess\":{\"cell\":\"B2\",\"check\":true}"), Text("a", "\"x-guess\":{\"cell\":\"B2\",\"confidence\":0.9}") },
        { "guess-unchecked", "$.pages[0].fields[0].fields[0]", Group(Text("a", "\"x-guess\":{\"check\":true}")), Group(Text("a", "\"x-guess\":\"B2\"")) },
        { "same-label", "$.pages[0].fields[1].label", Text("a") + "," + Text("b"), Text("a") + "," + Text("b", "", "別") },
        { "key-without-effect", "$.pages[0].fields[0].maxLength", Field("a", "integer", "\"maxLength\":3"), Field("a", "digits", "\"maxLength\":3") },
        { "key-without-effect", "$.pages[0].fields[0].patternMessage", Text("a", "\"patternMessage\":{\"ja\":\"数字\",\"en\":\"Digits\"}"), Text("a", "\"pattern\":\"[0-9]+\",\"patternMessage\":{\"ja\":\"数字\",\"en\":\"Digits\"}") },
        { "nobody-accepted", "$.pages[0].fields[0]", Text("a", "\"required\":true,\"pattern\":\"[A-Z]{3}\"," + Rule("starts with(a, \\\"QX\\\")")), Text("a", "\"required\":true,\"example\":\"QXA\",\"pattern\":\"[A-Z]{3}\"," + Rule("starts with(a, \\\"QX\\\")")) },
        { "unknown-key", "$.pages[0].fields[0].requried", Text("a", "\"requried\":true"), Text("a", "\"reviewNote\":true") },
        { "unknown-key", "$.pages[0].fields[0].options[0].labl", "{\"id\":\"a\",\"type\":\"choices\",\"label\":{\"ja\":\"あ\",\"en\":\"A\"},\"options\":[{\"value\":\"x\",\"label\":\"x\",\"labl\":\"y\"},{\"value\":\"y\",\"label\":\"y\"}]}", Choice("a", "x", "y") },
        { "missing-translation", "$.pages[0].fields[0].label", "{\"id\":\"a\",\"type\":\"text\",\"label\":{\"ja\":\"あ\"}}", "{\"id\":\"a\",\"type\":\"text\",\"label\":\"E-mail\"}" },
        { "missing-easy-japanese", "$.pages[0].fields[0].label", "{\"id\":\"a\",\"type\":\"text\",\"label\":{\"ja\":\"住所\",\"en\":\"A\"}}", "{\"id\":\"a\",\"type\":\"text\",\"label\":{\"ja\":\"なまえ\",\"en\":\"A\"}}" },
        { "empty-text", "$.pages[0].fields[0].label", "{\"id\":\"a\",\"type\":\"text\",\"label\":{\"ja\":\"なまえ\",\"en\":\" \"}}", "{\"id\":\"a\",\"type\":\"text\",\"label\":{\"ja\":\"なまえ\",\"en\":\"A\"}}" },
    };

    [Theory, MemberData(nameof(FieldCases))]
    public void A_rule_about_fields_finds_what_breaks_it_and_lets_its_neighbour_pass(string code, string path, string breaking, string near)
    {
        var finding = Assert.Single(Lint(fields: breaking).Findings, finding => finding.Code == code && finding.Path == path);
        Assert.Contains(finding.MessageJa, c => c >= '\u3040');
        Assert.EndsWith("。", finding.MessageJa.TrimEnd('）'));
        Assert.Equal("form.json", finding.File);
        Assert.DoesNotContain(Lint(fields: near).Findings, other => other.Code == code);
    }

    /// <summary>What stands in procedure.json instead of the usual, and in the form.</summary>
    public static TheoryData<string, string, string, string, string> ProcedureCases() => new()
    {
        { "identity-reason", "$.identityReason", "\"identityReason\":\" \"", "", Text("a") },
        { "no-legal-basis", "$.legalBasis", "\"legalBasis\":\"\"", "", Text("a") },
        { "acceptance-over", "$.acceptancePeriod.to", "\"acceptancePeriod\":{\"to\":\"2026-11-21T00:00:00+09:00\"}", "\"acceptancePeriod\":{\"to\":\"2026-11-21T00:00:01+09:00\"}", Text("a") },
        { "capacity-without-start", "$.capacity", "\"capacity\":30,\"acceptancePeriod\":{\"to\":\"2027-01-01T00:00:00+09:00\"}", "\"capacity\":30,\"acceptancePeriod\":{\"from\":\"2026-01-01T00:00:00+09:00\"}", Text("a") },
        { "unknown-life-event", "$.lifeEvents[0]", "\"lifeEvents\":[\"転居\"]", "\"lifeEvents\":[\"引越し\"]", Text("a") },
        { "unknown-survey-code", "$.surveyCodes.事務区分", "\"surveyCodes\":{\"事務区分\":\"9\"}", "\"surveyCodes\":{\"事務区分\":[\"1\",\"2\"],\"独自\":\"9\"}", Text("a") },
        { "unknown-placeholder", "$.notices.received", "\"notices\":{\"received\":\"{{nobody}}\"}", "\"notices\":{\"received\":\"{{" + NoticeTexts.Placeholders.First() + "}}\"}", Text("a") },
        { "notice-too-long", "$.notices.received", "\"notices\":{\"received\":\"" + new string('x', NoticeTexts.MaxLength + 1) + "\"}", "\"notices\":{\"received\":\"" + new string('x', NoticeTexts.MaxLength) + "\"}", Text("a") },
        { "missing-translation", "$.standardProcessingPeriod.note", "\"standardProcessingPeriod\":{\"length\":3,\"unit\":\"Days\",\"note\":\"土日を除く\"}", "\"standardProcessingPeriod\":{\"length\":3,\"unit\":\"Days\",\"note\":{\"ja\":\"土日を除く\",\"en\":\"Without weekends\"}}", Text("a") },
        { "overlap", "$.tables[0].rules[1]", Rules("kind", "\"U\"", "\\\"a\\\", \\\"b\\\"", "\\\"b\\\""), Rules("kind", "\"U\"", "\\\"a\\\"", "\\\"b\\\""), Kind },
        { "incomparable", "$.tables[0].rules[0].when[0]", Rules("kind", "\"U\"", "> 1", "-"), Rules("kind", "\"U\"", "\\\"a\\\"", "\\\"b\\\""), Kind },
        { "unknown-key", "$.legalBassis", "\"legalBassis\":\"x\"", "\"note\":\"x\"", Text("a") },
        { "fee-undefined", "$.fee.expression", Fee("if kind = \\\"a\\\" then 100 else null"), Fee("if kind = \\\"a\\\" then 100 else 200"), Kind },
        { "fee-undefined", "$.fee.expression", Fee("n - 3"), Fee("n - 2"), Number("n", 2, 9, "\"required\":true") },
        { "payout-undefined", "$.payout.amount", Payout("if kind = \\\"a\\\" then 100 else null"), Payout("if kind = \\\"a\\\" then 100 else 200"), Kind + "," + Field("bank", "bankAccount") },
        { "payout-account", "$.payout.account", Payout("100", "kind"), Payout("100"), Kind + "," + Field("bank", "bankAccount") },
        { "payout-text", "$.payout.text", Payout("100", "bank", "敬老"), Payout("100", "bank", "ケイロウ"), Kind + "," + Field("bank", "bankAccount") },
        { "payout-text", "$.payout.text", Payout("100", "bank", "ガガガガガガガガガガガ"), Payout("100", "bank", "ガガガガガガガガガガ"), Kind + "," + Field("bank", "bankAccount") },
        { "routing-unknown-office", "$.routing.expression", Routing("if kind = \\\"a\\\" then \\\"o\\\" else \\\"x\\\""), Routing("if kind = \\\"a\\\" then \\\"o\\\" else \\\"p\\\""), Kind },
        { "routing-undefined", "$.routing.expression", Routing("if kind = \\\"a\\\" then \\\"o\\\" else null"), Routing("if kind = \\\"a\\\" then \\\"o\\\" else \\\"p\\\""), Kind },
        { "unknown-name", "$.decisionRoute.steps[0].when", Route("kin = 1"), Route("kind != \\\"c\\\""), Kind },
        { "wrong-result", "$.decisionRoute.steps[0].when", Route("kind"), Route("kind != \\\"c\\\""), Kind },
        { "unknown-name", "$.decisionRoute.steps[0].when", Route("fees > 3"), Route("fee >= 0"), Kind },
        { "route-empty", "$.decisionRoute.steps", Route("kind = \\\"a\\\""), Route("kind = \\\"a\\\"", "kind = \\\"b\\\""), Kind },
        { "route-empty", "$.decisionRoute.steps", Fee("if kind = \\\"a\\\" then 100 else 5000") + "," + Route("fee > 100"), Fee("if kind = \\\"a\\\" then 100 else 5000") + "," + Route("fee >= 100"), Kind },
        { "definition", "$.decisionRoute.steps", "\"decisionRoute\":{\"steps\":[]}", Route("kind != \\\"c\\\""), Kind },
        { "route-without-approver", "$.decisionRoute.steps", Step("\"role\":\"review\""), Step("\"role\":\"approve\""), Text("a") },
        { "parallel-first", "$.decisionRoute.steps[0].parallel", Step("\"parallel\":true"), Step("\"parallel\":false"), Text("a") },
        { "core-answer-target", "$.coreAnswers.targets", "\"coreAnswers\":{\"targets\":[{\"system\":\"tax\"}]}", "\"coreAnswers\":{\"decision\":\"show\"}", Text("a") },
        { "core-answer-route", "$.coreAnswers", "\"coreAnswers\":{\"decision\":\"apply\"}," + Step("\"role\":\"approve\""), "\"coreAnswers\":{\"decision\":\"propose\"}," + Step("\"role\":\"approve\""), Text("a") },
        { "definition", "$.coreAnswers.status", "\"coreAnswers\":{\"status\":\"propose\"}", "\"coreAnswers\":{\"status\":\"apply\"}", Text("a") },
        { "definition", "$.coreAnswers.decision", "\"coreAnswers\":{\"decision\":\"perhaps\"}", "\"coreAnswers\":{\"decision\":\"Apply\"}", Text("a") },
        { "appeal-missing", "$.appeal", Disposition(""), Disposition(",\"appeal\":{\"authority\":\"M\"}"), Text("a") },
        { "appeal-reason", "$.appeal.none", "\"appeal\":{\"none\":\"届出\"}", "\"appeal\":{\"none\":\"届出である。\"}", Text("a") },
        { "unknown-placeholder", "$.appeal", "\"appeal\":{\"authority\":\"{{市長}}\"}", "\"appeal\":{\"authority\":\"{{自治体名}}長\"}", Text("a") },
        { "masked-on-document", "$.documents[0].blocks[0].text", Document(""), Document("\"masked\":true,"), Field("income", "text", "\"masked\":true") },
        { "unknown-placeholder", "$.notices.received", "\"notices\":{\"received\":{\"ja\":\"a\",\"en\":\"{{nobody}}\"}}", "\"notices\":{\"received\":{\"ja\":\"a\",\"en\":\"{{受付番号}}\"}}", Text("a") },
        { "table-unused", "$.tables[0]", Table("\\\"a\\\", \\\"b\\\""), Table("\\\"a\\\", \\\"b\\\"") + "," + Fee("t"), Kind },
    };

    [Theory, MemberData(nameof(ProcedureCases))]
    public void A_rule_about_the_procedure_finds_what_breaks_it_and_lets_its_neighbour_pass(string code, string path, string breaking, string near, string fields)
    {
        var finding = Assert.Single(Lint(breaking, fields).Findings, finding => finding.Code == code && finding.Path == path);
        Assert.Equal("procedure.json", finding.File);
        Assert.DoesNotContain(Lint(near, fields).Findings, other => other.Code == code);
    }

    [Fact]
    public void Gaps_and_overlaps_of_a_table_are_named_in_the_words_of_the_form()
    {
        var gap = Lint(Table("\\\"a\\\"") + "," + Fee("t"), Kind);
        Assert.Contains(gap.Findings, finding => finding.Path.StartsWith("$.tables[0]", StringComparison.Ordinal) && finding.MessageJa.Contains("種類") && finding.MessageJa.Contains("乙"));
        Assert.Contains(gap.Findings, finding => finding.Code == "fee-undefined");
        var whole = Lint(Table("\\\"a\\\", \\\"b\\\"") + "," + Fee("t"), Kind);
        Assert.DoesNotContain(whole.Findings, finding => finding.Path.StartsWith("$.tables", StringComparison.Ordinal) || finding.Code == "fee-undefined");
    }

    [Fact]
    public void A_page_that_never_shows_is_found_and_its_fields_are_not_accused_again()
    {
        LintReport Of(string condition) => DefinitionLint.Check(Files("\"identityLevel\":\"Mail\"", $$"""
            {"pages":[{"id":"p","title":"P","fields":[{{Kind}}]},{"id":"q","title":"Q","visible":"{{condition}}","fields":[{{Text("b", "\"visible\":\"kind = \\\"a\\\"\"")}}]}]}
            """), Today);
        var finding = Assert.Single(Of("kind = \\\"c\\\"").Findings, finding => finding.Severity == LintSeverity.Error);
        Assert.Equal(("unreachable-page", "$.pages[1].visible"), (finding.Code, finding.Path));
        Assert.DoesNotContain(Of("kind = \\\"a\\\"").Findings, finding => finding.Code is "unreachable-page" or "unreachable-field");
    }

    [Fact]
    public void A_mapping_says_when_the_schema_of_its_target_is_broken_or_not_understood()
    {
        string[] Of(string schema) => [.. DefinitionLint.Check(Files(fields: Kind) with
        {
            Mapping = Bytes("""{"targets":[{"system":"s","adapter":"rest","schema":"s.json","data":{"kind":"kind","list":"[kind]"}}]}"""),
            Neighbours = new Dictionary<string, ReadOnlyMemory<byte>> { ["s.json"] = Bytes(schema) },
        }, Today).Findings.Where(finding => finding.Code.StartsWith("mapping-", StringComparison.Ordinal)).Select(finding => $"{finding.Code} {finding.Path}")];

        foreach (var broken in new[] { "\"enum\":\"x\"", "\"required\":{}", "\"multipleOf\":0", "\"pattern\":\"(\"", "\"type\":5", "\"properties\":[]", "\"allOf\":[]", "\"minLength\":-1", "\"items\":7", "\"$ref\":1", "\"uniqueItems\":1" })
            Assert.Equal([$"mapping-schema-broken $.properties.kind.{broken.Split('"')[1]}"], Of("{\"properties\":{\"kind\":{" + broken + "}}}"));
        Assert.Equal(["mapping-schema-word $.properties.list.contains"], Of("""{"properties":{"list":{"contains":{"const":"a"}}}}"""));
        Assert.Equal(["mapping-schema-word $.propertys"], Of("""{"propertys":{}}"""));
        Assert.Empty(Of("""{"$schema":"x","title":"T","properties":{"kind":{"type":"string","pattern":"^[ab]$","x-note":1}},"patternProperties":{"^l":{"prefixItems":[{"type":"string"}],"items":false}},"additionalProperties":false,"propertyNames":{"maxLength":4},"dependentRequired":{"kind":["list"]}}"""));
        Assert.Equal(["mapping-refused $.targets[0].data.list"], Of("""{"properties":{"kind":true},"patternProperties":{"^l":{"prefixItems":[{"type":"number"}]}}}""").Select(found => found.Replace("list[0]", "list")));
        Assert.Equal(["mapping-refused $.targets[0].data.list"], Of("""{"propertyNames":{"pattern":"^k"}}"""));
        Assert.Equal(["mapping-refused $.targets[0].data"], Of("""{"dependentRequired":{"kind":["other"]}}"""));
        // A pattern that takes too long refuses; nothing hangs or breaks.
        Assert.DoesNotContain(Of("""{"properties":{"kind":{"pattern":"^(a+)+$"}}}"""), found => !found.StartsWith("mapping-refused", StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_too_large_to_be_tried_out_is_linted_in_bounded_time_and_says_so()
    {
        var fields = string.Join(",", Enumerable.Range(0, 1_000).Select(i => Number($"n{i}", 0, 9,
            i < 3 ? "" : $"\"visible\":\"n{i - 1} + n{i / 2} + n{i / 3} > {i % 20}\"")));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var report = Lint(fields: fields);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(120));
        Assert.Contains(report.Findings, finding => finding.Code == "exploration-limit");
        Assert.DoesNotContain(report.Findings, finding => finding.Code is "nobody-accepted" or "fee-undefined");
    }

    [Fact]
    public void What_cannot_be_tried_out_completely_is_not_accused() =>
        Assert.DoesNotContain(Lint(fields: Field("d", "date") + "," + Text("b", "\"visible\":\"d.year > 9990 and d.weekday = 3\"")).Findings, finding => finding.Code.StartsWith("unreachable", StringComparison.Ordinal));

    [Fact]
    public void A_mapping_is_held_against_the_schema_of_its_target()
    {
        var schema = """{"type":"object","required":["kind","name"],"properties":{"kind":{"enum":["1","2"]},"name":{"type":"string"}}}""";
        LintReport Of(string kind, string name, string file = "target.schema.json") => DefinitionLint.Check(Files(fields: Kind + "," + Text("who", "\"visible\":\"kind = \\\"b\\\"\",\"required\":true")) with
        {
            Mapping = Bytes($$"""{"targets":[{"system":"s","adapter":"rest","schema":"{{file}}","data":{"kind":"{{kind}}","name":"{{name}}"} }]}"""),
            Neighbours = new Dictionary<string, ReadOnlyMemory<byte>> { ["target.schema.json"] = Bytes(schema) },
        }, Today);
        var code = "if kind = \\\"a\\\" then \\\"1\\\" else \\\"2\\\"";
        Assert.DoesNotContain(Of(code, "if is defined(who) then who else \\\"-\\\"").Findings, finding => finding.File == "mapping.json");
        Assert.Equal(["mapping-refused $.targets[0].data.name"], Found(Of(code, "who")));
        Assert.Equal(["mapping-refused $.targets[0].data.kind"], Found(Of("kind", "\\\"x\\\"")).Distinct());
        Assert.Equal(["mapping-schema-missing $.targets[0].schema"], Found(Of(code, "\\\"x\\\"", "other.json")));
        Assert.Equal(["unknown-name $.targets[0].data.name"], Found(Of(code, "whom")));

        static IEnumerable<string> Found(LintReport report) => report.Findings.Where(finding => finding.File == "mapping.json").Select(finding => $"{finding.Code} {finding.Path}");
    }

    [Fact]
    public void What_anybody_may_send_needs_a_target()
    {
        Assert.Contains(Lint(fields: Kind).Findings, finding => finding.Code == "anonymous-without-target");
        Assert.Contains(DefinitionLint.Check(Files(fields: Kind) with { Mapping = Bytes("""{"targets":[]}""") }, Today).Findings, finding => finding.Code == "anonymous-without-target");
        Assert.DoesNotContain(Lint("\"identityLevel\":\"Mail\"", Kind).Findings, finding => finding.Code == "anonymous-without-target");
    }

    [Fact]
    public void Samples_do_what_their_names_say()
    {
        LintReport Of(string name, string sample) => DefinitionLint.Check(Files(fields: Kind) with { Samples = new Dictionary<string, ReadOnlyMemory<byte>> { [name] = Bytes(sample) } }, Today);
        const string right = """{"procedure":"test","answers":{"kind":"a"}}""";
        Assert.DoesNotContain(Of("accepted-1.json", right).Findings, finding => finding.Code.StartsWith("sample", StringComparison.Ordinal));
        Assert.Contains(Of("accepted-1.json", right).Findings, finding => finding.Code == "no-sample" && finding.MessageEn.Contains("refused"));
        Assert.Contains(Of("refused-1.json", right).Findings, finding => finding.Code == "sample-not-as-named");
        Assert.Contains(Of("accepted-1.json", right.Replace("\"a\"", "\"c\"")).Findings, finding => finding is { Code: "sample-not-as-named", Path: "$.answers.kind" });
        Assert.Contains(Of("accepted-1.json", right.Replace("test", "best")).Findings, finding => finding.Code == "sample-other-procedure");
        Assert.Contains(Of("other.json", right).Findings, finding => finding.Code == "sample-name");
        Assert.Contains(Of("accepted-1.json", "[").Findings, finding => finding.Code == "sample-unreadable");
    }

    [Theory, MemberData(nameof(CatalogTests.Procedures), MemberType = typeof(CatalogTests))]
    public void The_catalogue_has_no_errors(string code)
    {
        var report = DefinitionLint.Check(DefinitionFiles.Read(Path.Combine(Catalog.Folder, code)), Today);
        Assert.Empty(report.Findings.Where(finding => finding.Severity == LintSeverity.Error).Select(finding => finding.ToString()));
        Assert.True(report.Checked.Fields > 0 && report.Checked.Samples > 0 && report.Checked.Texts > 0 && report.Checked.Applicants > 0);
    }

    [Fact]
    public void A_catalogue_is_checked_folder_by_folder()
    {
        var folder = Directory.CreateTempSubdirectory("catalogue-");
        try
        {
            foreach (var (name, form) in new[] { ("test", Form(Kind)), ("broken", "{\"pages\":[]}") })
            {
                var entry = folder.CreateSubdirectory(name).FullName;
                File.WriteAllBytes(Path.Combine(entry, "procedure.json"), Files(fields: Kind).Procedure.ToArray());
                File.WriteAllText(Path.Combine(entry, "form.json"), form);
            }
            var reports = CatalogLint.Check(folder.FullName, Today);
            Assert.Equal(["broken", "test"], reports.Select(report => report.Folder));
            Assert.True(reports[0].Report.HasErrors);
            Assert.Contains(reports[0].Report.Findings, finding => finding.Code == "folder-name");
            Assert.DoesNotContain(reports[1].Report.Findings, finding => finding.Code == "folder-name");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LintReport Lint(string procedure = "", string fields = "") => DefinitionLint.Check(Files(procedure, Form(fields)), Today);

    private static string Form(string fields) => $$"""{"pages":[{"id":"p","title":"P","fields":[{{fields}}]}]}""";

    private static DefinitionFiles Files(string procedure = "", string? form = null, string fields = "")
    {
        var json = (JsonObject)JsonNode.Parse("""
            {
              "code": "test", "title": "T", "summary": "S", "category": "c", "categoryTitle": "C", "office": "o", "officeTitle": "O",
              "whoCanApply": "W", "processingTime": "P", "feeText": "F", "identityLevel": "None", "identityReason": "権利や義務が生じないため、本人確認をしない。",
              "legalBasis": "条例第1条", "completionText": "D"
            }
            """)!;
        foreach (var (key, value) in (JsonObject)JsonNode.Parse($"{{{procedure}}}")!)
            json[key] = value?.DeepClone();
        return new DefinitionFiles(Bytes(json.ToJsonString()), Bytes(form ?? Form(fields)));
    }
}
