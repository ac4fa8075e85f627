using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Who asks for a draft: the account that is signed in, and the secret that this browser holds.</summary>
public sealed record DraftOwner(Guid? AccountId, string BrowserSecret)
{
    internal byte[] BrowserSha256 { get; } = Secrets.Hash(BrowserSecret);

    /// <summary>A draft begun signed in belongs to the account; one begun without belongs to the browser, also after signing in there.</summary>
    internal bool Owns(Draft draft) => draft.AccountId is { } account
        ? account == AccountId
        : draft.BrowserSha256 is { } browser && CryptographicOperations.FixedTimeEquals(browser, BrowserSha256);
}
