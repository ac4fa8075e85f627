using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Tests;

public sealed class SchemaTests
{
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
        Assert.False(properties.ContainsKey("total_copies"));
        Assert.False(properties.ContainsKey("letter_of_authority"));
        Assert.False(properties.ContainsKey("items_heading"));
        var persons = properties["persons"]!;
        Assert.Equal(10, (int?)persons["maxItems"]);
        Assert.Equal("date", (string?)persons["items"]!["properties"]!["person_birth_date"]!["format"]);
        Assert.Equal(["person_name", "person_birth_date"], persons["items"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.True((bool?)properties["declaration"]!["const"]);
    }
}
