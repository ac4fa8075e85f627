using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Documents;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

/// <param name="Waiting">Templates that fit the decision and of which nothing is in force.</param>
public sealed record CaseDocuments(IReadOnlyList<IssuedDocument> Issued, IReadOnlyList<DocumentDefinition> Waiting);

public sealed record PostLine(IssuedDocument Document, string ReceiptNumber);

/// <param name="Waiting">How many, up to <see cref="ListDocuments.MostCounted"/>, decided submissions have no document of the template in force.</param>
public sealed record TemplateLine(string ProcedureCode, string Procedure, DocumentDefinition Definition, int Waiting);

/// <summary>Lists of documents: of a case, of those to be posted, of those not issued yet.</summary>
public sealed class ListDocuments(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog)
{
    public const int MostToPost = 500;
    private const int MostRuns = 20;

    /// <summary>More than that is only told to be more.</summary>
    public const int MostCounted = 5_000;

    /// <summary>Of a submission that the caller was authorised to see.</summary>
    public async Task<CaseDocuments> OfAsync(Submission submission, CancellationToken cancel)
    {
        var issued = await db.Set<IssuedDocument>().AsNoTracking().Where(d => d.SubmissionId == submission.Id).OrderByDescending(d => d.IssuedAt).ToListAsync(cancel);
        var templates = (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure.Documents;
        return new(issued, submission.IsDecided ? [.. templates.Where(t => t.Fits(submission.Status.ToString()) && !issued.Exists(d => d.Template == t.Id && d.State == DocumentState.Issued))] : []);
    }

    /// <summary>Not posted yet, the oldest first.</summary>
    public async Task<Result<IReadOnlyList<PostLine>>> ToPostAsync(Act act, CancellationToken cancel)
    {
        var who = await IssuerAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var all = db.Set<IssuedDocument>().AsNoTracking().Where(d => d.Delivery == DocumentDelivery.Post && d.State == DocumentState.Issued && d.PostedOn == null && !db.Set<Submission>().Any(s => s.Id == d.SubmissionId && s.ErasedAt != null));
        if (!who.Value.SeesEveryOffice)
            all = all.Where(d => who.Value.Offices.Contains(d.OfficeId));
        if (who.Value.Procedures.Count > 0)
            all = all.Where(d => db.Set<Submission>().Any(s => s.Id == d.SubmissionId && who.Value.Procedures.Contains(s.ProcedureCode)));
        return await all.OrderBy(d => d.IssuedAt).ThenBy(d => d.Number).Take(MostToPost)
            .Join(db.Set<Submission>(), d => d.SubmissionId, s => s.Id, (d, s) => new PostLine(d, s.ReceiptNumber)).ToListAsync(cancel);
    }

    /// <summary>The templates of the own offices with what is left to be issued in bulk.</summary>
    public async Task<Result<IReadOnlyList<TemplateLine>>> TemplatesAsync(Act act, CancellationToken cancel)
    {
        var who = await IssuerAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        List<TemplateLine> lines = [];
        foreach (var version in await catalog.ListAsync(cancel))
            foreach (var definition in version.Procedure.Documents)
                if (who.Value.Handles(version.Procedure.Code) && (who.Value.Sees(version.Procedure.Office) || version.Procedure.Routing?.Offices.Any(o => who.Value.Sees(o.Code)) == true))
                    lines.Add(new(version.Procedure.Code, version.Procedure.Title.Ja, definition, await Waiting(version.Procedure.Code, definition, who.Value).Take(MostCounted).CountAsync(cancel)));
        return lines;
    }

    /// <summary>The newest runs that the caller began, or anybody where they see every office.</summary>
    public async Task<IReadOnlyList<IssueRun>> RunsAsync(Act act, CancellationToken cancel)
    {
        var who = await IssuerAsync(act, cancel);
        if (who.Error is not null)
            return [];
        var runs = db.Set<IssueRun>().AsNoTracking();
        return await (who.Value.SeesEveryOffice ? runs : runs.Where(r => r.AskedById == who.Value.Id)).OrderByDescending(r => r.At).Take(MostRuns).ToListAsync(cancel);
    }

    /// <summary>Decided submissions without a document of the template in force, the oldest decision first.</summary>
    internal IQueryable<Submission> Waiting(string procedure, DocumentDefinition definition, Reviewer who)
    {
        var states = new[] { SubmissionStatus.Granted, SubmissionStatus.Refused, SubmissionStatus.Dismissed }.Where(s => definition.Fits(s.ToString())).ToArray();
        var all = db.Set<Submission>().AsNoTracking().Where(s => s.ProcedureCode == procedure && states.Contains(s.Status) && s.ErasedAt == null
            && !db.Set<IssuedDocument>().Any(d => d.SubmissionId == s.Id && d.Template == definition.Id));
        return who.Of(all).OrderBy(s => s.UpdatedAt).ThenBy(s => s.Id);
    }

    internal async Task<Result<Reviewer>> IssuerAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error is not null || who.Value.MayIssue ? who : ReviewErrors.RoleNeeded("交付", "issue");
    }
}
