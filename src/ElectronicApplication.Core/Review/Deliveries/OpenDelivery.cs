using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <param name="Duration">In milliseconds; null when it is not known.</param>
/// <param name="Answer">What the core system said: its record id, or a reason. Text of another system.</param>
public sealed record AttemptLine(int Number, DateTime At, DeliveryOutcome Outcome, string? Answer, int? Duration);

/// <param name="Data">What the core system would be offered now; masked unless <paramref name="IsOpen"/>.</param>
/// <param name="Original">What the mapping makes, where a person put something else in its place; masked likewise.</param>
/// <param name="Trouble">In words, why there is no data.</param>
/// <param name="IsOpen">The reviewer has opened it lately, with a reason.</param>
public sealed record OpenedDelivery(
    Delivery Delivery, string ProcedureTitle, IReadOnlyList<AttemptLine> Attempts, JsonObject? Data, JsonObject? Original, string? Trouble, bool IsOpen, IReadOnlyList<ActEntry> Acts, Reviewer Reviewer)
{
    public bool MayOpen => DeliveryDesk.MayOpen(Reviewer);

    public bool IsEdited => Delivery.Edited is not null;

    public bool MayEdit => IsOpen && MayOpen && Data is not null && Delivery is { MayBeHandled: true, Kind: not DeliveryKind.Withdrawal };
}

/// <summary>One delivery with everything that is known of it. What it says is masked until it is opened with a reason, which is kept.</summary>
public sealed class OpenDelivery(AppDbContext db, DeliveryDesk desk, DeliveryContents contents, ViewRecorder views, ProcedureCatalog catalog, TimeProvider time)
{
    private static readonly string[] Shown = ["delivery.replayed", "delivery.skipped", "delivery.edited", "delivery.edit-removed", "delivery.transferred"];

    public async Task<Result<OpenedDelivery>> HandleAsync(Guid id, Act act, CancellationToken cancel)
    {
        // A page that is drawn again after something was refused must not see what the refused handler has left.
        db.ChangeTracker.Clear();
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (who, delivery, submission) = found.Value;
        db.Entry(delivery).State = EntityState.Detached;
        var isOpen = submission.ErasedAt is null && DeliveryDesk.MayOpen(who) && (await contents.OpenAsync([delivery], who, cancel)).Count > 0;
        // The view is on record before anything can be seen.
        if (isOpen)
            await views.RecordAsync(submission.Id, act, cancel);
        var (data, original, trouble) = await DataAsync(delivery, submission, cancel);
        var title = (await catalog.TryVersionAsync(delivery.FormVersionId, cancel))?.Procedure.Title.Ja ?? delivery.ProcedureCode;
        var acts = (await db.Set<ActEntry>().AsNoTracking().Where(a => a.SubmissionId == delivery.SubmissionId && Shown.Contains(a.Kind)).OrderBy(a => a.At).ToListAsync(cancel))
            .FindAll(a => a.Detail == delivery.Target || a.Detail?.StartsWith(delivery.Target + " ", StringComparison.Ordinal) == true);
        return new OpenedDelivery(delivery, title, await AttemptsAsync(delivery, cancel), Seen(data), Seen(original), trouble, isOpen, acts, who);

        JsonObject? Seen(JsonObject? json) => json is null || isOpen ? json : DeliveryContents.Masked(json, delivery);
    }

    public async Task<Result<Done>> RevealAsync(Guid id, string? reason, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (who, delivery, submission) = found.Value;
        if (!DeliveryDesk.MayOpen(who))
            return ReviewErrors.RoleNeeded("審査", "review");
        if (submission.ErasedAt is not null)
            return SubmissionErrors.Erased;
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        db.Add(DeliveryContents.OpenedBy(act, reason!, delivery, time.GetUtcNow().UtcDateTime));
        return await desk.SaveAsync(cancel);
    }

    private async Task<(JsonObject? Data, JsonObject? Original, string? Trouble)> DataAsync(Delivery delivery, Submission submission, CancellationToken cancel)
    {
        if (submission.ErasedAt is not null)
            return (null, null, "保存期間が満了し、内容は廃棄されました。");
        var (data, trouble) = await contents.ReadAsync(delivery, cancel);
        if (delivery.Edited is not { } edited)
            return (data, null, trouble);
        delivery.Edited = null;
        var (original, _) = await contents.ReadAsync(delivery, cancel);
        delivery.Edited = edited;
        return (data, original, trouble);
    }

    /// <summary>What ended a delivery well stands in the row itself; everything else has a row of its own.</summary>
    private async Task<IReadOnlyList<AttemptLine>> AttemptsAsync(Delivery delivery, CancellationToken cancel)
    {
        var rows = await db.Set<DeliveryAttempt>().AsNoTracking().Where(a => a.DeliveryId == delivery.Id).OrderBy(a => a.At).ThenBy(a => a.Number).ToListAsync(cancel);
        var lines = rows.ConvertAll(a => new AttemptLine(a.Number, a.At, a.Outcome, a.Reason, a.Duration));
        if (delivery is { Status: DeliveryStatus.Acknowledged, FinishedAt: { } at })
            lines.Add(new(delivery.Attempts, at, DeliveryOutcome.Done, delivery.RecordId, delivery.LastDuration));
        return lines;
    }
}
