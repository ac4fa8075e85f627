using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Mapping;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>Either what to put on the bus, or why nothing could be made: an answer that is recorded as if the core system had given it.</summary>
public sealed record BuiltDelivery(Delivery Delivery, DeliverSubmission? Offer, DeliveryAnswered? Failure);

/// <summary>
/// Makes the messages of claimed deliveries: opens the submission, maps it as its own form version says, seals it for the target.
/// Built when it is sent and never stored, so that mapped data stands in no table and on no queue in clear.
/// </summary>
public sealed class BuildDelivery(AppDbContext db, ProcedureCatalog catalog, SubmissionContents contents, Envelope envelope, DeliverySeal seal)
{
    public async Task<IReadOnlyList<BuiltDelivery>> HandleAsync(IReadOnlyList<ClaimedDelivery> claims, CancellationToken cancel)
    {
        var claimed = claims.Select(c => c.Delivery).ToList();
        var ids = claimed.Where(d => d.Kind != DeliveryKind.Withdrawal).Select(d => d.SubmissionId).Distinct().ToList();
        var submissions = await db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var revisions = await contents.NewestAsync(submissions.Values, cancel);
        foreach (var version in claimed.Select(d => d.FormVersionId).Distinct())
            await catalog.VersionAsync(version, cancel);

        var built = new BuiltDelivery[claimed.Count];
        Parallel.For(0, claimed.Count, new ParallelOptions { CancellationToken = cancel }, i => built[i] = Build(claims[i], submissions, revisions));
        return built;
    }

    /// <summary>What a core system is offered of one delivery, as it would be offered now: for a look at it, or for a body that is too large for the bus.</summary>
    /// <exception cref="MappingException">Nothing can be made of it.</exception>
    public async Task<DeliveryContent> ContentAsync(Delivery delivery, CancellationToken cancel)
    {
        var submissions = await db.Set<Submission>().AsNoTracking().Where(s => s.Id == delivery.SubmissionId).ToDictionaryAsync(s => s.Id, cancel);
        var revisions = await contents.NewestAsync(submissions.Values, cancel);
        await catalog.VersionAsync(delivery.FormVersionId, cancel);
        return Content(delivery, submissions, revisions);
    }

    private BuiltDelivery Build(ClaimedDelivery claim, Dictionary<Guid, Submission> submissions, IReadOnlyDictionary<Guid, SubmissionRevision> revisions)
    {
        var delivery = claim.Delivery;
        try
        {
            return new(delivery, new(delivery.Id, delivery.Attempts, delivery.Kind, delivery.ExternalId, delivery.ReceiptNumber, delivery.ProcedureCode,
                seal.Seal(delivery.Target, delivery.Id, Content(delivery, submissions, revisions)), Progress: delivery.Progress, IsAsked: claim.IsAsked), null);
        }
        catch (CryptographicException e)
        {
            // A key is missing from the key file: the operator can put it back.
            return Failed(delivery, DeliveryOutcome.TryAgain, $"暗号化された申請を開けません（{e.GetType().Name}）。鍵ファイルを確認してください。");
        }
        catch (Exception e)
        {
            // The same input fails the same way however often it is tried. The message of the exception may quote answers, its type does not.
            return Failed(delivery, DeliveryOutcome.Refused, $"連携データを作成できませんでした（{e.GetType().Name}）。");
        }
    }

    private DeliveryContent Content(Delivery delivery, Dictionary<Guid, Submission> submissions, IReadOnlyDictionary<Guid, SubmissionRevision> revisions)
    {
        if (delivery.Kind == DeliveryKind.Withdrawal)
            return new(new JsonObject { ["withdrawnAt"] = delivery.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture) });
        var submission = submissions[delivery.SubmissionId];
        var key = envelope.Open(submission.Key);
        return delivery.Edited is { } edited
            ? new(key.DecryptJson<JsonObject>(edited, delivery.EditedBinding))
            : new(Map(delivery, submission, revisions.GetValueOrDefault(delivery.SubmissionId), key));
    }

    private JsonObject Map(Delivery delivery, Submission submission, SubmissionRevision? revision, DataKey key)
    {
        var content = revision is null ? SubmissionContents.Filed(submission, key) : SubmissionContents.Of(revision, key);
        if (!content.IsIntact)
            throw new InvalidDataException("What is stored is not what was received.");
        var payload = content.Payload;
        var card = submission.PersonCipher is null ? null : key.DecryptJson<SubmissionPerson>(submission.PersonCipher, submission.PersonBinding).Certificate;
        var facts = new MappingFacts(submission.ReceiptNumber, new DateTimeOffset(submission.ArrivedAt ?? submission.SubmittedAt, TimeSpan.Zero), submission.ProcedureCode,
            payload.FormVersion, Convert.ToHexStringLower(content.Sha256),
            card is null ? null : Card(card),
            [.. payload.Attachments.Select(a => new AttachmentHash(a.Name, a.Sha256))]);
        return catalog.Version(delivery.FormVersionId).Mapping.Targets.Single(t => t.System == delivery.Target).Map(payload.Answers, facts);
    }

    /// <summary>
    /// Where the card's character set replaced a character, the mapping goes by what the person wrote. Sex is the certificate's code
    /// (1, 2, 3), as in the forms, not ISO 5218.
    /// </summary>
    private static CardFacts Card(CertificateHolder holder) => new(
        holder.NameHasSubstitutes ? null : holder.Name, holder.AddressHasSubstitutes ? null : holder.Address, holder.BirthDate, holder.Sex switch { 1 => "1", 2 => "2", _ => "3" });

    private BuiltDelivery Failed(Delivery delivery, DeliveryOutcome outcome, string reason) =>
        new(delivery, null, new(delivery.Id, delivery.Attempts, outcome, null, reason, null, 0));
}
