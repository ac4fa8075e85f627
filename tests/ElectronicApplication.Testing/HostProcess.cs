using System.Globalization;

namespace ElectronicApplication.Testing;

/// <summary>The program as a process of its own: the published one when <c>EA_PUBLISHED_HOST</c> names its folder, else the one built beside the tests.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly string[] _options;
    private readonly string _environment;
    private string[] _more = [];
    private IReadOnlyDictionary<string, string> _variables = new Dictionary<string, string>();
    private ChildProcess? _process;

    private HostProcess(string environment, string address, string[] options) => (_environment, Address, _options) = (environment, new(address), options);

    public Uri Address { get; }

    public int ProcessId => _process!.Id;

    public string Output => _process?.Output ?? "";

    /// <summary>Everything in one process, as <c>dotnet run</c> does it.</summary>
    public static Task<HostProcess> StartDevelopmentAsync(string dataDirectory, params string[] options) =>
        StartAsync("Development", Ports.FreePair(), "/health/ready", [$"--Data:Directory={dataDirectory}", .. options]);

    public static async Task<HostProcess> StartAsync(string environment, int port, string readyPath, params string[] options)
    {
        var host = new HostProcess(environment, $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", options);
        await host.StartAgainAsync(readyPath);
        return host;
    }

    public static Task<(int ExitCode, string Output)> RunVerbAsync(string environment, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [Program, .. arguments], Variables(environment));

    /// <summary>What answers when it is ready.</summary>
    public string ReadyPath { get; private set; } = "/health/ready";

    public async Task StartAgainAsync(string readyPath = "/health/ready")
    {
        ReadyPath = readyPath;
        _process?.Dispose();
        _process = new ChildProcess("dotnet", [Program, "--urls", Address.ToString().TrimEnd('/'), .. _options, .. _more], Variables(_environment).Concat(_variables).ToDictionary());
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Wait.ForAsync($"{Address} to be ready", async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The host ended with {_process.ExitCode}: {_process.Output}");
            using var response = await http.GetAsync(new Uri(Address, readyPath));
            return response.IsSuccessStatusCode ? this : null;
        });
    }

    /// <summary>Stops it and starts it with these settings and variables besides its own, in place of those it was given so before.</summary>
    public async Task ChangeAsync(string[] settings, IReadOnlyDictionary<string, string>? variables = null)
    {
        await StopAsync();
        (_more, _variables) = (settings, variables ?? new Dictionary<string, string>());
        await StartAgainAsync(ReadyPath);
    }

    public void KillHard() => _process?.KillHard();

    public Task SilentAsync(TimeSpan time) => _process!.SilentAsync(time);

    public Task StopAsync() => _process?.StopAsync() ?? Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Program => Path.Combine(Environment.GetEnvironmentVariable("EA_PUBLISHED_HOST") ?? AppContext.BaseDirectory, "ElectronicApplication.Host.dll");

    private static Dictionary<string, string> Variables(string environment) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = environment,
        ["DOTNET_ENVIRONMENT"] = environment,
        ["MASSTRANSIT_USAGE_TELEMETRY"] = "false",
        ["DOTNET_NOLOGO"] = "1",
    };
}
