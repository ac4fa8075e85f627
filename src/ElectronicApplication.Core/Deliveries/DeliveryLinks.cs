using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>What a link leads to: the mapped data as JSON, or an attachment under its name.</summary>
/// <param name="Name">Null of the data.</param>
public sealed record LinkedContent(string? Name, string MediaType, byte[] Bytes);

/// <summary>
/// Links that a core system follows by itself: to an attachment, or to data that no message holds. Each is good for one thing, one delivery and its
/// target, until it says; it cannot be guessed or changed, and each fetch is on record. Unlike <see cref="DeliveryTickets"/>, what it fetches is open.
/// </summary>
public sealed class DeliveryLinks(KeyRing keys, IServiceScopeFactory scopes, TimeProvider time)
{
    private const int ClaimBytes = 40;

    private readonly DataKey _key = new(keys.DerivedKey("delivery-links"));

    /// <param name="attachmentId">One that belongs to what the delivery carries; null for its data.</param>
    /// <param name="until">Counted in whole seconds.</param>
    public string Issue(string target, Guid deliveryId, Guid? attachmentId, DateTimeOffset until)
    {
        Span<byte> claim = stackalloc byte[ClaimBytes];
        deliveryId.TryWriteBytes(claim);
        (attachmentId ?? Guid.Empty).TryWriteBytes(claim[16..]);
        BinaryPrimitives.WriteInt64BigEndian(claim[32..], until.ToUnixTimeSeconds());
        return Base64Url.EncodeToString(_key.Encrypt(claim, target));
    }

    /// <returns>Null: no such link, not for this target, too old, or its delivery is neither under way nor taken.</returns>
    public async Task<LinkedContent?> FetchAsync(string target, string link, CancellationToken cancel) =>
        Read(target, link) is var (deliveryId, attachmentId) ? await ReadAsync(target, deliveryId, attachmentId, cancel) : null;

    /// <summary>The same without a link, for an adapter that carries the bytes itself.</summary>
    /// <param name="attachmentId">Empty for the data.</param>
    public async Task<LinkedContent?> ReadAsync(string target, Guid deliveryId, Guid attachmentId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var delivery = await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deliveryId && d.Target == target
            && (d.Status == DeliveryStatus.InFlight || d.Status == DeliveryStatus.AcceptedLater || d.Status == DeliveryStatus.Acknowledged), cancel);
        if (delivery is null)
            return null;
        var detail = target;
        LinkedContent content;
        if (attachmentId == Guid.Empty)
        {
            var made = await scope.ServiceProvider.GetRequiredService<BuildDelivery>().ContentAsync(delivery, cancel);
            content = new(null, "application/json", JsonSerializer.SerializeToUtf8Bytes(made.Data, FactJson.Options));
        }
        else
        {
            if (await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == attachmentId && a.SubmissionId == delivery.SubmissionId, cancel) is not { } row)
                return null;
            var envelope = scope.ServiceProvider.GetRequiredService<Envelope>();
            content = new(OpenedAttachment.Of(row, envelope).Name, row.ContentType, await scope.ServiceProvider.GetRequiredService<AttachmentStore>().ReadAsync(row, envelope, cancel));
            // Its name may be personal, and is nowhere kept in clear: the field and the id say which it was.
            detail = $"{target}: {row.FieldPath} {row.Id:N}";
        }
        db.Add(ActEntry.Of(new Act(ActorKind.CoreSystem, target, target, Door.Worker), "delivery.fetched", delivery.SubmissionId, time.GetUtcNow().UtcDateTime, detail, shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return content;
    }

    private (Guid DeliveryId, Guid AttachmentId)? Read(string target, string link)
    {
        try
        {
            var claim = _key.Decrypt(Base64Url.DecodeFromChars(link), target);
            return claim.Length == ClaimBytes && BinaryPrimitives.ReadInt64BigEndian(claim.AsSpan(32)) >= time.GetUtcNow().ToUnixTimeSeconds()
                ? (new Guid(claim.AsSpan(0, 16)), new Guid(claim.AsSpan(16, 16))) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
