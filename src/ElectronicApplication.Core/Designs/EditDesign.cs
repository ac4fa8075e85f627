using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <param name="Seen">What the author had before them.</param>
/// <param name="Edits">Applied in this order: all of them, or none.</param>
/// <param name="IsTyping">Saved while somebody types, before they leave the box.</param>
public sealed record EditDesignRequest(string Code, DesignStamp Seen, IReadOnlyList<DefinitionEdit> Edits, bool IsTyping = false);

/// <param name="Focus">The element to select next, as "field/item_kind".</param>
public sealed record EditedDesign(OpenedDesign Design, string Summary, string? Focus);

/// <summary>Every edit is a revision, saved before it is answered. Nothing is ever overwritten: undoing moves the head back, redoing forward.</summary>
public sealed class EditDesign(AppDbContext db, DesignDesk desk, OpenDesign open, TimeProvider time)
{
    private const int MaxEdits = 200;

    /// <summary>Whoever stops for longer begins something new.</summary>
    private static readonly TimeSpan TypingPause = TimeSpan.FromMinutes(1);

    public async Task<Result<EditedDesign>> HandleAsync(EditDesignRequest request, Act act, CancellationToken cancel)
    {
        if (request.Edits.Count is 0 or > MaxEdits)
            return DesignErrors.NoEdit;
        var found = await desk.FindToEditAsync(request.Code, act, cancel);
        if (found.Error is { } error)
            return error;
        var (design, reviewer) = found.Value;
        if (design.IsStale(request.Seen, reviewer.Id))
            return DesignErrors.ChangedMeanwhile;
        var head = await db.Set<DesignRevision>().AsNoTracking().SingleAsync(r => r.DesignId == design.Id && r.Number == design.Head, cancel);
        var tree = DesignContent.Unpack(head.Content);
        var (summary, focus) = ("", (string?)null);
        foreach (var outcome in DefinitionEditor.Apply(tree, request.Edits))
        {
            if (outcome.Problem is { } problem)
                return DesignErrors.Refused(problem);
            summary = summary.Length == 0 ? outcome.SummaryJa! : summary.Contains(outcome.SummaryJa!, StringComparison.Ordinal) ? summary : $"{summary}、{outcome.SummaryJa}";
            focus = outcome.Focus ?? focus;
        }
        var typing = request.IsTyping ? Typing(request.Edits) : null;
        var goesOn = typing is not null && head.Typing == typing && head.StaffId == reviewer.Id && time.GetUtcNow().UtcDateTime - head.At < TypingPause;
        return await SaveAsync(design, reviewer, tree, summary, focus, act, cancel, goesOn ? head : null, typing);
    }

    /// <summary>The one text that the edits are about; null when they are about more.</summary>
    private static string? Typing(IReadOnlyList<DefinitionEdit> edits) => edits switch
    {
        [SetText text] => $"{text.Target}:{text.Key}@{text.Language}",
        [Set set] => $"{set.Target}:{set.Key}",
        [PasteTable cell] when !cell.Tsv.Contains('\t', StringComparison.Ordinal) => string.Create(CultureInfo.InvariantCulture, $"{cell.Target}:{cell.Row},{cell.Column}"),
        _ => null,
    } is { Length: <= 300 } key ? key : null;

    /// <summary>Puts whole files on top: a version from before, an import.</summary>
    internal async Task<Result<EditedDesign>> ReplaceAsync(string code, DesignStamp seen, DefinitionTree tree, string summary, Act act, CancellationToken cancel, int? restoredFrom = null)
    {
        var found = await desk.FindToEditAsync(code, act, cancel);
        if (found.Error is { } error)
            return error;
        var (design, reviewer) = found.Value;
        return design.IsStale(seen, reviewer.Id) ? DesignErrors.ChangedMeanwhile : await SaveAsync(design, reviewer, tree, summary, null, act, cancel, restoredFrom: restoredFrom);
    }

    public Task<Result<EditedDesign>> UndoAsync(string code, DesignStamp seen, Act act, CancellationToken cancel) => MoveHeadAsync(code, seen, back: true, act, cancel);

    public Task<Result<EditedDesign>> RedoAsync(string code, DesignStamp seen, Act act, CancellationToken cancel) => MoveHeadAsync(code, seen, back: false, act, cancel);

    private async Task<Result<EditedDesign>> SaveAsync(
        ProcedureDesign design, Reviewer reviewer, DefinitionTree tree, string summary, string? focus, Act act, CancellationToken cancel,
        DesignRevision? before = null, string? typing = null, int? restoredFrom = null)
    {
        // Whoever hands a design to another office can look after it no longer; that is for somebody who belongs to both.
        if (DesignRevisions.Office(tree) is { } office && !reviewer.Sees(office))
            return DesignErrors.OfficeRefused;
        var now = time.GetUtcNow().UtcDateTime;
        var next = DesignRevisions.Next(design, reviewer, tree, summary, now, before, typing, restoredFrom);
        if (next.Error is { } tooLarge)
            return tooLarge;
        var revision = next.Value;
        db.Add(revision);
        DesignRevisions.Stand(design, tree);
        return await MovedAsync(design, reviewer, revision.Number, "design.edited", revision.Summary, focus, tree, act, now, cancel);
    }

    private async Task<Result<EditedDesign>> MoveHeadAsync(string code, DesignStamp seen, bool back, Act act, CancellationToken cancel)
    {
        var found = await desk.FindToEditAsync(code, act, cancel);
        if (found.Error is { } error)
            return error;
        var (design, reviewer) = found.Value;
        if (design.IsStale(seen, reviewer.Id))
            return DesignErrors.ChangedMeanwhile;
        var revisions = db.Set<DesignRevision>().Where(r => r.DesignId == design.Id);
        var from = await revisions.Where(r => r.Number == design.Head).Select(r => new { r.Parent, r.Summary }).SingleAsync(cancel);
        var to = back
            ? from.Parent
            : await revisions.Where(r => r.Parent == design.Head).OrderByDescending(r => r.Number).Select(r => (int?)r.Number).FirstOrDefaultAsync(cancel);
        if (to is not { } number)
            return back ? DesignErrors.NoUndo : DesignErrors.NoRedo;
        var target = await revisions.Where(r => r.Number == number).Select(r => new { r.Content, r.Summary }).SingleAsync(cancel);
        var tree = DesignContent.Unpack(target.Content);
        DesignRevisions.Stand(design, tree);
        var summary = back ? $"元に戻しました: {from.Summary}" : $"やり直しました: {target.Summary}";
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new DesignMove { Id = Guid.CreateVersion7(now), DesignId = design.Id, StaffId = reviewer.Id, At = now });
        return await MovedAsync(design, reviewer, number, back ? "design.undone" : "design.redone", summary, null, tree, act, now, cancel);
    }

    private async Task<Result<EditedDesign>> MovedAsync(
        ProcedureDesign design, Reviewer reviewer, int head, string kind, string summary, string? focus, DefinitionTree tree, Act act, DateTime now, CancellationToken cancel)
    {
        var version = design.Version;
        design.MoveHead(head, reviewer.Id, now);
        db.Add(ActEntry.Of(act, kind, null, now, $"{design.ProcedureCode} r{head}", shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another edit took the same number, or moved the head, between our look and our write.
            db.ChangeTracker.Clear();
            if (await db.Set<ProcedureDesign>().AnyAsync(d => d.Id == design.Id && d.Version == version, cancel))
                throw;
            return DesignErrors.ChangedMeanwhile;
        }
        return new EditedDesign(await open.OpenAsync(design, reviewer, cancel, tree), summary, focus);
    }
}
