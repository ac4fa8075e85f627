using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Catalogue;

/// <summary>Finding a procedure, reading about it, and beginning.</summary>
internal static class CatalogueEndpoints
{
    private const int MaxWordsLength = 100;

    public static void MapCatalogue(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", ListAsync);
        pages.MapGet("/procedures/{code}", ShowAsync);
        pages.MapGet("/procedures/{code}/versions", VersionsAsync);
        pages.MapPost("/procedures/{code}/start", StartAsync).RequireToken();
        // Whoever signed in on the way to the start button comes back by GET.
        pages.MapGet("/procedures/{code}/start", (string code) => Pages.SeeOther($"/procedures/{Uri.EscapeDataString(code)}"));
    }

    private static async Task<IResult> ListAsync(HttpContext context, SearchCatalog search, ProcedureCatalog catalog, string? q, string? category, string? life, CancellationToken cancel)
    {
        var words = q is { Length: > MaxWordsLength } ? q[..MaxWordsLength] : q;
        var chosenCategory = string.IsNullOrEmpty(category) ? null : category;
        var chosenLife = string.IsNullOrEmpty(life) ? null : life;
        return Pages.Show<CataloguePage>(new
        {
            All = await catalog.ListAsync(cancel),
            Retired = await catalog.RetiredAsync(cancel),
            Found = await search.HandleAsync(words, chosenCategory, chosenLife, cancel),
            Words = words,
            Category = chosenCategory,
            LifeEvent = chosenLife,
        });
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string code, ProcedureCatalog catalog, Capacity capacity, ListMine mine, TimeProvider time, CancellationToken cancel)
    {
        if (await catalog.StandingAsync(code, cancel) is not { InForce: var version } standing)
            return SubmissionErrors.ProcedureNotFound(code).ToResult(context);
        var owner = await Visitor.KnownOwnerAsync(context);
        return Pages.Show<ProcedurePage>(new
        {
            Version = version,
            Retired = standing.Retired,
            Now = time.GetUtcNow(),
            PlacesLeft = await capacity.PlacesLeftAsync(version.Procedure, cancel),
            SignedIn = owner?.AccountId is not null,
            Query = context.Request.QueryString.Value,
            Drafts = owner is null ? [] : await mine.DraftsAsync(owner, version.Procedure.Code, cancel),
        });
    }

    private static async Task<IResult> VersionsAsync(HttpContext context, string code, ProcedureCatalog catalog, ListVersions list, CancellationToken cancel) =>
        await catalog.FindAsync(code, cancel) is { } version
            ? Pages.Show<VersionsPage>(new { version.Procedure, Versions = await list.HandleAsync(code, cancel) })
            : SubmissionErrors.ProcedureNotFound(code).ToResult(context);

    private static async Task<IResult> StartAsync(HttpContext context, string code, StartDraft start, ProcedureCatalog catalog, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var address = $"/procedures/{Uri.EscapeDataString(code)}{context.Request.QueryString}";
        if (!posted.IsGenuine)
            return Pages.SeeOther(address);
        var owner = await Visitor.OwnerAsync(context);
        var started = await start.HandleAsync(code, owner, context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()), cancel);
        if (started.Error is { } error)
            return error == SubmissionErrors.SignInNeeded ? Pages.SeeOther(LocalPath.With("/sign-in", "returnTo", address)) : error.ToResult(context);
        var procedure = (await catalog.FindAsync(code, cancel))!.Procedure;
        return Pages.SeeOther(procedure.IdentityLevel == IdentityLevel.CardSignature ? $"/drafts/{started.Value}/holder" : $"/drafts/{started.Value}");
    }
}
