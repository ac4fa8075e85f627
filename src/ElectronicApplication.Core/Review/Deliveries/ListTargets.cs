using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

public enum TargetState { Running, Paused, BreakerOpen, OutOfHours, NotConfigured, NoWorker }

/// <param name="Waiting">Never offered, or to be offered again.</param>
/// <param name="Accepted">Taken by the core system, which has not finished.</param>
/// <param name="Listed">Of these, on the hand-over list: a person enters them.</param>
/// <param name="OldestDue">Since when the oldest that is due waits.</param>
/// <param name="PerSecond">Answers in the last whole second, of all workers together.</param>
/// <param name="DoneToday">Of what was planned within the time that a core system may work on it.</param>
/// <param name="MayPause">All procedures that name it belong to the reviewer's offices.</param>
public sealed record TargetLine(
    string Target, string Adapter, TargetState State, TargetPause? Pause, int Waiting, int InFlight, int Accepted, int Listed, int Refused, DateTime? OldestDue, int PerSecond, int DoneToday, bool MayPause);

/// <param name="Workers">How many live.</param>
public sealed record TargetOverview(IReadOnlyList<TargetLine> Targets, int Workers, DateTime At);

/// <summary>Every core system that matters to the operator's offices, and how it is with each.</summary>
public sealed class ListTargets(AppDbContext db, DeliveryDesk desk, Workers workers, TimeProvider time)
{
    public async Task<Result<TargetOverview>> HandleAsync(Act act, CancellationToken cancel)
    {
        var found = await desk.WhoAsync(act, cancel);
        if (found.Error is { } refusal)
            return refusal;
        var who = found.Value;
        var now = time.GetUtcNow().UtcDateTime;
        var today = JapanTime.At(JapanTime.Today(time), TimeOnly.MinValue).UtcDateTime;
        var since = now - Delivery.WorkingPatience - Delivery.Patience;

        var deliveries = desk.Visible(who);
        var open = await deliveries.Where(d => d.DueAt != null || d.Status == DeliveryStatus.Refused).GroupBy(d => new { d.Target, d.Status })
            .Select(g => new { g.Key.Target, g.Key.Status, Count = g.Count() }).ToListAsync(cancel);
        var due = await deliveries.Where(d => d.DueAt <= now).GroupBy(d => d.Target).Select(g => new { Target = g.Key, At = g.Min(d => d.DueAt) }).ToDictionaryAsync(g => g.Target, g => g.At, cancel);
        var listed = await deliveries.Where(d => d.DueAt != null && d.Progress == TransferList.OnList).GroupBy(d => d.Target).Select(g => new { Target = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Target, g => g.Count, cancel);
        var done = await deliveries.Where(d => d.Status == DeliveryStatus.Acknowledged && d.CreatedAt >= since && d.FinishedAt >= today).GroupBy(d => d.Target)
            .Select(g => new { Target = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Target, g => g.Count, cancel);

        var pauses = await workers.PausesAsync(cancel);
        var alive = now - Workers.DeadAfter;
        var beats = await db.Set<WorkerBeat>().AsNoTracking().Where(b => b.At >= alive).ToListAsync(cancel);
        var readings = beats.SelectMany(b => JsonSerializer.Deserialize<List<TargetReading>>(b.Targets, FactJson.Options) ?? []).ToLookup(r => r.Target, StringComparer.Ordinal);
        var named = await desk.TargetsAsync(cancel);

        var names = named.Values.Where(t => t.IsSeenBy(who)).Select(t => t.Name).Concat(open.Select(o => o.Target)).Concat(done.Keys);
        if (who.SeesEveryOffice && who.Procedures.Count == 0)
            names = names.Concat(pauses.Keys).Concat(readings.Select(r => r.Key));
        List<TargetLine> lines = [];
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var seen = readings[name].ToList();
            var pause = pauses.GetValueOrDefault(name);
            lines.Add(new(name, seen.FirstOrDefault()?.Adapter ?? "", StateOf(pause, beats.Count, seen), pause,
                Count(name, DeliveryStatus.Pending) + Count(name, DeliveryStatus.Retrying), Count(name, DeliveryStatus.InFlight), Count(name, DeliveryStatus.AcceptedLater), listed.GetValueOrDefault(name),
                Count(name, DeliveryStatus.Refused), due.GetValueOrDefault(name), seen.Sum(r => r.PerSecond), done.GetValueOrDefault(name), PauseTarget.MayPause(who, named.GetValueOrDefault(name))));
        }
        return new TargetOverview(lines, beats.Count, now);

        int Count(string target, DeliveryStatus status) => open.Find(o => o.Target == target && o.Status == status)?.Count ?? 0;
    }

    /// <summary>What a person decided stands before what the workers see. One worker that gets through is enough.</summary>
    private static TargetState StateOf(TargetPause? pause, int workers, List<TargetReading> seen) =>
        pause is not null ? TargetState.Paused
        : workers == 0 ? TargetState.NoWorker
        : seen.Count == 0 ? TargetState.NotConfigured
        : seen.TrueForAll(r => r.Breaker != BreakerState.Closed) ? TargetState.BreakerOpen
        : seen.TrueForAll(r => !r.IsOpen) ? TargetState.OutOfHours
        : TargetState.Running;
}
