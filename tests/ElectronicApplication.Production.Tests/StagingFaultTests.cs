using ElectronicApplication.Testing;
using Npgsql;

namespace ElectronicApplication.Production.Tests;

/// <summary>The production shape under faults: processes and broker killed hard, the database cut off, while submissions arrive.</summary>
public sealed class StagingFaultTests
{
    [ProductionFact]
    public async Task Every_accepted_submission_survives_broker_worker_portal_and_database_exactly_once()
    {
        await using var city = await StagingCity.StartAsync();
        var load = await ExactlyOnce.UnderTroubleAsync(city.Portal.Address,
        [
            KillBrokerAsync,
            () => KillAsync(city.Worker),
            () => KillAsync(city.Portal),
            KillBrokerAsync,
            async () =>
            {
                await city.Database.CrashAsync();
                await city.Database.StartAgainAsync();
            },
        ]);

        await ExactlyOnce.InTheCoreSystemAsync(city.Sandbox.Address, load);
        Assert.Equal(load.Accepted.Keys.Order(), (await StoredAsync(city.Database.ConnectionString())).Order());

        async Task KillBrokerAsync()
        {
            city.Broker.KillHard();
            await city.Broker.StartAgainAsync();
        }
    }

    private static async Task KillAsync(HostProcess process)
    {
        process.KillHard();
        await process.StartAgainAsync();
    }

    private static async Task<List<string>> StoredAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT \"ReceiptNumber\" FROM \"Submissions\"");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> receipts = [];
        while (await reader.ReadAsync())
            receipts.Add(reader.GetString(0));
        return receipts;
    }
}
