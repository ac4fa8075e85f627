using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Cases;

/// <summary>申請者との連絡.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder one) => one.MapPost("/messages", WriteAsync).RequireToken();

    private static async Task<IResult> WriteAsync(HttpContext context, string receiptNumber, WriteToApplicant write, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var seen = long.TryParse(form["seen"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : DateTime.UnixEpoch;
        var isSeen = form["op"] == "seen";
        var written = !form.IsGenuine ? CaseEndpoints.Stale : isSeen ? await write.SeenAsync(receiptNumber, seen, act, cancel) : await write.HandleAsync(receiptNumber, form["text"], seen, act, cancel);
        return written.Error is { } error
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error, Message = form["text"] }, cancel)
            : Pages.SeeOther($"{CaseEndpoints.Url(receiptNumber)}?done={(isSeen ? "answered" : "written")}#messages");
    }
}
