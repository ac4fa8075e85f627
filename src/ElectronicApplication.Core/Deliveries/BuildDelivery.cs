using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>What to put on the bus; or why nothing could be made, an answer that is recorded as if the core system had given it; or neither, where the mapping's condition leaves this target out.</summary>
public sealed record BuiltDelivery(Delivery Delivery, DeliverSubmission? Offer, DeliveryAnswered? Failure)
{
    /// <summary>What the target's character set made of what was typed.</summary>
    public IReadOnlyList<CharacterLoss> Losses { get; init; } = [];
}

/// <summary>
/// Makes the messages of claimed deliveries: opens the submission, maps it as its own form version says, seals it for the target.
/// Built when it is sent and never stored, so that mapped data stands in no table and on no queue in clear.
/// </summary>
public sealed class BuildDelivery(AppDbContext db, ProcedureCatalog catalog, SubmissionContents contents, ResidentLinks residents, Envelope envelope, DeliverySeal seal)
{
    /// <param name="withAttachments">The target takes attachments, as links or as files.</param>
    public async Task<IReadOnlyList<BuiltDelivery>> HandleAsync(IReadOnlyList<ClaimedDelivery> claims, bool withAttachments, CancellationToken cancel)
    {
        var claimed = claims.Select(c => c.Delivery).ToList();
        var ids = claimed.Where(d => d.Kind != DeliveryKind.Withdrawal).Select(d => d.SubmissionId).Distinct().ToList();
        var submissions = await db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var read = new Read(submissions, await contents.NewestAsync(submissions.Values, cancel), await residents.FindAsync(submissions.Values, cancel))
        {
            Unknown = await UnknownAsync(claimed, cancel), Attachments = withAttachments ? await AttachmentsAsync(ids, cancel) : null,
        };
        // One that cannot be used fails its own deliveries below, not the claim.
        foreach (var version in claimed.Select(d => d.FormVersionId).Distinct())
            await catalog.TryVersionAsync(version, cancel);

        var built = new BuiltDelivery[claimed.Count];
        Parallel.For(0, claimed.Count, new ParallelOptions { CancellationToken = cancel }, i => built[i] = Build(claims[i], read));
        return built;
    }

    /// <summary>Withdrawals of what the mapping's condition kept from their core system: it never heard of them.</summary>
    private async Task<IReadOnlySet<Guid>> UnknownAsync(IReadOnlyList<Delivery> claimed, CancellationToken cancel)
    {
        var withdrawn = claimed.Where(d => d.Kind == DeliveryKind.Withdrawal).ToDictionary(d => d.Id);
        if (withdrawn.Count == 0)
            return new HashSet<Guid>();
        var ids = withdrawn.Values.Select(d => d.SubmissionId).ToArray();
        var told = await db.Set<Delivery>().Where(d => ids.Contains(d.SubmissionId) && d.Kind != DeliveryKind.Withdrawal && (d.Status != DeliveryStatus.Skipped || d.LastError != DeliveryRows.LeftOut))
            .Select(d => new { d.SubmissionId, d.Target }).ToListAsync(cancel);
        return withdrawn.Values.Where(d => !told.Any(t => t.SubmissionId == d.SubmissionId && t.Target == d.Target)).Select(d => d.Id).ToHashSet();
    }

    /// <summary>What a core system is offered of one delivery, as it would be offered now: for a look at it, or for a body that is too large for the bus.</summary>
    /// <exception cref="MappingException">Nothing can be made of it.</exception>
    /// <returns>Null where the mapping leaves this target out.</returns>
    public async Task<DeliveryContent?> ContentAsync(Delivery delivery, bool withAttachments, CancellationToken cancel)
    {
        var submissions = await db.Set<Submission>().AsNoTracking().Where(s => s.Id == delivery.SubmissionId).ToDictionaryAsync(s => s.Id, cancel);
        var read = new Read(submissions, await contents.NewestAsync(submissions.Values, cancel), await residents.FindAsync(submissions.Values, cancel))
        {
            Attachments = withAttachments ? await AttachmentsAsync([delivery.SubmissionId], cancel) : null,
        };
        await catalog.VersionAsync(delivery.FormVersionId, cancel);
        return Content(delivery, read)?.Content;
    }

    private async Task<ILookup<Guid, Attachment>> AttachmentsAsync(IEnumerable<Guid> submissions, CancellationToken cancel)
    {
        var ids = submissions.Select(id => (Guid?)id).ToArray();
        var rows = await db.Set<Attachment>().AsNoTracking().Where(a => ids.Contains(a.SubmissionId)).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        return rows.ToLookup(a => a.SubmissionId!.Value);
    }

