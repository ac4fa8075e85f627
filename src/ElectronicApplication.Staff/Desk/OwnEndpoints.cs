using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Desk;

/// <summary>What each staff member sets for the own desk: mails, and filters kept under a name.</summary>
internal static class OwnEndpoints
{
    public static void MapOwn(this RouteGroupBuilder staff)
    {
        staff.MapGet("/notices", async (HttpContext context, bool? saved, StaffNotices notices, CancellationToken cancel) =>
            Pages.Show<NoticesPage>(new { Reviewer = Reviewer(context), Settings = await notices.ReadAsync(Reviewer(context).Id, cancel), IsSaved = saved is true }));
        staff.MapPost("/notices", SaveNoticesAsync).RequireToken();
        staff.MapPost("/filters", SaveFilterAsync).RequireToken();
        staff.MapPost("/filters/{id:guid}/delete", DeleteFilterAsync).RequireToken();
    }

    private static async Task<IResult> SaveNoticesAsync(HttpContext context, StaffNotices notices, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var kinds = posted.Form["kind"].OfType<string>().ToList();
        if (!posted.IsGenuine)
            return Pages.Show<NoticesPage>(new { Reviewer = Reviewer(context), Settings = (await notices.ReadAsync(Reviewer(context).Id, cancel)) with { Kinds = kinds }, IsStale = true }, StatusCodes.Status400BadRequest);
        await notices.SaveAsync(Reviewer(context).Id, kinds, cancel);
        return Pages.SeeOther("/staff/notices?saved=true");
    }

    /// <summary>The search words are left out: they may be names.</summary>
    private static async Task<IResult> SaveFilterAsync(HttpContext context, SavedFilters filters, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var filter = DeskFilter.Of(posted["list"], null, posted["procedure"], posted["office"], null).By(posted["channel"]);
        if (!posted.IsGenuine)
            return Pages.SeeOther(filter.Url);
        var saved = await filters.SaveAsync(posted["name"], filter.Url[StaffFrame.Home.Length..].TrimStart('?'), Reviewer(context).Act(), cancel);
        return saved.Error is { } error ? frame.Error(context, error) : Pages.SeeOther(filter.Url);
    }

    private static async Task<IResult> DeleteFilterAsync(HttpContext context, Guid id, SavedFilters filters, CancellationToken cancel)
    {
        if ((await PostedForm.ReadAsync(context)).IsGenuine)
            await filters.DeleteAsync(id, Reviewer(context).Act(), cancel);
        return Pages.SeeOther(StaffFrame.Home);
    }

    private static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();
}
