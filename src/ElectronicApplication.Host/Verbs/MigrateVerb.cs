using ElectronicApplication.Database;

namespace ElectronicApplication.Host.Verbs;

internal static class MigrateVerb
{
    public static async Task<int> ExecuteAsync(string[] options)
    {
        await using var app = RunningHost.BuildForVerb(options);
        var database = app.Services.GetRequiredService<DatabaseStartup>();
        var pending = await database.PendingAsync(CancellationToken.None);
        await database.MigrateAsync(CancellationToken.None);
        await database.SelfTestAsync(CancellationToken.None);
        Console.WriteLine(pending.Count == 0 ? "The database was up to date." : $"{pending.Count} migrations applied: {string.Join(", ", pending)}");
        return 0;
    }
}
