using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Documents;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

/// <param name="ReceiptNumbers">The marked ones.</param>
/// <param name="RunId">From the page that asked: a second press of the button begins nothing twice.</param>
public sealed record IssueInBulkRequest(Guid RunId, string Procedure, string Template, IReadOnlyList<string> ReceiptNumbers, DocumentDelivery Delivery);

public sealed record BulkCandidates(string Procedure, DocumentDefinition Definition, IReadOnlyList<BulkCandidate> Cases, Reviewer Reviewer);

public sealed record BulkCandidate(string ReceiptNumber, SubmissionStatus Status, DateTime DecidedAt);

public sealed record OpenedRun(IssueRun Run, IReadOnlyDictionary<IssueItemState, int> Counts, IReadOnlyList<IssueRunItem> Failed, Reviewer Reviewer);

/// <summary>Begins runs and shows how they go.</summary>
public sealed class IssueInBulk(AppDbContext db, ListDocuments lists, ProcedureCatalog catalog, TimeProvider time)
{
    public const int Most = 5_000;
    private const int MostShown = 200;

    public async Task<Result<BulkCandidates>> CandidatesAsync(string procedure, string template, Act act, CancellationToken cancel)
    {
        var who = await lists.IssuerAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await catalog.FindAsync(procedure, cancel) is not { } version || version.Procedure.Documents.FirstOrDefault(d => d.Id == template) is not { } definition)
            return DocumentErrors.TemplateNotFound;
        var cases = await lists.Waiting(procedure, definition, who.Value).Take(Most).Select(s => new BulkCandidate(s.ReceiptNumber, s.Status, s.UpdatedAt)).ToListAsync(cancel);
        return new BulkCandidates(version.Procedure.Title.Ja, definition, cases, who.Value);
    }

    public async Task<Result<Guid>> HandleAsync(IssueInBulkRequest request, Act act, CancellationToken cancel)
    {
        var who = await lists.IssuerAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await db.Set<IssueRun>().AnyAsync(r => r.Id == request.RunId, cancel))
            return request.RunId;
        if (await catalog.FindAsync(request.Procedure, cancel) is not { } version || version.Procedure.Documents.FirstOrDefault(d => d.Id == request.Template) is not { } definition)
            return DocumentErrors.TemplateNotFound;
        if (request.ReceiptNumbers.Count == 0)
            return DocumentErrors.NothingChosen;
        if (request.ReceiptNumbers.Count > Most)
            return DocumentErrors.TooMany(Most);
        var wanted = request.ReceiptNumbers.Select(ReceiptNumber.Parse).OfType<string>().ToHashSet();
        var cases = (await lists.Waiting(request.Procedure, definition, who.Value).Select(s => new { s.Id, s.ReceiptNumber }).ToListAsync(cancel)).FindAll(s => wanted.Contains(s.ReceiptNumber));
        if (cases.Count == 0)
            return DocumentErrors.NothingChosen;
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new IssueRun
        {
            Id = request.RunId, ProcedureCode = request.Procedure, Template = request.Template, Title = definition.Title, Delivery = request.Delivery, AskedById = who.Value.Id,
            AskedBy = who.Value.Name, At = now, Total = cases.Count, ClaimedUntil = DateTime.UnixEpoch,
        });
        db.AddRange(cases.Select((c, i) => new IssueRunItem { RunId = request.RunId, SubmissionId = c.Id, Order = i, ReceiptNumber = c.ReceiptNumber }));
        db.Add(ActEntry.Of(act, "documents.run-started", null, now, $"{request.Procedure}　{definition.Title}　{cases.Count}件", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return request.RunId;
    }

    public async Task<Result<OpenedRun>> OpenAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await lists.IssuerAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await db.Set<IssueRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } run || run.AskedById != who.Value.Id && !who.Value.SeesEveryOffice)
            return DocumentErrors.NotFound;
        var items = db.Set<IssueRunItem>().AsNoTracking().Where(i => i.RunId == id);
        var counts = await items.GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new OpenedRun(run, counts, await items.Where(i => i.State == IssueItemState.Failed).OrderBy(i => i.Order).Take(MostShown).ToListAsync(cancel), who.Value);
    }
}
