using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// The form engine on one thread, without a server. Floors: parsing the same answers into a tree (full), a tree's property set and four bare
/// closures (change), parsing the same definition (compile), a bare closure over the same slot (comparison).
/// </summary>
internal static class EngineBenchmark
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);
    private static readonly EvaluationInput Input = new(new DateOnly(2026, 11, 21), null, []);

    public static async Task<int> RunAsync()
    {
        var hundred = new EngineForm(100);
        await FullAsync("full-100", hundred);
        await ChangeAsync(hundred);
        var large = new EngineForm(500);
        await CompileAsync(large);
        await FullAsync("full-500", large);
        await ComparisonAsync();
        return 0;
    }

    /// <summary>Evaluation and validation of everything; each round another answer differs, so that nothing could be remembered.</summary>
    private static async Task FullAsync(string name, EngineForm form)
    {
        var plan = form.Compile();
        var variants = Enumerable.Range(0, 16).Select(form.Answers).ToArray();
        var texts = variants.Select(variant => Encoding.UTF8.GetBytes(variant.ToJsonString())).ToArray();
        if (plan.Evaluate(variants[0], Input) is { IsAccepted: false } refused)
            throw new InvalidOperationException($"The sample is refused: {refused.Issues[0].Path} {refused.Issues[0].Code}");
        var (floor, value) = await AlternateAsync(
            i => Parse(texts[i & 15]),
            i => plan.Evaluate(variants[i & 15], Input).Issues.Count);
        Figure.Print(name, value, "evaluations/s", floor);
    }

    /// <summary>One answer after the other, over the whole form and its rows, is changed to another value and back; what the change touches is settled and judged.</summary>
    private static async Task ChangeAsync(EngineForm form)
    {
        var session = form.Compile().Start(form.Answers(0), Input);
        var paths = form.Changes;
        var tree = form.Answers(0);
        var slots = new decimal[8];
        var closures = Enumerable.Range(0, 4).Select(n => new Func<decimal[], bool>(s => s[n] > n)).ToArray();
        var (floor, value) = await AlternateAsync(
            i =>
            {
                tree["a"] = i;
                slots[i & 3] = i;
                return closures.Count(closure => closure(slots));
            },
            i =>
            {
                var (path, one, other) = paths[i % paths.Count];
                return session.Change(path, (i / paths.Count & 1) == 0 ? one() : other()).Fields.Count;
            });
        Figure.Print("change-100", value, "changes/s", floor);
    }

    private static async Task CompileAsync(EngineForm form)
    {
        var json = form.Json;
        var allocated = 0L;
        var (floor, value) = await AlternateAsync(
            _ =>
            {
                using var document = JsonDocument.Parse(json);
                return document.RootElement.GetRawText().Length;
            },
            _ =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var fields = form.Compile().Form.Pages.Count;
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                return fields;
            });
        Figure.Print("compile-500-ms", 1000 / value, "ms", 1000 / floor);
        Figure.Print("compile-500-mb", allocated / 1048576.0, "MB allocated", json.Length / 1048576.0);
        // What stays is what a published version costs for as long as the process lives.
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        var plan = form.Compile();
        Console.Error.WriteLine($"one compiled version keeps {(GC.GetTotalMemory(forceFullCollection: true) - kept) / 1048576.0:0.00} MB");
        GC.KeepAlive(plan);
    }

    private static async Task ComparisonAsync()
    {
        var scope = new FeelScope();
        var slot = scope.Declare("a", FeelType.Number).Slot;
        var expression = FeelExpression.Compile("a > 5", scope).Expression!;
        var frame = new FeelFrame(expression.SlotsNeeded) { [slot] = FeelValue.Of(7m) };
        Func<decimal[], bool> bare = slots => slots[0] > 5m;
        var bareSlots = new[] { 7m };
        const int Batch = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Batch; i++)
            expression.Evaluate(frame);
        if (GC.GetAllocatedBytesForCurrentThread() - before is var garbage and > 0)
            Console.Error.WriteLine($"a comparison allocates {garbage / (double)Batch} bytes");
        var (floor, value) = await AlternateAsync(
            _ =>
            {
                var hits = 0;
                for (var i = 0; i < Batch; i++)
                    hits += bare(bareSlots) ? 1 : 0;
                return hits;
            },
            _ =>
            {
                var hits = 0;
                for (var i = 0; i < Batch; i++)
                    hits += expression.Evaluate(frame).IsTrue ? 1 : 0;
                return hits;
            });
        Figure.Print("comparison", value * Batch, "comparisons/s", floor * Batch);
    }

    /// <summary>Touched through and through: a tree that nobody looks into is hardly parsed.</summary>
    private static int Parse(byte[] json) => ((JsonObject)JsonNode.Parse(json)!).Count;

    private static async Task<(double Floor, double Case)> AlternateAsync(Func<int, int> floor, Func<int, int> measured)
    {
        PerSecond(floor);
        PerSecond(measured);
        return await Figure.AlternateAsync(() => Task.FromResult(PerSecond(floor)), () => Task.FromResult(PerSecond(measured)));
    }

    private static double PerSecond(Func<int, int> run)
    {
        var (watch, count, sum) = (Stopwatch.StartNew(), 0, 0L);
        while (watch.Elapsed < Measured)
            for (var i = 0; i < 16; i++)
                sum += run(count++);
        return sum >= 0 ? count / watch.Elapsed.TotalSeconds : 0;
    }
}
