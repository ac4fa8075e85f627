using System.Collections.Concurrent;
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
    IServiceScopeFactory scopes, IOptions<CoreSystemsOptions> systems, AdapterDesk adapters, TargetPaces paces, Heartbeat heartbeat, DeliveryTickets tickets, MessageBus bus, DispatchLoop loop,
    WorkerName worker, TimeProvider time, ILogger<DeliveryDispatcher> log) : BackgroundService
{
    private const int Most = 200;

    /// <summary>Of a message, where the adapter takes single records: so many answers are lost together at worst.</summary>
    private const int OffersInMessage = 25;

    private const int BytesInMessage = 256 * 1024;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>By target, a claim that failed before anything of it was offered: the database may have it all the same.</summary>
    private readonly ConcurrentDictionary<string, string> _unsure = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(systems.Value.Systems.Select(system =>
        loop.RunAsync($"Delivery to {system.Key}", Idle, cancel => StepAsync(system.Key, system.Value, cancel), stopping)));

    private async Task<bool> StepAsync(string target, CoreSystemOptions settings, CancellationToken cancel)
    {
        var pace = paces[target];
        var window = pace.Window();
        if (window == 0 || !bus.IsUpFor(target) || !heartbeat.MayOffer(target))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<DeliveryRows>();
        if (_unsure.TryGetValue(target, out var unsure))
        {
            await rows.ReleaseAsync(target, unsure, cancel);
            _unsure.TryRemove(target, out _);
        }
        var batch = adapters[target].BatchSize;
        var room = batch > 1 ? Math.Max(batch, window) : window;
        room -= await rows.InFlightAsync(target, cancel);
        // Many small claims cost more than they bring.
        if (room < Math.Min(window / 4, Most) || batch > 1 && !await IsBatchDueAsync(rows, target, batch, settings, cancel))
            return false;
        var most = pace.Take(Math.Min(Math.Max(Most, batch), room), heartbeat.WorkersAlive);
        if (most == 0)
            return false;
        var claim = rows.NewClaim(worker.Value);
        IReadOnlyList<ClaimedDelivery> claimed;
        IReadOnlyList<BuiltDelivery> built;
        try
        {
            // A large batch takes a while to be made before it goes out.
            claimed = await rows.ClaimAsync(claim, target, most, settings.ClaimLength + TimeSpan.FromSeconds(most / 200), cancel);
            built = claimed.Count == 0 ? [] : await BuildAsync(scope.ServiceProvider, rows, target, claimed, cancel);
        }
        catch
        {
            _unsure[target] = claim;
            pace.GiveBack(most);
            throw;
        }
        pace.GiveBack(most - claimed.Count);
        if (claimed.Count == 0)
            return false;
        var messages = Messages(target, built, batch);
        var before = new DateTimeOffset(claimed.Min(c => c.Delivery.DueAt)!.Value) - settings.Timeout - TimeSpan.FromSeconds(1);
        var sent = await Task.WhenAll(messages.Select(m => SendAsync(m.Message, m.Of, before, cancel)));
        var unsent = sent.SelectMany(d => d).ToList();
        if (unsent.Count == 0)
            return true;
        LogNotSent(log, unsent.Count, target);
        await rows.ReleaseAsync(unsent, AfterFailure, CancellationToken.None);
        return false;
    }

    /// <summary>What there is to offer; what there is not is on record.</summary>
    private async Task<IReadOnlyList<BuiltDelivery>> BuildAsync(IServiceProvider services, DeliveryRows rows, string target, IReadOnlyList<ClaimedDelivery> claimed, CancellationToken cancel)
    {
        var built = await services.GetRequiredService<BuildDelivery>().HandleAsync(claimed, adapters.TakesAttachments(target), cancel);
        var failures = built.Where(b => b.Failure is not null).Select(b => b.Failure!).ToList();
        if (failures.Count > 0)
        {
            LogNotBuilt(log, failures.Count, target, failures[0].Reason);
            await services.GetRequiredService<RecordDeliveryAnswer>().HandleAsync(failures, cancel);
        }
        if (built.Any(b => b is { Offer: null, Failure: null }))
            await rows.LeaveOutAsync([.. built.Where(b => b is { Offer: null, Failure: null }).Select(b => b.Delivery)], cancel);
        if (built.Any(b => b.Losses.Count > 0))
            await rows.NoteLossesAsync(built, cancel);
        return [.. built.Where(b => b.Offer is not null)];
    }

    /// <summary>A batch goes out when it is full or its first has waited long enough.</summary>
    private async Task<bool> IsBatchDueAsync(DeliveryRows rows, string target, int batch, CoreSystemOptions settings, CancellationToken cancel)
    {
        var (count, since) = await rows.DueAsync(target, batch, cancel);
        return count >= batch || since is { } at && time.GetUtcNow().UtcDateTime - at >= TimeSpan.FromSeconds(settings.BatchSeconds);
    }

    /// <summary>Single records fill as many messages as they need. A batch stays together: what does not fit into its message is fetched with a ticket, as is a record larger than any message.</summary>
    private IEnumerable<(DeliverSubmissions Message, IReadOnlyList<Delivery> Of)> Messages(string target, IReadOnlyList<BuiltDelivery> built, int batch)
    {
        List<BuiltDelivery> message = [];
        var bytes = 0;
        foreach (var delivery in built)
        {
            var size = delivery.Offer!.SealedData!.Length * 4 / 3;
            if (message.Count == Math.Max(OffersInMessage, batch) || message.Count > 0 && batch == 1 && bytes + size > BytesInMessage)
            {
                yield return Message();
                (message, bytes) = ([], 0);
            }
            message.Add(bytes + size <= BytesInMessage ? delivery : delivery with { Offer = delivery.Offer with { SealedData = null, Ticket = tickets.Issue(target, delivery.Delivery.Id, adapters.TakesAttachments(target)) } });
            bytes += size;
        }
        if (message.Count > 0)
            yield return Message();

        (DeliverSubmissions, IReadOnlyList<Delivery>) Message() => (new(Guid.CreateVersion7(time.GetUtcNow()), target, [.. message.Select(m => m.Offer!)]), [.. message.Select(m => m.Delivery)]);
    }

    /// <summary>The deliveries whose message the broker did not confirm.</summary>
    private async Task<IReadOnlyList<Delivery>> SendAsync(DeliverSubmissions message, IReadOnlyList<Delivery> of, DateTimeOffset beginBefore, CancellationToken cancel)
    {
        try
        {
            await bus.OfferAsync(message, beginBefore, cancel);
            return [];
        }
        catch (Exception)
        {
            return of;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} deliveries to {Target} could not be built: {Reason}")]
    private static partial void LogNotBuilt(ILogger log, int count, string target, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries to {Target} could not be put on the bus; they are due again.")]
    private static partial void LogNotSent(ILogger log, int count, string target);
}
