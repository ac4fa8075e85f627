using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <param name="AsItIs">Also when something is missing or wrong: a form that has arrived has arrived (行政手続法 7 条, 37 条), what it lacks is asked for.</param>
public sealed record ReceiveIntakeRequest(Guid Id, bool AsItIs);

/// <param name="Missing">How many points are open.</param>
public sealed record ReceivedIntake(IntakeItem Item, string ReceiptNumber, int Missing);

/// <summary>受付: what staff took in becomes a submission like any other, with the day on which it arrived.</summary>
public sealed class ReceiveIntake(AppDbContext db, IntakeDesk desk, SubmissionIntake intake, Capacity capacity, AccessCodes accessCodes, TimeProvider time)
{
    public async Task<Result<ReceivedIntake>> HandleAsync(ReceiveIntakeRequest request, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(request.Id, act, cancel);
        if (found.Error is { } missing)
            return missing;
        var (item, who) = found.Value;
        // Pressed twice: what the first press made.
        if (item.State == IntakeState.Taken)
            return new ReceivedIntake(item, item.ReceiptNumber!, 0);
        if (item.State != IntakeState.Open)
            return IntakeDesk.Gone(item);
        return await TakeAsync(item, who, request.AsItIs, cancel);
    }

    /// <param name="asItIs">Otherwise it is refused with what is wrong.</param>
    internal async Task<Result<ReceivedIntake>> TakeAsync(IntakeItem item, Reviewer who, bool asItIs, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(item, who, cancel);
        if (opened.Error is { } gone)
            return gone;
        var (intakeItem, draft, notes, scans, _, _) = opened.Value;
        var judged = opened.Value.Judged;
        if (item.Channel == Channel.Counter && notes.Identity == IdentityDocument.None && draft.Procedure.IdentityLevel is not (IdentityLevel.None or IdentityLevel.Mail))
            return IntakeErrors.IdentityNeeded;
        if (!asItIs && AcceptanceRules.Answers(judged) is { } refused)
            return refused;

        var now = time.GetUtcNow().UtcDateTime;
        var owner = await db.Set<Draft>().SingleAsync(d => d.Id == item.Id, cancel);
        var files = OpenedIntake.Answering(draft, judged).Concat(scans).ToList();
        var arrivedAt = item.Channel == Channel.Counter || item.ArrivedOn == JapanTime.DayOf(now) ? now : JapanTime.At(item.ArrivedOn, TimeOnly.MinValue).UtcDateTime;
        var mail = MailAnswer.Find(draft.Version.Plan, judged);
        var rows = intake.Make(new(draft.Version, judged, [.. files.Select(f => new PayloadAttachment(f.Name, f.Sha256))], item.Channel, who.Act())
        {
            Id = item.Id, AccountId = owner.AccountId, AccessCode = owner.AccountId is null ? accessCodes.For(item.Id, SlipSecret) : null, ArrivedAt = arrivedAt, FeeIsPaidElsewhere = true,
            Person = mail is null && draft.Holder is null ? null : new(mail, draft.Holder), ExternalNumber = item.ExternalNumber, IsKnownAlready = item.Channel == Channel.Migration,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{item.Channel} {JapanTime.DayOf(arrivedAt):yyyy-MM-dd}"),
        });
        var open = await OpenPointsAsync(draft.Procedure, judged, arrivedAt, cancel);
        var fee = rows.Submission.FeeYen is null ? FeeHandling.None : notes.Fee == FeeHandling.None && item.RunId is not null ? FeeHandling.Elsewhere : notes.Fee == FeeHandling.None ? FeeHandling.AtCounter : notes.Fee;
        db.AddRange(rows.Rows);
        db.Add(new SubmissionOrigin
        {
            SubmissionId = item.Id, Source = item.Source, ExternalNumber = item.ExternalNumber, EnteredBy = who.Name, EnteredAt = now,
            DetailCipher = rows.Key.EncryptJson(new OriginDetail(notes.Identity, notes.Signed, fee, open, open.Count > 0 ? notes.MissingReason : ""), SubmissionOrigin.BindingOf(item.Id)),
        });
        if (notes.Identity is not (IdentityDocument.None or IdentityDocument.KnownElsewhere))
            db.Add(ActEntry.Of(who.Act(), "identity.checked", item.Id, now, notes.Identity.ToString()));
        if (item.TakenInAs == SubmissionStatus.UnderReview && rows.Submission.StartReview(now) is null)
            db.Add(ActEntry.Of(who.Act(), "review.started", item.Id, now));
        await MoveFilesAsync(item.Id, [.. files.Select(f => f.Id)], cancel);
        item.Take(rows.Submission.ReceiptNumber, now);
        db.Remove(owner);
        return await SaveAsync(item, open.Count, cancel);
    }

    /// <summary>The access code of what staff took in follows from the item, so that its slip can be printed again.</summary>
    internal const string SlipSecret = "receipt-slip";

    private async Task<List<OpenPoint>> OpenPointsAsync(ProcedureDefinition procedure, Evaluation judged, DateTime arrivedAt, CancellationToken cancel)
    {
        List<OpenPoint> open = [.. judged.Issues.Select(i => new OpenPoint(i.Path, i.Message))];
        // Too late or too many is for the review to decide: it has arrived all the same.
        if (AcceptanceRules.Period(procedure, new DateTimeOffset(arrivedAt, TimeSpan.Zero)) is { } period)
            open.Add(new("", period.Message));
        if (await capacity.FullAsync(procedure, cancel) is not null)
            open.Add(new("", $"定員（{procedure.Capacity} 件）に達した後に届いています。"));
        return open;
    }

    private async Task MoveFilesAsync(Guid id, HashSet<Guid> kept, CancellationToken cancel)
    {
        foreach (var attachment in await db.Set<Attachment>().Where(a => a.DraftId == id).ToListAsync(cancel))
        {
            if (kept.Contains(attachment.Id))
                (attachment.DraftId, attachment.SubmissionId) = (null, id);
            else
                db.Remove(attachment);
        }
    }

    private async Task<Result<ReceivedIntake>> SaveAsync(IntakeItem item, int open, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return new ReceivedIntake(item, item.ReceiptNumber!, open);
        }
        catch (DbUpdateException e)
        {
            db.ChangeTracker.Clear();
            var (source, number) = (item.Source, item.ExternalNumber);
            if (await db.Set<IntakeItem>().AsNoTracking().SingleAsync(i => i.Id == item.Id, cancel) is { State: IntakeState.Taken } twin)
                return new ReceivedIntake(twin, twin.ReceiptNumber!, open);
            if (number is not null && await db.Set<SubmissionOrigin>().AnyAsync(o => o.Source == source && o.ExternalNumber == number, cancel))
                return SubmissionErrors.ChangedMeanwhile with { Code = DuplicateCode };
            if (e is not DbUpdateConcurrencyException)
                throw;
            return SubmissionErrors.ChangedMeanwhile;
        }
    }

    internal const string DuplicateCode = "duplicate";
}
