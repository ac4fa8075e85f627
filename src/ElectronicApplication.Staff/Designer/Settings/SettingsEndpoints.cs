using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The settings of a procedure: everything that procedure.json says besides its tables.</summary>
internal static class SettingsEndpoints
{
    private const string Page = "/settings";

    public static void MapSettings(this RouteGroupBuilder one)
    {
        one.MapGet(Page, async (HttpContext context, string code, DesignSheets sheets, ProcedureCatalog catalog, StaffPeople people, CancellationToken cancel) =>
        {
            var known = await KnownAsync(catalog, people, cancel);
            return await sheets.ShowAsync(context, code, Page, "procedure", view => Show(view, known), cancel);
        });
        one.MapPost(Page, async (HttpContext context, string code, DesignSheets sheets, ProcedureCatalog catalog, StaffPeople people, CancellationToken cancel) =>
        {
            var known = await KnownAsync(catalog, people, cancel);
            return await sheets.PostAsync(context, code, Page, "procedure", post => SettingsPost.Read(post, known), view => Show(view, known), cancel);
        }).RequireToken();
    }

    private static IResult Show(EditorView view, KnownWords known) => Pages.Show<SettingsPage>(new { View = view, Known = known }, view.Status);

    private static async Task<KnownWords> KnownAsync(ProcedureCatalog catalog, StaffPeople people, CancellationToken cancel)
    {
        var procedures = (await catalog.ListAsync(cancel)).Select(v => v.Procedure).ToList();
        return new(
            [.. procedures.Select(p => new KnownWord(p.Office, p.OfficeTitle)).DistinctBy(o => o.Code).OrderBy(o => o.Code, StringComparer.Ordinal)],
            [.. procedures.Select(p => new KnownWord(p.Category, p.CategoryTitle)).DistinctBy(c => c.Code).OrderBy(c => c.Code, StringComparer.Ordinal)])
        {
            People = await people.ListAsync(cancel),
        };
    }
}

/// <summary>Offices and categories that other procedures of the catalogue use, so that one name is spelled in one way.</summary>
public sealed record KnownWords(IReadOnlyList<KnownWord> Offices, IReadOnlyList<KnownWord> Categories)
{
    /// <summary>Whom a decision route can name.</summary>
    public IReadOnlyList<StaffPerson> People { get; init; } = [];
}

public sealed record KnownWord(string Code, Forms.LocalizedText Title);
