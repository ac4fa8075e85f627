using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// 新しい様式で始める: a new draft on the version in force with everything that an old one holds: answers by id, card attributes, files. The old one stays as
/// it is until its retention ends, so that it can be read and compared.
/// </summary>
public sealed class BeginAnew(AppDbContext db, Drafts drafts, ProcedureCatalog catalog, CopyFiles copy, Envelope envelope, TimeProvider time)
{
    public async Task<Result<Guid>> HandleAsync(Guid draftId, DraftOwner owner, Act act, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var old = found.Value;
        if (await catalog.StandingAsync(old.ProcedureCode, cancel) is not { } standing)
            return SubmissionErrors.ProcedureNotFound(old.ProcedureCode);
        var (from, to, now) = (await catalog.VersionAsync(old.FormVersionId, cancel), standing.InForce, time.GetUtcNow());
        if ((AcceptanceRules.Open(standing, now) ?? AcceptanceRules.Identity(to.Procedure, owner.AccountId)) is { } refused)
            return refused;

        var (key, id) = (envelope.Open(old.Key), Guid.CreateVersion7(now));
        var answers = Drafts.Answers(old, key);
        MovedAnswers.Adapt(answers, from.Plan, to.Plan, from.Number);
        db.Add(Fresh(old, key, answers, id, from, to, owner, now));
        db.Add(ActEntry.Of(act, "draft.begun-anew", null, now.UtcDateTime, $"{old.Id:N} -> {id:N} {old.ProcedureCode} v{from.Number} -> v{to.Number}", shownToApplicant: false));
        await copy.SaveAsync(await db.Set<Attachment>().AsNoTracking().Where(a => a.DraftId == old.Id).OrderBy(a => a.CreatedAt).ToListAsync(cancel), id, cancel);
        return id;
    }

    private Draft Fresh(Draft old, DataKey oldKey, JsonObject answers, Guid id, CompiledVersion from, CompiledVersion to, DraftOwner owner, DateTimeOffset now)
    {
        var key = envelope.Create(out var wrapped);
        var holder = old.HolderCipher is null ? null : oldKey.DecryptJson<CertificateHolder>(old.HolderCipher, old.HolderBinding);
        return new()
        {
            Id = id, ProcedureCode = old.ProcedureCode, FormVersionId = to.Id, AccountId = owner.AccountId, BrowserSha256 = owner.AccountId is null ? owner.BrowserSha256 : null,
            Key = wrapped, AnswersCipher = key.EncryptJson(answers, $"draft.answers:{id:N}"),
            HolderCipher = holder is null ? null : key.EncryptJson(holder, $"draft.holder:{id:N}"), HolderCertificateSha256 = old.HolderCertificateSha256,
            MovedFrom = from.Number, UntoldFrom = from.Number, VisitedPages = old.VisitedPages,
            CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime, ExpiresAt = now.UtcDateTime.AddDays(to.Procedure.DraftRetentionDays),
        };
    }
}
