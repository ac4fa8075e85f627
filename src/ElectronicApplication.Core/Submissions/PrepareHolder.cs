using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Makes what the card is to sign for the applicant to agree that the four attributes are taken over.</summary>
public sealed class PrepareHolder(Drafts drafts, CardChallenges challenges)
{
    public async Task<Result<PreparedChallenge>> HandleAsync(Guid draftId, DraftOwner owner, string returnPath, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var draft = await drafts.OpenAsync(found.Value, cancel);
        if (draft.Procedure.IdentityLevel != IdentityLevel.CardSignature)
            return SubmissionErrors.DraftNotFound;
        var document = new JsonObject
        {
            ["consent"] = "電子証明書に記録された氏名、住所、生年月日、性別を、この申請に使うことに同意します。",
            ["procedure"] = draft.Procedure.Code,
        };
        return await challenges.PrepareAsync(CardPurpose.Attributes, document, owner.BrowserSecret, owner.AccountId, draftId, draft.Revision, returnPath, cancel);
    }
}
