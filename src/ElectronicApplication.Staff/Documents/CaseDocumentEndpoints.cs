using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Documents;

/// <summary>交付 of one case: look, issue, replace, withdraw.</summary>
internal static class CaseDocumentEndpoints
{
    public static void MapCaseDocuments(this RouteGroupBuilder one)
    {
        one.MapGet("/documents/file/{id:guid}", FileAsync);
        one.MapGet("/documents/withdraw/{id:guid}", AskWithdrawAsync);
        one.MapPost("/documents/withdraw/{id:guid}", WithdrawAsync).RequireToken();
        one.MapGet("/documents/{template}", ShowAsync);
        one.MapGet("/documents/{template}/preview.pdf", PreviewAsync);
        one.MapPost("/documents/{template}", IssueAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string receiptNumber, string template, Guid? replaces, IssueDocument issue, StaffFrame frame, CancellationToken cancel)
    {
        var preview = await issue.PreviewAsync(receiptNumber, template, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (preview.Error is { } error)
            return frame.Error(context, error);
        if (preview.Value.Current is { } current && current.Id != replaces)
            return frame.Error(context, DocumentErrors.AlreadyIssued(current.NumberText));
        return Pages.Show<IssuePage>(new { Preview = preview.Value, Id = Guid.CreateVersion7(), Replaces = replaces, Delivery = preview.Value.Current?.Delivery ?? DocumentDelivery.Portal });
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, string receiptNumber, string template, IssueDocument issue, StaffFrame frame, CancellationToken cancel)
    {
        var drawn = await issue.PreviewPdfAsync(receiptNumber, template, CaseEndpoints.Reviewer(context).Act(), cancel);
        return drawn.Error is { } error ? frame.Error(context, error) : new AttachmentResult(new("見本.pdf", FetchDocument.ContentType, drawn.Value)) { InFrame = true };
    }

    private static async Task<IResult> IssueAsync(HttpContext context, string receiptNumber, string template, IssueDocument issue, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var id = Guid.TryParse(form["id"], out var given) ? given : Guid.CreateVersion7();
        var replaces = Guid.TryParse(form["replaces"], out var old) ? old : (Guid?)null;
        var (delivery, reason) = (form["delivery"] == "post" ? DocumentDelivery.Post : DocumentDelivery.Portal, form["reason"].ReplaceLineEndings("\n"));
        var error = form.IsGenuine ? null : CaseEndpoints.Stale;
        if (error is null)
        {
            var issued = await issue.HandleAsync(new(receiptNumber, template, id, delivery, replaces, reason), act, cancel);
            if (issued.IsOk)
                return Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=issued#documents");
            error = issued.Error!;
        }
        var preview = await issue.PreviewAsync(receiptNumber, template, act, cancel);
        if (preview.Error is { } hidden)
            return frame.Error(context, hidden);
        return Pages.Show<IssuePage>(new { Preview = preview.Value, Id = id, Replaces = replaces, Delivery = delivery, Reason = reason, Error = error }, ErrorResults.Status(error.Kind));
    }

    private static async Task<IResult> FileAsync(HttpContext context, string receiptNumber, Guid id, FetchDocument fetch, StaffFrame frame, CancellationToken cancel)
    {
        var found = await fetch.OfStaffAsync(receiptNumber, id, CaseEndpoints.Reviewer(context).Act(), cancel);
        return found.Error is { } error ? frame.Error(context, error) : new AttachmentResult(found.Value);
    }

    private static Task<IResult> AskWithdrawAsync(HttpContext context, string receiptNumber, Guid id, OpenForReview open, ListDocuments list, StaffFrame frame, CancellationToken cancel) =>
        ShowWithdrawAsync(context, receiptNumber, id, null, null, open, list, frame, cancel);

    private static async Task<IResult> WithdrawAsync(
        HttpContext context, string receiptNumber, Guid id, WithdrawDocument withdraw, OpenForReview open, ListDocuments list, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var reason = form["reason"].ReplaceLineEndings("\n");
        var error = form.IsGenuine ? null : CaseEndpoints.Stale;
        if (error is null)
        {
            var withdrawn = await withdraw.HandleAsync(new(receiptNumber, id, reason), CaseEndpoints.Reviewer(context).Act(), cancel);
            if (withdrawn.IsOk)
                return Pages.SeeOther(CaseEndpoints.Url(receiptNumber) + "?done=document-withdrawn#documents");
            error = withdrawn.Error;
        }
        return await ShowWithdrawAsync(context, receiptNumber, id, reason, error, open, list, frame, cancel);
    }

    private static async Task<IResult> ShowWithdrawAsync(
        HttpContext context, string receiptNumber, Guid id, string? reason, Error? error, OpenForReview open, ListDocuments list, StaffFrame frame, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(receiptNumber, CaseEndpoints.Reviewer(context).Act(), cancel);
        if (opened.Error is { } hidden)
            return frame.Error(context, hidden);
        if (!opened.Value.Reviewer.MayIssue)
            return frame.Error(context, ReviewErrors.RoleNeeded("交付", "issue"));
        if ((await list.OfAsync(opened.Value.Submission, cancel)).Issued.FirstOrDefault(d => d.Id == id) is not { } document)
            return frame.Error(context, DocumentErrors.NotFound);
        return document.State == DocumentState.Issued
            ? Pages.Show<WithdrawPage>(new { Case = opened.Value, Document = document, Reason = reason, Error = error }, error is null ? 200 : ErrorResults.Status(error.Kind))
            : frame.Error(context, DocumentErrors.NotInForce);
    }
}
