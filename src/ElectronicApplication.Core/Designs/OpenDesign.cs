using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>What an author had before them: the head, and how often it had moved.</summary>
public readonly record struct DesignStamp(int Head, int Version)
{
    public static bool TryParse(string? text, out DesignStamp stamp)
    {
        stamp = default;
        if (text?.Split('.') is not [var head, var version] || !Number(head, out var h) || !Number(version, out var v))
            return false;
        stamp = new(h, v);
        return true;

        static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>As it travels with pages and programs: "12.15".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Head}.{Version}");
}

/// <summary>A colleague who has the design open.</summary>
public sealed record DesignVisitor(string Name, string Place, DateTime SeenAt);

/// <summary>A design as it stands, for one person.</summary>
/// <param name="UndoSummary">What undoing would take back; null when there is nothing.</param>
public sealed record OpenedDesign(
    string Code, string Title, string Office, DesignStamp Stamp, int? BasedOnVersion, DefinitionTree Tree, Reviewer Reviewer,
    string? UndoSummary, string? RedoSummary, string ChangedBy, DateTime ChangedAt)
{
    private DesignAnalysis? _analysis;

    /// <summary>What is worked out from it is worked out anew for another tree, as that of an earlier revision.</summary>
    public DefinitionTree Tree { get; init => (field, _analysis) = (value, null); } = Tree;

    /// <summary>What is known about the tree; a tree that nobody analysed yet is analysed when it is asked for.</summary>
    internal DesignAnalysis Analysis { get => _analysis ??= new(Tree.ToFiles(), Today); init => _analysis = value; }

    /// <summary>An earlier revision that is looked at instead of the head; nothing can be changed there.</summary>
    public int? ShownRevision { get; init; }

    public bool MayEdit => Reviewer.MayDesign && ShownRevision is null;

    public IReadOnlyList<DesignVisitor> Others { get; init; } = [];

    /// <summary>The request that waits for its decision or its time.</summary>
    public PublicationRequest? Request { get; init; }

    /// <summary>What the approver wants to be mended, until the next request.</summary>
    public IReadOnlyList<PublicationRemark> Remarks { get; init; } = [];

    /// <summary>The day in Japan, on which the form is tried out.</summary>
    public required DateOnly Today { get; init; }

    public DefinitionFiles Files => Analysis.Files;

    /// <summary>What is known without trying out answers.</summary>
    public LintReport Lint => Analysis.Lint;

    /// <summary>The form as it would run; null while it does not compile.</summary>
    public FormPlan? Plan => Compiled.Plan;

    public CompiledFiles Compiled => Analysis.Compiled;
}

/// <summary>What two revisions differ in.</summary>
public sealed record RevisionComparison(int From, int To, IReadOnlyList<DefinitionChange> Changes);

/// <summary>Opens a design at its head, and notes who is looking at what.</summary>
public sealed class OpenDesign(AppDbContext db, DesignDesk desk, DesignAnalyses analyses, TimeProvider time)
{
    /// <summary>A visitor who has not been heard of for so long has gone.</summary>
    public static readonly TimeSpan VisitorStays = TimeSpan.FromMinutes(2);

    /// <param name="place">The element that is selected.</param>
    public async Task<Result<OpenedDesign>> HandleAsync(string code, Act act, string? place, CancellationToken cancel)
    {
        var found = await desk.FindAsync(code, act, cancel);
        if (found.Error is { } error)
            return error;
        var (design, reviewer) = found.Value;
        await NoteAsync(design.Id, reviewer, place ?? "", cancel);
        return await OpenAsync(design, reviewer, cancel);
    }

    /// <summary>The head, or the design as it stood at a revision: what an approver was asked about.</summary>
    public async Task<Result<OpenedDesign>> ShownAsync(string code, int? revision, Act act, string? place, CancellationToken cancel)
    {
        var opened = await HandleAsync(code, act, place, cancel);
        if (revision is not { } number || !opened.IsOk || number == opened.Value.Stamp.Head)
            return opened;
        var tree = await RevisionAsync(code, number, act, cancel);
        return tree.Error is { } error ? error : opened.Value with { Tree = tree.Value, ShownRevision = number };
    }

