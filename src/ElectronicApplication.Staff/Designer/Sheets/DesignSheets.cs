using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ElectronicApplication.Staff.Designer;

/// <summary>
/// The pages about a design besides the editor: tables, settings, mapping, translations. Each has one address for looking and for posting; a post is
/// edits, undoing or redoing, saved as a revision before it is answered. The page that answers carries its fragments for the script.
/// </summary>
internal sealed class DesignSheets(EditDesign edit, OpenDesign open, StaffFrame frame)
{
    /// <param name="at">What colleagues are told this person is at: "table/fee", "procedure".</param>
    /// <param name="show">The page; null when what it is about does not exist.</param>
    public async Task<IResult> ShowAsync(HttpContext context, string code, string page, string at, Func<EditorView, IResult?> show, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(code, Act(context), at, cancel);
        return opened.Error is { } error ? frame.Error(context, error) : Show(context, View(opened.Value, page, at), show);
    }

    public async Task<IResult> PostAsync(
        HttpContext context, string code, string page, string at, Func<SheetPost, SheetCommand> read, Func<EditorView, IResult?> show, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var act = Act(context);
        var opened = await open.HandleAsync(code, act, at, cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        var view = View(opened.Value, page, at) with { Posted = posted.Form };
        var seen = EditorEndpoints.Seen(posted);
        if (!posted.IsGenuine)
            return Show(context, view with { Error = PostedForm.Stale, Status = 400 }, show);
        if (!view.MayEdit)
            return Show(context, view with { Error = DesignErrors.AuthorNeeded, Status = ErrorResults.Status(DesignErrors.AuthorNeeded.Kind) }, show);
        if (posted["op"] is "undo" or "redo")
            return Done(context, view, await (posted["op"] == "undo" ? edit.UndoAsync(code, seen, act, cancel) : edit.RedoAsync(code, seen, act, cancel)), SheetCommand.Nothing, show);

        var typing = context.Request.Headers.ContainsKey("X-Typing");
        var command = read(new(await EditBase.ViewAsync(view, open, act, cancel), opened.Value.Tree, posted.Form) { IsTyping = typing, Changed = Pages.Changed(context.Request) });
        view = view with { PropertyErrors = command.Errors, Unsaved = command.Unsaved, Unfinished = command.Unfinished, IsTyping = typing };
        if (command.Refusal is { } refusal)
            return Show(context, view with { Error = refusal, Status = ErrorResults.Status(refusal.Kind) }, show);
        if (command.Edits.Count == 0)
            return Show(context, view with { Status = command.Errors.Count > 0 ? 422 : 200 }, show);
        var edited = await edit.HandleAsync(new(code, seen, command.Edits, typing), act, cancel);
        return edited.Error == DesignErrors.ChangedMeanwhile
            ? Show(context, await EditBase.ConflictAsync(view, seen, command.Edits, open, act, cancel), show)
            : Done(context, view, edited, command, show);
    }

    private static IResult Done(HttpContext context, EditorView view, Result<EditedDesign> edited, SheetCommand command, Func<EditorView, IResult?> show)
    {
        if (edited.Error is { } refused)
            return Show(context, view with { Error = refused, Status = ErrorResults.Status(refused.Kind) }, show);
        if (command.Next is { } next)
            return Pages.SeeOther(EditorPlace.Home(view.Place.Code) + next(edited.Value.Focus));
        var stays = Pages.Fragment(context.Request) is not null || command.Errors.Count > 0 || command.IsUnfinished;
        var done = View(edited.Value.Design, view.Page, view.Place.At) with
        {
            Done = edited.Value.Summary, PropertyErrors = command.Errors, Unsaved = command.Unsaved, Unfinished = command.Unfinished, IsTyping = view.IsTyping,
            Posted = command.Errors.Count > 0 || command.IsUnfinished || view.IsTyping ? view.Posted : null,
        };
        return stays ? Show(context, done, show) : Pages.SeeOther(done.Url);
    }

    private static IResult Show(HttpContext context, EditorView view, Func<EditorView, IResult?> show)
    {
        if (EditorEndpoints.BarOnly(context, view) is { } bar)
            return bar;
        context.Response.Headers["X-Revision"] = EditorEndpoints.Stamp(view.Design.Stamp);
        // Undoing may have taken away what the page is about.
        return show(view) ?? (view.Done is null ? Results.NotFound() : Pages.SeeOther(EditorPlace.Home(view.Place.Code)));
    }

    private static EditorView View(OpenedDesign design, string page, string at) => new(design, EditorPlace.Of(design.Code, key => key == "at" ? at : null)) { Page = page };

    private static Act Act(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>().Act();
}
