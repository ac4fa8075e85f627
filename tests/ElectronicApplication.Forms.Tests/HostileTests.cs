using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Anything may be sent; it is answered with issues, never with an exception, and in bounded work.</summary>
public sealed class HostileTests
{
    private static readonly string[] Keys =
        ["kind", "persons", "person_name", "person_birth_date", "person_copies", "copies", "applicant_name", "applicant_birth_date", "declaration", "show_my_number", "purpose", "phone", "mail", "total_copies", "x", "", "\u0000", "題"];

    [Fact]
    public void Random_answers_never_throw_and_are_never_accepted_by_chance() =>
        Prop.ForAll(Gen.Sized(size => Json(Math.Min(size / 15 + 1, 4))).ToArbitrary(), node =>
        {
            var answers = node as JsonObject ?? new JsonObject { ["persons"] = node?.DeepClone() };
            var plan = Catalog.Plan("juminhyo-utsushi");
            foreach (var draft in new[] { false, true })
            {
                var evaluation = plan.Evaluate(answers, Catalog.Today with { Draft = draft });
                Assert.False(evaluation.IsAccepted);
                Assert.All(evaluation.Issues, issue => Assert.False(string.IsNullOrEmpty(issue.Message)));
                Assert.NotNull(evaluation.Answers.ToJsonString());
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_definition_in_another_encoding_is_refused_with_the_remedy()
    {
        byte[] shiftJis = [.. "{\"pages\":[{\"id\":\"a\",\"title\":\""u8, 0x90, 0x5C, 0x90, 0xBF, .. "\",\"fields\":[]}]}"u8];
        Assert.Contains("UTF-8", Assert.Throws<DefinitionException>(() => FormDefinition.Parse(shiftJis)).MessageJa);
    }

    [Fact]
    public void A_mutated_sample_is_normalised_to_answers_that_evaluate_to_themselves() =>
        Prop.ForAll((from key in Gen.Elements(Keys) from value in Json(1) select (key, value)).ToArbitrary(), mutation =>
        {
            var answers = Catalog.Sample("juminhyo-utsushi", "accepted-individual.json");
            answers[mutation.key] = mutation.value?.DeepClone();
            var plan = Catalog.Plan("juminhyo-utsushi");
            var once = plan.Evaluate(answers, Catalog.Today);
            if (once.IsAccepted)
                Assert.Equal(once.Answers.ToJsonString(), plan.Evaluate(once.Answers, Catalog.Today).Answers.ToJsonString());
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData("""{"plan":"dx-plan","plan":"dx-plan"}""")]
    [InlineData("""{"\ud800":1}""")]
    public void An_object_that_cannot_be_read_is_refused_as_a_whole(string json)
    {
        var evaluation = Catalog.Plan("public-comment").Evaluate(json);
        Assert.Contains(evaluation.Issues, issue => issue is { Path: "", Code: IssueCodes.WrongType });
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_refused_as_a_row()
    {
        var plan = Form.Of("""{"id":"g","type":"group","label":"群","fields":[{"id":"a","type":"text","label":"名"}]}""");
        Assert.Contains("g[1] wrong-type", plan.Evaluate("""{"g":[{"a":"x"},{"a":"x","a":"y"}]}""").Codes());
    }

    [Fact]
    public void A_hundred_thousand_rows_or_unknown_fields_cost_little_and_say_little()
    {
        var plan = Catalog.Plan("juminhyo-utsushi");
        var rows = new JsonArray([.. Enumerable.Range(0, 100_000).Select(_ => new JsonObject { ["person_name"] = 1 })]);
        var evaluation = plan.Evaluate(new JsonObject { ["kind"] = "individual", ["persons"] = rows }, Catalog.Today);
        Assert.InRange(evaluation.Issues.Count, 1, 200);
        Assert.Equal(10, ((JsonArray)evaluation.Answers["persons"]!).Count);
        var unknown = new JsonObject(Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)i)));
        Assert.Equal(200, plan.Evaluate(unknown, Catalog.Today).Issues.Count);
    }

    [Fact]
    public void A_text_of_millions_of_letters_and_one_of_endless_marks_are_too_long()
    {
        var plan = Form.Of("""{"id":"a","type":"text","label":"名","maxLength":10}""");
        Assert.Equal(["a too-long"], plan.Evaluate(new JsonObject { ["a"] = new string('あ', 5_000_000) }, Form.Input).Codes());
        Assert.Equal(["a too-long"], plan.Evaluate(new JsonObject { ["a"] = "か" + new string('\u3099', 1_000) }, Form.Input).Codes());
    }

    [Fact]
    public void Deep_nesting_is_refused_where_it_stands()
    {
        var plan = Form.Of("""{"id":"a","type":"text","label":"名"}""");
        var deep = JsonNode.Parse(string.Concat(Enumerable.Repeat("[", 900)) + string.Concat(Enumerable.Repeat("]", 900)), documentOptions: new JsonDocumentOptions { MaxDepth = 1_000 });
        Assert.Equal(["a wrong-type"], plan.Evaluate(new JsonObject { ["a"] = deep }, Form.Input).Codes());
    }

    [Fact]
    public void A_long_unknown_name_is_cut_in_the_issue()
    {
        var issue = Assert.Single(Form.Of("""{"id":"a","type":"text","label":"名"}""").Evaluate(new JsonObject { [new string('k', 10_000)] = 1 }, Form.Input).Issues);
        Assert.InRange(issue.Path.Length, 1, 80);
    }

    private static Gen<JsonNode?> Json(int depth)
    {
        var leaf = Gen.Elements<Func<JsonNode?>>(
            () => null, () => true, () => false, () => 0, () => -1, () => 1e300, () => 1.5, () => 9_007_199_254_740_993, () => "", () => "individual", () => "household",
            () => "2026-04-01", () => "9999-99-99", () => "\u0000", () => new string('長', 3_000), () => "葛󠄀", () => "044-200-0000", () => JsonNode.Parse("\"\\ud800\""))
            .Select(make => make());
        if (depth == 0)
            return leaf;
        var inner = Json(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.ListOf().Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            (from key in Gen.Elements(Keys) from value in inner select (key, value)).ListOf()
                .Select(pairs => (JsonNode?)new JsonObject(pairs.DistinctBy(pair => pair.key).Select(pair => KeyValuePair.Create(pair.key, pair.value?.DeepClone())))));
    }
}
