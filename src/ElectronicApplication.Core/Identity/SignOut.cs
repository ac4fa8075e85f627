using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Identity;

/// <summary>Ends the session on the server; the cookie is worth nothing afterwards, wherever it was copied to.</summary>
public sealed class SignOut(AppDbContext db, Sessions sessions, TimeProvider time)
{
    public async Task HandleAsync(string sessionSecret, Door door, CancellationToken cancel)
    {
        if (await sessions.FindAsync(SessionKind.Citizen, sessionSecret, cancel) is { } account)
        {
            db.Add(ActEntry.Of(Act.Applicant(account, door), "account.signed-out", null, time.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync(cancel);
        }
        await sessions.CloseAsync(sessionSecret, cancel);
    }
}
