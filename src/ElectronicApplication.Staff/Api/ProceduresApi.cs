using System.Net.Mime;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Packages;
using ElectronicApplication.Staff.Designer;
using ElectronicApplication.Staff.Designer.Share;
using ElectronicApplication.Staff.Designer.Tests;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff.Api;

/// <summary>The form designer for programs: the same handlers as its pages, so the same rights, revisions and audit.</summary>
internal static class ProceduresApi
{
    public static void MapProcedures(this RouteGroupBuilder api)
    {
        var procedures = api.MapGroup("/procedures").WithTags("procedures").AddEndpointFilter(StaffIdempotency.RunAsync);
        procedures.MapGet("", ListAsync).WithName("listProcedures").WithSummary("Procedures of the own offices: those under way first.").Produces<DesignList>();
        procedures.MapPost("", StartAsync).WithName("startProcedure").WithSummary("Begins a procedure: empty, or as a copy (from). With only a code of a published procedure (change): its next version.")
            .Produces<DesignStarted>(201).ProducesProblem(409).ProducesProblem(422);
        procedures.MapGet("/{code}", ReadAsync).WithName("readProcedure").WithSummary("The files as they stand, with the revision that edits name; with 'at' as they stood at that revision: what an approver was asked about.").Produces<DesignFiles>().ProducesProblem(404);
        procedures.MapPost("/{code}/edits", EditAsync).WithName("editProcedure").WithSummary("Applies edits in order, all or none, as one revision. 409: somebody was first; 'theirs' and 'mine' say what differs.")
            .Produces<DesignEdited>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        procedures.MapPost("/{code}/undo", (HttpContext c, string code, StampBody body, EditDesign edit, CancellationToken cancel) => MoveAsync(c, code, body, edit.UndoAsync, cancel))
            .WithName("undoEdit").WithSummary("Moves the head one revision back.").Produces<DesignEdited>().ProducesProblem(404).ProducesProblem(409);
        procedures.MapPost("/{code}/redo", (HttpContext c, string code, StampBody body, EditDesign edit, CancellationToken cancel) => MoveAsync(c, code, body, edit.RedoAsync, cancel))
            .WithName("redoEdit").WithSummary("Moves the head to the revision that was undone.").Produces<DesignEdited>().ProducesProblem(404).ProducesProblem(409);
        procedures.MapGet("/{code}/revisions", RevisionsAsync).WithName("listRevisions").WithSummary("Revisions, newest first; 'before' is the 'next' of the page before.").Produces<RevisionLines>().ProducesProblem(404);
        procedures.MapGet("/{code}/changes", ChangesAsync).WithName("compareRevisions").WithSummary("What two revisions differ in, from the older to the newer, in words.").Produces<RevisionChanges>().ProducesProblem(404);
        procedures.MapPost("/{code}/revisions/{number:int}/restore", RestoreAsync).WithName("restoreRevision").WithSummary("Puts an earlier revision on top again.").Produces<DesignEdited>().ProducesProblem(404).ProducesProblem(409);
        procedures.MapGet("/{code}/findings", FindingsAsync).WithName("checkProcedure").WithSummary("What the check says to what stands; quick=true leaves out what takes trying out answers.").Produces<DesignFindings>().ProducesProblem(404);
        procedures.MapGet("/{code}/trial", TrialAsync).WithName("tryProcedure").WithSummary("The recorded samples and made-up applicants for every branch, gone through the form: who is accepted, the fee, the office and what each core system receives.")
            .Produces<DesignTrial>().ProducesProblem(404).ProducesProblem(422);
        procedures.MapGet("/{code}/package", ExportAsync).WithName("exportProcedure").WithSummary("The procedure as a zip with checksums.").Produces(200, contentType: MediaTypeNames.Application.Zip).ProducesProblem(404).ProducesProblem(422);
        procedures.MapPost("/{code}/package", ImportAsync).WithName("importProcedure").WithSummary("Replaces what stands by a .zip, .xlsx or .json in the body. Without revision it only says what would change. A package of another municipality: offices and systems (\"theirs:ours,...\") say what its names are here; 'names' lists those that are not ours.")
            .Accepts<byte[]>(MediaTypeNames.Application.Octet).Produces<DesignImported>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422);
        procedures.MapPublications();
    }

    private static async Task<IResult> ListAsync(HttpContext context, ListDesigns list, CancellationToken cancel)
    {
        var found = await list.HandleAsync(Act(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new DesignList([.. found.Value.Select(DesignListLine.Of)], null));
    }

    private static async Task<IResult> StartAsync(HttpContext context, StartBody body, StartDesign start, ProcedureCatalog catalog, CancellationToken cancel)
    {
        var act = Act(context);
        if (body.Title is null)
            return Started(await start.OfPublishedAsync(body.Code, act, cancel));
        DefinitionTree? files = null;
        if (body.From is { } from)
        {
            var copied = await start.FilesOfAsync(from, act, cancel);
            if (copied.Error is { } missing)
                return ErrorResults.Problem(missing);
            files = copied.Value;
        }
        var title = (await catalog.ListAsync(cancel)).FirstOrDefault(v => v.Procedure.Office == body.Office)?.Procedure.OfficeTitle.Ja;
        return Started(await start.NewAsync(new(body.Code, body.Title, body.Office ?? "", title ?? body.Office ?? "", files, body.From is null ? "空の様式から開始" : $"「{body.From}」の写しから開始"), act, cancel));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string code, int? at, OpenDesign open, CancellationToken cancel)
    {
        var opened = await open.ShownAsync(code, at, Act(context), null, cancel);
        return opened.Error is { } error ? ErrorResults.Problem(error) : Results.Json(DesignFiles.Of(opened.Value));
    }

    private static async Task<IResult> EditAsync(HttpContext context, string code, EditBody body, EditDesign edit, OpenDesign open, CancellationToken cancel)
    {
        if (DesignStamps.Read(body.Revision) is not { } seen)
            return ErrorResults.Problem(DesignStamps.Malformed);
        var read = DesignStamps.Edits(body.Edits);
        if (read.Error is { } malformed)
            return ErrorResults.Problem(malformed);
        var act = Act(context);
        var edited = await edit.HandleAsync(new(code, seen, read.Value), act, cancel);
        return edited.Error == DesignErrors.ChangedMeanwhile ? await ConflictAsync(code, seen, read.Value, open, act, cancel)
            : edited.Error is { } error ? ErrorResults.Problem(error)
            : new StaffAnswer(200, DesignEdited.Of(edited.Value));
    }

    private static async Task<IResult> ConflictAsync(string code, DesignStamp seen, IReadOnlyList<DefinitionEdit> edits, OpenDesign open, Act act, CancellationToken cancel)
    {
        var now = await open.HandleAsync(code, act, null, cancel);
        if (now.Error is { } hidden)
            return ErrorResults.Problem(hidden);
        var (theirs, mine) = DesignConflict.Of(await open.RevisionAsync(code, seen.Head, act, cancel), now.Value.Tree, edits);
        var error = DesignErrors.ChangedMeanwhile;
        return Results.Problem(error.Message, statusCode: 409, title: "Conflict", type: "about:blank", extensions: new Dictionary<string, object?>
        {
            ["code"] = error.Code, ["detailEn"] = error.MessageEn, ["revision"] = now.Value.Stamp.ToString(), ["by"] = now.Value.ChangedBy,
            ["theirs"] = theirs.Select(DesignChange.Of), ["mine"] = mine.Select(DesignChange.Of),
        });
    }

    private static async Task<IResult> MoveAsync(HttpContext context, string code, StampBody body, Func<string, DesignStamp, Act, CancellationToken, Task<Result<EditedDesign>>> move, CancellationToken cancel) =>
        DesignStamps.Read(body.Revision) is { } seen ? Edited(await move(code, seen, Act(context), cancel)) : ErrorResults.Problem(DesignStamps.Malformed);

    private static async Task<IResult> RevisionsAsync(HttpContext context, string code, int? before, ListRevisions list, CancellationToken cancel)
    {
        var found = await list.HandleAsync(code, before, Act(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new RevisionLines(found.Value.Lines, found.Value.Next));
    }

    private static async Task<IResult> RestoreAsync(HttpContext context, string code, int number, StampBody body, RestoreRevision restore, CancellationToken cancel) =>
        DesignStamps.Read(body.Revision) is { } seen ? Edited(await restore.HandleAsync(code, number, seen, Act(context), cancel)) : ErrorResults.Problem(DesignStamps.Malformed);

    private static async Task<IResult> FindingsAsync(HttpContext context, string code, bool? quick, OpenDesign open, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(code, Act(context), null, cancel);
        if (opened.Error is { } error)
            return ErrorResults.Problem(error);
        var design = opened.Value;
        return Results.Json(DesignFindings.Of(design, quick == true ? design.Lint : DefinitionLint.Check(design.Files, design.Today)));
    }

    private static async Task<IResult> ChangesAsync(HttpContext context, string code, int from, int to, OpenDesign open, CancellationToken cancel)
    {
        var compared = await open.CompareAsync(code, from, to, Act(context), cancel);
        return compared.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new RevisionChanges(compared.Value.From, compared.Value.To, [.. compared.Value.Changes.Select(DesignChange.Of)]));
    }

    private static async Task<IResult> TrialAsync(HttpContext context, string code, int? at, OpenDesign open, CancellationToken cancel)
    {
        var opened = await open.ShownAsync(code, at, Act(context), null, cancel);
        if (opened.Error is { } error)
            return ErrorResults.Problem(error);
        if (opened.Value.Plan is { } plan)
            return Results.Json(DesignTrial.Of(opened.Value, plan, TestRun.Of(plan, opened.Value)));
        var problem = opened.Value.Compiled.Findings[0];
        return ErrorResults.Problem(DesignErrors.Refused(new(problem.Path, problem.MessageJa, problem.MessageEn) { File = problem.File, Code = problem.Code }));
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string code, ExportDesign export, IOptions<SiteOptions> site, CancellationToken cancel)
    {
        var exported = await export.HandleAsync(code, site.Value.Municipality, Act(context), cancel);
        return exported.Error is { } error ? ErrorResults.Problem(error) : Results.File(exported.Value.Zip, MediaTypeNames.Application.Zip, exported.Value.FileName);
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, string code, string? revision, string? name, string? offices, string? systems, OpenDesign open, StartDesign start, ImportViews views, CancellationToken cancel)
    {
        var act = Act(context);
        var opened = await open.HandleAsync(code, act, null, cancel);
        if (opened.Error is { } hidden)
            return ErrorResults.Problem(hidden);
        var content = await StaffBody.ReadAsync(context.Request, StaffBody.Most, cancel);
        if (content.Error is { } tooLarge)
            return ErrorResults.Problem(tooLarge);
        var brought = ImportedFile.Read(name is { Length: <= 100 } ? name : "", content.Value, opened.Value.Tree);
        if (brought.Error is { } unreadable)
            return ErrorResults.Problem(unreadable);
        if (NamePairs.Read(offices) is not { } office || NamePairs.Read(systems) is not { } system)
            return ErrorResults.Problem(NamePairs.Malformed);
        var (tree, names) = await views.MapAsync(brought.Value, opened.Value, (kind, from) => (kind == MappedKind.Office ? office : system).GetValueOrDefault(from), cancel);
        var foreign = names.Select(n => new ImportedName(n.Kind.ToString(), n.From, n.Chosen, n.Places)).ToList();
        var changes = DefinitionDiff.Words(opened.Value.Tree, tree).Select(DesignChange.Of).ToList();
        var gaps = brought.Value.Gaps.Select(g => new ImportedGap(g.Path, g.MessageJa, g.MessageEn)).ToList();
        if (revision is null)
            return Results.Json(new DesignImported(null, changes, gaps, foreign));
        if (DesignStamps.Read(revision) is not { } seen)
            return ErrorResults.Problem(DesignStamps.Malformed);
        var done = await start.ReplaceAsync(code, seen, tree, $"ファイル「{brought.Value.FileName}」から取り込み", act, cancel);
        return done.Error is { } error ? ErrorResults.Problem(error) : new StaffAnswer(200, new DesignImported(done.Value.Design.Stamp.ToString(), changes, gaps, foreign));
    }

    private static IResult Started(Result<string> started) => started.Error is { } error ? ErrorResults.Problem(error) : new StaffAnswer(201, new DesignStarted(started.Value));

    internal static IResult Edited(Result<EditedDesign> edited) => edited.Error is { } error ? ErrorResults.Problem(error) : new StaffAnswer(200, DesignEdited.Of(edited.Value));

    internal static Act Act(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>().Act();
}
