using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Finds designs for whoever may work on them. A design of another office does not exist.</summary>
public sealed class DesignDesk(AppDbContext db, Reviewers reviewers)
{
    /// <summary>To look at: authors and approvers of the office.</summary>
    internal async Task<Result<(ProcedureDesign Design, Reviewer Reviewer)>> FindAsync(string code, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        if (!who.Value.MayDesign && !who.Value.MayPublish)
            return DesignErrors.AuthorNeeded;
        var design = await db.Set<ProcedureDesign>().SingleOrDefaultAsync(d => d.ProcedureCode == code, cancel);
        return design is not null && who.Value.Sees(design.Office) ? (design, who.Value) : DesignErrors.NotFound;
    }

    /// <summary>To change: authors only.</summary>
    internal async Task<Result<(ProcedureDesign Design, Reviewer Reviewer)>> FindToEditAsync(string code, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(code, act, cancel);
        return found.IsOk && !found.Value.Reviewer.MayDesign ? DesignErrors.AuthorNeeded : found;
    }
}
