using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

/// <summary>Keeps a file longer than its class says: a lawsuit, an audit, a request for disclosure.</summary>
public sealed class ExtendRetention(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    private const int MaxYears = 30;

    public async Task<Result<Done>> HandleAsync(IReadOnlyCollection<Guid> submissions, DateOnly? until, string? reason, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.Is(StaffRoles.Review, StaffRoles.Approve, StaffRoles.Administer))
            return ReviewErrors.RoleNeeded("審査・決裁・管理", "review, approve or administer");
        if (RecordErrors.Reason(reason) is { } missing)
            return missing;
        var today = JapanTime.Today(time);
        if (until is not { } day || day <= today || day > today.AddYears(MaxYears))
            return RecordErrors.UntilNeeded;
        if (submissions.Count == 0)
            return RecordErrors.NothingDue;
        var rows = (await db.Set<Submission>().Where(s => submissions.Contains(s.Id) && s.ErasedAt == null).ToListAsync(cancel)).FindAll(s => who.Value.Sees(s));
        if (rows.Count != submissions.Distinct().Count())
            return RecordErrors.WrongState;
        var now = time.GetUtcNow();
        foreach (var row in rows)
        {
            // A destruction that is under way in this moment meets another version and looks again.
            row.Hold();
            db.Add(new RetentionExtension { Id = Guid.CreateVersion7(now), SubmissionId = row.Id, Until = day, Reason = reason!.Trim(), ByName = who.Value.Name, At = now.UtcDateTime });
            db.Add(ActEntry.Of(act with { Reason = reason.Trim() }, "record.extended", row.Id, now.UtcDateTime, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), shownToApplicant: false));
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return RecordErrors.WrongState;
        }
    }
}
