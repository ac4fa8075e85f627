using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Worker.Bus;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>Claims what is due, one loop a core system, builds it and puts it on the bus.</summary>
internal sealed partial class DeliveryDispatcher(
    IServiceScopeFactory scopes, IOptions<CoreSystemsOptions> systems, TargetPaces paces, MessageBus bus, DispatchLoop loop, WorkerName worker, ILogger<DeliveryDispatcher> log) : BackgroundService
{
    private const int Most = 200;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(systems.Value.Systems.Select(system =>
        loop.RunAsync($"Delivery to {system.Key}", Idle, cancel => StepAsync(system.Key, system.Value, cancel), stopping)));

    private async Task<bool> StepAsync(string target, CoreSystemOptions settings, CancellationToken cancel)
    {
        var window = paces[target].Window();
        if (window == 0 || !bus.IsUp)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<DeliveryRows>();
        var room = window - await rows.InFlightAsync(target, cancel);
        if (room <= 0)
            return false;
        var claimed = await rows.ClaimAsync(worker.Value, target, Math.Min(Most, room), settings.ClaimLength, cancel);
        if (claimed.Count == 0)
            return false;

        var built = await scope.ServiceProvider.GetRequiredService<BuildDelivery>().HandleAsync(claimed, cancel);
        var failures = built.Where(b => b.Failure is not null).Select(b => b.Failure!).ToList();
        if (failures.Count > 0)
        {
            LogNotBuilt(log, failures.Count, target, failures[0].Reason);
            await scope.ServiceProvider.GetRequiredService<RecordDeliveryAnswer>().HandleAsync(failures, cancel);
        }
        var sent = await Task.WhenAll(built.Where(b => b.Message is not null).Select(b => SendAsync(b, cancel)));
        var unsent = sent.Where(d => d is not null).Select(d => d!).ToList();
        if (unsent.Count == 0)
            return claimed.Count == Most;
        LogNotSent(log, unsent.Count, target);
        await rows.ReleaseAsync(unsent, AfterFailure, CancellationToken.None);
        return false;
    }

    /// <summary>The delivery, if the broker did not confirm it.</summary>
    private async Task<Delivery?> SendAsync(BuiltDelivery built, CancellationToken cancel)
    {
        try
        {
            await bus.OfferAsync(built.Message!, cancel);
            return null;
        }
        catch (Exception)
        {
            return built.Delivery;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} deliveries to {Target} could not be built: {Reason}")]
    private static partial void LogNotBuilt(ILogger log, int count, string target, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries to {Target} could not be put on the bus; they are due again.")]
    private static partial void LogNotSent(ILogger log, int count, string target);
}
