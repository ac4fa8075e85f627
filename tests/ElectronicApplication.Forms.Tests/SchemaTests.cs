using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Schemas;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Forms.Tests;

public sealed class SchemaTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("FORMS_FUZZ"), out var runs) ? Math.Min(runs, 20_000) : 300;

    // What the form judges beyond the words of JSON Schema.
    private static readonly HashSet<string> BeyondSchema = [IssueCodes.NotACorporateNumber, IssueCodes.NotAMyNumber, IssueCodes.PeriodReversed, IssueCodes.TooEarly, IssueCodes.TooLate];

    [Fact]
    public void The_schema_of_the_comment_form_says_what_a_caller_must_send()
    {
        var schema = Catalog.Plan("public-comment").AnswersSchema();
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.Equal("object", (string?)schema["type"]);
        Assert.Equal(["plan", "opinion", "may_publish"], schema["required"]!.AsArray().Select(name => (string?)name));
        Assert.False((bool?)schema["additionalProperties"]);
        Assert.Equal(4, schema["properties"]!["plan"]!["enum"]!.AsArray().Count);
        Assert.Equal("boolean", (string?)schema["properties"]!["may_publish"]!["type"]);
        Assert.Equal(2000, (int?)schema["properties"]!["opinion"]!["x-maxGraphemes"]);
    }

    [Fact]
    public void What_depends_on_other_answers_or_comes_from_the_card_is_not_demanded_of_everybody()
    {
        var schema = Catalog.Plan("juminhyo-utsushi").AnswersSchema();
        var required = schema["required"]!.AsArray().Select(name => (string?)name).ToList();
        Assert.Contains("kind", required);
        Assert.DoesNotContain("purpose_other", required);
        Assert.DoesNotContain("applicant_name", required);
        Assert.DoesNotContain("copies", required);
        var properties = (JsonObject)schema["properties"]!;
        Assert.True((bool?)properties["total_copies"]!["readOnly"]);
        Assert.False(properties.ContainsKey("letter_of_authority"));
        Assert.False(properties.ContainsKey("items_heading"));
        var persons = properties["persons"]!;
        Assert.Equal(10, (int?)persons["maxItems"]);
        Assert.Equal("date", (string?)persons["items"]!["properties"]!["person_birth_date"]!["format"]);
        Assert.Equal(["person_name", "person_birth_date"], persons["items"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.True((bool?)properties["declaration"]!["const"]);
    }

    [Fact]
    public void Conditions_over_choices_numbers_and_yes_or_no_are_part_of_the_schema()
    {
        var checker = new JsonSchemaChecker(Form.Of(
            """{"id":"kind","type":"choice","label":"種類","required":true,"options":[{"value":"a","label":"甲"},{"value":"b","label":"乙"}]}""",
            """{"id":"other","type":"text","label":"内容","visible":"kind = \"b\"","required":true}""",
            """{"id":"n","type":"integer","label":"数","valid":[{"expression":"n < 5 or kind = \"b\"","message":"多すぎます。"}]}""",
            """{"id":"why","type":"text","label":"理由","required":"n > 2"}""").AnswersSchema());
        Assert.True(checker.Accepts(Form.Answers("""{"kind":"a"}""")));
        Assert.True(checker.Accepts(Form.Answers("""{"kind":"b","other":"x","n":9,"why":"y"}""")));
        Assert.Equal("other", checker.Check(Form.Answers("""{"kind":"b"}""")).Single().MessageEn.Split('\'')[1]);
        Assert.Equal(["$.other"], checker.Check(Form.Answers("""{"kind":"a","other":"x"}""")).Select(violation => violation.Path));
        Assert.False(checker.Accepts(Form.Answers("""{"kind":"a","n":9,"why":"y"}""")));
        Assert.False(checker.Accepts(Form.Answers("""{"kind":"a","n":3}""")));
    }

    [Fact]
    public void Form_and_schema_accept_the_same_answers() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var form = new RandomForm(seed);
            var checker = new JsonSchemaChecker(form.Plan.AnswersSchema());
            for (var i = 0; i < 4; i++)
            {
                // With hidden answers left out, as a client does; mostly right, so that both sides of the fence are met.
                var answers = form.Plan.Evaluate(form.Answers(quality: 97), Form.Input with { Draft = true }).Answers;
                var evaluation = form.Plan.Evaluate(answers, Form.Input);
                var violations = checker.Check(answers);
                if (evaluation.IsAccepted)
                    Assert.True(violations.Count == 0, $"seed {seed}: {answers.ToJsonString()} is refused by the schema at {violations.FirstOrDefault()}");
                else if (evaluation.Issues.Any(issue => !BeyondSchema.Contains(issue.Code) && IsPlain(form, issue)))
                    Assert.True(violations.Count > 0, $"seed {seed}: {answers.ToJsonString()} passes the schema, but {string.Join(", ", evaluation.Codes())}");
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Theory, MemberData(nameof(CatalogTests.Samples), MemberType = typeof(CatalogTests))]
    public void Samples_that_are_accepted_are_accepted_by_the_schema(string code, string file)
    {
        if (file.StartsWith("accepted-", StringComparison.Ordinal))
            Assert.Empty(new JsonSchemaChecker(Catalog.Plan(code).AnswersSchema()).Check(Catalog.Sample(code, file)));
    }

    [Theory, MemberData(nameof(CatalogTests.Procedures), MemberType = typeof(CatalogTests))]
    public void The_files_of_the_catalogue_are_as_their_schemas_say(string code)
    {
        foreach (var name in new[] { "procedure", "form", "mapping" })
            Assert.Empty(Checker(name).Check(JsonNode.Parse(Catalog.Bytes(code, name + ".json").Span)));
    }

    [Fact]
    public void What_the_reader_takes_the_schema_of_forms_takes() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Assert.Empty(Checker("form").Check(new RandomForm(seed).Definition));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [InlineData("""{"pages":[{"id":"p","title":"頁","fields":[{"id":"A","type":"text","label":"甲"}]}]}""", "$.pages[0].fields[0].id")]
    [InlineData("""{"pages":[{"id":"p","title":"頁","fields":[{"id":"a","type":"adress","label":"甲"}]}]}""", "$.pages[0].fields[0].type")]
    [InlineData("""{"pages":[{"id":"p","title":"頁","fields":[{"id":"a","type":"myNumber","label":"甲"}]}]}""", "$.pages[0].fields[0]")]
    [InlineData("""{"pages":[{"id":"p","title":"頁","fields":[{"id":"a","type":"address","label":"甲","parts":{"town":"maybe"}}]}]}""", "$.pages[0].fields[0].parts.town")]
    [InlineData("""{"pages":[{"id":"p","title":"頁","fields":[]}],"tables":[{"id":"t","inputs":[{"expression":"a"}],"outputs":[{}]}]}""", "$.tables[0]")]
    public void The_schema_of_forms_shows_an_editor_where_a_mistake_is(string form, string path) =>
        Assert.Contains(path, Checker("form").Check(JsonNode.Parse(form)).Select(violation => violation.Path));

    private static JsonSchemaChecker Checker(string name) => new(Schema(name + ".schema.json")!, Schema);

    private static JsonObject? Schema(string file) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Catalog.Folder, file))) as JsonObject;

    /// <summary>Whether the schema can see why: neither the rule nor what it depends on is calculated, filled in by the form, or in another level.</summary>
    private static bool IsPlain(RandomForm form, AnswerIssue issue)
    {
        var json = form.Definition.ToJsonString();
        return issue.Code is not (IssueCodes.Invalid or IssueCodes.HiddenField or IssueCodes.Required or IssueCodes.TooFewRows or IssueCodes.ConsentMissing)
            || (!issue.Path.Contains('[') && !json.Contains("\"value\":\"3\"") && !json.Contains("\"value\":\"\\u0022") && issue.Code != IssueCodes.Invalid && issue.Path != "");
    }
}
