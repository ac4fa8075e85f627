using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>
/// One page of the form. Whatever button is pressed, what was typed is saved first; only then comes what the button is for.
/// Nothing typed is ever dropped: not by a stale token, not by another window, not by a mistake.
/// </summary>
internal static class FormPageEndpoints
{
    public static async Task<IResult> ShowAsync(HttpContext context, Guid id, string pageId, OpenDraft open, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner);
        var draft = opened.Value;
        if (DraftGate.Elsewhere(draft, owner) is { } elsewhere)
            return elsewhere;
        if (draft.NeedsHolder || draft.Pages.FirstOrDefault(p => p.Id == pageId) is not { } page)
            return Pages.SeeOther(DraftEndpoints.ResumeUrl(draft));
        return Render(context, WithFirstRows(open, draft, page), page, new() { Window = Secrets.NewToken()[..22] });
    }

    public static async Task<IResult> PostAsync(HttpContext context, Guid id, string pageId, OpenDraft open, SaveDraft save, AttachFile attach, DetachFile detach, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var command = FormCommand.From(posted.Form);
        if (command.Kind == FormCommandKind.Language && Languages.IsKnown(command.Target))
            Languages.Choose(context, command.Target);
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return DraftMissing.Answer(context, error, owner, posted.Form);
        // A window that was drawn from an earlier version stays what it is until its page is left: what it sends is read, shown and judged by that version.
        var draft = await open.AsOfAsync(opened.Value, DraftView.SeenVersion(posted), cancel);
        if (draft.Version.Plan.Form.Pages.FirstOrDefault(p => p.Id == pageId) is not { } page)
            return Pages.SeeOther(DraftEndpoints.ResumeUrl(opened.Value));

        var answers = FormPost.Read(page, posted.Form, draft.Answers, draft.Evaluation);
        var notes = new PageNotes { Window = Window(posted) };
        if (!posted.IsGenuine)
            return Render(context, open.Preview(draft, page.Id, answers), page, notes with { Banner = PostedForm.Stale, Status = StatusCodes.Status400BadRequest });
        if (command.Kind == FormCommandKind.Evaluate)
            return Render(context, open.Preview(draft, page.Id, FormPost.WithFirstRows(page, answers)), page, notes);

        // Without script, fields that an answer has just called up have not been seen yet: the page comes again before it is turned.
        var grows = command.Kind == FormCommandKind.Next && HasUnseen(draft, open.Preview(draft, page.Id, answers), page, posted.Form);
        var turns = command.Kind == FormCommandKind.Next && !grows;
        var saved = await save.HandleAsync(Request(id, owner, posted, page, answers, turns) with { Removed = command.RemovedRow }, cancel);
        // The window learns the new revision when it has saved, or has been told that it differs; never in passing, which would let it overwrite unseen work.
        context.Response.Headers["X-Revision"] = (saved.IsOk ? saved.Value.Revision : draft.Revision).ToString(CultureInfo.InvariantCulture);
        if (saved.Error is { } notSaved)
            return Render(context, open.Preview(draft, page.Id, answers), page, notes with
            {
                Banner = notSaved, Status = ErrorResults.Status(notSaved.Kind), Elsewhere = notSaved == SubmissionErrors.DraftChangedElsewhere ? Differing(draft, page, answers, context.Words()) : null,
            });

        if (command.Kind == FormCommandKind.Detach && Guid.TryParse(command.Target, out var attachmentId))
            await detach.HandleAsync(id, attachmentId, owner, cancel);
        var refusedFiles = await AttachAsync(posted.Form, draft, owner, attach, cancel);
        var now = await open.HandleAsync(id, owner, cancel);
        if (now.Error is { } gone)
            return gone.ToResult(context);
        draft = await open.AsOfAsync(now.Value, DraftView.SeenVersion(posted), cancel);
        var isOld = draft.Version != now.Value.Version;

        if (refusedFiles.Count == 0 && Pages.Fragment(context.Request) is null && (now.Value.Closed is not null || (isOld && command.Kind != FormCommandKind.Save)))
            return Pages.SeeOther(DraftEndpoints.ResumeUrl(now.Value));
        if (refusedFiles.Count > 0 || (turns && DraftIssues.Of(draft, page).Any()))
            return Render(context, draft, page, notes with { FileIssues = refusedFiles, Status = StatusCodes.Status422UnprocessableEntity });
        if (grows)
            return Render(context, WithFirstRows(open, draft, page), page, notes with { HasGrown = true });
        return command.Kind switch
        {
            FormCommandKind.Next => Pages.SeeOther(NextUrl(draft, page, context.Request.Query["return"] == "check")),
            FormCommandKind.Back => Pages.SeeOther(BackUrl(draft, page)),
            FormCommandKind.Save => Pages.SeeOther($"/drafts/{id}/saved"),
            FormCommandKind.Language => Pages.SeeOther(DraftView.PageUrl(draft, page) + context.Request.QueryString),
            _ when Pages.Fragment(context.Request) is not null => Render(context, draft, page, notes),
            _ => Pages.SeeOther($"{DraftView.PageUrl(draft, page)}{context.Request.QueryString}#{Anchor(command)}"),
        };
    }

    /// <summary>Saves as one types; answers nothing but the new revision.</summary>
    public static async Task<IResult> SaveAsync(HttpContext context, Guid id, OpenDraft open, SaveDraft save, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        if (!posted.IsGenuine)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        if (opened.Error is { } error)
            return ErrorResults.Problem(error);
        var draft = await open.AsOfAsync(opened.Value, DraftView.SeenVersion(posted), cancel);
        if (draft.Version.Plan.Form.Pages.FirstOrDefault(p => p.Id == posted["_page"]) is not { } page)
            return Results.NotFound();
        var answers = FormPost.Read(page, posted.Form, draft.Answers, draft.Evaluation);
        var saved = await save.HandleAsync(Request(id, owner, posted, page, answers, turns: false), cancel);
        if (saved.Error is { } notSaved)
            return ErrorResults.Problem(notSaved);
        context.Response.Headers["X-Revision"] = saved.Value.Revision.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static IResult Render(HttpContext context, OpenedDraft draft, PageDefinition page, PageNotes notes)
    {
        var isVisited = draft.VisitedPages.Contains(page.Id);
        IEnumerable<AnswerIssue> issues = isVisited ? DraftIssues.Of(draft, page) : DraftIssues.OfChanged(draft, page, Pages.Changed(context.Request));
        var shown = issues.Concat(notes.FileIssues).ToList();
        var state = DraftView.State(draft, shown, context.Words());
        if (Pages.Fragment(context.Request) is not null)
            return Pages.Show<FormParts>(new { Draft = draft, Page = page, State = state, Notes = notes, ShowSummary = isVisited || notes.FileIssues.Count > 0 });
        return Pages.Show<FormPage>(new { Draft = draft, Page = page, State = state, Notes = notes, Query = context.Request.QueryString.Value, ShowSummary = isVisited || notes.FileIssues.Count > 0 }, notes.Status);
    }

    private static OpenedDraft WithFirstRows(OpenDraft open, OpenedDraft draft, PageDefinition page) => page.Fields.Any(f => f is { Type: FieldType.Group, MinRows: > 0 })
        ? open.Preview(draft, page.Id, FormPost.WithFirstRows(page, draft.Answers.DeepClone().AsObject()))
        : draft;

    private static bool HasUnseen(OpenedDraft before, OpenedDraft after, PageDefinition page, IFormCollection form) =>
        after.Evaluation.Visible.Any(path => !before.Evaluation.Visible.Contains(path)
            && after.Version.Plan.Field(path) is { IsComposite: false, Type: not (FieldType.Heading or FieldType.Guidance or FieldType.Calculated or FieldType.Signature) }
            && page.Fields.Any(f => f.Id == FieldPaths.Top(path)) && !after.Evaluation.ReadOnly.Contains(path)
            && !form.ContainsKey(path) && !form.ContainsKey(path + ".y") && !form.ContainsKey(path + "[0]") && form.Files.GetFile(path) is null);

    private static async Task<List<AnswerIssue>> AttachAsync(IFormCollection form, OpenedDraft draft, DraftOwner owner, AttachFile attach, CancellationToken cancel)
    {
        List<AnswerIssue> refused = [];
        foreach (var file in form.Files.Where(f => f.Length > 0))
        {
            // Read only what could be accepted at all: one byte more is refused by the use case, which names the limit.
            var most = draft.Version.Plan.Field(file.Name)?.MaxBytes ?? 0;
            var content = new byte[Math.Min(file.Length, most + 1)];
            await using (var stream = file.OpenReadStream())
                await stream.ReadExactlyAsync(content, cancel);
            var kept = await attach.ToDraftAsync(draft.Id, owner, file.Name, file.FileName, content, draft.Version.Number, cancel);
            if (kept.Error is { } error)
                refused.Add(new(file.Name, error.Code, $"「{file.FileName}」：{error.Message}", $"“{file.FileName}”: {error.MessageEn}", new Dictionary<string, object?>()));
        }
        return refused;
    }

    private static SaveDraftRequest Request(Guid id, DraftOwner owner, PostedForm posted, PageDefinition page, JsonObject answers, bool turns) =>
        new(id, owner, int.TryParse(posted["_revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1, Window(posted), page.Id, answers, turns) { FormVersion = DraftView.SeenVersion(posted) };

    private static string Window(PostedForm posted) => posted["_window"] is { Length: <= 40 } window ? window : "";

    private static string NextUrl(OpenedDraft draft, PageDefinition page, bool backToCheck)
    {
        var after = draft.Pages.SkipWhile(p => p.Id != page.Id).Skip(1);
        // From the summary and back again, unless the change made a page that nobody has seen or left a mistake.
        var next = backToCheck ? draft.Pages.FirstOrDefault(p => !draft.VisitedPages.Contains(p.Id) || DraftIssues.Of(draft, p).Any()) : after.FirstOrDefault();
        return next is null ? $"/drafts/{draft.Id}/check" : DraftView.PageUrl(draft, next) + (backToCheck ? "?return=check" : "");
    }

    private static string BackUrl(OpenedDraft draft, PageDefinition page) =>
        draft.Pages.TakeWhile(p => p.Id != page.Id).LastOrDefault() is { } before ? DraftView.PageUrl(draft, before)
        : draft.Correction is { } correction ? $"/submissions/{correction.Submission.ReceiptNumber}" : $"/procedures/{draft.Procedure.Code}";

    private static string Anchor(FormCommand command) => command.Kind switch
    {
        FormCommandKind.AddRow or FormCommandKind.Attach => "field-" + command.Target,
        FormCommandKind.RemoveRow when command.Target.IndexOf('[') is var end and > 0 => "field-" + command.Target[..end],
        _ => "main",
    };

    /// <summary>The fields of this page in which the other window's saved answer differs from what stands here.</summary>
    private static List<(string Label, string There)> Differing(OpenedDraft draft, PageDefinition page, JsonObject answers, Words words) =>
    [
        .. page.Fields.Where(f => f.TakesAnswer && f.Type != FieldType.Group && !JsonNode.DeepEquals(draft.Answers[f.Id], answers[f.Id]))
            .Select(f => (words[f.Label], AnswerText.Of(f, draft.Answers[f.Id], words))),
    ];
}

/// <summary>What a page says besides its fields.</summary>
public sealed record PageNotes
{
    public required string Window { get; init; }

    public Error? Banner { get; init; }

    /// <summary>The answers have called up fields that were not on the page before.</summary>
    public bool HasGrown { get; init; }

    public IReadOnlyList<(string Label, string There)>? Elsewhere { get; init; }

    public IReadOnlyList<AnswerIssue> FileIssues { get; init; } = [];

    public int Status { get; init; } = StatusCodes.Status200OK;
}
