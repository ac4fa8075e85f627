using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <param name="RecordId">The core system's number, as it was read off its screen; may be empty.</param>
public sealed record TransferCheck(Guid DeliveryId, string? RecordId);

/// <summary>What a person entered by hand counts as the core system's own answer; the act keeps who says so.</summary>
public sealed class CheckOffTransfers(AppDbContext db, TransferList list, RecordDeliveryAnswer record, TimeProvider time)
{
    private const int LongestRecordId = 200;

    /// <returns>How many were on the list; what somebody else has checked off meanwhile is left alone.</returns>
    public Task<Result<int>> DoneAsync(string target, IReadOnlyList<TransferCheck> checks, Act act, CancellationToken cancel) =>
        AnswerAsync(target, checks, DeliveryOutcome.Done, null, act, cancel);

    /// <summary>登録できない: it goes to the review desk.</summary>
    public async Task<Result<int>> RefuseAsync(string target, IReadOnlyList<Guid> chosen, string? reason, Act act, CancellationToken cancel) =>
        DeliveryDesk.Reason(reason) is { } missing ? missing : await AnswerAsync(target, [.. chosen.Select(id => new TransferCheck(id, null))], DeliveryOutcome.Refused, reason!.Trim(), act, cancel);

    private async Task<Result<int>> AnswerAsync(string target, IReadOnlyList<TransferCheck> checks, DeliveryOutcome outcome, string? reason, Act act, CancellationToken cancel)
    {
        var who = await list.WhoAsync(target, act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        if (checks.Count == 0)
            return DeliveryErrors.NothingChosen;
        if (checks.Any(c => c.RecordId?.Trim().Length > LongestRecordId))
            return DeliveryErrors.RecordIdTooLong;
        var given = checks.DistinctBy(c => c.DeliveryId).ToDictionary(c => c.DeliveryId, c => c.RecordId?.Trim());
        var ids = given.Keys.ToArray();
        // The answer and who gave it are saved together.
        return await db.AloneAsync("transfer:" + target, async () =>
        {
            var rows = await list.Waiting(who.Value, target).Where(d => ids.Contains(d.Id)).ToListAsync(cancel);
            var answered = await record.HandleAsync([.. rows.Select(d => new DeliveryAnswered(d.Id, DeliveryAnswered.AnyAttempt, outcome, given[d.Id] is { Length: > 0 } number ? number : null, reason, null, 0))], cancel);
            // Under the name of the target nobody else checks these off; only a worker could have been quicker, and then nothing was recorded here.
            var now = time.GetUtcNow().UtcDateTime;
            if (answered.Count == rows.Count)
                foreach (var row in rows)
                    db.Add(ActEntry.Of(act with { Reason = reason }, "delivery.transferred", row.SubmissionId, now, row.Target, shownToApplicant: false));
            await db.SaveChangesAsync(cancel);
            return answered.Count;
        }, cancel);
    }
}
