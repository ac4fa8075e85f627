using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <param name="Revision">The head as the author saw it.</param>
/// <param name="PublishAt">Null: as soon as it is approved.</param>
/// <param name="Acknowledged">The warnings that the author takes upon themselves, by <see cref="AskPublication.NameOf"/>.</param>
public sealed record AskPublicationRequest(string Code, int Revision, string Note, MidFormPolicy Policy, DateTimeOffset? PublishAt, IReadOnlyList<string> Acknowledged);

/// <summary>公開の依頼: an author asks a second person to publish what stands now. What is edited afterwards does not change what was asked for.</summary>
public sealed class AskPublication(AppDbContext db, DesignDesk desk, Publication publication, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxNote = 1000;

    private const int MaxYears = 1;

    /// <summary>How a warning is named when it is acknowledged: <c>code file path</c>.</summary>
    public static string NameOf(LintFinding finding) => $"{finding.Code} {finding.File} {finding.Path}";

    public async Task<Result<Guid>> HandleAsync(AskPublicationRequest request, Act act, CancellationToken cancel)
    {
        var found = await desk.FindToEditAsync(request.Code, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (design, reviewer) = found.Value;
        var now = time.GetUtcNow();
        if (Shape(request, now) is { } malformed)
            return malformed;
        if (design.Head != request.Revision)
            return PublicationErrors.HeadMoved;
        if (await db.Set<PublicationRequest>().AnyAsync(r => r.OpenDesignId == design.Id, cancel))
            return PublicationErrors.AlreadyAsked;
        var files = DesignContent.Files(await db.Set<DesignRevision>().Where(r => r.DesignId == design.Id && r.Number == request.Revision).Select(r => r.Content).SingleAsync(cancel));
        var checkedFiles = await CheckAsync(request, files, cancel);
        if (checkedFiles.Error is { } refused)
            return refused;

        var row = new PublicationRequest
        {
            Id = Guid.CreateVersion7(now), DesignId = design.Id, ProcedureCode = design.ProcedureCode, Office = ProcedureDefinition.Parse(files.Procedure).Office, Revision = request.Revision,
            AskedById = reviewer.Id, AskedBy = reviewer.Name, AskedAt = now.UtcDateTime, Note = request.Note.Trim(), PublishAt = request.PublishAt?.UtcDateTime, Policy = request.Policy,
            // Only what the check says itself: whatever else was sent along is not kept.
            AcknowledgedWarnings = string.Join('\n', checkedFiles.Value),
        };
        row.Ask();
        db.Add(row);
        db.Add(ActEntry.Of(act, "publication.asked", null, now.UtcDateTime, $"{row.ProcedureCode} r{row.Revision} {row.Policy} {row.Id:N}", shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // A colleague asked in this moment.
            db.ChangeTracker.Clear();
            if (await db.Set<PublicationRequest>().AnyAsync(r => r.OpenDesignId == design.Id, cancel))
                return PublicationErrors.AlreadyAsked;
            throw;
        }
        return row.Id;
    }

    private static Error? Shape(AskPublicationRequest request, DateTimeOffset now) => request switch
    {
        // The column holds 2,000 UTF-16 units, graphemes may have several.
        { Note: var note } when note.Length > 2000 || new StringInfo(note).LengthInTextElements > MaxNote => PublicationErrors.NoteTooLong,
        { PublishAt: { } at } when at <= now || at > now.AddYears(MaxYears) => PublicationErrors.TimeRefused,
        _ => null,
    };

    /// <returns>The names of the warnings that stay.</returns>
    private async Task<Result<IReadOnlyList<string>>> CheckAsync(AskPublicationRequest request, DefinitionFiles files, CancellationToken cancel)
    {
        var findings = DefinitionLint.Check(files, JapanTime.Today(time)).Findings;
        if (findings.Where(f => f.Severity == LintSeverity.Error).ToList() is { Count: > 0 } errors)
            return PublicationErrors.HasErrors(errors);
        if (ProcedureDefinition.Parse(files.Procedure).Code != request.Code)
            return PublicationErrors.HasErrors([new("code-differs", LintSeverity.Error, "procedure.json", "$.code",
                $"手続コードは「{request.Code}」でなければなりません。", $"The code must be {request.Code}.")]);
        var warnings = findings.Where(f => f.Severity == LintSeverity.Warning).ToList();
        var acknowledged = request.Acknowledged.ToHashSet();
        if (warnings.Where(f => !acknowledged.Contains(NameOf(f))).ToList() is { Count: > 0 } open)
            return PublicationErrors.WarningsOpen(open);
        var published = await publication.NewestAsync(request.Code, cancel);
        return published is not null && VersionFiles.AreSame(VersionFiles.Of(published), files) ? PublicationErrors.NothingChanged : warnings.ConvertAll(NameOf);
    }
}
