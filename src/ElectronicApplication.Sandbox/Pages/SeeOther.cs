using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Sandbox.Pages;

/// <summary>303: the answer to a POST is to be fetched elsewhere with GET (RFC 9110 15.4.4).</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
