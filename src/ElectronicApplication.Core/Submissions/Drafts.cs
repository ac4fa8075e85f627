using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElectronicApplication.Core.Submissions;

/// <summary>A draft, decrypted and evaluated as it stands now.</summary>
/// <param name="Answers">As typed, answers to hidden fields included: they come back when the field is shown again.</param>
/// <param name="Evaluation">What the form says to these answers today.</param>
public sealed record OpenedDraft(
    Guid Id, int Revision, CompiledVersion Version, JsonObject Answers, CertificateHolder? Holder, IReadOnlyList<OpenedAttachment> Attachments,
    IReadOnlySet<string> VisitedPages, Evaluation Evaluation, DateTime CreatedAt, DateTime UpdatedAt, DateTime ExpiresAt)
{
    public ProcedureDefinition Procedure => Version.Procedure;

    /// <summary>The pages that exist for these answers, in order; of a correction those that ask for something.</summary>
    public IEnumerable<PageDefinition> Pages => Asked is not { } asked ? Version.Plan.Form.Pages.Where(p => Evaluation.VisiblePages.Contains(p.Id))
        : Version.Plan.Form.Pages.Where(p => p.Fields.Any(f => asked.Contains(f.Id) && Evaluation.Visible.Contains(f.Id)));

    /// <summary>Why it can be read, but not submitted; null while it can.</summary>
    public Error? Closed { get; init; }

    /// <summary>What changed in the form, for whoever has not been told yet.</summary>
    public FormNews? News { get; init; }

    /// <summary>What was written to questions that the form no longer asks.</summary>
    public IReadOnlyList<GoneAnswer> Gone { get; init; } = [];

    /// <summary>Files whose field is gone: they go with the draft, and can be taken out until then.</summary>
    public IEnumerable<OpenedAttachment> GoneFiles => Attachments.Where(a => a.FieldPath is { } path && Version.Plan.Field(path) is not { Type: FieldType.Attachment });

    /// <summary>What it mends; null for a draft of something new.</summary>
    public CorrectionTask? Correction { get; init; }

    /// <summary>The day by which the form judges: a correction is judged as of the day on which the submission was filed.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The fields of pages that are to be answered; null: all that exist.</summary>
    public IReadOnlySet<string>? Asked { get; init; }

    /// <summary>Whether it is handed in with the card's signature.</summary>
    public bool Signs => Procedure.IdentityLevel == IdentityLevel.CardSignature
        && (Correction is null || Correction.TouchesSigned(Version.Plan, SubmitDraft.Payload(this, Evaluation), Attachments));

    public bool NeedsHolder => Procedure.IdentityLevel == IdentityLevel.CardSignature && Holder is null;
}

/// <summary>Finds and opens drafts for whoever owns them. Somebody else's draft does not exist.</summary>
public sealed class Drafts(AppDbContext db, ProcedureCatalog catalog, MoveForward moveForward, CorrectionTasks tasks, Envelope envelope, TimeProvider time)
{
    private readonly GoneAnswers _gone = new(catalog);

    // The query of every form page: compiled once per provider instead of being looked up by its expression tree.
    private static readonly ConditionalWeakTable<IModel, Func<AppDbContext, Guid, CancellationToken, Task<Draft?>>> Reads = [];

    /// <summary>To change it. A draft that has to move to another version does so here.</summary>
    internal async Task<Result<Draft>> FindAsync(Guid id, DraftOwner owner, CancellationToken cancel)
    {
        while (true)
        {
            var found = OfOwner(await db.Set<Draft>().SingleOrDefaultAsync(d => d.Id == id, cancel), owner);
            if (!found.IsOk || await moveForward.TargetAsync(found.Value, cancel) is not { } target || await moveForward.ApplyAsync(found.Value, target, cancel))
                return found;
        }
    }

    /// <summary>Only to look at: changes to it are not saved.</summary>
    internal async Task<Result<Draft>> ReadAsync(Guid id, DraftOwner owner, CancellationToken cancel)
    {
        var read = Reads.GetValue(db.Model, _ => EF.CompileAsyncQuery((AppDbContext db, Guid id, CancellationToken _) => db.Set<Draft>().AsNoTracking().SingleOrDefault(d => d.Id == id)));
        var found = OfOwner(await read(db, id, cancel), owner);
        return found.IsOk && await moveForward.TargetAsync(found.Value, cancel) is not null ? await FindAsync(id, owner, cancel) : found;
    }

    private Result<Draft> OfOwner(Draft? draft, DraftOwner owner) =>
        draft is not null && owner.Owns(draft) && draft.ExpiresAt > time.GetUtcNow().UtcDateTime ? draft : SubmissionErrors.DraftNotFound;

