using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Database;

namespace ElectronicApplication.Host.Verbs;

/// <summary>Looks at everything a start needs and says, line by line, what is well and what is not.</summary>
internal static class DoctorVerb
{
    public static async Task<int> ExecuteAsync(string[] options)
    {
        await using var app = RunningHost.BuildForVerb(options);
        var settings = app.Services.GetRequiredService<HostSettings>();
        var database = app.Services.GetRequiredService<DatabaseStartup>();
        var well = true;
        await CheckAsync("settings", () =>
        {
            StartChecks.Settings(settings, app.Configuration, app.Environment);
            return Task.FromResult($"{app.Environment.EnvironmentName}, roles {settings.Roles}, data in {settings.DataDirectory}");
        });
        await CheckAsync("keys", () => Task.FromResult($"{settings.KeyFile}, current {app.Services.GetRequiredService<KeyRing>().Current}, {app.Services.GetRequiredService<KeyRing>().Origin}"));
        await CheckAsync("data folder is writable", async () =>
        {
            var probe = Path.Combine(settings.DataDirectory, $"probe-{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(probe, "probe");
            File.Delete(probe);
            return $"{new DriveInfo(settings.DataDirectory).AvailableFreeSpace / (1024 * 1024)} MB free";
        });
        await CheckAsync("database answers", async () => await database.AnswersAsync(CancellationToken.None) ? settings.Database.Provider.ToString() : throw new InvalidOperationException("no connection"));
        await CheckAsync("schema", async () => await database.PendingAsync(CancellationToken.None) is { Count: > 0 } pending ? throw new InvalidOperationException($"{pending.Count} migrations are pending: run \"migrate\"") : "up to date");
        await CheckAsync("database keeps what it is given", async () =>
        {
            await database.SelfTestAsync(CancellationToken.None);
            return "yes";
        });
        await CheckAsync("procedures compile", async () => $"{(await app.Services.GetRequiredService<ProcedureCatalog>().ListAsync(CancellationToken.None)).Count} published");
        await CheckAsync("systems around", async () =>
        {
            await StartChecks.SurroundingsAsync(app.Configuration, app.Environment, CancellationToken.None);
            return "no sandbox among them, or not Production";
        });
        Console.WriteLine(well ? "All is well." : "Something needs attention; see above.");
        return well ? 0 : 1;

        async Task CheckAsync(string name, Func<Task<string>> check)
        {
            try
            {
                Console.WriteLine($"  ok    {name}: {await check()}");
            }
            catch (Exception e)
            {
                well = false;
                Console.WriteLine($"  FAIL  {name}: {e.Message.ReplaceLineEndings(" / ")}");
            }
        }
    }
}
