using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>How many people are in mid-form; for whoever decides what becomes of them. Who they are is nobody's business.</summary>
public sealed class CountDrafts(AppDbContext db, TimeProvider time)
{
    public Task<int> HandleAsync(string procedureCode, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<Draft>().CountAsync(d => d.ProcedureCode == procedureCode && d.CorrectionId == null && d.ExpiresAt > now, cancel);
    }
}
