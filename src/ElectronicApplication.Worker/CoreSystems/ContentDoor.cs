using System.Security.Cryptography;
using ElectronicApplication.Core.Deliveries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>
/// For adapters that run elsewhere: <c>GET /core-systems/{target}/contents/{ticket}</c> answers with what was too large for the bus, sealed for the
/// target. For core systems themselves: <c>GET /core-systems/{target}/links/{link}</c> answers with what a link of an offer leads to, its data as JSON
/// or an attachment. What is wrong, too old or another target's is not found; nothing more is said.
/// </summary>
public static class ContentDoor
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
        app.MapGet("/core-systems/{target}/links/{link}", async (string target, string link, DeliveryLinks links, HttpContext http, CancellationToken cancel) =>
        {
            http.Response.Headers.CacheControl = "private, no-store";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            if (link.Length > LongestTicket || await links.FetchAsync(target, link, cancel) is not { } content)
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
}