    internal async Task<OpenedDraft> OpenAsync(Draft draft, CancellationToken cancel)
    {
        var version = await catalog.VersionAsync(draft.FormVersionId, cancel);
        if (draft.CorrectionId is { } correction)
            return await OpenCorrectionAsync(draft, correction, version, cancel);
        var attachments = version.TakesAttachments || draft.MovedFrom is not null
            ? await db.Set<Attachment>().AsNoTracking().Where(a => a.DraftId == draft.Id).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel)
            : [];
        var opened = Open(draft, version, attachments.ConvertAll(Open), JapanTime.Today(time));
        if (await catalog.StandingAsync(draft.ProcedureCode, cancel) is { } standing)
        {
            if (standing.Retired is { } retired)
                opened = opened with { Closed = SubmissionErrors.Retired(retired) };
            else if (standing.PolicyAfter(version.Number) == MidFormPolicy.Stop)
                opened = opened with { Closed = SubmissionErrors.FormStopped, News = await FormNews.SinceAsync(db, draft.ProcedureCode, version.Number, standing.InForce.Number, cancel) };
        }
        if (draft.UntoldFrom is { } untold && opened.Closed is null)
            opened = opened with { News = await FormNews.SinceAsync(db, draft.ProcedureCode, untold, version.Number, cancel) };
        return draft.MovedFrom is null ? opened : opened with { Gone = await _gone.FindAsync(opened.Answers, version, cancel) };
    }

    private async Task<OpenedDraft> OpenCorrectionAsync(Draft draft, Guid correctionId, CompiledVersion version, CancellationToken cancel)
    {
        var holder = draft.HolderCipher is null ? null : envelope.Open(draft.Key).DecryptJson<CertificateHolder>(draft.HolderCipher, draft.HolderBinding);
        var task = await tasks.OpenAsync(correctionId, version, holder, cancel);
        var own = await db.Set<Attachment>().AsNoTracking().Where(a => a.DraftId == draft.Id).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        var opened = Open(draft, version, [.. task.KeptFiles, .. own.Select(Open)], task.Day);
        return opened with { Correction = task, Asked = task.Asked(version, opened.Answers, holder, opened.Attachments), Closed = task.Closed(time.GetUtcNow().UtcDateTime) };
    }

    /// <summary>Of a correction: puts back what was not asked for.</summary>
    internal async Task RestoreAsync(Draft draft, JsonObject answers, CancellationToken cancel)
    {
        var opened = await OpenAsync(draft, cancel);
        opened.Correction!.Restore(answers, opened.Version, opened.Holder, opened.Attachments);
    }

    /// <summary>The draft as a window sees it that was drawn from an earlier version of the form.</summary>
    internal async Task<OpenedDraft> AsOfAsync(OpenedDraft draft, int? formVersion, CancellationToken cancel)
    {
        var version = await SeenAsync(draft.Version, formVersion, cancel);
        return version == draft.Version ? draft : draft with { Version = version, News = null, Gone = [], Evaluation = Evaluate(version, draft.Answers, draft.Holder, draft.Attachments, draft: true, draft.Today) };
    }

    /// <summary>The version that a page was drawn from, as the page says; whatever it cannot have been drawn from counts as the draft's own.</summary>
    internal async Task<CompiledVersion> SeenAsync(CompiledVersion own, int? formVersion, CancellationToken cancel) =>
        formVersion is { } number && number < own.Number && (await catalog.StandingAsync(own.Procedure.Code, cancel))?.IdOf(number) is { } id
            ? await catalog.TryVersionAsync(id, cancel) ?? own
            : own;

    private OpenedDraft Open(Draft draft, CompiledVersion version, IReadOnlyList<OpenedAttachment> attachments, DateOnly today)
    {
        var key = envelope.Open(draft.Key);
        var answers = Answers(draft, key);
        var holder = draft.HolderCipher is null ? null : key.DecryptJson<CertificateHolder>(draft.HolderCipher, draft.HolderBinding);
        return new(draft.Id, draft.Revision, version, answers, holder, attachments, draft.VisitedPages.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            Evaluate(version, answers, holder, attachments, draft: true, today), draft.CreatedAt, draft.UpdatedAt, draft.ExpiresAt) { Today = today };
    }

    internal OpenedDraft With(OpenedDraft draft, string pageId, JsonObject pageAnswers)
    {
        var answers = draft.Answers.DeepClone().AsObject();
        DraftAnswers.Merge(answers, draft.Version.Plan, pageId, pageAnswers);
        return draft with
        {
            Answers = answers, Asked = draft.Correction?.Asked(draft.Version, answers, draft.Holder, draft.Attachments), Evaluation = Evaluate(draft.Version, answers, draft.Holder, draft.Attachments, draft: true, draft.Today),
        };
    }

    internal static JsonObject Answers(Draft draft, DataKey key) => JsonNode.Parse(key.Decrypt(draft.AnswersCipher, draft.AnswersBinding))!.AsObject();

    internal static void SetAnswers(Draft draft, DataKey key, JsonObject answers) => draft.AnswersCipher = key.EncryptJson(answers, draft.AnswersBinding);

    /// <param name="draft">Whether answers to hidden fields may stay; a submission holds none.</param>
    internal static Evaluation Evaluate(CompiledVersion version, JsonObject answers, CertificateHolder? holder, IEnumerable<OpenedAttachment> attachments, bool draft, DateOnly today)
    {
        var evaluation = version.Plan.Evaluate(answers, new EvaluationInput(today, holder is null ? null : CardAnswers.Locked(version.Plan, holder),
            [.. attachments.Where(a => a.FieldPath is not null).Select(a => new AttachmentFact(a.FieldPath!, a.Name, a.ContentType, a.Size))]) { Draft = draft });
        // A draft that came from another version keeps what its form does not know, and shows it elsewhere.
        return draft && evaluation.Issues.Any(i => i.Code == IssueCodes.UnknownField)
            ? evaluation with { Issues = [.. evaluation.Issues.Where(i => i.Code != IssueCodes.UnknownField)] }
            : evaluation;
    }

    internal OpenedAttachment Open(Attachment a) => OpenedAttachment.Of(a, envelope);
}
