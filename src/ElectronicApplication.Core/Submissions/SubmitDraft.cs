using System.Security.Cryptography;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <param name="ChallengeId">The declaration as it came back from the card; null where the procedure asks for no signature.</param>
/// <param name="FormVersion">Number of the version that the person saw when pressing the button; a signed declaration names it itself.</param>
/// <param name="Language">Of the pages that the person saw: the mails come in the same (<see cref="ApplicantLanguage"/>).</param>
public sealed record SubmitDraftRequest(Guid DraftId, DraftOwner Owner, Guid? ChallengeId, int? FormVersion = null, string Language = ApplicantLanguage.Japanese);

/// <param name="AccessCode">For whoever did not sign in.</param>
public sealed record SubmittedDraft(string ReceiptNumber, string? AccessCode, bool IsCorrection = false);

/// <summary>
/// 提出: the draft becomes a submission in one transaction: the submission with its act and facts, the signature, the attachments and the used challenge
/// are saved, the draft goes. The submission keeps the draft's id, so that pressing the button twice finds what the first press made.
/// </summary>
public sealed class SubmitDraft(
    AppDbContext db, Drafts drafts, SubmissionIntake intake, ReturnCorrection correction, Capacity capacity, CardChallenges challenges, AccountHolder accountHolder, AccessCodes accessCodes, TimeProvider time)
{
    public async Task<Result<SubmittedDraft>> HandleAsync(SubmitDraftRequest request, Act act, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(request.DraftId, request.Owner, cancel);
        if (found.Error is { } missing)
            return await SubmittedBeforeAsync(request, cancel) is { } before ? before : missing;
        var row = found.Value;
        var draft = await drafts.OpenAsync(row, cancel);
        if (Refusal(draft, request.Owner, time.GetUtcNow(), out var evaluation) is { } refused)
            return refused;

        VerifiedCard? card = null;
        if (!draft.Signs)
        {
            if (request.FormVersion is { } seen ? seen != draft.Version.Number : draft.News is not null)
                return SubmissionErrors.FormMovedForward;
        }
        else
        {
            var verified = await VerifyAsync(request, row, draft.Version.Number, Payload(draft, evaluation).Canonical(), act, cancel);
            if (verified.Error is { } unsigned)
                return unsigned;
            card = verified.Value;
        }

        var made = draft.Correction is { } task
            ? await correction.AddAsync(draft, task, Payload(draft, evaluation), card, act, cancel)
            : await AddAsync(request, draft, evaluation, card, act, cancel);
        if (made.Error is { } closed)
            return closed;
        db.Remove(row);
        try
        {
            // Only something new takes a place.
            return await capacity.SaveAsync(draft.Correction is null ? row.ProcedureCode : null, cancel) is { } full ? full : made;
        }
        catch (DbUpdateException e)
        {
            // The same draft or one of its files was submitted or changed in this moment; nothing of this attempt was kept.
            db.ChangeTracker.Clear();
            if (await SubmittedBeforeAsync(request, cancel) is { } twin)
                return twin;
            if (e is not DbUpdateConcurrencyException && await db.Set<Draft>().AsNoTracking().AnyAsync(d => d.Id == request.DraftId && d.Revision == row.Revision, cancel))
                throw;
            return SubmissionErrors.ChangedMeanwhile;
        }
    }

    /// <summary>What keeps a draft from being submitted as it stands now.</summary>
    internal static Error? Refusal(OpenedDraft draft, DraftOwner owner, DateTimeOffset now, out Evaluation evaluation)
    {
        // Hidden answers are only kept in drafts; what is submitted is what the form shows.
        evaluation = draft.Evaluation.IsAccepted
            ? Drafts.Evaluate(draft.Version, draft.Evaluation.Answers, draft.Holder, Answering(draft, draft.Evaluation), draft: false, draft.Today)
            : draft.Evaluation;
        return draft.Closed
            ?? (draft.Correction is null ? AcceptanceRules.Period(draft.Procedure, now) : null)
            // A draft begun without signing in may have come to a version that asks for it.
            ?? AcceptanceRules.Identity(draft.Procedure, owner.AccountId)
            ?? (draft.NeedsHolder ? SubmissionErrors.HolderNeeded : null)
            ?? AcceptanceRules.Answers(evaluation);
    }

    internal static SubmissionPayload Payload(OpenedDraft draft, Evaluation evaluation) =>
        new(draft.Procedure.Code, draft.Version.Number, evaluation.Answers, [.. Answering(draft, evaluation).Select(a => new PayloadAttachment(a.Name, a.Sha256))]);

    /// <summary>The files whose fields exist for these answers.</summary>
    internal static IEnumerable<OpenedAttachment> Answering(OpenedDraft draft, Evaluation evaluation) =>
        draft.Attachments.Where(a => a.FieldPath is { } path && evaluation.Visible.Contains(path));

    private async Task<Result<VerifiedCard>> VerifyAsync(SubmitDraftRequest request, Draft row, int formVersion, byte[] payload, Act act, CancellationToken cancel)
    {
        if (request.ChallengeId is not { } challengeId)
            return SubmissionErrors.SignatureNeeded;
        var verified = await challenges.VerifyAsync(challengeId, CardPurpose.Declaration, request.Owner.BrowserSecret, request.Owner.AccountId, act, cancel);
        if (verified.Error is { } refused)
            return refused;
        var card = verified.Value;
        if (card.Challenge.DraftId != row.Id)
            return CardErrors.ChallengeNotFound;
        if (!Declaration.Matches(card.Content, payload))
            return Declaration.FormVersion(card.Content) == formVersion ? SubmissionErrors.DeclarationOutdated : SubmissionErrors.DeclarationOfOldForm;
        if (!SHA256.HashData(card.Verification.Certificate!).AsSpan().SequenceEqual(row.HolderCertificateSha256))
            return SubmissionErrors.AnotherCertificate;
        if (request.Owner.AccountId is { } account && await accountHolder.CheckHolderAsync(account, card.Verification.Attributes!, cancel) is { } another)
            return another;
        return card;
    }

    private async Task<Result<SubmittedDraft>> AddAsync(SubmitDraftRequest request, OpenedDraft draft, Evaluation evaluation, VerifiedCard? card, Act act, CancellationToken cancel)
    {
        var accountId = request.Owner.AccountId;
        var code = accountId is null ? accessCodes.For(draft.Id, request.Owner.BrowserSecret) : null;
        var mail = MailAnswer.Find(draft.Version.Plan, evaluation);
        var rows = intake.Make(new(draft.Version, evaluation, Payload(draft, evaluation).Attachments, Channel.Portal, act)
        {
            Id = draft.Id, AccountId = accountId, AccessCode = code, Person = mail is null && draft.Holder is null ? null : new(mail, draft.Holder), Language = request.Language,
        });
        db.AddRange(rows.Rows);
        if (card is not null)
            db.Add(SignatureEvidence.Of(rows.Submission.Id, rows.Key, card, time.GetUtcNow()));

        var kept = Answering(draft, evaluation).Select(a => a.Id).ToHashSet();
        foreach (var attachment in await db.Set<Attachment>().Where(a => a.DraftId == draft.Id).ToListAsync(cancel))
        {
            if (kept.Contains(attachment.Id))
                (attachment.DraftId, attachment.SubmissionId) = (null, draft.Id);
            else
                db.Remove(attachment);
        }
        return new SubmittedDraft(rows.Submission.ReceiptNumber, code);
    }

    private async Task<SubmittedDraft?> SubmittedBeforeAsync(SubmitDraftRequest request, CancellationToken cancel)
    {
        var submission = await db.Set<Submission>().AsNoTracking().Where(s => s.Id == request.DraftId)
            .Select(s => new { s.ReceiptNumber, s.AccountId, s.AccessCodeSha256 }).SingleOrDefaultAsync(cancel);
        if (submission is null)
            return await correction.ReturnedBeforeAsync(request.DraftId, request.Owner, cancel);
        if (submission.AccountId is { } account)
            return account == request.Owner.AccountId ? new(submission.ReceiptNumber, null) : null;
        var code = accessCodes.For(request.DraftId, request.Owner.BrowserSecret);
        return Secrets.Matches(code, submission.AccessCodeSha256) ? new(submission.ReceiptNumber, code) : null;
    }
}
