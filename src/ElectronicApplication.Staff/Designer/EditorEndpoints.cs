using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The editor: every post is one small edit, saved as a revision before it is answered with the fragments that changed.</summary>
internal static class EditorEndpoints
{
    public static void MapEditor(this RouteGroupBuilder one)
    {
        one.MapGet("", ShowAsync);
        // With the answers that were typed into the preview, which stay.
        one.MapPost("", ShowAsync).RequireToken();
        one.MapPost("/edit", EditAsync).RequireToken();
        one.MapPost("/preview", PreviewAsync).RequireToken();
        one.MapGet("/complete", CompleteAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string code, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var place = EditorPlace.Of(code, key => context.Request.Query[key]);
        var opened = await open.ShownAsync(code, place.Revision == 0 ? null : place.Revision, Reviewer(context).Act(), place.At, cancel);
        if (opened.Error is { } error)
            return frame.Error(context, error);
        return Show(context, new(opened.Value, place) { Answers = HttpMethods.IsPost(context.Request.Method) ? PostedAnswers.Read((await PostedForm.ReadAsync(context))["_answers"]) : [] });
    }

    private static async Task<IResult> EditAsync(HttpContext context, string code, EditDesign edit, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var place = EditorPlace.Posted(code, key => posted[key]) with { Revision = 0 };
        var act = Reviewer(context).Act();
        var opened = await open.HandleAsync(code, act, place.At, cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var view = new EditorView(opened.Value, place) { Posted = posted.Form, Selected = EditorCommand.Selected(posted.Form), Answers = PostedAnswers.Read(posted["_answers"]) };
        if (!posted.IsGenuine)
            return Show(context, view with { Error = PostedForm.Stale, Status = 400 });
        if (posted["op"] is "undo" or "redo")
        {
            var moved = await (posted["op"] == "undo" ? edit.UndoAsync(code, Seen(posted), act, cancel) : edit.RedoAsync(code, Seen(posted), act, cancel));
            return moved.Error is { } stays ? Show(context, view with { Error = stays, Status = ErrorResults.Status(stays.Kind) }) : Answer(context, new(moved.Value.Design, place) { Done = moved.Value.Summary, Answers = view.Answers });
        }
        var typing = context.Request.Headers.ContainsKey("X-Typing");
        var before = await EditBase.ViewAsync(view, open, act, cancel);
        var command = EditorCommand.Read(view, before, posted.Form, Pages.Changed(context.Request), typing);
        view = view with { PropertyErrors = command.Errors, Unfinished = command.Unfinished, IsTyping = typing, Place = command.At is { } at ? place with { At = at } : place };
        if (command.Edits.Count == 0)
            return Show(context, view with { Status = command.Errors.Count > 0 ? 422 : 200 });

        var seen = Seen(posted);
        var edited = await edit.HandleAsync(new(code, seen, command.Edits, typing), act, cancel);
        if (edited.Error == DesignErrors.ChangedMeanwhile)
            return Show(context, await EditBase.ConflictAsync(view, seen, command.Edits, open, act, cancel));
        if (edited.Error is { } refused)
            return Show(context, view with { Error = refused, CanForce = command.CanForce, Status = ErrorResults.Status(refused.Kind) });
        var done = new EditorView(edited.Value.Design, view.Place with { At = edited.Value.Focus ?? view.Place.At })
        {
            Done = edited.Value.Summary, PropertyErrors = command.Errors, Unfinished = command.Unfinished, IsTyping = typing, FocusPanel = edited.Value.Focus is not null && edited.Value.Focus != place.At,
            Posted = command.Errors.Count > 0 ? posted.Form : null, Selected = command.KeepsSelection ? view.Selected : new HashSet<string>(),
            Answers = view.Answers,
        };
        return Answer(context, done);
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, string code, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var place = EditorPlace.Posted(code, key => posted[key]);
        var opened = await open.ShownAsync(code, place.Revision == 0 ? null : place.Revision, Reviewer(context).Act(), place.At, cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var view = new EditorView(opened.Value, place);
        var answers = PostedAnswers.Read(posted["_answers"]);
        if (view.Sketch.Plan is { } plan && PreviewState.Page(view) is { } page && posted.IsGenuine)
            answers = FormPost.Read(plan.Form.Pages.First(p => p.Id == page), posted.Form, answers);
        view = view with { Answers = answers };
        return Pages.Fragment(context.Request) is not null ? Pages.Show<PreviewPane>(new { View = view }) : Show(context, view);
    }

    /// <summary>What could stand at the caret of a formula, for the script beside the box.</summary>
    private static async Task<IResult> CompleteAsync(HttpContext context, string code, string? at, string? text, int? caret, OpenDesign open, StaffFrame frame, CancellationToken cancel)
    {
        if (text is null || text.Length > 4_000)
            return Results.Json(Array.Empty<object>());
        var opened = await open.LookAsync(code, Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        return (opened.Value.Plan ?? FormSketch.Of(opened.Value).Plan) is { } plan
            ? Results.Json(FeelAssist.Complete(plan, at ?? "", text, Math.Clamp(caret ?? text.Length, 0, text.Length)).Take(12))
            : Results.Json(Array.Empty<object>());
    }

    /// <summary>After an edit: fragments for the script, a page of its own for everybody else.</summary>
    private static IResult Answer(HttpContext context, EditorView view)
    {
        if (Pages.Fragment(context.Request) is not null || view.Unfinished.Count > 0 || view.PropertyErrors.Count > 0)
            return Show(context, view);
        return Pages.SeeOther($"{view.Place.Url}#panel");
    }

    private static IResult Show(HttpContext context, EditorView view)
    {
        if (Pages.Fragment(context.Request) is null)
            return Pages.Show<EditorPage>(new { View = view }, view.Status);
        if (BarOnly(context, view) is { } bar)
            return bar;
        context.Response.Headers["X-Revision"] = Stamp(view.Design.Stamp);
        return Pages.Show<EditorParts>(new { View = view }, view.Status);
    }

    /// <summary>For the script, where nothing was saved for a reason that does not lie in what was typed: it stays in its boxes, with the stamp that the person had.</summary>
    public static IResult? BarOnly(HttpContext context, EditorView view) =>
        Pages.Fragment(context.Request) is not null && (view.Conflict is not null || view.Error == DesignErrors.ChangedMeanwhile || view.Error == PostedForm.Stale)
            ? Pages.Show<EditorBar>(new { View = view }, view.Status) : null;

    public static string Stamp(DesignStamp stamp) => stamp.ToString();

    /// <summary>A post that does not say what it saw has seen nothing.</summary>
    public static DesignStamp Seen(PostedForm posted) => DesignStamp.TryParse(posted["_revision"], out var seen) ? seen : new(0, -1);

    private static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();
}
