using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>How a submission was taken in stands in its origin; what the intake itself keeps goes when the record is destroyed.</summary>
public sealed class IntakeRecord(AppDbContext db) : IRecordPart
{
    public Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel) => Task.FromResult<IReadOnlyList<RecordFile>>([]);

    public async Task EraseAsync(Submission submission, CancellationToken cancel)
    {
        if (await db.Set<IntakeItem>().SingleOrDefaultAsync(i => i.Id == submission.Id, cancel) is not { } item)
            return;
        var row = db.Entry(item).CurrentValues;
        row[nameof(IntakeItem.ExternalNumber)] = null;
        row[nameof(IntakeItem.Message)] = null;
        row[nameof(IntakeItem.NotesCipher)] = null;
        // The name that somebody gave the file may be a person's: it goes with the last case that came in it.
        if (item.RunId is { } run && !await db.Set<IntakeItem>().AnyAsync(i => i.RunId == run && i.Id != item.Id
                && (i.State == IntakeState.Clean || i.State == IntakeState.Doubtful || i.State == IntakeState.Open
                    || i.State == IntakeState.Taken && db.Set<Submission>().Any(s => s.Id == i.Id && s.ErasedAt == null)), cancel)
            && await db.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == run, cancel) is { } file)
            file.FileName = "";
    }
}
