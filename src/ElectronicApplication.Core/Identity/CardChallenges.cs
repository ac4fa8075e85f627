using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Identity;

/// <param name="Content">The exact bytes that the card is asked to sign.</param>
public sealed record PreparedChallenge(Guid Id, byte[] Content);

/// <param name="Crl">The list that decided about the certificate.</param>
public sealed record VerifiedCard(CardChallenge Challenge, byte[] Content, byte[] Cms, byte[] Crl, JpkiVerification Verification);

/// <summary>Where a browser goes on that comes back from the card page.</summary>
public sealed record CardReturn(Guid Id, CardPurpose Purpose, string ReturnPath);

/// <summary>
/// What a card is asked to sign, and what it answered. The answer comes as a post from another site, without cookies, and is only kept then; it is
/// verified when the browser that asked follows with its own cookie. A challenge has effect once.
/// </summary>
public sealed class CardChallenges(
    AppDbContext db, Envelope envelope, RevocationLists lists, JpkiVerifier verifier, IOptions<CardOptions> options, TimeProvider time)
{
    public const int MaxCmsBytes = 64 * 1024;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <param name="document">What is declared; purpose, nonce, audience and times are added to it.</param>
    /// <param name="returnPath">A local path of the portal.</param>
    public async Task<PreparedChallenge> PrepareAsync(CardPurpose purpose, JsonObject document, string browserSecret, Guid? accountId, Guid? draftId, int? draftRevision,
        string returnPath, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var whole = document.DeepClone().AsObject();
        whole["purpose"] = purpose.ToString();
        whole["nonce"] = Secrets.NewToken();
        whole["audience"] = options.Value.Audience;
        whole["issuedAt"] = Iso(now);
        whole["expiresAt"] = Iso(now + Life);
        var content = CanonicalJson.Write(whole);

        var id = Guid.CreateVersion7(now);
        var key = envelope.Create(out var wrapped);
        db.Add(new CardChallenge
        {
            Id = id, Purpose = purpose, BrowserSha256 = Secrets.Hash(browserSecret), AccountId = accountId, DraftId = draftId, DraftRevision = draftRevision,
            Key = wrapped, ContentCipher = key.Encrypt(content, $"challenge:{id:N}"), ExpiresAt = (now + Life).UtcDateTime, ReturnPath = returnPath,
        });
        await db.SaveChangesAsync(cancel);
        return new(id, content);
    }

    /// <summary>Keeps what the card page sent; the first answer stands.</summary>
    public async Task<Result<Done>> ReceiveAsync(Guid id, byte[] cms, CancellationToken cancel)
    {
        if (cms.Length > MaxCmsBytes)
            return CardErrors.TooLarge;
        var challenge = await db.Set<CardChallenge>().SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (challenge is null)
            return CardErrors.ChallengeNotFound;
        if (Closed(challenge) is { } closed)
            return closed;
        if (challenge.Cms is not null)
            return CardErrors.ChallengeUsed;
        challenge.Cms = cms;
        challenge.Version++;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return CardErrors.ChallengeUsed;
        }
        return Done.Ok;
    }

    /// <returns>Null when this browser did not ask for it.</returns>
    public async Task<CardReturn?> FindAsync(Guid id, string? browserSecret, CancellationToken cancel)
    {
        var challenge = await db.Set<CardChallenge>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        return challenge is not null && Secrets.Matches(browserSecret, challenge.BrowserSha256) ? new(id, challenge.Purpose, challenge.ReturnPath) : null;
    }

    /// <summary>
    /// Verifies the answer. When it is good the challenge is marked as used on the tracked row, and the caller's SaveChanges uses it up together with
    /// the effect; when it is not, the refusal is recorded and nothing else changes.
    /// </summary>
    /// <param name="accountId">Who is signed in now; a challenge made for one account is worth nothing to another.</param>
    public async Task<Result<VerifiedCard>> VerifyAsync(Guid id, CardPurpose purpose, string? browserSecret, Guid? accountId, Act act, CancellationToken cancel)
    {
        var challenge = await db.Set<CardChallenge>().SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (challenge is null)
            return CardErrors.ChallengeNotFound;
        if (challenge.Purpose != purpose || challenge.AccountId != accountId || !Secrets.Matches(browserSecret, challenge.BrowserSha256))
            return await RefuseAsync(CardErrors.ChallengeNotFound, null, act, cancel);
        if (Closed(challenge) is { } closed)
            return await RefuseAsync(closed, null, act, cancel);
        if (challenge.Cms is null)
            return CardErrors.NothingReceived;

        var content = envelope.Open(challenge.Key).Decrypt(challenge.ContentCipher, challenge.ContentBinding);
        var jpki = purpose == CardPurpose.SignIn ? JpkiPurpose.UserAuthentication : JpkiPurpose.Signature;
        var verification = verifier.Verify(challenge.Cms, content, jpki, await lists.ForAsync(jpki, cancel), time.GetUtcNow());
        if (verification.Failure is { } failure)
            return await RefuseAsync(CardErrors.Refused(failure), failure, act, cancel);

        challenge.ConsumedAt = time.GetUtcNow().UtcDateTime;
        challenge.Version++;
        return new VerifiedCard(challenge, content, challenge.Cms, verification.CrlUsed ?? throw new CryptographicException("Accepted without a revocation list."), verification);
    }

    private Error? Closed(CardChallenge challenge) =>
        challenge.ConsumedAt is not null ? CardErrors.ChallengeUsed
        : challenge.ExpiresAt <= time.GetUtcNow().UtcDateTime ? CardErrors.ChallengeExpired
        : null;

    private async Task<Error> RefuseAsync(Error error, JpkiFailure? failure, Act act, CancellationToken cancel)
    {
        db.Add(ActEntry.Of(act, "card.refused", null, time.GetUtcNow().UtcDateTime, failure is null ? error.Code : $"{error.Code} ({failure})", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return error;
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
