using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>
/// What is too large for the bus is fetched with a ticket: good for one delivery and its target, for a few minutes. What it fetches is sealed for the
/// target like a message on the bus; each fetch is on record.
/// </summary>
public sealed class DeliveryTickets(KeyRing keys, DeliverySeal seal, IServiceScopeFactory scopes, TimeProvider time)
{
    public static TimeSpan GoodFor { get; } = TimeSpan.FromMinutes(10);

    private const int ClaimBytes = 25;

    private readonly DataKey _key = new(keys.DerivedKey("delivery-tickets"));

    /// <param name="withAttachments">The target takes attachments.</param>
    public string Issue(string target, Guid deliveryId, bool withAttachments)
    {
        Span<byte> claim = stackalloc byte[ClaimBytes];
        deliveryId.TryWriteBytes(claim);
        BinaryPrimitives.WriteInt64BigEndian(claim[16..], (time.GetUtcNow() + GoodFor).ToUnixTimeSeconds());
        claim[24] = withAttachments ? (byte)1 : (byte)0;
        return Base64Url.EncodeToString(_key.Encrypt(claim, target));
    }

    /// <returns>The sealed <see cref="DeliveryContent"/>.</returns>
    /// <exception cref="CryptographicException">No such ticket, not for this target, or too old.</exception>
    public async Task<byte[]> FetchAsync(string target, string ticket, CancellationToken cancel)
    {
        var (deliveryId, withAttachments) = Read(target, ticket);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var delivery = await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deliveryId && d.Target == target && d.Status == DeliveryStatus.InFlight, cancel)
            ?? throw new CryptographicException("The delivery of this ticket is gone.");
        var content = await scope.ServiceProvider.GetRequiredService<BuildDelivery>().ContentAsync(delivery, withAttachments, cancel)
            ?? throw new CryptographicException("The delivery of this ticket is left out.");
        db.Add(ActEntry.Of(new Act(ActorKind.CoreSystem, target, target, Door.Worker), "delivery.fetched", delivery.SubmissionId, time.GetUtcNow().UtcDateTime, target, shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return seal.Seal(target, delivery.Id, content);
    }

    private (Guid DeliveryId, bool WithAttachments) Read(string target, string ticket)
    {
        byte[] claim;
        try
        {
            claim = _key.Decrypt(Base64Url.DecodeFromChars(ticket), target);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CryptographicException("This is no ticket.", e);
        }
        if (claim.Length != ClaimBytes || DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(claim.AsSpan(16))) < time.GetUtcNow())
            throw new CryptographicException("This ticket is too old.");
        return (new Guid(claim.AsSpan(0, 16)), claim[24] == 1);
    }
}
