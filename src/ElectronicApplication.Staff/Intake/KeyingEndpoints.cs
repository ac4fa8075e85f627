using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using JapaneseCalendar = ElectronicApplication.Forms.JapaneseCalendar;

namespace ElectronicApplication.Staff.Intake;

/// <summary>The whole form on one page beside its scan. Whatever button is pressed, what was typed is saved first.</summary>
internal static class KeyingEndpoints
{
    public static void MapKeying(this RouteGroupBuilder staff)
    {
        var one = staff.MapGroup("/intake/{id:guid}");
        one.MapGet("", ShowAsync);
        one.MapPost("", PostAsync).RequireToken().WithMetadata(new PaperEndpoints.ScanLimit());
        one.MapPost("/save", SaveAsync).RequireToken();
        one.MapGet("/files/{fileId:guid}", FileAsync);
        one.MapPost("/discard", DiscardAsync).RequireToken();
    }

    public static string Url(Guid id) => $"/staff/intake/{id}";

    private static async Task<IResult> ShowAsync(HttpContext context, Guid id, string? received, IntakeDesk desk, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel);
        return opened.Error is { } error ? frame.Error(context, error)
            : Show(context, new KeyingView(KeyingForm.WithFirstRows(opened.Value)) { Window = Secrets.NewToken()[..22], Received = ReceiptNumber.Parse(received) });
    }

    private static async Task<IResult> PostAsync(HttpContext context, Guid id, IntakeDesk desk, KeyIntake key, ReceiveIntake receive, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var found = await desk.OpenAsync(id, act, cancel);
        if (found.Error is { } missing)
            return frame.Error(context, missing);
        var opened = KeyingForm.Read(found.Value, posted);
        var view = new KeyingView(opened) { Window = KeyingForm.Window(posted), ArrivedText = posted["_arrived"] };
        if (!posted.IsGenuine)
            return Show(context, view with { Error = PostedForm.Stale });
        var (command, op) = (FormCommand.From(posted.Form), posted["op"]);
        if (command.Kind == FormCommandKind.Evaluate && op.Length == 0)
            return Show(context, view with { Opened = KeyingForm.WithFirstRows(opened), Changed = Pages.Changed(context.Request) });

        var arrived = JapaneseCalendar.Parse(posted["_arrived"]);
        var saved = await key.HandleAsync(KeyingForm.Request(id, posted, opened, arrived, command), act, cancel);
        context.Response.Headers["X-Revision"] = (saved.IsOk ? saved.Value.Revision : opened.Draft.Revision).ToString(CultureInfo.InvariantCulture);
        if (saved.Error is { } notSaved)
            return Show(context, view with { Error = notSaved });
        if (arrived is null)
            return Show(context, view with { Error = IntakeErrors.ArrivalNotADay });
        if (command.Kind == FormCommandKind.Detach && Guid.TryParse(command.Target, out var fileId))
            await key.DetachAsync(id, fileId, act, cancel);
        var refusedFiles = await KeyingForm.AttachAsync(posted, opened, key, act, cancel);
        if (op is "receive" or "as-it-is" && refusedFiles.Count == 0)
        {
            var received = await receive.HandleAsync(new(id, op == "as-it-is"), act, cancel);
            if (received.IsOk)
                return Pages.SeeOther(await AfterAsync(received.Value, desk, CaseEndpoints.Reviewer(context), cancel));
            if (received.Error!.Code != "answers-refused")
                view = view with { Error = received.Error };
        }
        var now = await desk.OpenAsync(id, act, cancel);
        if (now.Error is { } gone)
            return frame.Error(context, gone);
        view = view with { Opened = KeyingForm.WithFirstRows(now.Value), FileIssues = refusedFiles, ShowsIssues = op.Length > 0 && op != "later", ArrivedText = null };
        return op == "later" ? Pages.SeeOther(StaffFrame.PaperUrl)
            : Pages.Fragment(context.Request) is not null || view.ShowsIssues || view.Error is not null || refusedFiles.Count > 0 ? Show(context, view)
            : Pages.SeeOther(Url(id));
    }

    /// <summary>Saves as one types; answers nothing but the new revision.</summary>
    private static async Task<IResult> SaveAsync(HttpContext context, Guid id, IntakeDesk desk, KeyIntake key, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        if (!posted.IsGenuine)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var act = CaseEndpoints.Reviewer(context).Act();
        var found = await desk.OpenAsync(id, act, cancel);
        if (found.Error is { } missing)
            return ErrorResults.Problem(missing);
        var opened = KeyingForm.Read(found.Value, posted);
        var saved = await key.HandleAsync(KeyingForm.Request(id, posted, opened, JapaneseCalendar.Parse(posted["_arrived"]), null), act, cancel);
        if (saved.Error is { } notSaved)
            return ErrorResults.Problem(notSaved);
        context.Response.Headers["X-Revision"] = saved.Value.Revision.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static async Task<IResult> FileAsync(HttpContext context, Guid id, Guid fileId, KeyIntake key, StaffFrame frame, CancellationToken cancel)
    {
        var content = await key.ReadAsync(id, fileId, CaseEndpoints.Reviewer(context).Act(), cancel);
        return content.Error is { } error ? frame.Error(context, error) : new AttachmentResult(content.Value) { InFrame = true };
    }

    private static async Task<IResult> DiscardAsync(HttpContext context, Guid id, IntakeDesk desk, KeyIntake key, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var error = posted.IsGenuine ? await key.DiscardAsync(id, posted["reason"], act, cancel) : PostedForm.Stale;
        if (error is null)
            return Pages.SeeOther(StaffFrame.PaperUrl + "?done=put-away");
        var opened = await desk.OpenAsync(id, act, cancel);
        return opened.Error is { } gone ? frame.Error(context, gone)
            : Show(context, new KeyingView(KeyingForm.WithFirstRows(opened.Value)) { Window = Secrets.NewToken()[..22], Error = error, DiscardReason = posted["reason"] });
    }

    /// <summary>The next one of the pile, or back to where this one came from.</summary>
    private static async Task<string> AfterAsync(ReceivedIntake received, IntakeDesk desk, Core.Review.Reviewer who, CancellationToken cancel) =>
        (received.Item.Channel == Channel.Counter ? "/staff/counter" : await desk.NextAsync(received.Item, who, cancel) is { } next ? Url(next) : StaffFrame.PaperUrl) + "?received=" + received.ReceiptNumber;

    private static IResult Show(HttpContext context, KeyingView view) =>
        Pages.Fragment(context.Request) is not null ? Pages.Show<KeyingParts>(new { View = view }) : Pages.Show<KeyingPage>(new { View = view }, view.Status);
}
