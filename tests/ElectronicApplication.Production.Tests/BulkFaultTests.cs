using System.Text.Json.Nodes;
using ElectronicApplication.Database;
using ElectronicApplication.Testing;
using Microsoft.Data.Sqlite;

namespace ElectronicApplication.Production.Tests;

/// <summary>A bulk decision in a program that is killed hard in the middle of it.</summary>
public sealed class BulkFaultTests
{
    private const int Cases = 150;

    [Fact]
    public async Task After_two_kills_every_case_is_decided_and_told_exactly_once()
    {
        using var folder = new TemporaryFolder("bulk-kill");
        var data = Path.Combine(folder.Path, "data");
        await using var host = await HostProcess.StartDevelopmentAsync(data);
        var sample = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json").Order(StringComparer.Ordinal).First();
        var answers = JsonNode.Parse(await File.ReadAllTextAsync(sample))!["answers"]!;
        var load = new Load(host.Address, "public-comment", _ => answers.DeepClone().AsObject());
        await load.RunAsync(Cases, 8);

        using (var clerk = new Clerk(host.Address, "r-nishi"))
        {
            await clerk.SignInAsync();
            await PreviewAsync(clerk, "new", "StartReview");
            await clerk.Browser.PressAsync("件を実行する");
        }
        await Wait.ForAsync("the reviews to have begun", () => Task.FromResult(Count(data, "SELECT count(*) FROM BulkRuns WHERE FinishedAt IS NOT NULL") == 1 ? data : null));

        // Nobody stands by: the sweep of the program that comes back goes on with it.
        await KilledInTheMiddleAsync(host, data);
        var left = Count(data, "SELECT count(*) FROM BulkItems WHERE State = 'Pending'");
        Assert.InRange(left, 1, Cases - 1);
        await host.StartAgainAsync();
        await Wait.ForAsync("the run to go on", () => Task.FromResult(Count(data, "SELECT count(*) FROM BulkItems WHERE State = 'Pending'") < left ? data : null));
        host.KillHard();
        await host.StartAgainAsync();
        await Wait.ForAsync("the run to end", () => Task.FromResult(Count(data, "SELECT count(*) FROM BulkRuns WHERE FinishedAt IS NOT NULL") == 2 ? data : null));

        Assert.Equal(Cases, Count(data, "SELECT count(*) FROM Submissions WHERE Status = 'Granted'"));
        Assert.Equal(2 * Cases, Count(data, "SELECT count(*) FROM BulkItems WHERE State = 'Done'"));
        foreach (var once in new[]
        {
            "Acts WHERE Kind = 'submission.decided'", "Acts WHERE Kind = 'review.started'", "Notices WHERE Kind = 'SubmissionDecided'", "Notices WHERE Kind = 'ReviewStarted'",
        })
            Assert.Equal((Cases, Cases), (Count(data, "SELECT count(*) FROM " + once), Count(data, $"SELECT count(DISTINCT SubmissionId) FROM {once}")));
    }

    private static async Task KilledInTheMiddleAsync(HostProcess host, string data)
    {
        using var clerk = new Clerk(host.Address, "r-nishi");
        await clerk.SignInAsync();
        await PreviewAsync(clerk, "review", "Approve");
        var pressed = Task.Run(async () =>
        {
            try
            {
                await clerk.Browser.PressAsync("件を実行する");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                // The program was killed under it.
            }
        });
        await Wait.ForAsync("ten decided cases", () => Task.FromResult(Count(data, "SELECT count(*) FROM Submissions WHERE Status = 'Granted'") >= 10 ? data : null));
        host.KillHard();
        await pressed;
    }

    private static async Task PreviewAsync(Clerk clerk, string list, string kind)
    {
        await clerk.Browser.OpenAsync("/staff?list=" + list);
        await clerk.Browser.Fill("kind", kind).PressAsync("件までを確認する");
        Assert.Contains($"{Cases}件のうち {Cases}件を処理できます", clerk.Browser.Text, StringComparison.Ordinal);
    }

    private static int Count(string data, string query)
    {
        using var connection = new SqliteConnection(DatabaseOptions.SqliteFile(Path.Combine(data, "electronic-application.db")).ConnectionString + ";Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
