using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>廃止: from now on nothing is begun or accepted. What was submitted stays readable and is reviewed to its end; drafts keep what was typed.</summary>
public sealed class RetireProcedure(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxReason = 500;

    /// <param name="reason">What applicants read: where to go instead.</param>
    public async Task<Result<Done>> HandleAsync(string code, string reason, Act act, CancellationToken cancel)
    {
        if (await RefusalAsync(reviewers, catalog, code, reason, act, cancel) is { } refused)
            return refused;
        if (await db.Set<RetiredProcedure>().AnyAsync(r => r.ProcedureCode == code, cancel))
            return PublicationErrors.AlreadyRetired;
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new RetiredProcedure { ProcedureCode = code, RetiredAt = now, Reason = reason.Trim() });
        db.Add(ActEntry.Of(act with { Reason = reason.Trim() }, "procedure.retired", null, now, code, shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // A colleague did the same in this moment.
            db.ChangeTracker.Clear();
            if (await db.Set<RetiredProcedure>().AnyAsync(r => r.ProcedureCode == code, cancel))
                return PublicationErrors.AlreadyRetired;
            throw;
        }
        catalog.Forget();
        return Done.Ok;
    }

    /// <summary>The same for closing and opening again.</summary>
    internal static async Task<Error?> RefusalAsync(Reviewers reviewers, ProcedureCatalog catalog, string code, string reason, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        if (!who.Value.Is(StaffRoles.Publish, StaffRoles.Administer))
            return PublicationErrors.PublisherNeeded;
        if (await catalog.FindAsync(code, cancel) is not { } version || !who.Value.Sees(version.Procedure.Office))
            return PublicationErrors.ProcedureNotFound;
        if (string.IsNullOrWhiteSpace(reason))
            return PublicationErrors.ReasonNeeded;
        // The column holds 1,000 UTF-16 units, graphemes may have several.
        return reason.Length > 1000 || new StringInfo(reason).LengthInTextElements > MaxReason ? PublicationErrors.ReasonTooLong : null;
    }
}
