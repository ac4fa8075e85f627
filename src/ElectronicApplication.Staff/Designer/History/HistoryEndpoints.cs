using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer.History;

/// <summary>履歴: who changed what and when, any two revisions side by side, and the way back.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder one)
    {
        one.MapGet("/history", ShowAsync);
        one.MapPost("/history/restore", RestoreAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string code, int? before, int? from, int? to, OpenDesign open, ListRevisions list, StaffFrame frame, CancellationToken cancel)
    {
        var act = DesignPost.Reviewer(context).Act();
        var opened = await open.HandleAsync(code, act, null, cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        if (from is not { } one || to is not { } other)
            return await DrawAsync(opened.Value, before, null, null, list, act, cancel);
        var compared = await open.CompareAsync(code, one, other, act, cancel);
        return compared.Error is { } missing ? frame.Error(context, missing) : await DrawAsync(opened.Value, before, compared.Value, null, list, act, cancel);
    }

    private static async Task<IResult> RestoreAsync(HttpContext context, string code, OpenDesign open, RestoreRevision restore, ListRevisions list, StaffFrame frame, CancellationToken cancel)
    {
        var read = await DesignPost.ReadAsync(context, code, open, cancel);
        if (read.Error is { } hidden)
            return frame.Error(context, hidden);
        var post = read.Value;
        var restored = !post.Posted.IsGenuine ? PostedForm.Stale
            : int.TryParse(post["number"], out var number) ? await restore.HandleAsync(code, number, post.Seen, post.Act, cancel) : DesignErrors.NotFound;
        return restored.Error is { } error ? await DrawAsync(post.Design, null, null, error, list, post.Act, cancel) : Pages.SeeOther($"{EditorPlace.Home(code)}/history");
    }

    private static async Task<IResult> DrawAsync(OpenedDesign design, int? before, RevisionComparison? compared, Error? error, ListRevisions list, Act act, CancellationToken cancel)
    {
        var found = await list.HandleAsync(design.Code, before, act, cancel);
        return Pages.Show<HistoryPage>(new { Design = design, List = found.Value, Compared = compared, Error = error }, error is null ? 200 : ErrorResults.Status(error.Kind));
    }
}
