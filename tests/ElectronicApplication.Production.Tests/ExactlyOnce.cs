using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

/// <summary>What must be true after every interruption: each answered submission is stored once and stands in the core system once, whatever was offered how often.</summary>
internal static class ExactlyOnce
{
    public const int Submissions = 2000;
    public const int Concurrency = 16;

    public static JsonObject PublicComment(int number)
    {
        var sample = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json").MinBy(f => new FileInfo(f).Length)!;
        var answers = JsonNode.Parse(File.ReadAllText(sample))!["answers"]!.DeepClone().AsObject();
        answers["opinion"] = $"{number} 番目の意見です。";
        return answers;
    }

    /// <summary>Does <paramref name="trouble"/> each time another share of the submissions has been accepted.</summary>
    public static async Task<Load> UnderTroubleAsync(Uri portal, IReadOnlyList<Func<Task>> trouble)
    {
        var load = new Load(portal, "public-comment", PublicComment);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        var running = load.RunAsync(Submissions, Concurrency, stop.Token);
        for (var i = 0; i < trouble.Count; i++)
        {
            var share = Submissions * (i + 1) / (trouble.Count + 1);
            while (load.Accepted.Count < share && !running.IsCompleted)
                await Task.Delay(10);
            await trouble[i]();
        }
        await running;
        Assert.Equal(Submissions, load.Accepted.Count);
        return load;
    }

    public static async Task InTheCoreSystemAsync(Uri sandbox, Load load)
    {
        using var world = new OutsideWorld(sandbox);
        var records = await Wait.ForAsync("every submission in the core system", async () =>
        {
            var now = await world.RecordsAsync("documents");
            return now.Count >= load.Accepted.Count ? now : null;
        }, TimeSpan.FromMinutes(4));
        var receipts = records.Select(r => (string)r["receiptNumber"]!).ToList();
        Assert.Equal(receipts.Count, receipts.Distinct().Count());
        Assert.Equal(load.Accepted.Keys.Order(), receipts.Order());
    }
}
