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

    /// <returns>Null: no such link, not for this target, too old, its delivery is neither under way nor taken, or there is nothing to be had any more.</returns>
    public async Task<LinkedContent?> FetchAsync(string target, string link, CancellationToken cancel)
    {
        if (Read(target, link) is not var (deliveryId, attachmentId))
            return null;
        await using var scope = scopes.CreateAsyncScope();
        if (await FindAsync(scope.ServiceProvider, target, deliveryId, attachmentId, cancel) is not { } found)
            return null;
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Add(ActEntry.Of(new Act(ActorKind.CoreSystem, target, target, Door.Worker), "delivery.fetched", found.SubmissionId, time.GetUtcNow().UtcDateTime, found.Detail, shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return found.Content;
    }

    /// <summary>An attachment without a link, for an adapter that carries the bytes itself.</summary>
    public async Task<byte[]?> ReadAsync(string target, Guid deliveryId, Guid attachmentId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await FindAsync(scope.ServiceProvider, target, deliveryId, attachmentId, cancel))?.Content.Bytes;
    }

    /// <param name="attachmentId">Empty for the data.</param>
    private static async Task<Found?> FindAsync(IServiceProvider services, string target, Guid deliveryId, Guid attachmentId, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDbContext>();
        var delivery = await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deliveryId && d.Target == target
            && (d.Status == DeliveryStatus.InFlight || d.Status == DeliveryStatus.AcceptedLater || d.Status == DeliveryStatus.Acknowledged), cancel);
        if (delivery is null || !await db.Set<Submission>().AnyAsync(s => s.Id == delivery.SubmissionId && s.ErasedAt == null, cancel))
            return null;
        if (attachmentId == Guid.Empty)
            return await services.GetRequiredService<BuildDelivery>().ContentAsync(delivery, withAttachments: false, cancel) is { } made
                ? new(new(null, "application/json", JsonSerializer.SerializeToUtf8Bytes(made.Data, FactJson.Options)), target, delivery.SubmissionId) : null;
        if (await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == attachmentId && a.SubmissionId == delivery.SubmissionId, cancel) is not { } row)
            return null;
        var envelope = services.GetRequiredService<Envelope>();
        var bytes = await services.GetRequiredService<AttachmentStore>().ReadAsync(row, envelope, cancel);
        // Its name may be personal, and is nowhere kept in clear: the field and the id say which it was.
        return new(new(OpenedAttachment.Of(row, envelope).Name, row.ContentType, bytes), $"{target}: {row.FieldPath} {row.Id:N}", delivery.SubmissionId);
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

    private sealed record Found(LinkedContent Content, string Detail, Guid SubmissionId);
}
