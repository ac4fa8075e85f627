using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Deliveries;

/// <summary>One delivery: everything about it, and what a person may do to it.</summary>
internal static class OneDeliveryEndpoints
{
    public static void MapOneDelivery(this RouteGroupBuilder deliveries)
    {
        var one = deliveries.MapGroup("/{id:guid}");
        one.MapGet("", (HttpContext context, Guid id, string? done, OpenDelivery open, StaffFrame frame, CancellationToken cancel) => ShowAsync(context, id, new() { Done = done }, open, frame, cancel));
        one.MapPost("/reveal", RevealAsync).RequireToken();
        one.MapPost("/replay", ReplayAsync).RequireToken();
        one.MapPost("/skip", SkipAsync).RequireToken();
        one.MapPost("/edit", EditAsync).RequireToken();
        one.MapPost("/unedit", UneditAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Guid id, DeliveryNotes notes, OpenDelivery open, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        if (opened.Value.IsOpen)
            context.Response.Headers.CacheControl = "private, no-store";
        return Pages.Show<OneDeliveryPage>(new { Opened = opened.Value, Notes = notes }, notes.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
    }

    private static Task<IResult> RevealAsync(HttpContext context, Guid id, OpenDelivery open, StaffFrame frame, CancellationToken cancel) =>
        DoAsync(context, id, "opened", (form, act) => open.RevealAsync(id, form["reason"], act, cancel), open, frame, cancel);

    private static Task<IResult> ReplayAsync(HttpContext context, Guid id, ReplayDelivery replay, OpenDelivery open, StaffFrame frame, CancellationToken cancel) =>
        DoAsync(context, id, "replayed", (_, act) => replay.HandleAsync(id, act, cancel), open, frame, cancel);

    private static Task<IResult> SkipAsync(HttpContext context, Guid id, SkipDelivery skip, OpenDelivery open, StaffFrame frame, CancellationToken cancel) =>
        DoAsync(context, id, "skipped", (form, act) => skip.HandleAsync(id, form["reason"], act, cancel), open, frame, cancel);

    private static Task<IResult> EditAsync(HttpContext context, Guid id, EditDelivery edit, OpenDelivery open, StaffFrame frame, CancellationToken cancel) =>
        DoAsync(context, id, "edited", (form, act) => edit.HandleAsync(id, form["data"].ReplaceLineEndings("\n"), form["reason"], act, cancel), open, frame, cancel);

    private static Task<IResult> UneditAsync(HttpContext context, Guid id, EditDelivery edit, OpenDelivery open, StaffFrame frame, CancellationToken cancel) =>
        DoAsync(context, id, "unedited", (_, act) => edit.RemoveAsync(id, act, cancel), open, frame, cancel);

    /// <param name="done">What the page says afterwards, and which of its forms it was.</param>
    private static async Task<IResult> DoAsync(HttpContext context, Guid id, string done, Func<PostedForm, Act, Task<Result<Done>>> work, OpenDelivery open, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await work(form, CaseEndpoints.Reviewer(context).Act())).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther($"{DeliveryWords.Url(id)}?done={done}")
            : await ShowAsync(context, id, new() { Error = error, Form = done, Reason = form["reason"], Data = done == "edited" ? form["data"] : null }, open, frame, cancel);
    }
}
