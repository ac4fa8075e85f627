using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Takes name, address, birth date and sex from the 署名用 certificate into a draft, where they stand fixed.</summary>
public sealed class TakeOverHolder(AppDbContext db, Drafts drafts, CardChallenges challenges, AccountHolder accountHolder, ProcedureCatalog catalog, Envelope envelope, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(Guid draftId, DraftOwner owner, Guid challengeId, Act act, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var draft = found.Value;
        if ((await catalog.VersionAsync(draft.FormVersionId, cancel)) is not { Procedure.IdentityLevel: IdentityLevel.CardSignature } version)
            return SubmissionErrors.DraftNotFound;
        var verified = await challenges.VerifyAsync(challengeId, CardPurpose.Attributes, owner.BrowserSecret, owner.AccountId, act, cancel);
        if (verified.Error is { } refused)
            return refused;
        if (verified.Value.Challenge.DraftId != draftId)
            return CardErrors.ChallengeNotFound;
        var attributes = verified.Value.Verification.Attributes!;
        if (owner.AccountId is { } account && await accountHolder.CheckHolderAsync(account, attributes, cancel) is { } another)
            return another;

        using var certificate = X509CertificateLoader.LoadCertificate(verified.Value.Verification.Certificate!);
        var holder = new CertificateHolder(attributes.Name, attributes.NameHasSubstitutes, attributes.Address, attributes.AddressHasSubstitutes, attributes.BirthDate, (int)attributes.Sex,
            certificate.SerialNumber);
        var key = envelope.Open(draft.Key);
        draft.HolderCipher = key.EncryptJson(holder, draft.HolderBinding);
        draft.HolderCertificateSha256 = SHA256.HashData(verified.Value.Verification.Certificate!);
        var answers = Drafts.Answers(draft, key);
        foreach (var (field, proposed) in CardAnswers.Proposed(version.Plan, holder))
            answers[field] ??= proposed?.DeepClone();
        Drafts.SetAnswers(draft, key, answers);
        draft.Revision++;
        draft.UpdatedAt = time.GetUtcNow().UtcDateTime;
        db.Add(ActEntry.Of(act, "draft.holder-taken", null, draft.UpdatedAt, draft.Id.ToString("N"), shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        return Done.Ok;
    }
}
