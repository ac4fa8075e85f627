using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <param name="Revision">The draft's revision when the window was filled.</param>
/// <param name="Window">A random name of the window; saves of one window do not collide with each other.</param>
/// <param name="Answers">The answers with the page as it stands now; only the fields of that page are taken.</param>
/// <param name="TurnsPage">The page is handed in, not only saved as one types: from now on its mistakes are shown.</param>
/// <param name="Removed">The row that these answers no longer hold, if this save is about removing one.</param>
public sealed record SaveDraftRequest(Guid DraftId, DraftOwner Owner, int Revision, string Window, string PageId, JsonObject Answers, bool TurnsPage, RemovedRow? Removed = null)
{
    /// <summary>Number of the version that the page was drawn from; null: the draft's own. Answers given on an earlier one are taken over by id.</summary>
    public int? FormVersion { get; init; }
}

/// <param name="Group">The id of the repeated group.</param>
/// <param name="Row">From 0, as the rows stood before.</param>
public sealed record RemovedRow(string Group, int Row);

public sealed class SaveDraft(AppDbContext db, Drafts drafts, ProcedureCatalog catalog, AttachmentStore store, Envelope envelope, TimeProvider time)
{
    /// <summary>More than any form needs; a draft must not become somebody's disk.</summary>
    private const int MaxBytes = 1024 * 1024;

    public async Task<Result<OpenedDraft>> HandleAsync(SaveDraftRequest request, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var found = await drafts.FindAsync(request.DraftId, request.Owner, cancel);
            if (found.Error is { } missing)
                return missing;
            var draft = found.Value;
            if (IsStale(draft, request))
                return SubmissionErrors.DraftChangedElsewhere;
            if (await ApplyAsync(draft, request, cancel) is { } refused)
                return refused;
            try
            {
                var files = db.ChangeTracker.Entries<Attachment>().Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Id).ToList();
                await db.SaveChangesAsync(cancel);
                files.ForEach(store.Delete);
                return await drafts.OpenAsync(draft, cancel);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 3)
            {
                // Saved in between, perhaps by the same window: look again.
                db.ChangeTracker.Clear();
            }
            catch (DbUpdateConcurrencyException)
            {
                return SubmissionErrors.DraftChangedElsewhere;
            }
        }
    }

    private static bool IsStale(Draft draft, SaveDraftRequest request) =>
        draft.Revision != request.Revision && (request.Window.Length == 0 || draft.LastWindow != request.Window);

    private async Task<Error?> ApplyAsync(Draft draft, SaveDraftRequest request, CancellationToken cancel)
    {
        var version = await catalog.VersionAsync(draft.FormVersionId, cancel);
        var seen = await drafts.SeenAsync(version, request.FormVersion, cancel);
        var key = envelope.Open(draft.Key);
        var answers = Drafts.Answers(draft, key);
        var rows = Rows(answers, request.Removed);
        DraftAnswers.Merge(answers, seen.Plan, request.PageId, request.Answers);
        if (seen != version)
            MovedAnswers.Adapt(answers, seen.Plan, version.Plan, seen.Number);
        // A button pressed twice removes one row: the second time the answers stand as they are to stand, and so do the files.
        if (request.Removed is { } removed && (version.TakesAttachments || draft.MovedFrom is not null) && removed.Row < rows && Rows(answers, removed) == rows - 1)
            await RemoveFilesAsync(draft.Id, removed, cancel);
        if (draft.CorrectionId is not null)
            await drafts.RestoreAsync(draft, answers, cancel);
        Drafts.SetAnswers(draft, key, answers);
        if (draft.AnswersCipher.Length > MaxBytes)
            return SubmissionErrors.DraftTooLarge;
        draft.Revision++;
        // Once the page is turned, a save that is still on its way from it comes too late and must not win.
        draft.LastWindow = request.TurnsPage ? null : request.Window;
        draft.UpdatedAt = time.GetUtcNow().UtcDateTime;
        if (!draft.IsOfDesk)
            draft.ExpiresAt = draft.UpdatedAt.AddDays(version.Procedure.DraftRetentionDays);
        // Whoever turns a page of the present form has seen what changed on top of it.
        if (request.TurnsPage && seen == version)
            draft.UntoldFrom = null;
        if (request.TurnsPage && version.Plan.Form.Pages.Any(p => p.Id == request.PageId))
            draft.VisitedPages = string.Join(' ', draft.VisitedPages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(request.PageId).Distinct());
        return null;
    }

    private static int Rows(JsonObject answers, RemovedRow? removed) => removed is not null && answers[removed.Group] is JsonArray rows ? rows.Count : 0;

    /// <summary>The files of the row go with it; those of the rows behind move up as their answers do. Otherwise one person's papers would become the next one's.</summary>
    private async Task RemoveFilesAsync(Guid draftId, RemovedRow removed, CancellationToken cancel)
    {
        var group = removed.Group + "[";
        foreach (var file in await db.Set<Attachment>().Where(a => a.DraftId == draftId && a.FieldPath!.StartsWith(group)).ToListAsync(cancel))
        {
            var path = file.FieldPath!;
            var end = path.IndexOf(']', group.Length);
            if (end < 0 || !int.TryParse(path.AsSpan(group.Length, end - group.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
                continue;
            if (row == removed.Row)
                db.Remove(file);
            else if (row > removed.Row)
                file.FieldPath = string.Create(CultureInfo.InvariantCulture, $"{group}{row - 1}{path[end..]}");
        }
    }
}
