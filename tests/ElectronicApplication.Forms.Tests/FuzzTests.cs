using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests;

/// <summary>
/// Definitions by accident and by malice: each is either refused with its problems or works, quickly. <c>FORMS_FUZZ</c> says how many,
/// <c>FORMS_FUZZ_FROM</c> the number of the first: a number always makes the same definition, so a finding can be had again alone.
/// </summary>
public sealed class FuzzTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("FORMS_FUZZ"), out var runs) ? runs : 1_000;

    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("FORMS_FUZZ_FROM"), out var first) ? first : 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Words =
    [
        "", "a", "kind = \"a\"", "today", "1 +", "((((((((((", "f0 and f1 or not(f2)", "for i in 1..1000000000 return i", "count(rows) > 3", "rows.n", "\"", "null", "sum(rows.n) / 0",
        "some x in rows satisfies x.n > 3", "if true then f0 else f1", "true", "日本語", "\u0000", "[0-9]{1,99999}", "(a+)+$", "text", "group", "calculated", "choice", "personName", "today - date(\"2020-01-01\")",
    ];

    [Fact]
    public void A_damaged_definition_is_refused_or_works_and_never_hangs()
    {
        var seeds = new[] { Text("juminhyo-utsushi"), Text("public-comment"), new RandomForm(1).Definition.ToJsonString(), new RandomForm(2).Definition.ToJsonString(), Tabled };
        var working = 0;
        for (var run = First; run < First + Runs; run++)
        {
            // Multiplied, because the first draws of neighbouring seeds are alike.
            var random = new Random(unchecked(run * -1_640_531_527));
            var watch = Stopwatch.StartNew();
            var definition = run % 10 == 0 ? Torn(seeds[random.Next(seeds.Length)], random) : Damaged(seeds[random.Next(seeds.Length)], random);
            try
            {
                var plan = FormPlan.Compile(Form.Procedure(), FormDefinition.Parse(Encoding.UTF8.GetBytes(definition)));
                var evaluation = plan.Evaluate(Form.Answers("""{"kind":"individual","f0":1,"f1":true,"rows":[{"n":1},{"n":"x"}],"persons":[{"person_copies":3}],"copies":1}"""), Form.Input);
                Assert.NotNull(evaluation.Answers.ToJsonString());
                working++;
                if (run % 500 == 0)
                {
                    Assert.NotNull(plan.AnswersSchema().ToJsonString());
                    DefinitionLint.Check(new DefinitionFiles(Catalog.Bytes("public-comment", "procedure.json"), Encoding.UTF8.GetBytes(definition)), new DateOnly(2026, 11, 21));
                }
            }
            catch (DefinitionException refusal)
            {
                Assert.All(refusal.Problems, problem => Assert.False(string.IsNullOrEmpty(problem.MessageJa) || string.IsNullOrEmpty(problem.MessageEn) || problem.Path[0] != '$'));
            }
            catch (Exception exception)
            {
                Assert.Fail($"run {run}: {exception}\n{definition}");
            }
            Assert.True(watch.Elapsed < Patience, $"run {run} took {watch.Elapsed}: {definition}");
        }
        // Damage that always kills would prove nothing about what runs afterwards.
        Assert.InRange(working, Runs / 20, Runs - 1);
    }

    private const string Tabled = """
        {"pages":[{"id":"p","title":"頁","fields":[
          {"id":"kind","type":"choice","label":"種類","options":[{"value":"individual","label":"甲"},{"value":"b","label":"乙","visible":"copies > 1"}]},
          {"id":"copies","type":"integer","label":"数","min":0,"max":9},
          {"id":"who","type":"choice","label":"誰","options":"persons.person_name.family"},
          {"id":"persons","type":"group","label":"人","fields":[{"id":"person_name","type":"personName","label":"氏名"},{"id":"person_copies","type":"number","label":"数"},{"id":"price","type":"calculated","label":"額","value":"t"}]},
          {"id":"when","type":"period","label":"期間","earliest":"today"},{"id":"at","type":"time","label":"時刻","latest":"17:00"}]}],
         "tables":[{"id":"t","group":"persons","hitPolicy":"F","inputs":[{"expression":"person_copies"},{"expression":"kind"}],"outputs":[{"type":"number","default":0}],
           "rules":[{"when":["< 3","\"individual\""],"then":[100]},{"when":["[3..9]","-"],"then":["person_copies * 2"]}]}]}
        """;

    private static string Text(string code) => Encoding.UTF8.GetString(Catalog.Bytes(code, "form.json").Span);

    /// <summary>Bytes missing, doubled or changed: mostly no JSON any more.</summary>
    private static string Torn(string json, Random random)
    {
        var at = random.Next(json.Length);
        return random.Next(3) switch
        {
            0 => json[..at],
            1 => json[..at] + json[random.Next(at + 1)..],
            _ => json[..at] + (char)random.Next(32, 127) + json[(at + 1)..],
        };
    }

    /// <summary>Still JSON, but a few places hold something else.</summary>
    private static string Damaged(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var places = Places(root).ToList();
            if (places.Count == 0)
                break;
            var (parent, key, index) = places[random.Next(places.Count)];
            var other = places[random.Next(places.Count)];
            var value = random.Next(6) switch
            {
                0 => null,
                1 => JsonValue.Create(random.Next(-3, 2_000_000_000)),
                2 => JsonValue.Create(random.Next(2) == 0),
                3 => (other.Key is null ? other.Parent[other.Index] : other.Parent[other.Key])?.DeepClone(),
                _ => JsonValue.Create(Words[random.Next(Words.Length)]),
            };
            if (parent is JsonArray array)
            {
                if (random.Next(3) == 0)
                    array.RemoveAt(index);
                else
                    array[index] = value;
            }
            else if (random.Next(4) == 0)
                ((JsonObject)parent).Remove(key!);
            else
                parent[key!] = value;
        }
        return root.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode node)
    {
        if (node is JsonObject json)
            foreach (var (key, value) in json.ToList())
            {
                yield return (json, key, 0);
                foreach (var inner in value is null ? [] : Places(value))
                    yield return inner;
            }
        else if (node is JsonArray array)
            for (var i = 0; i < array.Count; i++)
            {
                yield return (array, null, i);
                foreach (var inner in array[i] is { } value ? Places(value) : [])
                    yield return inner;
            }
    }
}
