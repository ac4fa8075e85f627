using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ElectronicApplication.Web;

/// <summary>An applicant's file, at either door. Pictures and PDF open in the browser; anything else is only saved. Whatever it holds, it runs nothing and reaches nothing here.</summary>
public sealed class AttachmentResult(AttachmentContent content) : IResult
{
    /// <summary>Another page of this origin may show it in a frame.</summary>
    public bool InFrame { get; init; }

    public Task ExecuteAsync(HttpContext context)
    {
        var isPdf = content.ContentType == "application/pdf";
        var disposition = new ContentDispositionHeaderValue(isPdf || FileKind.IsPicture(content.ContentType) ? "inline" : "attachment");
        // RFC 6266: an ASCII name for old programs, and the true one in UTF-8 (RFC 8187).
        disposition.SetHttpFileName(content.Name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        // A PDF is shown by the browser's own viewer, which "sandbox" would switch off.
        var ancestors = InFrame ? "'self'" : "'none'";
        headers.ContentSecurityPolicy = isPdf
            ? $"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors {ancestors}"
            : $"default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors {ancestors}; sandbox";
        context.Response.ContentType = content.ContentType;
        context.Response.ContentLength = content.Bytes.Length;
        return context.Response.Body.WriteAsync(content.Bytes, context.RequestAborted).AsTask();
    }
}
