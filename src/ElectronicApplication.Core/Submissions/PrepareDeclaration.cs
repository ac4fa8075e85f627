using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Makes what the card is to sign, once everything is filled in.</summary>
public sealed class PrepareDeclaration(Drafts drafts, CardChallenges challenges, TimeProvider time)
{
    public async Task<Result<PreparedChallenge>> HandleAsync(Guid draftId, DraftOwner owner, string returnPath, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var draft = await drafts.OpenAsync(found.Value, cancel);
        if (SubmitDraft.Refusal(draft, owner, time.GetUtcNow(), out var evaluation) is { } refused)
            return refused;
        var payload = SubmitDraft.Payload(draft, evaluation);
        var document = Declaration.Document(payload, payload.Canonical(), evaluation.Fee);
        return await challenges.PrepareAsync(CardPurpose.Declaration, document, owner.BrowserSecret, owner.AccountId, draftId, draft.Revision, returnPath, cancel);
    }
}
