using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Identity;

/// <summary>
/// The 利用者証明用 certificate carries no name, so nothing in it says that the 署名用 certificate belongs to the same person. The first 署名用
/// certificate that an account signs with settles birth date and sex; one that differs is another person's. Name and address may change in a life.
/// </summary>
public sealed class AccountHolder(AppDbContext db, KeyRing keys)
{
    /// <summary>Notes the holder on the tracked account when it is the first one; the caller's SaveChanges keeps it.</summary>
    public async Task<Error?> CheckHolderAsync(Guid accountId, HolderAttributes holder, CancellationToken cancel) =>
        CheckHolder(await db.Set<Account>().SingleAsync(a => a.Id == accountId, cancel), holder);

    public Error? CheckHolder(Account account, HolderAttributes holder)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{account.Id:N}\n{holder.BirthDate:yyyy-MM-dd}\n{(int)holder.Sex}");
        var hash = keys.IndexHash("account.holder", Encoding.UTF8.GetBytes(text));
        account.HolderHash ??= hash;
        return account.HolderHash.AsSpan().SequenceEqual(hash) ? null : CardErrors.OtherHolder;
    }
}
