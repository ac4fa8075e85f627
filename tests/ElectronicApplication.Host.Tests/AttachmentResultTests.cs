using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Host.Tests;

/// <summary>A stranger's file is shown without giving it any power, and in the same way at both doors.</summary>
public sealed class AttachmentResultTests
{
    [Theory]
    [InlineData("image/png", "inline", true)]
    [InlineData("application/pdf", "inline", false)]
    [InlineData("image/heic", "attachment", true)]
    [InlineData("image/svg+xml", "attachment", true)]
    public async Task Pictures_and_PDF_open_in_the_browser_and_only_the_PDF_viewer_is_outside_the_sandbox(string contentType, string disposition, bool inSandbox)
    {
        var context = new DefaultHttpContext();
        await new AttachmentResult(new AttachmentContent("委任状", contentType, [1, 2, 3])).ExecuteAsync(context);
        var headers = context.Response.Headers;
        Assert.StartsWith(disposition + ";", headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        var policy = headers.ContentSecurityPolicy.ToString();
        Assert.Equal(inSandbox, policy.EndsWith("sandbox", StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "private, no-store"), (headers.XContentTypeOptions.ToString(), headers.CacheControl.ToString()));
    }
}
