using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>What one answer changed, for those who count.</summary>
/// <param name="IsNews">False where the core system was only said to be still busy: perhaps nobody asked it.</param>
public sealed record RecordedAnswer(string Target, DeliveryOutcome Outcome, int Attempt, DeliveryStatus Status, bool IsNews = true);

/// <summary>
/// Takes effect of what core systems answered, many answers in one transaction. The same answer a second time changes nothing, because the row is
/// not where it was any more; nor does a late answer to an offer that has been made again, unless it says that the target has the record: that is
/// true whenever it is said.
/// </summary>
public sealed class RecordDeliveryAnswer(AppDbContext db, Facts facts, OutboxSignal signal, TimeProvider time)
{
    /// <summary>Leaves room in the column for what is said before it.</summary>
    private const int LongestReason = 900;

    private const int LongestRecordId = 200;

    private const int LongestProgress = 2000;

    public async Task<IReadOnlyList<RecordedAnswer>> HandleAsync(IReadOnlyList<DeliveryAnswered> answers, CancellationToken cancel)
    {
        IReadOnlyList<RecordedAnswer> recorded;
        try
        {
            recorded = await SaveAsync(answers, cancel);
        }
        catch (DbUpdateException)
        {
            // One of them met another change of its row; it must not hold up the rest.
            db.ChangeTracker.Clear();
            var each = new List<RecordedAnswer>(answers.Count);
            foreach (var answer in answers)
                each.AddRange(await SaveOneAsync(answer, cancel));
            recorded = each;
        }
        // Facts wait in the outbox, and a later delivery may have been waiting for this one.
        signal.Poke();
        return recorded;
    }

    private async Task<IReadOnlyList<RecordedAnswer>> SaveOneAsync(DeliveryAnswered answer, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SaveAsync([answer], cancel);
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<IReadOnlyList<RecordedAnswer>> SaveAsync(IReadOnlyList<DeliveryAnswered> answers, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var deliveryIds = answers.Select(a => a.DeliveryId).Distinct().ToList();
        var deliveries = await db.Set<Delivery>().Where(d => deliveryIds.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);

        var recorded = new List<RecordedAnswer>(answers.Count);
        foreach (var answer in answers)
            if (deliveries.TryGetValue(answer.DeliveryId, out var delivery))
            {
                var wasAccepted = delivery.AcceptedAt is not null;
                // Two attempts of one delivery never have the same time.
                if (Apply(delivery, answer, now.AddMicroseconds(recorded.Count)))
                    recorded.Add(new(delivery.Target, answer.Outcome, answer.Attempt, delivery.Status, answer.Outcome != DeliveryOutcome.AcceptedLater || !wasAccepted));
            }
        await SupersedeAsync([.. deliveries.Values.Where(d => d.Status == DeliveryStatus.Acknowledged && d.Kind != DeliveryKind.Submission && db.Entry(d).State == EntityState.Modified)], now, cancel);
        await db.SaveManyAsync(cancel);
        return recorded;
    }

    /// <returns>Whether it changed anything.</returns>
    private bool Apply(Delivery delivery, DeliveryAnswered answer, DateTimeOffset now)
    {
        if (answer.Outcome == DeliveryOutcome.Done)
        {
            if (delivery.Status == DeliveryStatus.Acknowledged)
                return false;
            Acknowledge(delivery, Bounded(answer.RecordId, LongestRecordId) ?? delivery.ExternalId, answer.DurationMilliseconds, now);
            return true;
        }
        // What came by another way than the offer knows no attempt; it may end an offer that is under way or accepted.
        var isExpected = answer.Attempt == DeliveryAnswered.AnyAttempt ? delivery.Status is DeliveryStatus.InFlight or DeliveryStatus.AcceptedLater
            : delivery.Status == DeliveryStatus.InFlight && answer.Attempt == delivery.Attempts;
        if (!isExpected)
            return false;
        delivery.LastDuration = answer.DurationMilliseconds;
        delivery.Progress = Bounded(answer.Progress, LongestProgress) ?? delivery.Progress;
        var reason = Bounded(answer.Reason, LongestReason);
        if (answer.Outcome != DeliveryOutcome.AcceptedLater || delivery.AcceptedAt is null)
            db.Add(new DeliveryAttempt { DeliveryId = delivery.Id, Number = delivery.Attempts, At = now.UtcDateTime, Outcome = answer.Outcome, Reason = reason, Duration = answer.DurationMilliseconds });
        if (answer.Outcome == DeliveryOutcome.Refused)
            delivery.Refuse(reason ?? "理由の記載がありません。", now, facts, db);
        else if (answer.Outcome == DeliveryOutcome.AcceptedLater)
            Await(delivery, answer, now);
        else
            Postpone(delivery, reason ?? "応答がありませんでした。", answer, now);
        return true;
    }

    /// <summary>A correction and a decision carry the whole data, and a withdrawal ends it: what was not delivered before needs nobody any more, and must not come after.</summary>
    private async Task SupersedeAsync(IReadOnlyList<Delivery> corrections, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var correction in corrections)
            foreach (var earlier in await db.Set<Delivery>().Where(d => d.SubmissionId == correction.SubmissionId && d.Target == correction.Target && d.Order < correction.Order
                && (d.Status == DeliveryStatus.Refused || d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Retrying)).ToListAsync(cancel))
                earlier.Finish(DeliveryStatus.Superseded, now.UtcDateTime);
    }

