using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Identity;

/// <param name="PreviousSession">The secret of a session that this browser holds already; it ends.</param>
public sealed record SignInWithCardRequest(Guid ChallengeId, string? BrowserSecret, string? PreviousSession);

/// <param name="SessionSecret">For the cookie; new at every sign-in, so that a planted one gains nothing (ASVS 7.2.4).</param>
public sealed record SignedIn(Guid AccountId, string SessionSecret, string ReturnPath);

/// <summary>Ends a card sign-in: the account of the certificate is found or made, the challenge is used up and the session opened in one save.</summary>
public sealed class SignInWithCard(AppDbContext db, CardChallenges challenges, Sessions sessions, Envelope envelope, KeyRing keys, TimeProvider time)
{
    public async Task<Result<SignedIn>> HandleAsync(SignInWithCardRequest request, Act act, CancellationToken cancel)
    {
        var verified = await challenges.VerifyAsync(request.ChallengeId, CardPurpose.SignIn, request.BrowserSecret, accountId: null, act, cancel);
        if (verified.Error is { } refused)
            return refused;
        try
        {
            var account = await FindOrMakeAsync(verified.Value.Verification, cancel);
            var now = time.GetUtcNow().UtcDateTime;
            account.LastSignInAt = now;
            db.Add(ActEntry.Of(Act.Applicant(account.Id, act.Door), "account.signed-in", null, now));
            var secret = await sessions.OpenAsync(SessionKind.Citizen, account.Id, cancel);
            if (request.PreviousSession is { Length: > 0 } previous)
                await sessions.CloseAsync(previous, cancel);
            return new SignedIn(account.Id, secret, verified.Value.Challenge.ReturnPath);
        }
        catch (DbUpdateConcurrencyException)
        {
            return CardErrors.ChallengeUsed;
        }
        catch (DbUpdateException) when (cancel.IsCancellationRequested is false)
        {
            // The same new card in two windows at once: the account exists now.
            db.ChangeTracker.Clear();
            if (!await ExistsAsync(verified.Value.Verification, cancel))
                throw;
            return await HandleAsync(request, act, cancel);
        }
    }

    private async Task<Account> FindOrMakeAsync(JpkiVerification certificate, CancellationToken cancel)
    {
        var hash = Hash(certificate);
        if (await db.Set<Account>().SingleOrDefaultAsync(a => a.CertificateHash == hash, cancel) is { } known)
            return known;
        var now = time.GetUtcNow();
        _ = envelope.Create(out var wrapped);
        var account = new Account { Id = Guid.CreateVersion7(now), CertificateHash = hash, Key = wrapped, CreatedAt = now.UtcDateTime };
        db.Add(account);
        return account;
    }

    private Task<bool> ExistsAsync(JpkiVerification certificate, CancellationToken cancel)
    {
        var hash = Hash(certificate);
        return db.Set<Account>().AnyAsync(a => a.CertificateHash == hash, cancel);
    }

    /// <summary>Issuer and serial number identify a certificate (RFC 5280 section 4.1.2.2). The number itself is not kept (公的個人認証法52条).</summary>
    private byte[] Hash(JpkiVerification certificate) =>
        keys.IndexHash("account.certificate", Encoding.UTF8.GetBytes($"{certificate.Issuer}\n{certificate.SerialNumber}"));
}
