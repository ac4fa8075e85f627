using ElectronicApplication.Database;
using ElectronicApplication.Testing;
using Microsoft.Data.Sqlite;

namespace ElectronicApplication.Production.Tests;

/// <summary>Everything in one process over SQLite, killed hard while it works.</summary>
public sealed class EmbeddedFaultTests
{
    [Fact]
    public async Task Every_accepted_submission_survives_five_kills_exactly_once()
    {
        using var folder = new TemporaryFolder("kills");
        var data = Path.Combine(folder.Path, "data");
        await using var host = await HostProcess.StartDevelopmentAsync(data);
        var load = await ExactlyOnce.UnderTroubleAsync(host.Address, [.. Enumerable.Repeat<Func<Task>>(async () =>
        {
            host.KillHard();
            await host.StartAgainAsync();
        }, 5)]);

        Assert.True(load.Interrupted > 0, "No request was interrupted: the kills came too late to prove anything.");
        await ExactlyOnce.InTheCoreSystemAsync(host.Address, load);
        Assert.Equal(load.Accepted.Keys.Order(), Stored(data).Order());
    }

    private static List<string> Stored(string data)
    {
        // The product's own settings, because its assembly binds SQLite to the operating system's library.
        using var connection = new SqliteConnection(DatabaseOptions.SqliteFile(Path.Combine(data, "electronic-application.db")).ConnectionString + ";Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ReceiptNumber FROM Submissions";
        using var reader = command.ExecuteReader();
        List<string> receipts = [];
        while (reader.Read())
            receipts.Add(reader.GetString(0));
        return receipts;
    }
}
