using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <param name="Answers">Of all pages.</param>
/// <param name="Notes">What staff noted beside; the doubts stay as they are.</param>
public sealed record KeyIntakeRequest(Guid Id, int Revision, string Window, JsonObject Answers, DateOnly? ArrivedOn, IntakeNotes Notes, RemovedRow? Removed = null);

/// <summary>Saves what is keyed, as one types and before every step: neither a reload nor the end of a sign-in loses it.</summary>
public sealed class KeyIntake(AppDbContext db, IntakeDesk desk, StartPaper papers, SaveDraft save, AttachFile attach, DetachFile detach, ReadAttachment read, Envelope envelope, TimeProvider time)
{
    public const int MaxReason = 500;

    public async Task<Result<OpenedDraft>> HandleAsync(KeyIntakeRequest request, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(request.Id, act, cancel);
        if (found.Error is { } missing)
            return missing;
        var item = found.Value.Item;
        if (item.State != IntakeState.Open)
            return IntakeDesk.Gone(item);
        if (new StringInfo(request.Notes.MissingReason).LengthInTextElements > MaxReason)
            return IntakeErrors.ReasonTooLong;
        if (request.ArrivedOn is { } day && day != item.ArrivedOn && papers.ArrivalRefused(day) is { } refused)
            return refused;
        var saved = await save.HandleAsync(new(request.Id, DraftOwner.OfDesk(request.Id), request.Revision, request.Window, DraftAnswers.AllPages, request.Answers, TurnsPage: false, request.Removed), cancel);
        if (saved.Error is { } notSaved)
            return notSaved;
        return await NoteAsync(request, cancel) is { } lost ? lost : saved;
    }

    private async Task<Error?> NoteAsync(KeyIntakeRequest request, CancellationToken cancel)
    {
        // Saving the answers may have begun anew with what somebody else had saved: look at the rows as they stand now.
        db.ChangeTracker.Clear();
        var item = await db.Set<IntakeItem>().SingleAsync(i => i.Id == request.Id, cancel);
        if (item.State != IntakeState.Open || await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.Id, cancel) is not { } draft)
            return IntakeDesk.Gone(item);
        var before = desk.Notes(item, draft);
        var notes = request.Notes with { Doubts = before.Doubts };
        if (notes == before && (request.ArrivedOn is null || request.ArrivedOn == item.ArrivedOn))
            return null;
        item.ArrivedOn = request.ArrivedOn ?? item.ArrivedOn;
        item.NotesCipher = envelope.Open(draft.Key).EncryptJson(notes, item.NotesBinding);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>A paper that answers a field.</summary>
    public async Task<Result<KeptFile>> AttachAsync(Guid id, string fieldPath, string fileName, byte[] content, Act act, CancellationToken cancel) =>
        await OpenItemAsync(id, act, cancel) is { } refused ? refused : await attach.ToDraftAsync(id, DraftOwner.OfDesk(id), fieldPath, fileName, content, null, cancel);

    public async Task<Error?> DetachAsync(Guid id, Guid attachmentId, Act act, CancellationToken cancel)
    {
        if (await OpenItemAsync(id, act, cancel) is { } refused)
            return refused;
        await detach.HandleAsync(id, attachmentId, DraftOwner.OfDesk(id), cancel);
        return null;
    }

    /// <summary>The bytes of a scan or an attachment of what is being keyed.</summary>
    public async Task<Result<AttachmentContent>> ReadAsync(Guid id, Guid attachmentId, Act act, CancellationToken cancel) =>
        await OpenItemAsync(id, act, cancel) is { } refused ? refused : await read.OfDraftAsync(id, attachmentId, DraftOwner.OfDesk(id), cancel);

    /// <summary>Puts it away with its papers: scanned twice, or not a form at all. A draft of the citizen's stays theirs.</summary>
    public async Task<Error?> DiscardAsync(Guid id, string reason, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } missing)
            return missing;
        var (item, now) = (found.Value.Item, time.GetUtcNow().UtcDateTime);
        if (item.State != IntakeState.Open)
            return IntakeDesk.Gone(item);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason)
            return IntakeErrors.Field("reason", "required", "取りやめる理由を 500 文字以内で入力してください。", "Say why, in up to 500 characters.");
        item.Move(IntakeState.Discarded, now);
        if (item.Channel != Channel.Counter && await db.Set<Draft>().SingleOrDefaultAsync(d => d.Id == id, cancel) is { } draft)
            db.Remove(draft);
        db.Add(ActEntry.Of(act with { Reason = reason.Trim() }, "intake.discarded", id, now, ChannelWords.Japanese(item.Channel), shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
    }

    private async Task<Error?> OpenItemAsync(Guid id, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        return found.Error ?? (found.Value.Item.State == IntakeState.Open ? null : IntakeDesk.Gone(found.Value.Item));
    }
}
