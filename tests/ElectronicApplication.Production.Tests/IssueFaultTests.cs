using ElectronicApplication.Database;
using ElectronicApplication.Testing;
using Microsoft.Data.Sqlite;

namespace ElectronicApplication.Production.Tests;

/// <summary>Bulk issuance, killed hard in the middle: none missing, none twice, no number lost.</summary>
public sealed class IssueFaultTests
{
    private const int Cases = 400;

    [Fact]
    public async Task Bulk_issuance_survives_kills_with_every_document_once_and_every_number_used()
    {
        using var folder = new TemporaryFolder("issue-kills");
        var data = Path.Combine(folder.Path, "data");
        await using var host = await HostProcess.StartDevelopmentAsync(data);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await new Load(host.Address, "public-comment", ExactlyOnce.PublicComment).RunAsync(Cases, ExactlyOnce.Concurrency, stop.Token);
        // As if an approver had decided all of them.
        Execute(data, "UPDATE Submissions SET Status = 'Granted', IsClosed = 1");
        using (var clerk = new Clerk(host.Address))
        {
            await clerk.SignInAsync();
            await clerk.Browser.OpenAsync("/staff/documents/bulk/public-comment/receipt");
            await clerk.Browser.PressAsync("選んだ申請に交付する");
        }
        foreach (var share in new[] { Cases / 8, Cases / 2 })
        {
            await Wait.ForAsync($"{share} documents", () => Task.FromResult(Count(data, "IssuedDocuments") >= share ? this : null), TimeSpan.FromMinutes(2));
            host.KillHard();
            Assert.InRange(Count(data, "IssuedDocuments"), share, Cases - 1);
            await host.StartAgainAsync();
        }
        await Wait.ForAsync("the run to end", () => Task.FromResult(Ask(data, "SELECT count(*) FROM IssueRuns WHERE State = 'Done'") == 1 ? this : null), TimeSpan.FromMinutes(3));

        Assert.Equal(Cases, Count(data, "IssuedDocuments"));
        Assert.Equal(Cases, Count(data, "DocumentFiles"));
        Assert.Equal(Cases, Ask(data, "SELECT count(DISTINCT SubmissionId) FROM IssuedDocuments"));
        Assert.Equal(Cases, Ask(data, "SELECT count(DISTINCT Number) FROM IssuedDocuments WHERE Number BETWEEN 1 AND " + Cases.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Cases, Ask(data, "SELECT Last FROM NumberSeries"));
        Assert.Equal(Cases, Ask(data, "SELECT count(*) FROM IssueRunItems WHERE State = 'Issued'"));
        Assert.Equal(Cases, Ask(data, "SELECT count(*) FROM Acts WHERE Kind = 'document.issued'"));
        Assert.Equal(Cases, Ask(data, "SELECT count(*) FROM Notices WHERE Kind = 'DocumentIssued'"));
    }

    private static long Count(string data, string table) => Ask(data, $"SELECT count(*) FROM {table}");

    private static long Ask(string data, string sql)
    {
        using var connection = Open(data, "ReadOnly");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(string data, string sql)
    {
        using var connection = Open(data, "ReadWrite");
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=10000; " + sql;
        command.ExecuteNonQuery();
    }

    // The product's own settings, because its assembly binds SQLite to the operating system's library.
    private static SqliteConnection Open(string data, string mode)
    {
        var connection = new SqliteConnection(DatabaseOptions.SqliteFile(Path.Combine(data, "electronic-application.db")).ConnectionString + $";Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }
}
