using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Publishes exactly the revision that was asked for and approved.</summary>
public sealed class PublishApproved(AppDbContext db, Publication publication)
{
    private const int MostChanges = 500;

    /// <summary>Adds the version to what will be saved together with the request.</summary>
    /// <returns>Why it cannot be: the published version is not the one that it was compared with.</returns>
    /// <exception cref="DefinitionException">The revision does not make a usable procedure.</exception>
    internal async Task<Error?> AddAsync(PublicationRequest request, Act act, CancellationToken cancel)
    {
        var content = await db.Set<DesignRevision>().Where(r => r.DesignId == request.DesignId && r.Number == request.Revision).Select(r => r.Content).SingleAsync(cancel);
        // As a person would write it: other programs read these files.
        var files = DesignContent.Unpack(content).ToFiles();
        var before = await publication.NewestAsync(request.ProcedureCode, cancel);
        if (request.AgainstVersion is { } against && against != (before?.Number ?? 0))
            return PublicationErrors.PublishedMoved;
        var version = publication.Add(request.ProcedureCode, before?.Number ?? 0, files, request.Policy, before is null ? [] : Words(before, files), act, request.Id);
        if (request.Publish(version.Number) is { } wrong)
            throw new InvalidOperationException($"Only what is approved is published: {wrong.Code}");
        var design = await db.Set<ProcedureDesign>().SingleAsync(d => d.Id == request.DesignId, cancel);
        design.BasedOnVersion = version.Number;
        return null;
    }

    /// <summary>What the author saw when asking, and the approver when deciding.</summary>
    private static List<string> Words(FormVersion before, DefinitionFiles files)
    {
        var words = DefinitionDiff.PublicWords(DefinitionTree.Read(VersionFiles.Of(before)), DefinitionTree.Read(files));
        var lines = words.Take(MostChanges).Select(w => w.TextJa.ReplaceLineEndings(" ")).ToList();
        if (words.Count > MostChanges)
            lines.Add($"ほか {words.Count - MostChanges} 件");
        return lines;
    }
}