    /// <summary>For a question of the page, not a visit of a person: nobody is noted.</summary>
    public async Task<Result<OpenedDesign>> LookAsync(string code, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(code, act, cancel);
        return found.Error is { } error ? error : await OpenAsync(found.Value.Design, found.Value.Reviewer, cancel);
    }

    /// <summary>What stood at an earlier revision, to compare with.</summary>
    public async Task<Result<DefinitionTree>> RevisionAsync(string code, int number, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(code, act, cancel);
        if (found.Error is { } error)
            return error;
        var id = found.Value.Design.Id;
        var content = await db.Set<DesignRevision>().Where(r => r.DesignId == id && r.Number == number).Select(r => r.Content).SingleOrDefaultAsync(cancel);
        return content is null ? DesignErrors.NotFound : DesignContent.Unpack(content);
    }

    /// <summary>From the older of two revisions to the newer.</summary>
    public async Task<Result<RevisionComparison>> CompareAsync(string code, int one, int other, Act act, CancellationToken cancel)
    {
        var (from, to) = (Math.Min(one, other), Math.Max(one, other));
        var (older, newer) = (await RevisionAsync(code, from, act, cancel), await RevisionAsync(code, to, act, cancel));
        return (older.Error ?? newer.Error) is { } error ? error : new RevisionComparison(from, to, DefinitionDiff.Words(older.Value, newer.Value));
    }

    internal async Task<OpenedDesign> OpenAsync(ProcedureDesign design, Reviewer reviewer, CancellationToken cancel, DefinitionTree? known = null)
    {
        var head = await db.Set<DesignRevision>().AsNoTracking().Where(r => r.DesignId == design.Id && r.Number == design.Head)
            .Select(r => new { r.Content, r.Summary, r.Parent, r.StaffName }).SingleAsync(cancel);
        var redo = await db.Set<DesignRevision>().Where(r => r.DesignId == design.Id && r.Parent == design.Head).OrderByDescending(r => r.Number).Select(r => r.Summary).FirstOrDefaultAsync(cancel);
        var since = time.GetUtcNow().UtcDateTime - VisitorStays;
        var others = await db.Set<DesignPresence>().Where(p => p.DesignId == design.Id && p.StaffId != reviewer.Id && p.SeenAt > since)
            .Select(p => new DesignVisitor(p.StaffName, p.Place, p.SeenAt)).ToListAsync(cancel);
        var request = await db.Set<PublicationRequest>().AsNoTracking().Where(r => r.DesignId == design.Id).OrderByDescending(r => r.AskedAt).FirstOrDefaultAsync(cancel);
        var (tree, today) = (known ?? DesignContent.Unpack(head.Content), JapanTime.Today(time));
        return new(design.ProcedureCode, design.Title, design.Office, new(design.Head, design.Version), design.BasedOnVersion, tree, reviewer,
            head.Parent is null ? null : head.Summary, redo, head.StaffName, design.UpdatedAt)
        {
            Others = others, Request = request is { IsOpen: true } ? request : null, Today = today, Analysis = analyses.Of(design.Id, design.Head, today, tree.ToFiles),
            Remarks = request is { State: PublicationState.SentBack } ? PublicationRemark.Read(request.Remarks) : [],
        };
    }

    private async Task NoteAsync(Guid designId, Reviewer reviewer, string place, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        place = place.Length > 200 ? "" : place;
        var renewed = await db.WriteAsync(() => db.Set<DesignPresence>().Where(p => p.DesignId == designId && p.StaffId == reviewer.Id)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.SeenAt, now).SetProperty(x => x.Place, place).SetProperty(x => x.StaffName, reviewer.Name), cancel), cancel);
        if (renewed > 0)
            return;
        db.Add(new DesignPresence { DesignId = designId, StaffId = reviewer.Id, StaffName = reviewer.Name, Place = place, SeenAt = now });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // The same person opened it in another window in this moment.
            db.ChangeTracker.Clear();
        }
    }
}
