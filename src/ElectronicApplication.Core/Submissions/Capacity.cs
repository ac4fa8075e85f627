using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// 定員: how many places of a procedure are left, and saving a submission only while there is one. What counts is what the version in force says, and every
/// submission since its acceptance period began that still stands: a withdrawn, refused or dismissed one gives its place back.
/// </summary>
public sealed class Capacity(AppDbContext db, ProcedureCatalog catalog)
{
    /// <returns>Null where any number is taken.</returns>
    public async Task<int?> PlacesLeftAsync(ProcedureDefinition procedure, CancellationToken cancel)
    {
        if (procedure.Capacity is not { } capacity)
            return null;
        var code = procedure.Code;
        var from = procedure.AcceptancePeriod?.From?.UtcDateTime ?? DateTime.UnixEpoch;
        var taken = await db.Set<Submission>().CountAsync(s => s.ProcedureCode == code && s.SubmittedAt >= from
            && (s.Status == SubmissionStatus.AwaitingPayment || s.Status == SubmissionStatus.Received || s.Status == SubmissionStatus.UnderReview || s.Status == SubmissionStatus.CorrectionRequested || s.Status == SubmissionStatus.Granted), cancel);
        return Math.Max(0, capacity - taken);
    }

    public async Task<Error?> FullAsync(ProcedureDefinition procedure, CancellationToken cancel) =>
        await PlacesLeftAsync(procedure, cancel) is 0 ? SubmissionErrors.CapacityReached(procedure.Capacity!.Value) : null;

    /// <summary>Saves what the context holds, a submission of the procedure among it, if a place is left. Otherwise nothing is saved.</summary>
    /// <param name="procedureCode">Null: nothing that takes a place is saved.</param>
    /// <exception cref="DbUpdateException">As saving does.</exception>
    public async Task<Error?> SaveAsync(string? procedureCode, CancellationToken cancel)
    {
        if (procedureCode is null || await catalog.FindAsync(procedureCode, cancel) is not { Procedure: { Capacity: not null } procedure })
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        return await db.AloneAsync<Error?>("capacity:" + procedureCode, async () =>
        {
            if (await FullAsync(procedure, cancel) is { } full)
            {
                db.ChangeTracker.Clear();
                return full;
            }
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
    }
}
