using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The procedures of one's offices, and how a new one is begun.</summary>
internal static class DesignerEndpoints
{
    public static void MapDesigner(this RouteGroupBuilder staff)
    {
        var designer = staff.MapGroup("/designer");
        designer.MapGet("", ListAsync);
        designer.MapGet("/new", AskAsync);
        designer.MapPost("/new", StartAsync).RequireToken();
        designer.MapPost("/change/{code}", ChangeAsync).RequireToken();
        var one = designer.MapGroup("/{code}");
        one.MapEditor();
    }

    private static async Task<IResult> ListAsync(HttpContext context, string? q, ListDesigns list, StaffFrame frame, CancellationToken cancel)
    {
        var reviewer = Reviewer(context);
        var found = await list.HandleAsync(reviewer.Act(), cancel);
        if (found.Error is { } error)
            return frame.Error(context, error);
        var words = SearchText.Fold(q?.Trim() ?? "");
        var lines = words.Length == 0 ? found.Value : [.. found.Value.Where(l => SearchText.Fold(l.Title).Contains(words, StringComparison.Ordinal) || l.Code.Contains(words, StringComparison.Ordinal))];
        return Pages.Show<DesignsPage>(new { Reviewer = reviewer, Lines = lines, Query = q ?? "" });
    }

    private static async Task<IResult> AskAsync(HttpContext context, string? from, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel) =>
        Reviewer(context) is var reviewer && !reviewer.MayDesign ? frame.Error(context, DesignErrors.AuthorNeeded)
        : Pages.Show<NewDesignPage>(new { Reviewer = reviewer, Catalogue = await catalog.ListAsync(cancel), Form = new NewDesignForm("", "", "", from ?? "", "") });

    private static async Task<IResult> StartAsync(HttpContext context, StartDesign start, ProcedureCatalog catalog, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var reviewer = Reviewer(context);
        var form = new NewDesignForm(posted["title"].Trim(), posted["code"].Trim(), posted["office"].Trim(), posted["from"], posted["officeTitle"].Trim());
        var started = posted.IsGenuine ? await BeginAsync(form, posted, start, catalog, reviewer, cancel) : EditorEndpoints.Stale;
        return started.Error is { } error
            ? Pages.Show<NewDesignPage>(new { Reviewer = reviewer, Catalogue = await catalog.ListAsync(cancel), Form = form, Error = error }, ErrorResults.Status(error.Kind))
            : Pages.SeeOther(EditorPlace.Home(started.Value));
    }

    private static async Task<Result<string>> BeginAsync(NewDesignForm form, PostedForm posted, StartDesign start, ProcedureCatalog catalog, Reviewer reviewer, CancellationToken cancel)
    {
        DefinitionTree? tree = null;
        var origin = "空の様式から開始";
        if (posted.Form.Files.GetFile("file") is { Length: > 0 } file)
        {
            var brought = await ImportedFile.ReadAsync(file, cancel);
            if (brought.Error is { } unreadable)
                return unreadable;
            (tree, origin) = (brought.Value, $"ファイル「{file.FileName}」から開始");
        }
        else if (form.From.Length > 0 && await catalog.FindAsync(form.From, cancel) is { } source)
        {
            var copied = await start.FilesOfAsync(source.Procedure.Code, cancel);
            if (copied.Error is { } missing)
                return missing;
            (tree, origin) = (copied.Value, $"「{source.Procedure.Title.Ja}」の写しから開始");
        }
        var code = form.Code.Length > 0 ? form.Code : await start.ProposedCodeAsync(form.Title, cancel);
        var office = form.Office.Length > 0 ? form.Office : tree?.Procedure["office"]?.ToString() ?? "";
        var officeTitle = form.OfficeTitle.Length > 0 ? form.OfficeTitle : (await catalog.ListAsync(cancel)).FirstOrDefault(v => v.Procedure.Office == office)?.Procedure.OfficeTitle.Ja ?? office;
        return await start.NewAsync(new(code, form.Title, office, officeTitle, tree, origin), reviewer.Act(), cancel);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string code, StartDesign start, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var started = posted.IsGenuine ? await start.OfPublishedAsync(code, Reviewer(context).Act(), cancel) : EditorEndpoints.Stale;
        return started.Error is { } error ? frame.Error(context, error) : Pages.SeeOther(EditorPlace.Home(started.Value));
    }

    private static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();
}

public sealed record NewDesignForm(string Title, string Code, string Office, string From, string OfficeTitle);
