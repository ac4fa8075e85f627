using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Forms.Tests;

/// <summary>A core system receives what the form made of the answers, not something like it.</summary>
public sealed class MappingTests
{
    private static readonly string[] Questions = ["{0}", "is defined({0})", "{0} = null", "count({0})", "string({0})", "{0} instance of date and time"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_expression_gives_the_same_in_the_mapping_as_in_the_form(int seed)
    {
        var form = new RandomForm(seed);
        var pages = (JsonArray)form.Definition["pages"]!;
        var names = pages.SelectMany(page => (JsonArray)page!["fields"]!).Select(field => (string)field!["id"]!).Append("today").ToList();
        var data = new JsonObject();
        var fields = new JsonArray();
        foreach (var name in names)
            for (var i = 0; i < Questions.Length; i++)
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, Questions[i], name);
                if (new FeelProbe(form.Plan, text).Compiles)
                {
                    data[$"q_{name}_{i}"] = text;
                    fields.Add((JsonNode)new JsonObject { ["id"] = $"q_{name}_{i}", ["type"] = "calculated", ["label"] = "問", ["value"] = text });
                }
            }
        pages.Add((JsonNode)new JsonObject { ["id"] = "questions", ["title"] = "問", ["fields"] = fields });
        var plan = Form.Compile(form.Definition.ToJsonString());
        var target = Target(plan, data);
        for (var n = 0; n < 10; n++)
        {
            // As a submission has them: normalised, so that a box that was unticked again is the same as one that never was.
            var evaluation = plan.Evaluate(plan.Evaluate(form.Answers(95), Form.Input).Answers, Form.Input);
            if (evaluation.Issues.Any(issue => !issue.Code.StartsWith("required", StringComparison.Ordinal)))
                continue;
            var sent = target.Map(evaluation.Answers, Facts);
            foreach (var (name, text) in data)
            {
                // An empty list is no answer, so the form does not write it; whether it is one, the other questions tell.
                Assert.True(JsonNode.DeepEquals(evaluation.Answers[name], sent[name]) || (evaluation.Answers[name] is null && sent[name] is JsonArray { Count: 0 }), $"{seed}/{n} {text}: {evaluation.Answers[name]?.ToJsonString()} in the form, {sent[name]?.ToJsonString()} in the mapping.");
            }
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private const string Moments = """
        {"pages":[{"id":"p","title":"頁","fields":[
          {"id":"a","type":"integer","label":"数"},
          {"id":"likes","type":"choices","label":"好み","options":[{"value":"x","label":"x"}]},
          {"id":"rows","type":"group","label":"行","fields":[{"id":"n","type":"integer","label":"n"}]},
          {"id":"other","type":"group","label":"他","visible":"a = 2","fields":[{"id":"m","type":"integer","label":"m"}]},
          {"id":"at","type":"calculated","label":"時","value":"date and time(\"2026-04-01T09:30:00Z\")"},
          {"id":"age","type":"calculated","label":"日","value":"today"},
          {"id":"late","type":"text","label":"後","visible":"today < date(\"2026-12-31\")"}]}]}
        """;

    [Theory]
    [InlineData("at.year", "2026")]
    [InlineData("count(rows)", "0")]
    [InlineData("is defined(other)", "false")]
    [InlineData("count(likes)", "0")]
    [InlineData("sum(for r in rows return r.n)", null)]
    public void What_is_not_answered_and_what_is_calculated_keeps_its_kind(string text, string? expected)
    {
        var plan = Form.Compile(Moments);
        Assert.Equal(expected, Target(plan, new JsonObject { ["x"] = text }).Map(plan.Evaluate("""{"a":1}""").Answers, Facts)["x"]?.ToJsonString());
    }

    [Theory]
    [InlineData("late", "\"x\"")]
    [InlineData("age.day", "21")]
    public void What_was_accepted_on_one_day_is_sent_whole_on_another(string text, string expected)
    {
        var plan = Form.Compile(Moments);
        var answers = plan.Evaluate("""{"late":"x"}""").Answers;
        Assert.Equal(expected, Target(plan, new JsonObject { ["x"] = text }).Map(answers, Facts with { ArrivedAt = new DateTimeOffset(2027, 2, 3, 0, 0, 0, TimeSpan.Zero) })["x"]?.ToJsonString());
    }

    [Fact]
    public void A_mapping_that_takes_too_much_work_sends_nothing()
    {
        var plan = Form.Compile(Moments);
        var target = Target(plan, new JsonObject { ["a"] = "a", ["x"] = "count(for i in 1..300 return for j in 1..1000 return i)" });
        Assert.Throws<MappingException>(() => target.Map(Form.Answers("""{"a":1}"""), Facts));
    }

    private static MappingFacts Facts { get; } = new("2026-0000001-1", new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), "test", 1, new string('0', 64), null, []);

    private static MappingTarget Target(FormPlan plan, JsonObject data) => MappingPlan.Compile(
        Encoding.UTF8.GetBytes(new JsonObject { ["targets"] = new JsonArray(new JsonObject { ["system"] = "s", ["adapter"] = "rest", ["data"] = data.DeepClone() }) }.ToJsonString()), plan).Targets[0];

    /// <summary>Not every question can be asked of every type.</summary>
    private readonly record struct FeelProbe(FormPlan Plan, string Text)
    {
        public bool Compiles
        {
            get
            {
                try
                {
                    return Target(Plan, new JsonObject { ["x"] = Text }) is not null;
                }
                catch (DefinitionException)
                {
                    return false;
                }
            }
        }
    }
}
