using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ElectronicApplication.Web;

public static class Pages
{
    /// <summary>A page as the answer of an endpoint. <paramref name="parameters"/>: an anonymous object whose members are the component's parameters.</summary>
    public static IResult Show<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>After a post that changed something: the browser gets a page of its own, so that reloading repeats nothing (303).</summary>
    public static IResult SeeOther(string url) => new SeeOtherResult(url);

    /// <summary>The id of the fragment that enhance.js asks for; null for an ordinary post.</summary>
    public static string? Fragment(HttpRequest request) => request.Headers["X-Fragment"] is [{ Length: > 0 and <= 100 } id] ? id : null;

    /// <summary>The name of the control whose change made enhance.js post; null for an ordinary post.</summary>
    public static string? Changed(HttpRequest request) =>
        request.Headers["X-Changed"] is [{ Length: > 0 and <= 600 } name] ? Uri.UnescapeDataString(name) : null;

    private sealed class SeeOtherResult(string url) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = url;
            return Task.CompletedTask;
        }
    }
}