    private void Acknowledge(Delivery delivery, string recordId, int duration, DateTimeOffset now)
    {
        delivery.Finish(DeliveryStatus.Acknowledged, now.UtcDateTime);
        delivery.LastDuration = duration;
        delivery.RecordId = recordId;
        delivery.LastError = null;
        db.Add(ActEntry.Of(new Act(ActorKind.CoreSystem, delivery.Target, delivery.Target, Door.Worker), "delivery.acknowledged", delivery.SubmissionId, now.UtcDateTime, $"{delivery.Target}:{recordId}"));
        db.AddRange(facts.RowsFor(new DeliveryAcknowledged(Guid.CreateVersion7(now), now, delivery.SubmissionId, delivery.ReceiptNumber, delivery.ProcedureCode,
            delivery.Id, delivery.Target, recordId)));
    }

    /// <summary>"Not ready yet" is no failure: it has a patience of its own, and is asked about without haste.</summary>
    private static void Await(Delivery delivery, DeliveryAnswered answer, DateTimeOffset now)
    {
        delivery.AcceptedAt ??= now.UtcDateTime;
        delivery.RetryUntil = delivery.AcceptedAt.Value + Delivery.WorkingPatience;
        delivery.Status = DeliveryStatus.AcceptedLater;
        delivery.DueAt = now.UtcDateTime + RetryRules.Ask(now.UtcDateTime - delivery.AcceptedAt.Value, answer.RetryAfterSeconds, Random.Shared);
        delivery.ClaimedBy = null;
        delivery.LastError = null;
    }

    private void Postpone(Delivery delivery, string reason, DeliveryAnswered answer, DateTimeOffset now)
    {
        delivery.LastError = reason;
        var due = now.UtcDateTime + RetryRules.Wait(delivery.Attempts, answer.RetryAfterSeconds, Random.Shared);
        if (due > delivery.RetryUntil)
        {
            delivery.Refuse(DeliverySweep.GivenUp(delivery), now, facts, db);
            return;
        }
        delivery.Status = DeliveryStatus.Retrying;
        delivery.AcceptedAt = null;
        delivery.DueAt = due;
        delivery.ClaimedBy = null;
    }

    /// <summary>Text of another system: bounded, on one line, and never cut inside a character.</summary>
    private static string? Bounded(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)];
    }
}
