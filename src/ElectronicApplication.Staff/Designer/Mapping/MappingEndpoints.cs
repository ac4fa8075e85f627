using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Which core systems receive a submission, and as what.</summary>
internal static class MappingEndpoints
{
    private const string List = "/mapping";

    public static void MapMapping(this RouteGroupBuilder one)
    {
        one.MapGet("/mapping", async (HttpContext context, string code, DesignSheets sheets, ProcedureCatalog catalog, CancellationToken cancel) =>
            await sheets.ShowAsync(context, code, List, "mapping", await ListOfAsync(catalog, cancel), cancel));
        one.MapPost("/mapping", async (HttpContext context, string code, DesignSheets sheets, ProcedureCatalog catalog, CancellationToken cancel) =>
            await sheets.PostAsync(context, code, List, "mapping", TargetPost.Add, await ListOfAsync(catalog, cancel), cancel)).RequireToken();
        one.MapGet("/mapping/{n:int}", (HttpContext context, string code, int n, DesignSheets sheets, TimeProvider time, CancellationToken cancel) =>
            sheets.ShowAsync(context, code, Page(n, Example(context)), "mapping", view => Show(view, n, Example(context), time), cancel));
        one.MapPost("/mapping/{n:int}", (HttpContext context, string code, int n, DesignSheets sheets, TimeProvider time, CancellationToken cancel) =>
            sheets.PostAsync(context, code, Page(n, Example(context)), "mapping", post => TargetPost.Read(post, n), view => Show(view, n, Example(context), time), cancel)).RequireToken();
    }

    /// <summary>Core systems that other procedures hand over to.</summary>
    private static async Task<Func<EditorView, IResult?>> ListOfAsync(ProcedureCatalog catalog, CancellationToken cancel)
    {
        var systems = (await catalog.ListAsync(cancel)).SelectMany(v => v.Mapping.Targets).Select(t => t.System).Distinct().Order(StringComparer.Ordinal).ToList();
        return view => Pages.Show<MappingsPage>(new { View = view, Systems = systems }, view.Status);
    }

    private static IResult? Show(EditorView view, int n, int example, TimeProvider time) =>
        MappingView.Of(view, n - 1, example, JapanTime.Today(time)) is { } mapping ? Pages.Show<MappingPage>(new { View = view, Mapping = mapping, Example = example }, view.Status) : null;

    private static string Page(int n, int example) => string.Create(CultureInfo.InvariantCulture, $"{List}/{n}{(example > 0 ? $"?example={example}" : "")}");

    private static int Example(HttpContext context) =>
        int.TryParse(context.Request.Query["example"], NumberStyles.None, CultureInfo.InvariantCulture, out var example) && example < 1_000 ? example : 0;
}
