using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ElectronicApplication.Portal.Shell;

/// <summary>An applicant's file. Pictures and PDF open in the browser, in a sandbox without scripts; anything else is only saved.</summary>
internal sealed class AttachmentResult(AttachmentContent content) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var opens = FileKind.IsPicture(content.ContentType) || content.ContentType == "application/pdf";
        var disposition = new ContentDispositionHeaderValue(opens ? "inline" : "attachment");
        // RFC 6266: an ASCII name for old programs, and the true one in UTF-8 (RFC 8187).
        disposition.SetHttpFileName(content.Name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        // The file comes from a stranger: whatever it holds, it runs nothing and reaches nothing here.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; plugin-types application/pdf; sandbox";
        context.Response.ContentType = content.ContentType;
        context.Response.ContentLength = content.Bytes.Length;
        return context.Response.Body.WriteAsync(content.Bytes, context.RequestAborted).AsTask();
    }
}