    private BuiltDelivery Build(ClaimedDelivery claim, Read read)
    {
        var delivery = claim.Delivery;
        try
        {
            return Content(delivery, read) is not { } made ? new(delivery, null, null)
                : new(delivery, new(delivery.Id, delivery.Attempts, KindOf(delivery), delivery.ExternalId, delivery.ReceiptNumber, delivery.ProcedureCode,
                    seal.Seal(delivery.Target, delivery.Id, made.Content), Progress: delivery.Progress, IsAsked: claim.IsAsked), null) { Losses = made.Losses };
        }
        catch (MappingException e)
        {
            return Failed(delivery, DeliveryOutcome.Refused, e.ReasonJa);
        }
        catch (DefinitionException)
        {
            // A newer program may have published it.
            return Failed(delivery, DeliveryOutcome.TryAgain, "この様式の版を、このプログラムでは読めません。プログラムの版を確認してください。");
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

    /// <summary>What a person edited takes the place of what the core system may have already.</summary>
    private static DeliveryKind KindOf(Delivery delivery) => delivery is { Kind: DeliveryKind.Submission, Edited: not null, Attempts: > 1 } ? DeliveryKind.Correction : delivery.Kind;

    /// <summary>Null where the mapping leaves this target out.</summary>
    private Made? Content(Delivery delivery, Read read)
    {
        if (delivery.Kind == DeliveryKind.Withdrawal)
            return read.Unknown.Contains(delivery.Id) ? null : new(new(new JsonObject { ["withdrawnAt"] = delivery.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture) }), []);
        var submission = read.Submissions[delivery.SubmissionId];
        var key = envelope.Open(submission.Key);
        var target = catalog.Version(delivery.FormVersionId).Mapping.Targets.Single(t => t.System == delivery.Target);
        var edited = delivery.Edited is null ? null : key.DecryptJson<JsonObject>(delivery.Edited, delivery.EditedBinding);
        if (edited is not null && read.Attachments is null)
            return Of(target.Render(edited), null);
        var revision = target.ItemSet == MappingItemSet.Reviewed ? read.Revisions.GetValueOrDefault(delivery.SubmissionId) : null;
        var content = revision is null ? SubmissionContents.Filed(submission, key) : SubmissionContents.Of(revision, key);
        if (!content.IsIntact)
            throw new InvalidDataException("What is stored is not what was received.");
        var payload = content.Payload;
        var attachments = read.Attachments is null ? null : Attachments(payload, read.Attachments[submission.Id]);
        if (edited is not null)
            return Of(target.Render(edited), attachments);
        var facts = Facts(submission, payload, content.Sha256, key, read.Residents.GetValueOrDefault(submission.Id), delivery.Kind == DeliveryKind.Decision ? delivery.CreatedAt : null) with { ExternalId = delivery.ExternalId };
        return target.Wants(payload.Answers, facts) ? Of(target.Render(payload.Answers, facts), attachments) : null;

        static Made Of(MappedRecord record, IReadOnlyList<DeliveryAttachment>? attachments) => new(new(record.Data, record.Text, attachments), record.Losses);
    }

    /// <summary>Those that the content names, in its order: what a correction replaced, or brought later, is not among them.</summary>
    private List<DeliveryAttachment> Attachments(SubmissionPayload payload, IEnumerable<Attachment> rows)
    {
        var kept = rows.Select(row => OpenedAttachment.Of(row, envelope)).ToList();
        List<DeliveryAttachment> named = [];
        foreach (var (name, sha256) in payload.Attachments)
        {
            var one = kept.Find(a => a.Name == name && a.Sha256 == sha256) ?? throw new InvalidDataException("An attachment that was received is not there.");
            kept.Remove(one);
            named.Add(new(one.Id, one.Name, one.ContentType, one.Size, one.Sha256));
        }
        return named;
    }

    private static MappingFacts Facts(Submission submission, SubmissionPayload payload, byte[] sha256, DataKey key, string? residentNumber, DateTime? decidedAt)
    {
        var card = submission.PersonCipher is null ? null : key.DecryptJson<SubmissionPerson>(submission.PersonCipher, submission.PersonBinding).Certificate;
        return new(submission.ReceiptNumber, new DateTimeOffset(submission.ArrivedAt ?? submission.SubmittedAt, TimeSpan.Zero), submission.ProcedureCode,
            payload.FormVersion, Convert.ToHexStringLower(sha256), card is null ? null : Card(card), [.. payload.Attachments.Select(a => new AttachmentHash(a.Name, a.Sha256))])
        {
            ResidentNumber = residentNumber,
            Decision = decidedAt is null ? null : submission.Status.ToString(), DecidedOn = decidedAt is { } at ? JapanTime.DayOf(at) : null,
        };
    }

    /// <summary>
    /// Where the card's character set replaced a character, the mapping goes by what the person wrote. Sex is the certificate's code
    /// (1, 2, 3), as in the forms, not ISO 5218.
    /// </summary>
    private static CardFacts Card(CertificateHolder holder) => new(
        holder.NameHasSubstitutes ? null : holder.Name, holder.AddressHasSubstitutes ? null : holder.Address, holder.BirthDate, holder.Sex switch { 1 => "1", 2 => "2", _ => "3" }) { SerialNumber = holder.SerialNumber };

    private BuiltDelivery Failed(Delivery delivery, DeliveryOutcome outcome, string reason) =>
        new(delivery, null, new(delivery.Id, delivery.Attempts, outcome, null, reason, null, 0));

    private sealed record Read(IReadOnlyDictionary<Guid, Submission> Submissions, IReadOnlyDictionary<Guid, SubmissionRevision> Revisions, IReadOnlyDictionary<Guid, string> Residents)
    {
        public IReadOnlySet<Guid> Unknown { get; init; } = new HashSet<Guid>();

        /// <summary>Null where nobody asked.</summary>
        public ILookup<Guid, Attachment>? Attachments { get; init; }
    }

    private sealed record Made(DeliveryContent Content, IReadOnlyList<CharacterLoss> Losses);
}
