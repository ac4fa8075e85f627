using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Publishes exactly the revision that was asked for and approved.</summary>
public sealed class PublishApproved(AppDbContext db, Publication publication)
{
    /// <summary>Adds the version to what will be saved together with the request.</summary>
    /// <exception cref="DefinitionException">The revision does not make a usable procedure.</exception>
    internal async Task AddAsync(PublicationRequest request, Act act, CancellationToken cancel)
    {
        var content = await db.Set<DesignRevision>().Where(r => r.DesignId == request.DesignId && r.Number == request.Revision).Select(r => r.Content).SingleAsync(cancel);
        // As a person would write it: other programs read these files.
        var files = DesignContent.Unpack(content).ToFiles();
        var before = await publication.NewestAsync(request.ProcedureCode, cancel);
        var changes = before is null ? [] : VersionChanges.Words(VersionFiles.Of(before), files);
        var version = publication.Add(request.ProcedureCode, before?.Number ?? 0, files, request.Policy, changes, act);
        if (request.Publish(version.Number) is { } wrong)
            throw new InvalidOperationException($"Only what is approved is published: {wrong.Code}");
        var design = await db.Set<ProcedureDesign>().SingleAsync(d => d.Id == request.DesignId, cancel);
        design.BasedOnVersion = version.Number;
    }
}
