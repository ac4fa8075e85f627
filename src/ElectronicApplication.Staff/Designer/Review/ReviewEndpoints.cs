using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer.Review;

/// <summary>審査の手引き: checklist, hints, sentences for corrections, likely duplicates.</summary>
internal static class ReviewEndpoints
{
    private const string Page = "/review";

    public static void MapReviewGuide(this RouteGroupBuilder one)
    {
        one.MapGet(Page, (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) => sheets.ShowAsync(context, code, Page, "procedure", Show, cancel));
        one.MapPost(Page, (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) => sheets.PostAsync(context, code, Page, "procedure", ReviewPost.Read, Show, cancel)).RequireToken();
    }

    private static IResult Show(EditorView view) => Pages.Show<ReviewPage>(new { View = view }, view.Status);
}
