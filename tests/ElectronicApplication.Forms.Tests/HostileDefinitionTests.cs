using System.Diagnostics;
using System.Text;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Definitions within the limit of size that are made to be expensive: refused with a finding or compiled, on the small stack of a server's thread.</summary>
public sealed class HostileDefinitionTests
{
    private const int Many = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Definitions => new()
    {
        // Each reads the next one, which is not known yet: the deepest way to find out types and order.
        { "values", Fields(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"{{(i == Many - 1 ? "1" : $"f{i + 1} + 1")}}"}""") },
        { "conditions", Fields(i => $$"""{"id":"f{{i}}","type":"yesNo","label":"x","visible":"{{(i == Many - 1 ? "true" : $"f{i + 1}")}}"}""") },
        { "a circle", Fields(i => $$"""{"id":"f{{i}}","type":"yesNo","label":"x","visible":"f{{(i + 1) % Many}}"}""") },
        { "a circle of values", Fields(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"f{{(i + 1) % Many}}"}""") },
        { "rows", $$"""{"pages":[{"id":"p","title":"x","fields":[{"id":"g","type":"group","label":"x","fields":[{{Join(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"{{(i == Many - 1 ? "1" : $"f{i + 1} + 1")}}"}""")}}]}]}]}""" },
        { "tables", $$"""{"pages":[{"id":"p","title":"x","fields":[{"id":"a","type":"integer","label":"x"}]}],"tables":[{{Join(i => $$"""{"id":"t{{i}}","inputs":[{"expression":"{{(i == Many - 1 ? "a" : $"t{i + 1}")}}"}],"outputs":[{"type":"number"}],"rules":[{"when":["-"],"then":["1"]}]}""")}}]}""" },
        { "everybody reads everybody", Fields(i => $$"""{"id":"f{{i}}","type":"yesNo","label":"x","required":"{{string.Join(" or ", Enumerable.Range(0, 90).Select(j => $"f{(i + j * 7 + 1) % Many}"))}}"}""") },
        { "options", $$"""{"pages":[{"id":"p","title":"x","fields":[{"id":"a","type":"choice","label":"x","options":[{{string.Join(",", Enumerable.Range(0, 60_000).Select(i => $$"""{"value":"v{{i}}","label":"v"}"""))}}]}]}]}""" },
        { "tables as many as there may be", $$"""{"pages":[{"id":"p","title":"x","fields":[{"id":"a","type":"integer","label":"x"}]}],"tables":[{{Join(i => $$"""{"id":"t{{i}}","inputs":[{"expression":"{{(i == 0 ? "a" : $"t{i - 1}")}}"}],"outputs":[{"type":"number"}],"rules":[{"when":["-"],"then":["1"]}]}""", 500)}}]}""" },
        { "deep values", Fields(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"{{(i == Many - 1 ? "1" : string.Concat(Enumerable.Repeat("[", 190)) + $"f{i + 1}" + string.Concat(Enumerable.Repeat("]", 190)))}}"}""") },
        { "deep values in the other order", Fields(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"{{(i == 0 ? "1" : string.Concat(Enumerable.Repeat("if true then ", 150)) + $"f{i - 1}" + string.Concat(Enumerable.Repeat(" else 1", 150)))}}"}""") },
        { "names that do not exist", Fields(i => $$"""{"id":"f{{new string('x', 50)}}{{i}}","type":"yesNo","label":"x","required":"{{string.Join(" or ", Enumerable.Range(0, 25).Select(j => $"f{new string('x', 50)}y{i + j}z"))}}"}""", 1_500) },
        { "more fields than there may be", Fields(i => $$"""{"id":"f{{i}}","type":"text","label":"x","pattern":"[a-z]{{{i % 100}}}x{{i}}"}""", 20_000) },
        { "pages", $$"""{"pages":[{{Join(i => $$"""{"id":"p{{i}}","title":"x","fields":[{"id":"f{{i}}","type":"yesNo","label":"x"}],"visible":"{{(i == Many - 1 ? "true" : $"f{i + 1}")}}"}""")}}]}""" },
    };

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_made_to_be_expensive_is_refused_or_works(string name, string definition)
    {
        var watch = Stopwatch.StartNew();
        Exception? surprise = null;
        // As small as a stack gets where a server runs: threads of musl have less, those of a pool on Linux have more.
        var thread = new Thread(() =>
        {
            try
            {
                Check(definition);
            }
            catch (Exception e)
            {
                surprise = e;
            }
        }, 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(surprise is null, $"{name}: {surprise}");
        Assert.True(watch.Elapsed < Patience, $"{name} took {watch.Elapsed}.");
    }

    private static void Check(string definition)
    {
        var bytes = Encoding.UTF8.GetBytes(definition);
        try
        {
            var plan = FormPlan.Compile(Form.Procedure(), FormDefinition.Parse(bytes));
            Assert.NotNull(plan.Evaluate("{}").Answers.ToJsonString());
            Assert.NotNull(plan.AnswersSchema().ToJsonString());
        }
        catch (DefinitionException refusal)
        {
            Assert.All(refusal.Problems, problem => Assert.False(string.IsNullOrEmpty(problem.MessageJa)));
            Assert.InRange(refusal.Problems.Sum(problem => problem.MessageJa.Length), 1, 200_000);
        }
    }

    private static string Fields(Func<int, string> field, int count = Many) => $$"""{"pages":[{"id":"p","title":"x","fields":[{{Join(field, count)}}]}]}""";

    private static string Join(Func<int, string> one, int count = Many) => string.Join(",", Enumerable.Range(0, count).Select(one));

    [Fact]
    public void Problems_without_end_are_told_only_so_far()
    {
        var refusal = Assert.Throws<DefinitionException>(() => Form.Compile(Fields(i => $$"""{"id":"f{{i}}","type":"yesNo","label":"x","required":"nobody_{{i}}"}""")));
        Assert.Equal(200, refusal.Problems.Count);
    }

    [Fact]
    public void A_long_chain_of_calculations_that_stands_in_order_works()
    {
        var plan = Form.Compile(Fields(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"{{(i == 0 ? "1" : $"f{i - 1} + 1")}}"}"""));
        Assert.Equal(Many, (long)plan.Evaluate("{}").Answers[$"f{Many - 1}"]!);
    }

    [Fact]
    public void A_long_chain_written_backwards_is_refused_with_the_remedy()
    {
        var refusal = Assert.Throws<DefinitionException>(() => Form.Compile(Fields(i => $$"""{"id":"f{{i}}","type":"calculated","label":"x","value":"{{(i == Many - 1 ? "1" : $"f{i + 1} + 1")}}"}""")));
        var problem = Assert.Single(refusal.Problems);
        Assert.Equal("chain", problem.Code);
        Assert.Contains("先に書く", problem.MessageJa, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_conditions_two_thousand_long_has_its_order()
    {
        var plan = Form.Compile(Fields(i => $$"""{"id":"f{{i}}","type":"yesNo","label":"x","visible":"{{(i == Many - 1 ? "true" : $"f{i + 1}")}}"}"""));
        Assert.True(plan.Evaluate($$"""{"f{{Many - 1}}":true}""").Visible.Contains($"f{Many - 2}"));
    }
}
