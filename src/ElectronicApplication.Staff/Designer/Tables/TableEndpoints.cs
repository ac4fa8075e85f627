using System.Globalization;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The decision tables of a design: the list, and one as a grid.</summary>
internal static class TableEndpoints
{
    private const string List = "/tables";

    public static void MapTables(this RouteGroupBuilder one)
    {
        one.MapGet("/tables", (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) => sheets.ShowAsync(context, code, List, "", ShowList, cancel));
        one.MapPost("/tables", (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) =>
            sheets.PostAsync(context, code, List, "", NewTable.Read, ShowList, cancel)).RequireToken();
        one.MapGet("/tables/{id}", (HttpContext context, string code, string id, DesignSheets sheets, CancellationToken cancel) =>
            sheets.ShowAsync(context, code, Page(context, id), "table/" + id, view => ShowTable(context, view), cancel));
        one.MapPost("/tables/{id}", (HttpContext context, string code, string id, DesignSheets sheets, CancellationToken cancel) =>
            sheets.PostAsync(context, code, Page(context, id), "table/" + id, post => TablePost.Read(post), view => ShowTable(context, view), cancel)).RequireToken();
    }

    private static IResult ShowList(EditorView view) => Pages.Show<TablesPage>(new { View = view }, view.Status);

    private static IResult? ShowTable(HttpContext context, EditorView view) =>
        TableView.Of(view) is { } table ? Pages.Show<TablePage>(new { View = view, Table = table, From = Math.Min(From(context), Math.Max(0, table.Grid.Rows.Count - 1)) }, view.Status) : null;

    /// <summary>The first row that is shown stays in the address.</summary>
    private static string Page(HttpContext context, string id) => $"{List}/{Uri.EscapeDataString(id)}{(From(context) is var from and > 0 ? string.Create(CultureInfo.InvariantCulture, $"?from={from}") : "")}";

    private static int From(HttpContext context) =>
        int.TryParse(context.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from < 10_000 ? from / TableView.RowsShown * TableView.RowsShown : 0;
}
