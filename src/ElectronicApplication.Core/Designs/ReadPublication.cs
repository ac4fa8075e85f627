using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>A request with what one needs to decide about it.</summary>
/// <param name="Findings">What the check says to the asked-for revision today; warnings that the author acknowledged are among them.</param>
/// <param name="Asked">The files that would be published.</param>
/// <param name="Published">Those that people use now; null for a first version.</param>
/// <param name="CannotDecide">Why the person who looks cannot decide about it; null: they can, while it is <see cref="PublicationState.Asked"/>.</param>
/// <param name="EditedSince">The design has moved on since it was asked for; that is not part of the request.</param>
public sealed record PublicationView(
    PublicationRequest Request, IReadOnlyList<PublicationRemark> Remarks, LintReport Findings, DefinitionFiles Asked, DefinitionFiles? Published, int? PublishedNumber,
    Error? CannotDecide, bool MayWithdraw, bool EditedSince);

/// <summary>What an author acknowledges when asking.</summary>
/// <param name="Open">The request that is under way; another one is refused until it is decided.</param>
public sealed record PublicationPreview(int Head, LintReport Findings, DefinitionFiles Files, DefinitionFiles? Published, PublicationRequest? Open);

public sealed class ReadPublication(AppDbContext db, DesignDesk designs, PublicationDesk desk, Publication publication, TimeProvider time)
{
    private const int Most = 100;

    public async Task<Result<PublicationView>> HandleAsync(Guid id, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (row, reviewer) = found.Value;
        var files = await FilesAsync(row.DesignId, row.Revision, cancel);
        // What a request is about does not change because it was published: it is compared with the version before its own.
        var before = await BeforeAsync(row, cancel);
        var head = await db.Set<ProcedureDesign>().Where(d => d.Id == row.DesignId).Select(d => d.Head).SingleAsync(cancel);
        return new PublicationView(row, PublicationRemark.Read(row.Remarks), DefinitionLint.Check(files, JapanTime.Today(time)), files, before is null ? null : VersionFiles.Of(before), before?.Number,
            await desk.RefusalAsync(reviewer, row, cancel), row.IsOpen && (reviewer.MayDesign || row.State == PublicationState.Approved), head != row.Revision);
    }

    /// <summary>The head as it would be asked for.</summary>
    public async Task<Result<PublicationPreview>> PreviewAsync(string code, Act act, CancellationToken cancel)
    {
        var found = await designs.FindAsync(code, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var design = found.Value.Design;
        var files = await FilesAsync(design.Id, design.Head, cancel);
        var published = await publication.NewestAsync(code, cancel);
        return new PublicationPreview(design.Head, DefinitionLint.Check(files, JapanTime.Today(time)), files, published is null ? null : VersionFiles.Of(published),
            await db.Set<PublicationRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.OpenDesignId == design.Id, cancel));
    }

    /// <summary>All requests of a design, newest first.</summary>
    public async Task<Result<IReadOnlyList<PublicationRequest>>> ListAsync(string code, Act act, CancellationToken cancel)
    {
        var found = await designs.FindAsync(code, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var id = found.Value.Design.Id;
        return await db.Set<PublicationRequest>().AsNoTracking().Where(r => r.DesignId == id).OrderByDescending(r => r.AskedAt).Take(Most).ToListAsync(cancel);
    }

    private Task<FormVersion?> BeforeAsync(PublicationRequest row, CancellationToken cancel) => row.PublishedVersion is { } own
        ? db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == row.ProcedureCode && v.Number < own).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel)
        : publication.NewestAsync(row.ProcedureCode, cancel);

    private async Task<DefinitionFiles> FilesAsync(Guid designId, int revision, CancellationToken cancel) =>
        DesignContent.Files(await db.Set<DesignRevision>().Where(r => r.DesignId == designId && r.Number == revision).Select(r => r.Content).SingleAsync(cancel));
}
