using ElectronicApplication.Database;
using ElectronicApplication.Testing;
using Microsoft.Data.Sqlite;

namespace ElectronicApplication.Production.Tests;

/// <summary>給付の振込 of five hundred, killed hard while it is prepared, confirmed and settled: none missing, none twice.</summary>
public sealed class PayoutFaultTests
{
    private const int Count = 500;

    [Fact]
    public async Task Five_hundred_payouts_survive_a_kill_in_every_step_exactly_once()
    {
        using var folder = new TemporaryFolder("payout");
        var data = Path.Combine(folder.Path, "data");
        await using var host = await HostProcess.StartDevelopmentAsync(data);
        using var office = new PayoutOffice(host.Address);
        await office.SignInAsync();
        await office.GrantAsync(Count);
        await office.WaitForAsync(Count);

        // Preparing: pressed, killed, pressed again with the same page until it says what came of it.
        var kills = 0;
        var form = office.Preparer.Browser;
        for (var delay = 20; ; delay += 40)
        {
            var pressed = form.PressAsync("振込データを作る");
            if (kills < 3)
            {
                await Task.Delay(delay);
                host.KillHard();
                kills++;
                await Quietly(pressed);
                await host.StartAgainAsync();
                Assert.Contains(Number(data, "SELECT COUNT(*) FROM PayoutLines"), (long[])[0, Count]);
                Assert.Equal(Number(data, "SELECT COUNT(*) FROM PayoutLines"), Number(data, "SELECT COUNT(*) FROM Payouts WHERE State = 'Batched'"));
                if (form.Page.QuerySelector("input[name=p]") is null || Number(data, "SELECT COUNT(*) FROM PayoutBatches") > 0)
                    break;
                continue;
            }
            await pressed;
            break;
        }
        Assert.Equal((1L, (long)Count), (Number(data, "SELECT COUNT(*) FROM PayoutBatches"), Number(data, "SELECT COUNT(*) FROM PayoutLines")));
        var batch = "/staff/payouts/batches/" + Guid.Parse(Text(data, "SELECT Id FROM PayoutBatches"));

        await UnderKillsAsync(host, () => office.PostAsync(office.Confirmer, batch, "/confirm"), () => Number(data, "SELECT COUNT(*) FROM Payouts WHERE State = 'Sent'"));
        Assert.Equal(Count, Number(data, "SELECT COUNT(*) FROM Acts WHERE Kind = 'payout.ordered'"));

        var file = await office.DownloadAsync(batch, "zengin");
        Assert.Equal((Count + 3) * 122, file.Length);
        var answer = PayoutOffice.Answer(file, i => i % 100 == 0 ? '1' : '0');
        await UnderKillsAsync(host, () => office.PostAsync(office.Confirmer, batch, "/result", answer), () => Number(data, "SELECT COUNT(*) FROM Payouts WHERE State IN ('Paid', 'Failed')"));

        Assert.Equal((Count - 5L, 5L), (Number(data, "SELECT COUNT(*) FROM Payouts WHERE State = 'Paid'"), Number(data, "SELECT COUNT(*) FROM Payouts WHERE State = 'Failed'")));
        Assert.Equal((Count - 5L, 5L), (Number(data, "SELECT COUNT(*) FROM Acts WHERE Kind = 'payout.paid'"), Number(data, "SELECT COUNT(*) FROM Acts WHERE Kind = 'payout.failed'")));
        Assert.Equal((Count - 5L, 5L), (Number(data, "SELECT COUNT(*) FROM Notices WHERE Kind = 'PayoutSettled'"), Number(data, "SELECT COUNT(*) FROM Notices WHERE Kind = 'PayoutFailed'")));
        Assert.Equal(Count, Number(data, "SELECT COUNT(DISTINCT SubmissionId) FROM Payouts"));
        Assert.Equal(1L, Number(data, "SELECT COUNT(*) FROM PayoutReadings"));
    }

    /// <summary>Three times in the middle, then once to the end; after each kill it is all or nothing.</summary>
    private static async Task UnderKillsAsync(HostProcess host, Func<Task> step, Func<long> done)
    {
        foreach (var delay in new[] { 60, 150, 300 })
        {
            if (done() == Count)
                return;
            var under = step();
            await Task.Delay(delay);
            host.KillHard();
            await Quietly(under);
            await host.StartAgainAsync();
            Assert.Contains(done(), (long[])[0, Count]);
        }
        if (done() == 0)
            await step();
        Assert.Equal(Count, done());
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
        }
    }

    private static long Number(string data, string sql) => (long)Scalar(data, sql);

    private static string Text(string data, string sql) => (string)Scalar(data, sql);

    private static object Scalar(string data, string sql)
    {
        using var connection = new SqliteConnection(DatabaseOptions.SqliteFile(Path.Combine(data, "electronic-application.db")).ConnectionString + ";Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
