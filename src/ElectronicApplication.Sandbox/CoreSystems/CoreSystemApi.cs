using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.CoreSystems;

/// <summary>The systems' REST interface for senders, and what they hold as JSON for whoever wants to check.</summary>
internal sealed class CoreSystemApi(IReadOnlyList<CoreSystem> systems, SandboxOptions options)
{
    private const int LongestId = 200;

    private readonly byte[] expectedAuthorization = Encoding.UTF8.GetBytes("Bearer " + options.CoreSystemApiKey);

    public void Map(IEndpointRouteBuilder routes)
    {
        var sender = routes.MapGroup("/core-systems/{system}/records").AddEndpointFilter(GuardAsync);
        sender.MapPost("", OfferAsync);
        sender.MapGet("/by-external-id/{externalId}", async (string system, string externalId) =>
            await Find(system)!.FindAsync(externalId) is { } record ? Results.Ok(Show(record)) : NotThere(externalId));
        // The receipt number begins with the day on which it was given: yyMMdd.
        sender.MapGet("/count", async (string system, DateOnly arrivedOn) => new { count = (await Find(system)!.RecordsAsync()).Count(r => r.ReceiptNumber.StartsWith(arrivedOn.ToString("yyMMdd", CultureInfo.InvariantCulture), StringComparison.Ordinal)) });
        sender.MapPut("/{externalId}/withdrawal", WithdrawAsync);
        sender.MapPut("/{externalId}/data", CorrectAsync);

        var reports = new CoreReports(this, options.Time);
        reports.MapSender(routes.MapGroup("/core-systems/{system}/reports").AddEndpointFilter(GuardAsync));
        reports.MapPages(routes);

        var observer = routes.MapGroup("/sandbox/api/core-systems");
        reports.MapObserver(observer);
        observer.MapGet("", () => new { items = systems.Select(system => new { system.Name, system.Title }) });
        observer.MapGet("/{system}/records", async (string system) =>
            Find(system) is { } found ? Results.Ok(new { items = (await found.RecordsAsync()).Select(Show) }) : Results.NotFound());
        observer.MapGet("/{system}/trouble", (string system) => Find(system) is { } found ? Results.Ok(found.Trouble) : Results.NotFound());
        observer.MapPost("/{system}/trouble", async (string system, TroubleChange change) =>
            Find(system) is { } found ? Results.Ok(await found.ChangeAsync(change)) : Results.NotFound());
    }

    public CoreSystem? Find(string? name) => systems.FirstOrDefault(system => system.Name == name);

    /// <summary>Key, existence, slowness and outage come before anything is done.</summary>
    private async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()), expectedAuthorization))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("The API key is missing or wrong.", statusCode: StatusCodes.Status401Unauthorized);
        }
        if (Find(http.Request.RouteValues["system"] as string) is not { } system)
        {
            return Results.Problem("There is no such system.", statusCode: StatusCodes.Status404NotFound);
        }
        var trouble = system.Trouble;
        if (trouble.SlowMs > 0)
        {
            await Task.Delay(trouble.SlowMs, http.RequestAborted);
        }
        if (trouble.Outage)
        {
            http.Response.Headers.RetryAfter = "5";
            return Results.Problem("The system is down for maintenance.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        return await next(context);
    }

    private async Task<IResult> OfferAsync(string system, Offer offer, HttpContext context)
    {
        var errors = new Dictionary<string, string[]>();
        Require(errors, "externalId", offer.ExternalId);
        Require(errors, "receiptNumber", offer.ReceiptNumber);
        if (offer.Data is { ValueKind: not JsonValueKind.Object })
        {
            errors["data"] = ["An object is expected."];
        }
        if (errors.Count > 0)
        {
            return Results.ValidationProblem(errors, "The record is incomplete.", statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 0 && key != offer.ExternalId)
        {
            return Results.Problem("Idempotency-Key and externalId differ.", statusCode: StatusCodes.Status400BadRequest);
        }

        var found = Find(system)!;
        var mishap = found.NextMishap();
        if (mishap is Mishap.Refuse)
        {
            return Results.ValidationProblem(
                new Dictionary<string, string[]> { ["data"] = ["台帳の対象者と照合できませんでした。"] }, "The record was refused.", statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        if (mishap is Mishap.Lose)
        {
            return Results.Created($"/core-systems/{system}/records/by-external-id/{Uri.EscapeDataString(offer.ExternalId!)}", new { Id = found.Prefix + "LOST" });
        }
        // A duplicate is what a retrying gateway makes of one delivery: two arrive, and the sender gets the answer to the second.
        var (record, isNew) = await found.OfferAsync(
            offer.ExternalId!, offer.ReceiptNumber!, offer.Kind ?? "", offer.Data, times: mishap is Mishap.Duplicate ? 2 : 1);
        switch (mishap)
        {
            case Mishap.LoseAnswer:
                context.Abort();
                return Results.Empty;
            case Mishap.KeepAnd500:
                return Results.Problem("An unexpected error occurred.", statusCode: StatusCodes.Status500InternalServerError);
        }
        return isNew
            ? Results.Created($"/core-systems/{system}/records/by-external-id/{Uri.EscapeDataString(record.ExternalId)}", new { record.Id })
            : Results.Problem("A record with this externalId is held already.", statusCode: StatusCodes.Status409Conflict);
    }

    private async Task<IResult> CorrectAsync(string system, string externalId, Correction correction) =>
        correction.Data is not { ValueKind: JsonValueKind.Object } data ? Results.Problem("An object is expected as data.", statusCode: StatusCodes.Status400BadRequest)
        : await Find(system)!.CorrectAsync(externalId, data) is { } record ? Results.Ok(Show(record))
        : NotThere(externalId);

    private async Task<IResult> WithdrawAsync(string system, string externalId, Withdrawal withdrawal) =>
        await Find(system)!.WithdrawAsync(externalId, withdrawal.WithdrawnAt ?? options.Time.GetUtcNow()) is { } record
            ? Results.Ok(new { record.Id })
            : NotThere(externalId);

    private static void Require(Dictionary<string, string[]> errors, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors[name] = ["This field is required."];
        }
        else if (value.Length > LongestId)
        {
            errors[name] = [$"At most {LongestId} characters."];
        }
    }

    private static IResult NotThere(string externalId) =>
        Results.Problem("No record has this externalId.", statusCode: StatusCodes.Status404NotFound, extensions: new Dictionary<string, object?> { ["externalId"] = externalId });

    private static object Show(CoreRecord record) => new
    {
        record.Id,
        record.ExternalId,
        record.ReceiptNumber,
        record.Kind,
        record.Data,
        record.Offers,
        record.KeptAt,
        record.Withdrawn,
        record.WithdrawnAt,
        record.Withdrawals,
        record.Corrections,
    };

    private sealed record Offer(string? ExternalId, string? ReceiptNumber, string? Kind, JsonElement? Data);

    private sealed record Correction(string? ReceiptNumber, JsonElement? Data);

    private sealed record Withdrawal(string? ReceiptNumber, DateTimeOffset? WithdrawnAt);
}
