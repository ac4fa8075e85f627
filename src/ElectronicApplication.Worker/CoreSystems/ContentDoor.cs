using System.Security.Cryptography;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Forms.Mapping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>
/// For adapters that run elsewhere: <c>GET /core-systems/{target}/contents/{ticket}</c> answers with what was too large for the bus, sealed for the
/// target. For core systems themselves: <c>GET /core-systems/{target}/links/{link}</c> answers with what a link of an offer leads to, its data as JSON
/// or an attachment. What is wrong, too old or another target's is not found; nothing more is said.
/// </summary>
public static partial class ContentDoor
{
    private const int LongestTicket = 200;

    public static void MapContents(this IEndpointRouteBuilder app)
    {
        app.MapGet("/core-systems/{target}/contents/{ticket}", async (string target, string ticket, DeliveryTickets tickets, CancellationToken cancel) =>
        {
            try
            {
                return ticket.Length <= LongestTicket ? Results.Bytes(await tickets.FetchAsync(target, ticket, cancel), "application/octet-stream") : Results.NotFound();
            }
            catch (CryptographicException)
            {
                return Results.NotFound();
            }
        }).ExcludeFromDescription();
        app.MapGet("/core-systems/{target}/links/{link}", async (string target, string link, DeliveryLinks links, ILoggerFactory loggers, HttpContext http, CancellationToken cancel) =>
        {
            http.Response.Headers.CacheControl = "private, no-store";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            if (link.Length > LongestTicket || await FetchAsync(links, target, link, loggers, cancel) is not { } content)
                return Results.NotFound();
            if (content.Name is not null)
            {
                // RFC 6266: an ASCII name for old programs, and the true one in UTF-8 (RFC 8187). Whatever the file holds, it is only saved.
                var disposition = new ContentDispositionHeaderValue("attachment");
                disposition.SetHttpFileName(content.Name);
                http.Response.Headers.ContentDisposition = disposition.ToString();
                http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            }
            return Results.Bytes(content.Bytes, content.MediaType);
        }).ExcludeFromDescription();
    }

    /// <summary>What is kept cannot be read: that is ours to mend, and nothing to tell whoever asks.</summary>
    private static async Task<LinkedContent?> FetchAsync(DeliveryLinks links, string target, string link, ILoggerFactory loggers, CancellationToken cancel)
    {
        try
        {
            return await links.FetchAsync(target, link, cancel);
        }
        catch (Exception e) when (e is CryptographicException or InvalidDataException or MappingException or IOException)
        {
            LogUnreadable(loggers.CreateLogger(typeof(ContentDoor)), target, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What a link of {Target} leads to cannot be read ({Error}).")]
    private static partial void LogUnreadable(ILogger log, string target, string error);
}
