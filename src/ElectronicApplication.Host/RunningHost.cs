using System.Runtime.InteropServices;
using ElectronicApplication.Core.Administration;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Records;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Database;
using ElectronicApplication.Portal;
using ElectronicApplication.Sandbox;
using ElectronicApplication.Staff;
using ElectronicApplication.Web;
using ElectronicApplication.Worker;
using ElectronicApplication.Worker.CoreSystems;

namespace ElectronicApplication.Host;

/// <summary>The program, started: the web application of its roles and, where it is asked for, the sandbox on an origin of its own.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private RunningHost(HostSettings settings, WebApplication? app, SandboxServer? sandbox) => (Settings, App, Sandbox) = (settings, app, sandbox);

    public HostSettings Settings { get; }

    public WebApplication? App { get; }

    public SandboxServer? Sandbox { get; }

    public Uri Address => new(Settings.Url.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));

    /// <exception cref="StartRefusedException">Settings or surroundings do not allow a start.</exception>
    public static async Task<RunningHost> StartAsync(string[] args, CancellationToken cancel = default)
    {
        var builder = Builder(args);
        var settings = HostSettings.Read(builder.Configuration, builder.Environment);
        StartChecks.Settings(settings, builder.Configuration, builder.Environment);
        // Each takes about a second on an empty folder, and none needs another.
        var catalogue = ReadsCatalogue(settings, builder) ? Task.Run(() => ImportCatalog.Read(settings.CatalogDirectory), cancel) : null;
        var database = settings.Roles == Roles.Sandbox ? Task.CompletedTask : Task.Run(() => PrepareDatabaseAsync(settings, builder.Environment, cancel), cancel);
        var sandbox = settings.Has(Roles.Sandbox) ? await SandboxWiring.StartAsync(settings, builder.Configuration, cancel) : null;
        try
        {
            if (settings.Roles == Roles.Sandbox)
                return new(settings, null, sandbox);
            await SandboxWiring.ConfigureAsync(settings, builder, sandbox, cancel);
            await StartChecks.SurroundingsAsync(builder.Configuration, builder.Environment, cancel);
            var app = Build(builder, settings);
            await database;
            if (catalogue is not null)
                await Verbs.CatalogVerb.ImportAtStartAsync(app.Services, await catalogue, cancel);
            await app.StartAsync(cancel);
            return new(settings, app, sandbox);
        }
        catch
        {
            if (sandbox is not null)
                await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>The services of every role without a web server: what the verbs work with.</summary>
    public static WebApplication BuildForVerb(string[] args)
    {
        var builder = Builder(args);
        var settings = HostSettings.Read(builder.Configuration, builder.Environment);
        AddCore(builder, settings);
        return builder.Build();
    }

    public async Task WaitForShutdownAsync()
    {
        if (App is not null)
        {
            await App.WaitForShutdownAsync();
            return;
        }
        var asked = new TaskCompletionSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        await asked.Task;
        await Sandbox!.StopAsync();

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
        {
            // What runs in the background comes to its end before the services under it are gone.
            await App.StopAsync();
            await App.DisposeAsync();
        }
        if (Sandbox is not null)
            await Sandbox.DisposeAsync();
    }

    private static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = "ElectronicApplication.Host" });
        builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
        Telemetry.AddLogging(builder);
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder, HostSettings settings)
    {
        AddCore(builder, settings);
        builder.WebHost.UseUrls(settings.Url);
        builder.WebHost.ConfigureKestrel(o => (o.AddServerHeader, o.Limits.MaxRequestBodySize) = (false, 12 * 1024 * 1024));
        Telemetry.AddTelemetry(builder);
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        builder.Services.AddWeb();
        if (settings.Has(Roles.Portal))
            builder.Services.AddPortal(builder.Configuration);
        if (settings.Has(Roles.Staff))
            builder.Services.AddStaff(builder.Configuration);
        if (settings.Has(Roles.Worker))
            builder.Services.AddWorker(builder.Configuration);

        var app = builder.Build();
        if (ReverseProxy.Headers(builder.Configuration) is { } headers)
            app.UseForwardedHeaders(headers);
        app.UseWeb();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapWebAssets();
        app.MapHealth(settings);
        app.MapMetrics();
        app.MapOpenApi("/openapi/{documentName}.json");
        if (settings.Has(Roles.Portal))
            app.MapPortal();
        if (settings.Has(Roles.Staff))
            app.MapStaff();
        if (settings.Has(Roles.Worker))
            app.MapContents();
        app.MapSandboxForwarding(builder.Configuration);
        return app;
    }

    private static void AddCore(WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Configuration["Data:Directory"] = settings.DataDirectory;
        builder.Services.AddSingleton(settings)
            .AddDatabase(settings.Database)
            .AddKernel(StartChecks.OpenKeys(settings, builder.Environment))
            .AddProcedures()
            .AddIdentity(builder.Configuration)
            .AddSubmissions(builder.Configuration)
            .AddPayments(builder.Configuration)
            .AddReview()
            .AddPayouts(builder.Configuration)
            .AddRecords()
            .AddIntake()
            .AddDocuments(builder.Configuration)
            .AddDesigns()
            .AddPublication()
            .AddDeliveries()
            .AddNotifications(builder.Configuration)
            .AddAdministration();
    }

    private static async Task PrepareDatabaseAsync(HostSettings settings, IHostEnvironment environment, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddLogging().AddDatabase(settings.Database).BuildServiceProvider();
        var database = services.GetRequiredService<DatabaseStartup>();
        if (environment.IsDevelopment())
            await database.MigrateAsync(cancel);
        else if (await database.PendingAsync(cancel) is { Count: > 0 } pending)
            throw new StartRefusedException([$"The database lacks {pending.Count} migrations ({pending[0]} …). Run the verb \"migrate\" first."]);
        await database.SelfTestAsync(cancel);
    }

    /// <summary>In Production a person publishes, with the verb; what stands beside the program is imported only where the setting says so.</summary>
    private static bool ReadsCatalogue(HostSettings settings, WebApplicationBuilder builder) =>
        settings.Roles != Roles.Sandbox && builder.Configuration.GetValue("Catalog:ImportAtStart", !builder.Environment.IsProduction()) && Directory.Exists(settings.CatalogDirectory);
}
