using System.Security.Cryptography;
using ElectronicApplication.Core.Deliveries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>
/// For adapters that run elsewhere: <c>GET /core-systems/{target}/contents/{ticket}</c> answers with what was too large for the bus, sealed for the
/// target. A ticket that is wrong, too old or another target's is no ticket; nothing more is said.
/// </summary>
public static class ContentDoor
{
    private const int LongestTicket = 200;

    public static void MapContents(this IEndpointRouteBuilder app) =>
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
}
