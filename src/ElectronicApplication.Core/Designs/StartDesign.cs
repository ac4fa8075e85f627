using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <param name="Code">Of the new procedure, or of the published one that is to be changed.</param>
/// <param name="Title">For a new procedure.</param>
/// <param name="Files">What to begin with; null for an empty form.</param>
/// <param name="Origin">Where the files come from, in words: 「粗大ごみの収集の申込みの写し」.</param>
public sealed record StartDesignRequest(string Code, string Title, string Office, string OfficeTitle, DefinitionTree? Files, string Origin);

/// <summary>Begins a design: empty, on files that somebody brought, or on a published version.</summary>
public sealed class StartDesign(AppDbContext db, Reviewers reviewers, EditDesign edit, TimeProvider time)
{
    /// <summary>Leaves room for a number behind it.</summary>
    private const int MostOfTitle = 50;

    /// <summary>A procedure that does not exist yet.</summary>
    public async Task<Result<string>> NewAsync(StartDesignRequest request, Act act, CancellationToken cancel)
    {
        if (!ProcedureCode.IsValid(request.Code))
            return DesignErrors.BadCode;
        if (string.IsNullOrWhiteSpace(request.Title) || request.Title.Length > 200)
            return DesignErrors.TitleNeeded;
        if (await TakenAsync(request.Code, cancel))
            return DesignErrors.CodeTaken(request.Code);
        var tree = request.Files ?? DefinitionTree.Empty(request.Code, request.Title.Trim(), request.Office, request.OfficeTitle);
        if (request.Files is not null)
        {
            tree.Procedure["code"] = request.Code;
            if (DesignTexts.Japanese(tree.Procedure["title"]) != request.Title.Trim())
                tree.Procedure["title"] = request.Title.Trim();
            if (tree.Procedure["office"]?.ToString() != request.Office)
                (tree.Procedure["office"], tree.Procedure["officeTitle"]) = (request.Office, request.OfficeTitle);
            foreach (var sample in tree.Samples.Values.OfType<JsonObject>())
                sample["procedure"] = request.Code;
        }
        return await BeginAsync(request.Code, request.Office, tree, null, request.Origin, act, cancel);
    }

    /// <summary>The next version of a published procedure; the design that is already under way, if there is one.</summary>
    public async Task<Result<string>> OfPublishedAsync(string code, Act act, CancellationToken cancel)
    {
        var who = await AuthorAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        if (await db.Set<ProcedureDesign>().Where(d => d.ProcedureCode == code).Select(d => d.Office).SingleOrDefaultAsync(cancel) is { } office)
            return who.Value.Sees(office) ? code : DesignErrors.NotFound;
        var version = await db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == code).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
        if (version is null)
            return DesignErrors.NotFound;
        var tree = DefinitionTree.Read(VersionFiles.Of(version));
        return await BeginAsync(code, tree.Procedure["office"]?.ToString() ?? "", tree, version.Number, $"公開中の第{version.Number}版から開始", act, cancel);
    }

    /// <summary>A published procedure as the beginning of another. Every author may copy what the catalogue shows; samples, hand-over and schemas only those of the office.</summary>
    public async Task<Result<DefinitionTree>> FilesOfAsync(string code, Act act, CancellationToken cancel)
    {
        var who = await AuthorAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        var version = await db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == code).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
        if (version is null)
            return DesignErrors.NotFound;
        var files = VersionFiles.Of(version);
        var tree = DefinitionTree.Read(files);
        return who.Value.Sees(tree.Procedure["office"]?.ToString() ?? "") ? tree : DefinitionTree.Read(new(files.Procedure, files.Form));
    }

    /// <summary>Puts an earlier version on the board again, as a revision like any other; publishing it is the same step for two as always.</summary>
    public async Task<Result<EditedDesign>> RestoreVersionAsync(string code, int number, DesignStamp seen, Act act, CancellationToken cancel)
    {
        var version = await db.Set<FormVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.ProcedureCode == code && v.Number == number, cancel);
        return version is null ? DesignErrors.NotFound : await edit.ReplaceAsync(code, seen, DefinitionTree.Read(VersionFiles.Of(version)), $"第{number}版の内容に戻す", act, cancel);
    }

    /// <summary>A file that was brought takes the place of what stands; undoing brings that back.</summary>
    public Task<Result<EditedDesign>> ReplaceAsync(string code, DesignStamp seen, DefinitionTree tree, string summary, Act act, CancellationToken cancel)
    {
        tree.Procedure["code"] = code;
        return edit.ReplaceAsync(code, seen, tree, summary, act, cancel);
    }

    /// <summary>A code that nobody has yet: from the title where its words are known, else a number.</summary>
    public async Task<string> ProposedCodeAsync(string title, CancellationToken cancel)
    {
        var name = ProposedId.For(title, FieldType.Text, _ => false).Replace('_', '-');
        var root = name == "text" ? "procedure" : name.Length > MostOfTitle ? name[..MostOfTitle].TrimEnd('-') : name;
        for (var number = 1; ; number++)
        {
            var code = number == 1 && root != "procedure" ? root : $"{root}-{number}";
            if (ProcedureCode.IsValid(code) && !await TakenAsync(code, cancel))
                return code;
        }
    }

    private async Task<bool> TakenAsync(string code, CancellationToken cancel) =>
        await db.Set<ProcedureDesign>().AnyAsync(d => d.ProcedureCode == code, cancel) || await db.Set<FormVersion>().AnyAsync(v => v.ProcedureCode == code, cancel);

    private async Task<Result<string>> BeginAsync(string code, string office, DefinitionTree tree, int? basedOn, string summary, Act act, CancellationToken cancel)
    {
        var who = await AuthorAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        if (!who.Value.Sees(office))
            return basedOn is null ? DesignErrors.OfficeRefused : DesignErrors.NotFound;
        var now = time.GetUtcNow().UtcDateTime;
        var design = new ProcedureDesign
        {
            Id = Guid.CreateVersion7(now), ProcedureCode = code, Title = "", Office = office, BasedOnVersion = basedOn, CreatedAt = now, UpdatedAt = now, UpdatedBy = who.Value.Id.ToString(),
        };
        var next = DesignRevisions.Next(design, who.Value, tree, summary, now);
        if (next.Error is { } tooLarge)
            return tooLarge;
        var revision = next.Value;
        DesignRevisions.Stand(design, tree);
        design.Head = revision.Number;
        db.AddRange(design, revision, ActEntry.Of(act, "design.started", null, now, code, shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // A colleague began the same procedure in this moment.
            db.ChangeTracker.Clear();
            if (!await TakenAsync(code, cancel) || basedOn is not null && !await db.Set<ProcedureDesign>().AnyAsync(d => d.ProcedureCode == code, cancel))
                throw;
            if (basedOn is null)
                return DesignErrors.CodeTaken(code);
        }
        return code;
    }

    private async Task<Result<Reviewer>> AuthorAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.IsOk && !who.Value.MayDesign ? DesignErrors.AuthorNeeded : who;
    }
}
