using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>An item as whoever keys it sees it.</summary>
/// <param name="Scans">The papers that belong to no field.</param>
/// <param name="Evaluation">What the form says to the answers as of the day of arrival.</param>
public sealed record OpenedIntake(IntakeItem Item, OpenedDraft Draft, IntakeNotes Notes, IReadOnlyList<OpenedAttachment> Scans, Evaluation Evaluation, Reviewer Reviewer)
{
    public ProcedureDefinition Procedure => Draft.Procedure;

    /// <summary>As it would be received: what is hidden stays behind.</summary>
    public Evaluation Judged { get; } = Drafts.Evaluate(Draft.Version, Evaluation.Answers, Draft.Holder, Answering(Draft, Evaluation), draft: false, Item.ArrivedOn);

    internal static IEnumerable<OpenedAttachment> Answering(OpenedDraft draft, Evaluation evaluation) =>
        draft.Attachments.Where(a => a.FieldPath is { } path && evaluation.Visible.Contains(path));

    /// <summary>The same with other answers on the page; nothing is saved.</summary>
    public OpenedIntake With(JsonObject answers, IntakeNotes notes) =>
        new(Item, Draft with { Answers = answers }, notes, Scans, Drafts.Evaluate(Draft.Version, answers, Draft.Holder, Draft.Attachments, draft: true, Item.ArrivedOn), Reviewer);
}

/// <summary>Finds what staff take in, for whoever receives in the procedure's office; for everybody else it does not exist.</summary>
public sealed class IntakeDesk(AppDbContext db, Reviewers reviewers, Drafts drafts, ProcedureCatalog catalog, Envelope envelope, TimeProvider time)
{
    /// <summary>Whoever opened it is taken to be at it for this long.</summary>
    private static readonly TimeSpan AtIt = TimeSpan.FromMinutes(15);

    internal async Task<Result<Reviewer>> ReceiverAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.IsOk && !who.Value.MayReceive ? ReviewErrors.RoleNeeded("受付", "receive") : who;
    }

    /// <summary>The procedures that somebody may take in, by title.</summary>
    public async Task<IReadOnlyList<ProcedureDefinition>> ProceduresAsync(Reviewer who, CancellationToken cancel) =>
        [.. (await catalog.ListAsync(cancel)).Select(v => v.Procedure).Where(p => who.MayReceive && who.Sees(p.Office, p.Code))];

    internal async Task<Result<(IntakeItem Item, Reviewer Who)>> FindAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        return await db.Set<IntakeItem>().SingleOrDefaultAsync(i => i.Id == id, cancel) is { } item && who.Value.Sees(item.OfficeId, item.ProcedureCode) ? (item, who.Value) : IntakeErrors.NotFound;
    }

    /// <summary>To work on it: it must still be open.</summary>
    public async Task<Result<OpenedIntake>> OpenAsync(Guid id, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(id, act, cancel);
        if (found.Error is { } missing)
            return missing;
        var (item, who) = found.Value;
        if (item.State != IntakeState.Open)
            return Gone(item);
        var opened = await OpenAsync(item, who, cancel);
        if (opened.IsOk && (item.KeyedById != who.Id || item.KeyedAt < time.GetUtcNow().UtcDateTime - AtIt))
            await TakeUpAsync(item, who, cancel);
        return opened;
    }

    internal async Task<Result<OpenedIntake>> OpenAsync(IntakeItem item, Reviewer who, CancellationToken cancel)
    {
        var draft = await drafts.FindAsync(item.Id, DraftOwner.OfDesk(item.Id), cancel);
        if (draft.Error is not null)
            return IntakeErrors.NotFound;
        var opened = await drafts.OpenAsync(draft.Value, cancel);
        var scans = (await db.Set<Attachment>().AsNoTracking().Where(a => a.DraftId == item.Id && a.FieldPath == null).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel)).ConvertAll(drafts.Open);
        opened = opened with { Attachments = [.. opened.Attachments.Where(a => a.FieldPath is not null)] };
        var evaluation = Drafts.Evaluate(opened.Version, opened.Answers, opened.Holder, opened.Attachments, draft: true, item.ArrivedOn);
        return new OpenedIntake(item, opened, Notes(item, draft.Value), scans, evaluation, who);
    }

    internal IntakeNotes Notes(IntakeItem item, Draft draft) =>
        item.NotesCipher is { } cipher ? envelope.Open(draft.Key).DecryptJson<IntakeNotes>(cipher, item.NotesBinding) : IntakeNotes.Empty;

    internal static Error Gone(IntakeItem item) => item.State switch
    {
        IntakeState.Taken => IntakeErrors.AlreadyTaken(item.ReceiptNumber),
        IntakeState.Discarded => IntakeErrors.PutAway,
        _ => IntakeErrors.NotFound,
    };

    /// <summary>The next one of the same pile that nobody else has before them.</summary>
    public async Task<Guid?> NextAsync(IntakeItem after, Reviewer who, CancellationToken cancel)
    {
        var since = time.GetUtcNow().UtcDateTime - AtIt;
        var pile = db.Set<IntakeItem>().AsNoTracking().Where(i => i.State == IntakeState.Open && i.OfficeId == after.OfficeId && i.Channel == after.Channel && i.RunId == after.RunId
            && i.ProcedureCode == after.ProcedureCode && i.Id != after.Id && (i.KeyedById == null || i.KeyedById == who.Id || i.KeyedAt < since));
        return await pile.OrderBy(i => i.CreatedAt).ThenBy(i => i.Line).ThenBy(i => i.Id).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task TakeUpAsync(IntakeItem item, Reviewer who, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        item.TakeUp(who.Id, who.Name, now);
        // What stands on a paper is personal data: who looked is on record, and comes to the submission with the id.
        db.Add(ActEntry.Of(who.Act(), "intake.opened", item.Id, now, ChannelWords.Japanese(item.Channel), shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }
}
