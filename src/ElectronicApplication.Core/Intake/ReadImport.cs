using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>One item of a run as its list shows it; the answers are seen where the view is recorded.</summary>
public sealed record ImportLine(Guid Id, int Line, IntakeState State, string? ExternalNumber, DateOnly ArrivedOn, string? Message, string? ReceiptNumber, int Doubts);

/// <param name="Counts">By state.</param>
public sealed record OpenedImport(
    ImportRun Run, string ProcedureTitle, IReadOnlyList<string> Columns, IReadOnlyList<ImportTarget> Targets, IReadOnlyDictionary<string, string> Chosen,
    IReadOnlyDictionary<IntakeState, int> Counts, IReadOnlyList<ImportLine> Lines, Reviewer Reviewer)
{
    public int Count(IntakeState state) => Counts.GetValueOrDefault(state);
}

public sealed record ImportSummary(Guid Id, ImportKind Kind, string Source, string ProcedureTitle, string FileName, ImportState State, DateTime CreatedAt, string CreatedByName);

/// <summary>What was brought, and what became of each thing in it.</summary>
public sealed class ReadImport(AppDbContext db, IntakeDesk desk, ImportRows rows, ProcedureCatalog catalog)
{
    public const int Most = 300;

    public async Task<Result<IReadOnlyList<ImportSummary>>> ListAsync(Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var all = db.Set<ImportRun>().AsNoTracking();
        if (!who.Value.SeesEveryOffice)
        {
            var offices = who.Value.Offices.ToArray();
            all = all.Where(r => offices.Contains(r.OfficeId));
        }
        if (who.Value.Procedures.Count > 0)
        {
            var procedures = who.Value.Procedures.ToArray();
            all = all.Where(r => procedures.Contains(r.ProcedureCode));
        }
        List<ImportSummary> lines = [];
        foreach (var run in await all.OrderByDescending(r => r.CreatedAt).Take(50).ToListAsync(cancel))
            lines.Add(new(run.Id, run.Kind, run.Source, await TitleAsync(run, cancel), run.FileName, run.State, run.CreatedAt, run.CreatedByName));
        return lines;
    }

    /// <param name="after">The line after which the list goes on.</param>
    public async Task<Result<OpenedImport>> HandleAsync(Guid id, int after, Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } run || !who.Value.Sees(run.OfficeId, run.ProcedureCode))
            return IntakeErrors.NotFound;
        var counts = await db.Set<IntakeItem>().Where(i => i.RunId == id).GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var items = await db.Set<IntakeItem>().AsNoTracking().Where(i => i.RunId == id && i.Line > after).OrderBy(i => i.Line).Take(Most).ToListAsync(cancel);
        var drafts = items.Where(i => i.State is IntakeState.Doubtful or IntakeState.Open).Select(i => i.Id).ToArray();
        var open = await db.Set<Submissions.Draft>().AsNoTracking().Where(d => drafts.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        var version = await catalog.FindAsync(run.ProcedureCode, cancel);
        return new OpenedImport(run, await TitleAsync(run, cancel), JsonSerializer.Deserialize<List<string>>(run.ColumnsJson)!, version is null ? [] : ImportTargets.Of(version.Plan, run.Kind),
            version is null ? new Dictionary<string, string>() : await rows.ColumnsAsync(run, version, cancel), counts,
            [.. items.Select(i => new ImportLine(i.Id, i.Line, i.State, i.ExternalNumber, i.ArrivedOn, i.Message, i.ReceiptNumber, open.TryGetValue(i.Id, out var draft) ? desk.Notes(i, draft).Doubts.Count : 0))], who.Value);
    }

    private async Task<string> TitleAsync(ImportRun run, CancellationToken cancel) => (await catalog.FindAsync(run.ProcedureCode, cancel))?.Procedure.Title.Ja ?? run.ProcedureCode;
}
