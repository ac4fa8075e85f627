using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Takes a draft along to the version in force, where what was published since says so. It happens at the next opening, whichever way that comes, and
/// changes no answer: a window that still shows the old form saves into the same draft, by the fields' ids.
/// </summary>
public sealed class MoveForward(AppDbContext db, ProcedureCatalog catalog, Envelope envelope, TimeProvider time)
{
    /// <summary>Where the draft belongs now; null: it stays. Asks the database nothing.</summary>
    internal async ValueTask<CompiledVersion?> TargetAsync(Draft draft, CancellationToken cancel)
    {
        if (draft.CorrectionId is not null || await catalog.StandingAsync(draft.ProcedureCode, cancel) is not { Retired: null } standing || standing.InForce.Id == draft.FormVersionId)
            return null;
        var version = await catalog.VersionAsync(draft.FormVersionId, cancel);
        return standing.PolicyAfter(version.Number) == MidFormPolicy.MoveForward ? standing.InForce : null;
    }

    /// <returns>False when the draft was saved or taken along by somebody else in this moment: look again.</returns>
    internal async Task<bool> ApplyAsync(Draft draft, CompiledVersion target, CancellationToken cancel)
    {
        var from = await catalog.VersionAsync(draft.FormVersionId, cancel);
        var key = envelope.Open(draft.Key);
        var answers = Drafts.Answers(draft, key);
        MovedAnswers.Adapt(answers, from.Plan, target.Plan, from.Number);
        if (draft.HolderCipher is not null)
            foreach (var (field, proposed) in CardAnswers.Proposed(target.Plan, key.DecryptJson<CertificateHolder>(draft.HolderCipher, draft.HolderBinding)))
                answers[field] ??= proposed?.DeepClone();
        Drafts.SetAnswers(draft, key, answers);
        draft.FormVersionId = target.Id;
        draft.MovedFrom = from.Number;
        draft.UntoldFrom ??= from.Number;
        db.Add(ActEntry.Of(Act.System(Door.Portal), "draft.moved-forward", null, time.GetUtcNow().UtcDateTime,
            $"{draft.Id:N} {draft.ProcedureCode} v{from.Number} -> v{target.Number}", shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
