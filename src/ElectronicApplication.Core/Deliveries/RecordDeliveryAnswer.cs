using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>What one answer changed, for those who count.</summary>
public sealed record RecordedAnswer(string Target, DeliveryOutcome Outcome, int Attempt, DeliveryStatus Status);

/// <summary>
/// Takes effect of what core systems answered, many answers in one transaction. The same message a second time changes nothing, nor does a late
/// answer to an offer that has been made again, unless it says that the target has the record: that is true whenever it is said.
/// </summary>
public sealed class RecordDeliveryAnswer(AppDbContext db, Facts facts, OutboxSignal signal, TimeProvider time)
{
    private const string Consumer = "delivery-answers";

    /// <summary>Leaves room in the column for what is said before it.</summary>
    private const int LongestReason = 900;

    private const int LongestRecordId = 200;

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
        var messageIds = answers.Select(a => a.MessageId).ToList();
        var seen = await db.Set<InboxMessage>().Where(m => m.Consumer == Consumer && messageIds.Contains(m.MessageId)).Select(m => m.MessageId).ToHashSetAsync(cancel);
        var deliveryIds = answers.Select(a => a.DeliveryId).Distinct().ToList();
        var deliveries = await db.Set<Delivery>().Where(d => deliveryIds.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);

        var recorded = new List<RecordedAnswer>(answers.Count);
        foreach (var answer in answers)
        {
            if (!seen.Add(answer.MessageId) || !deliveries.TryGetValue(answer.DeliveryId, out var delivery))
                continue;
            db.Add(new InboxMessage { Consumer = Consumer, MessageId = answer.MessageId, At = now.UtcDateTime });
            Apply(delivery, answer, now);
            recorded.Add(new(delivery.Target, answer.Outcome, answer.Attempt, delivery.Status));
        }
        await db.SaveChangesAsync(cancel);
        return recorded;
    }

    private void Apply(Delivery delivery, DeliveryAnswered answer, DateTimeOffset now)
    {
        if (answer.Outcome == DeliveryOutcome.Done)
        {
            if (delivery.Status != DeliveryStatus.Acknowledged)
                Acknowledge(delivery, Bounded(answer.RecordId, LongestRecordId) ?? delivery.ExternalId, now);
            return;
        }
        if (delivery.Status != DeliveryStatus.InFlight || answer.Attempt != delivery.Attempts)
            return;
        if (answer.Outcome == DeliveryOutcome.Refused)
            delivery.Refuse(Bounded(answer.Reason, LongestReason) ?? "理由の記載がありません。", now, facts, db);
        else
            Postpone(delivery, answer, now);
    }

    private void Acknowledge(Delivery delivery, string recordId, DateTimeOffset now)
    {
        delivery.Finish(DeliveryStatus.Acknowledged, now.UtcDateTime);
        delivery.RecordId = recordId;
        delivery.LastError = null;
        db.Add(ActEntry.Of(new Act(ActorKind.CoreSystem, delivery.Target, delivery.Target, Door.Worker), "delivery.acknowledged", delivery.SubmissionId, now.UtcDateTime, $"{delivery.Target}:{recordId}"));
        db.AddRange(facts.RowsFor(new DeliveryAcknowledged(Guid.CreateVersion7(now), now, delivery.SubmissionId, delivery.ReceiptNumber, delivery.ProcedureCode,
            delivery.Id, delivery.Target, recordId)));
    }

    private void Postpone(Delivery delivery, DeliveryAnswered answer, DateTimeOffset now)
    {
        var reason = answer.Outcome == DeliveryOutcome.AcceptedLater ? null : Bounded(answer.Reason, LongestReason) ?? "応答がありませんでした。";
        var due = now.UtcDateTime + RetryRules.Wait(delivery.Attempts, answer.RetryAfterSeconds, Random.Shared);
        if (due > delivery.RetryUntil)
        {
            delivery.Refuse(DeliverySweep.GivenUp(reason), now, facts, db);
            return;
        }
        delivery.Status = DeliveryStatus.Pending;
        delivery.DueAt = due;
        delivery.ClaimedBy = null;
        delivery.ClaimedUntil = null;
        delivery.LastError = reason;
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
