using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Who asks for a draft: the account that is signed in, and the secret that this browser holds.</summary>
public sealed record DraftOwner(Guid? AccountId, string BrowserSecret)
{
    internal byte[] BrowserSha256 { get; } = Secrets.Hash(BrowserSecret);

    /// <summary>The draft that staff have before them: keyed from paper, or claimed at the counter. Only the intake says so, after it has looked who asks.</summary>
    internal Guid? AtDesk { get; private init; }

    internal static DraftOwner OfDesk(Guid draftId) => new(null, "desk") { AtDesk = draftId };

    /// <summary>A draft begun signed in belongs to the account; one begun without belongs to the browser, also after signing in there.</summary>
    internal bool Owns(Draft draft) => AtDesk is { } desk ? desk == draft.Id : draft.AccountId is { } account
        ? account == AccountId
        : draft.BrowserSha256 is { } browser && CryptographicOperations.FixedTimeEquals(browser, BrowserSha256);
}
