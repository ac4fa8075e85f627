using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Cases;

/// <summary>確認事項.</summary>
internal static class CheckEndpoints
{
    public static void MapChecks(this RouteGroupBuilder one) => one.MapPost("/checks", CheckAsync).RequireToken();

    private static async Task<IResult> CheckAsync(HttpContext context, string receiptNumber, CheckItems check, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var done = form.IsGenuine
            ? await check.HandleAsync(new(receiptNumber, [.. form.Form["checked"].OfType<string>()], [.. form.Form["shown"].OfType<string>()]), CaseEndpoints.Reviewer(context).Act(), cancel)
            : CaseEndpoints.Stale;
        return done.Error is { } error ? await pages.ShowAsync(context, receiptNumber, new() { Error = error }, cancel) : Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=checked#checks");
    }
}
