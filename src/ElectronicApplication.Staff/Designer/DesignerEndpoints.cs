using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Staff.Designer.Check;
using ElectronicApplication.Staff.Designer.History;
using ElectronicApplication.Staff.Designer.Publish;
using ElectronicApplication.Staff.Designer.Review;
using ElectronicApplication.Staff.Designer.Share;
using ElectronicApplication.Staff.Designer.Tests;
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
        designer.MapPost("/new/import", ConfirmAsync).RequireToken();
        designer.MapPost("/change/{code}", ChangeAsync).RequireToken();
        designer.MapRetire();
        var one = designer.MapGroup("/{code}");
        one.MapEditor();
        one.MapCheck();
        one.MapTests();
        one.MapHistory();
        one.MapPublish();
        one.MapShare();
        one.MapTables();
        one.MapSettings();
        one.MapReviewGuide();
        one.MapMapping();
        one.MapTemplates();
        one.MapTranslations();
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

    private static async Task<IResult> StartAsync(HttpContext context, StartDesign start, ProcedureCatalog catalog, ImportViews views, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var reviewer = Reviewer(context);
        var form = await FormAsync(posted, catalog, cancel);
        if (!posted.IsGenuine)
            return await AskAgainAsync(form, PostedForm.Stale, reviewer, catalog, cancel);
        if (posted.Form.Files.GetFile("file") is { Length: > 0 } file)
            return await BringAsync(form, file, posted, catalog, views, reviewer, cancel);
        var started = await BeginAsync(form, start, catalog, reviewer, cancel);
        return started.Error is { } error ? await AskAgainAsync(form, error, reviewer, catalog, cancel) : Pages.SeeOther(EditorPlace.Home(started.Value));
    }

    /// <summary>What a file would make is shown before it is made.</summary>
    private static async Task<IResult> BringAsync(
        NewDesignForm form, IFormFile file, PostedForm posted, ProcedureCatalog catalog, ImportViews views, Reviewer reviewer, CancellationToken cancel)
    {
        if (!reviewer.MayDesign)
            return await AskAgainAsync(form, DesignErrors.AuthorNeeded, reviewer, catalog, cancel);
        var brought = await ImportedFile.ReadAsync(file, null, cancel);
        if (brought.Error is { } unreadable)
            return await AskAgainAsync(form, unreadable, reviewer, catalog, cancel);
        form = form.Title.Length > 0 || brought.Value.Title is not { Length: > 0 and <= 200 } title ? form : form with { Title = title };
        var view = await views.MakeAsync(brought.Value, null, form, posted.Form, reviewer, cancel);
        return view.Error is { } refused ? await AskAgainAsync(form, refused, reviewer, catalog, cancel) : Pages.Show<ImportPage>(new { View = view.Value });
    }

    private static async Task<IResult> ConfirmAsync(
        HttpContext context, StartDesign start, ProcedureCatalog catalog, ImportViews views, ImportTickets tickets, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var reviewer = Reviewer(context);
        var form = await FormAsync(posted, catalog, cancel);
        if (tickets.Read(posted.Form, "", reviewer) is not { } brought)
            return await AskAgainAsync(form, ShareEndpoints.Expired, reviewer, catalog, cancel);
        var made = await views.MakeAsync(brought, null, form, posted.Form, reviewer, cancel);
        if (made.Error is { } refused)
            return await AskAgainAsync(form, refused, reviewer, catalog, cancel);
        if (!posted.IsGenuine || posted["op"] != "take")
            return Pages.Show<ImportPage>(new { View = made.Value with { Error = posted.IsGenuine ? null : PostedForm.Stale } });
        var started = await start.NewAsync(new(await CodeAsync(form, start, cancel), form.Title, form.Office, form.OfficeTitle, made.Value.Result, $"ファイル「{brought.FileName}」から開始"), reviewer.Act(), cancel);
        return started.Error is { } error ? await AskAgainAsync(form, error, reviewer, catalog, cancel) : Pages.SeeOther(EditorPlace.Home(started.Value));
    }

    private static async Task<Result<string>> BeginAsync(NewDesignForm form, StartDesign start, ProcedureCatalog catalog, Reviewer reviewer, CancellationToken cancel)
    {
        DefinitionTree? tree = null;
        var origin = "空の様式から開始";
        if (form.From.Length > 0 && await catalog.FindAsync(form.From, cancel) is { } source)
        {
            var copied = await start.FilesOfAsync(source.Procedure.Code, reviewer.Act(), cancel);
            if (copied.Error is { } missing)
                return missing;
            (tree, origin) = (copied.Value, $"「{source.Procedure.Title.Ja}」の写しから開始");
        }
        var office = form.Office.Length > 0 ? form.Office : tree?.Procedure["office"]?.ToString() ?? "";
        var officeTitle = form.OfficeTitle.Length > 0 ? form.OfficeTitle : (await catalog.ListAsync(cancel)).FirstOrDefault(v => v.Procedure.Office == office)?.Procedure.OfficeTitle.Ja ?? office;
        return await start.NewAsync(new(await CodeAsync(form, start, cancel), form.Title, office, officeTitle, tree, origin), reviewer.Act(), cancel);
    }

    private static async Task<NewDesignForm> FormAsync(PostedForm posted, ProcedureCatalog catalog, CancellationToken cancel)
    {
        var office = posted["office"].Trim();
        var known = (await catalog.ListAsync(cancel)).FirstOrDefault(v => v.Procedure.Office == office)?.Procedure.OfficeTitle.Ja;
        return new(posted["title"].Trim(), posted["code"].Trim(), office, posted["from"], posted["officeTitle"].Trim() is { Length: > 0 } typed ? typed : known ?? office);
    }

    private static async Task<string> CodeAsync(NewDesignForm form, StartDesign start, CancellationToken cancel) =>
        form.Code.Length > 0 ? form.Code : await start.ProposedCodeAsync(form.Title, cancel);

    private static async Task<IResult> AskAgainAsync(NewDesignForm form, Error error, Reviewer reviewer, ProcedureCatalog catalog, CancellationToken cancel) =>
        Pages.Show<NewDesignPage>(new { Reviewer = reviewer, Catalogue = await catalog.ListAsync(cancel), Form = form, Error = error }, ErrorResults.Status(error.Kind));

    private static async Task<IResult> ChangeAsync(HttpContext context, string code, StartDesign start, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var started = posted.IsGenuine ? await start.OfPublishedAsync(code, Reviewer(context).Act(), cancel) : PostedForm.Stale;
        return started.Error is { } error ? frame.Error(context, error) : Pages.SeeOther(EditorPlace.Home(started.Value));
    }

    private static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();
}

public sealed record NewDesignForm(string Title, string Code, string Office, string From, string OfficeTitle);
