using ElectronicApplication.Worker.CoreSystems.Airlock;

namespace ElectronicApplication.Host.Verbs;

/// <summary>The verbs at an airlock need neither database nor keys of the platform: the other side has none.</summary>
internal static class AirlockVerb
{
    public static Task<int> KeysAsync(string directory, string name) => AirlockDesk.KeysAsync(directory, name, Console.Out);

    public static async Task<int> ReceiveAsync(string name, string[] options)
    {
        using var logs = LoggerFactory.Create(log => log.AddSimpleConsole(o => o.SingleLine = true));
        return await AirlockDesk.ReceiveAsync(Settings(options), name, logs.CreateLogger("Airlock"), Console.Out, CancellationToken.None);
    }

    public static Task<int> SkipAsync(string name, string number, string[] options) => AirlockDesk.SkipAsync(Settings(options), name, number, Console.Out, CancellationToken.None);

    public static Task<int> AgainAsync(string name, string number, string[] options) => AirlockDesk.AgainAsync(Settings(options), name, number, Console.Out, CancellationToken.None);

    private static IConfiguration Settings(string[] options) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(options).Build();
}
