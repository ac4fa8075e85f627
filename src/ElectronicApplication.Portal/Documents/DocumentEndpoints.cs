using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Portal.Documents;

/// <summary>Fetching what was issued, and asking whether a document is genuine.</summary>
internal static class DocumentEndpoints
{
    private const int MaxFile = 10 * 1024 * 1024;

    private static readonly Error NoFile = new("no-file", ErrorKind.Unprocessable, "PDF のファイルを選んでください（10 MB まで）。", "Choose the PDF (up to 10 MB).");

    public static void MapDocuments(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/submissions/{receiptNumber}/documents/{id:guid}", FetchAsync);
        pages.MapGet("/submissions/{receiptNumber}/reports/{id:guid}", FetchReportedAsync);
        var verify = pages.MapGroup("/verify/{token}").AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<VerifyLimit>().InvokeAsync(context, next));
        verify.MapGet("", ShowAsync);
        verify.MapPost("", CompareAsync).RequireToken();
    }

    private static Task<IResult> FetchAsync(HttpContext context, string receiptNumber, Guid id, FetchDocument fetch, AccessCookie cookie, CancellationToken cancel) =>
        ServeAsync(context, receiptNumber, cookie, (visitor, act) => fetch.OfApplicantAsync(receiptNumber, id, visitor, act, cancel));

    /// <summary>A document of a core system that the office handed over.</summary>
    private static Task<IResult> FetchReportedAsync(HttpContext context, string receiptNumber, Guid id, FetchReportedDocument fetch, AccessCookie cookie, CancellationToken cancel) =>
        ServeAsync(context, receiptNumber, cookie, (visitor, act) => fetch.OfApplicantAsync(receiptNumber, id, visitor, act, cancel));

    private static async Task<IResult> ServeAsync(HttpContext context, string receiptNumber, AccessCookie cookie, Func<SubmissionVisitor, Act, Task<Result<AttachmentContent>>> fetch)
    {
        // A browser that only looks ahead has not received anything.
        if (context.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase))
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var visitor = await SubmissionEndpoints.VisitorAsync(context, receiptNumber, cookie);
        var found = await fetch(visitor, Visitor.Act(visitor.AccountId, Door.Portal));
        if (found.Error is not { } error)
            return new AttachmentResult(found.Value);
        return visitor is { AccountId: null, AccessCode: null } ? Pages.SeeOther("/lookup") : error.ToResult(context);
    }

    private static async Task<IResult> ShowAsync(string token, VerifyDocument verify, CancellationToken cancel)
    {
        var found = await verify.HandleAsync(token, cancel);
        return found.IsOk ? Pages.Show<VerifyPage>(new { Token = token, Document = found.Value }) : Pages.Show<VerifyPage>(new { Token = token }, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CompareAsync(HttpContext context, string token, VerifyDocument verify, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var found = await verify.HandleAsync(token, cancel);
        if (!found.IsOk)
            return Pages.Show<VerifyPage>(new { Token = token }, StatusCodes.Status404NotFound);
        if (!posted.IsGenuine)
            return Pages.Show<VerifyPage>(new { Token = token, Document = found.Value, Problem = PostedForm.Stale }, StatusCodes.Status400BadRequest);
        if (posted.Form.Files["file"] is not { Length: > 0 and <= MaxFile } file)
            return Pages.Show<VerifyPage>(new { Token = token, Document = found.Value, Problem = NoFile }, StatusCodes.Status422UnprocessableEntity);
        using var stream = new MemoryStream();
        await file.CopyToAsync(stream, cancel);
        var same = await verify.CompareAsync(token, stream.ToArray(), cancel);
        return Pages.Show<VerifyPage>(new { Token = token, Document = found.Value, Same = same.Value });
    }
}
