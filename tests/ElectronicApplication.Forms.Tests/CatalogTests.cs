using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Forms.Tests;

/// <summary>The files that the product ships: they compile, and each sample is what its name says.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Procedures()
    {
        var data = new TheoryData<string>();
        foreach (var folder in Directory.GetDirectories(Catalog.Folder))
            data.Add(Path.GetFileName(folder));
        return data;
    }

    public static TheoryData<string, string> Samples()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Catalog.Folder, "*.json", SearchOption.AllDirectories))
            if (Path.GetFileName(Path.GetDirectoryName(file)) == "samples")
                data.Add(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))!, Path.GetFileName(file));
        return data;
    }

    [Fact]
    public void The_catalogue_holds_twenty_one_procedures_with_samples()
    {
        Assert.Equal(21, Directory.GetDirectories(Catalog.Folder).Select(folder => Catalog.Plan(Path.GetFileName(folder)).Procedure.Code).Distinct().Count());
        Assert.True(Samples().Count >= 15);
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_procedure_compiles_with_its_mapping(string code)
    {
        var plan = Catalog.Plan(code);
        Assert.Equal(code, plan.Procedure.Code);
        Assert.NotEmpty(MappingPlan.Compile(Catalog.Bytes(code, "mapping.json"), plan, Catalog.Neighbours(code)).Targets);
    }

    [Theory, MemberData(nameof(Samples))]
    public void Every_accepted_sample_reaches_every_target_without_a_loss(string code, string file)
    {
        if (!file.StartsWith("accepted-", StringComparison.Ordinal))
            return;
        var plan = Catalog.Plan(code);
        var answers = plan.Evaluate(Catalog.Sample(code, file), Catalog.Today).Answers;
        foreach (var target in MappingPlan.Compile(Catalog.Bytes(code, "mapping.json"), plan, Catalog.Neighbours(code)).Targets)
        {
            var record = target.Render(answers, MappingFacts.Example(plan.Procedure, Catalog.Today.Today));
            Assert.Empty(record.Losses);
            Assert.Equal(target.LayoutName is not null, record.Text is not null);
            if (record.Text is { } text)
                Assert.Equal(text.Record, TargetCharset.Find(text.Layout.Charset)!.Decode(TargetCharset.Find(text.Layout.Charset)!.Encode(text.Record)));
        }
    }

    [Fact]
    public void The_welfare_system_receives_a_record_of_fixed_length()
    {
        var plan = Catalog.Plan("keiro-iwaikin");
        var target = Assert.Single(MappingPlan.Compile(Catalog.Bytes("keiro-iwaikin", "mapping.json"), plan, Catalog.Neighbours("keiro-iwaikin")).Targets);
        var files = Directory.GetFiles(Path.Combine(Catalog.Folder, "keiro-iwaikin", "samples"), "accepted-*.json");
        foreach (var file in files)
        {
            var answers = plan.Evaluate(Catalog.Sample("keiro-iwaikin", Path.GetFileName(file)), Catalog.Today).Answers;
            var text = target.Render(answers, MappingFacts.Example(plan.Procedure, Catalog.Today.Today)).Text!;
            Assert.Equal(420, TargetCharset.Find("shift_jis")!.Encode(text.Record).Length);
            Assert.StartsWith("22026-0000001-1      5081121", text.Record, StringComparison.Ordinal);
        }
        Assert.NotEmpty(files);
    }

    [Theory, MemberData(nameof(Samples))]
    public void Every_sample_is_accepted_or_refused_as_its_name_says(string code, string file)
    {
        var sample = JsonNode.Parse(Catalog.Bytes(code, Path.Combine("samples", file)).Span)!;
        Assert.Equal(code, (string?)sample["procedure"]);
        foreach (var day in new[] { new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 21), new DateOnly(2040, 2, 29) })
        {
            var evaluation = Catalog.Plan(code).Evaluate((JsonObject)sample["answers"]!, new EvaluationInput(day, null, []));
            // A sample carries no files; where a paper is all that is missing, the answers are right.
            var accepted = file.StartsWith("accepted-", StringComparison.Ordinal);
            var right = evaluation.Issues.All(issue => accepted && issue.Code is IssueCodes.AttachmentMissing or IssueCodes.TooFewAttachments);
            Assert.Equal(accepted ? "accepted" : "refused", right ? "accepted" : "refused");
        }
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_procedure_has_samples_of_both_kinds(string code)
    {
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Catalog.Folder, code, "samples"), "accepted-*.json"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Catalog.Folder, code, "samples"), "refused-*.json"));
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_text_that_a_citizen_reads_exists_in_English(string code)
    {
        foreach (var page in Catalog.Plan(code).Form.Pages)
        {
            Assert.Contains("en", page.Title.Languages);
            foreach (var field in page.Fields.Concat(page.Fields.SelectMany(field => field.Fields)))
                Assert.All([field.Label, .. field.Options.Select(option => option.Label), .. field.Valid.Select(rule => rule.Message)], text => Assert.Contains("en", text.Languages));
        }
    }

    [Fact]
    public void A_household_request_costs_300_yen_a_copy()
    {
        var answers = Catalog.Sample("juminhyo-utsushi", "accepted-household.json");
        answers["copies"] = 3;
        var evaluation = Catalog.Plan("juminhyo-utsushi").Evaluate(answers, Catalog.Today);
        Assert.Empty(evaluation.Issues);
        Assert.Equal(900, evaluation.Fee);
    }

    [Fact]
    public void An_individual_request_costs_the_sum_over_its_persons()
    {
        var evaluation = Catalog.Plan("juminhyo-utsushi").Evaluate(Catalog.Sample("juminhyo-utsushi", "accepted-individual.json"), Catalog.Today);
        Assert.Equal(900, evaluation.Fee);
        Assert.Equal(3, (long?)evaluation.Answers["total_copies"]);
        Assert.Null(evaluation.Answers["copies"]);
    }

    [Fact]
    public void A_representative_is_accepted_with_a_letter_of_authority()
    {
        var answers = Catalog.Sample("juminhyo-utsushi", "refused-agent-without-letter.json");
        var plan = Catalog.Plan("juminhyo-utsushi");
        Assert.Equal([IssueCodes.AttachmentMissing], plan.Evaluate(answers, Catalog.Today).Issues.Select(issue => issue.Code));
        var letter = new AttachmentFact("letter_of_authority", "委任状.pdf", "application/pdf", 12_345);
        Assert.Empty(plan.Evaluate(answers, Catalog.Today with { Attachments = [letter] }).Issues);
    }

    [Fact]
    public void The_resident_register_receives_the_card_attributes_and_the_persons()
    {
        var plan = Catalog.Plan("juminhyo-utsushi");
        var answers = plan.Evaluate(Catalog.Sample("juminhyo-utsushi", "accepted-individual.json"), Catalog.Today).Answers;
        var target = Assert.Single(MappingPlan.Compile(Catalog.Bytes("juminhyo-utsushi", "mapping.json"), plan).Targets);
        var facts = new MappingFacts(
            "2026-0000017-3", new DateTimeOffset(2026, 4, 1, 0, 30, 0, TimeSpan.Zero), "juminhyo-utsushi", 2, "ab12",
            new CardFacts("川﨑 花子", "神奈川県川崎市", new DateOnly(1990, 1, 2), "2"), [new AttachmentHash("委任状.pdf", "cd34")]);
        var data = target.Map(answers, facts);
        Assert.Equal("resident-register", target.System);
        Assert.Equal("2026-0000017-3", (string?)data["requestNumber"]);
        Assert.Equal("2026-04-01T09:30:00+09:00", (string?)data["requestedAt"]);
        Assert.Equal("川﨑 花子", (string?)data["requester"]!["name"]);
        Assert.Equal("1990-01-02", (string?)data["requester"]!["birthDate"]);
        Assert.Equal("02", (string?)data["requester"]!["relation"]);
        Assert.Null(data["principal"]);
        Assert.Equal(3, (long)data["certificate"]!["copies"]!);
        Assert.Equal("""[{"name":"川崎 花子","birthDate":"1990-01-02","copies":1},{"name":"川崎 太郎","birthDate":"2019-12-31","copies":2}]""",
            data["certificate"]!["persons"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("相続の手続", (string?)data["purpose"]);
        Assert.Equal("cd34", (string?)data["evidence"]!["attachments"]![0]!["sha256"]);
    }

    [Fact]
    public void The_document_system_receives_a_comment_without_a_sender()
    {
        var plan = Catalog.Plan("public-comment");
        var answers = plan.Evaluate(Catalog.Sample("public-comment", "accepted-required-only.json"), Catalog.Today).Answers;
        var target = Assert.Single(MappingPlan.Compile(Catalog.Bytes("public-comment", "mapping.json"), plan).Targets);
        var data = target.Map(answers, new MappingFacts("R1", DateTimeOffset.UnixEpoch, "public-comment", 1, "00", null, []));
        Assert.Equal("documents", target.System);
        Assert.Equal("public-comment/dx-plan", (string?)data["series"]);
        Assert.Equal("unknown", (string?)data["respondent"]);
        Assert.Null(data["sender"]);
        Assert.True((bool?)data["mayPublish"]);
    }
}
