using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>The verifier's doors (anchors and lists) and the door for programs that hold a card in place of a person.</summary>
internal sealed class CardApi(CardOffice office, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jpki/anchors/{purpose}.cer", (string purpose) =>
            CardOffice.Parse(purpose) is { } known ? Results.Bytes(office.Authority(known).RawData, "application/pkix-cert") : Results.NotFound());
        routes.MapGet("/jpki/crl/{purpose}.crl", async (string purpose) =>
            CardOffice.Parse(purpose) is { } known ? Results.Bytes((await office.RevocationListAsync(known)).Der, "application/pkix-crl") : Results.NotFound());

        var cards = routes.MapGroup("/sandbox/api/cards");
        cards.MapGet("", () => new { items = Card.All.Select(Show) });
        cards.MapPost("/{card}/sign", SignAsync);
        cards.MapGet("/{card}/certificates/{purpose}", (string card, string purpose) =>
            Find(card) is { } found && CardOffice.Parse(purpose) is { } known
                ? Results.Bytes(office.Certificate(found, known).RawData, "application/pkix-cert")
                : Results.NotFound());
        cards.MapPost("/{card}/revoke", RevokeAsync);
        cards.MapPost("/{card}/reissue", (string card) => ChangeAsync(card, office.ReissueAsync));
        cards.MapPost("/{card}/unlock", (string card) => ChangeAsync(card, office.UnlockAsync));
    }

    public static Card? Find(string? id) => Card.All.FirstOrDefault(card => card.Id == id);

    private async Task<IResult> SignAsync(string card, SignRequest request)
    {
        if (Find(card) is not { } found)
        {
            return Results.NotFound();
        }
        if (CardOffice.Parse(request.Purpose) is not { } purpose || !TryDecode(request.Content, out var content)
            || !Enum.TryParse<SigningTrouble>(request.Tamper ?? "none", ignoreCase: true, out var trouble))
        {
            return Results.Problem("purpose must be auth or sign, content base64, tamper none, signature or content.", statusCode: 400);
        }
        var (result, triesLeft) = await office.EnterPinAsync(found, purpose, request.Pin ?? "");
        return result switch
        {
            PinResult.Accepted => Results.Ok(new { cms = Convert.ToBase64String(CardSigner.Sign(office.Certificate(found, purpose), content, trouble, time.GetUtcNow())) }),
            PinResult.Wrong => Results.Problem("The PIN is wrong.", statusCode: 403, extensions: new Dictionary<string, object?> { ["triesLeft"] = triesLeft }),
            _ => Results.Problem("The PIN is locked.", statusCode: 423),
        };
    }

    private async Task<IResult> RevokeAsync(string card, RevokeRequest request)
    {
        if (Find(card) is not { } found)
        {
            return Results.NotFound();
        }
        if (CardOffice.Parse(request.Purpose) is not { } purpose
            || !Enum.TryParse<RevocationReason>(request.Reason ?? nameof(RevocationReason.AffiliationChanged), ignoreCase: true, out var reason))
        {
            return Results.Problem("purpose must be auth or sign, reason affiliationChanged, superseded, cessationOfOperation or certificateHold.", statusCode: 400);
        }
        return await office.RevokeAsync(found, purpose, reason) ? Results.Ok(Show(found)) : Results.Problem("It is revoked already.", statusCode: 409);
    }

    private async Task<IResult> ChangeAsync(string card, Func<Card, Task> change)
    {
        if (Find(card) is not { } found)
        {
            return Results.NotFound();
        }
        await change(found);
        return Results.Ok(Show(found));
    }

    private object Show(Card card) => new
    {
        card.Id,
        card.Resident.Name,
        card.Resident.Kana,
        card.Resident.Address,
        Born = card.Resident.Born.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Sex = (int)card.Resident.Sex,
        Flaw = card.Flaw.ToString(),
        card.Remark,
        Certificates = CardOffice.Purposes.ToDictionary(CardOffice.Text, purpose => office.State(card, purpose) is var state
            ? new { state.Serial, Pin = Card.PinOf(purpose), state.TriesLeft, Expires = CardOffice.Expiry(card, state), RevokedAt = state.Revocation?.At, Reason = state.Revocation?.Reason.ToString() }
            : null),
    };

    private static bool TryDecode(string? base64, out byte[] content)
    {
        content = new byte[(base64?.Length ?? 0) * 3 / 4 + 3];
        if (base64 is null || !Convert.TryFromBase64String(base64, content, out var length))
        {
            return false;
        }
        Array.Resize(ref content, length);
        return true;
    }

    private sealed record SignRequest(string? Purpose, string? Content, string? Pin, string? Tamper);

    private sealed record RevokeRequest(string? Purpose, string? Reason);
}
