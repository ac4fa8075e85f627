using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Begins a draft on the newest version of a procedure.</summary>
public sealed class StartDraft(AppDbContext db, ProcedureCatalog catalog, Capacity capacity, ProposedAnswers proposed, Envelope envelope, TimeProvider time)
{
    /// <param name="query">Parameters of the address that led here; forms may take proposals from them.</param>
    public async Task<Result<Guid>> HandleAsync(string procedureCode, DraftOwner owner, IReadOnlyDictionary<string, string> query, CancellationToken cancel)
    {
        if (await catalog.StandingAsync(procedureCode, cancel) is not { } standing)
            return SubmissionErrors.ProcedureNotFound(procedureCode);
        var (version, now) = (standing.InForce, time.GetUtcNow());
        if ((AcceptanceRules.Open(standing, now) ?? AcceptanceRules.Identity(version.Procedure, owner.AccountId)) is { } refused)
            return refused;
        if (await capacity.FullAsync(version.Procedure, cancel) is { } full)
            return full;

        var id = Guid.CreateVersion7(now);
        var answers = await proposed.ForAsync(version.Plan, owner.AccountId, query, cancel);
        var key = envelope.Create(out var wrapped);
        db.Add(new Draft
        {
            Id = id, ProcedureCode = version.Procedure.Code, FormVersionId = version.Id, AccountId = owner.AccountId,
            BrowserSha256 = owner.AccountId is null ? owner.BrowserSha256 : null, Key = wrapped, AnswersCipher = key.EncryptJson(answers, $"draft.answers:{id:N}"),
            CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime, ExpiresAt = now.UtcDateTime.AddDays(version.Procedure.DraftRetentionDays),
        });
        await db.SaveChangesAsync(cancel);
        return id;
    }
}
