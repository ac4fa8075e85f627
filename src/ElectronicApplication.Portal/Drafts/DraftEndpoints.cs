using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>Everything between 「始める」 and 「提出する」.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder pages)
    {
        var draft = pages.MapGroup("/drafts/{id:guid}");
        draft.MapGet("", ResumeAsync);
        draft.MapGet("/saved", SavedAsync);
        draft.MapGet("/closed", ClosedEndpoints.ShowAsync);
        draft.MapPost("/anew", ClosedEndpoints.BeginAnewAsync).RequireToken();
        draft.MapGet("/delete", ConfirmDeleteAsync);
        draft.MapPost("/delete", DeleteAsync).RequireToken();
        draft.MapGet("/attachments/{attachmentId:guid}", DownloadAsync);

        draft.MapGet("/pages/{pageId}", FormPageEndpoints.ShowAsync);
        // A page may carry several attachments at once; each is checked against its field's own limit.
        draft.MapPost("/pages/{pageId}", FormPageEndpoints.PostAsync).RequireToken().WithMetadata(new PageSizeLimit());
        draft.MapPost("/save", FormPageEndpoints.SaveAsync).RequireToken();

        draft.MapGet("/holder", CardEndpoints.HolderAsync);
        draft.MapGet("/counter", CounterEndpoints.ShowAsync);
        draft.MapPost("/counter", CounterEndpoints.PrepareAsync).RequireToken();
        draft.MapGet("/check", CheckEndpoints.ShowAsync);
        draft.MapPost("/check", CheckEndpoints.SubmitAsync).RequireToken();
        draft.MapGet("/sign", CardEndpoints.SignAsync);
        draft.MapGet("/submit", CardEndpoints.SubmitAsync);
    }

    /// <summary>Where the person left off: the card, the first page that is not done, or the summary.</summary>
    public static string ResumeUrl(OpenedDraft draft)
    {
        if (draft.Closed is not null)
            return $"/drafts/{draft.Id}/closed";
        if (draft.NeedsHolder)
            return $"/drafts/{draft.Id}/holder";
        var page = draft.Pages.FirstOrDefault(p => !draft.VisitedPages.Contains(p.Id) || DraftIssues.Of(draft, p).Any());
        return page is null ? $"/drafts/{draft.Id}/check" : DraftView.PageUrl(draft, page);
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, Guid id, OpenDraft open, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        return opened.Error is { } error ? DraftMissing.Answer(context, error, owner) : DraftGate.Elsewhere(opened.Value, owner) ?? Pages.SeeOther(ResumeUrl(opened.Value));
    }

    private static async Task<IResult> SavedAsync(HttpContext context, Guid id, OpenDraft open, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        return opened.Error is { } error ? DraftMissing.Answer(context, error, owner) : Pages.Show<SavedPage>(new { Draft = opened.Value, HasAccount = owner.AccountId is not null });
    }

    private static async Task<IResult> ConfirmDeleteAsync(HttpContext context, Guid id, OpenDraft open, CancellationToken cancel)
    {
        var owner = await Visitor.OwnerAsync(context);
        var opened = await open.HandleAsync(id, owner, cancel);
        return opened.Error is { } error ? DraftMissing.Answer(context, error, owner) : Pages.Show<DeletePage>(new { Draft = opened.Value });
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, Guid id, DeleteDraft delete, CancellationToken cancel)
    {
        if (!(await PostedForm.ReadAsync(context)).IsGenuine)
            return Pages.SeeOther($"/drafts/{id}/delete");
        var deleted = await delete.HandleAsync(id, await Visitor.OwnerAsync(context), cancel);
        return deleted.Error is { } error ? error.ToResult(context) : Pages.SeeOther("/my");
    }

    private static async Task<IResult> DownloadAsync(HttpContext context, Guid id, Guid attachmentId, ReadAttachment read, CancellationToken cancel)
    {
        var content = await read.OfDraftAsync(id, attachmentId, await Visitor.OwnerAsync(context), cancel);
        return content.Error is { } error ? error.ToResult(context) : new AttachmentResult(content.Value);
    }

    private sealed class PageSizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 64 * 1024 * 1024;
    }
}
