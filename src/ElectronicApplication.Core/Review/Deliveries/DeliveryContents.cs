using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Mapping;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>What a core system would be offered now, for those who may see it, and who has opened it.</summary>
public sealed class DeliveryContents(AppDbContext db, BuildDelivery build, TimeProvider time)
{
    /// <summary>The applicant is shown who did it.</summary>
    public const string Opened = "delivery.opened";

    /// <summary>How long it stays open.</summary>
    public static TimeSpan Length => RevealAnswers.Length;

    /// <returns>The data, or in words why there is none.</returns>
    internal async Task<(JsonObject? Data, string? Trouble)> ReadAsync(Delivery delivery, CancellationToken cancel)
    {
        try
        {
            return ((await build.ContentAsync(delivery, withAttachments: false, cancel))?.Data ?? [], null);
        }
        catch (MappingException e)
        {
            return (null, e.ReasonJa);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The message of the exception may quote answers, its type does not.
            return (null, $"送る内容を作成できませんでした（{e.GetType().Name}）。");
        }
    }

    internal static JsonObject Masked(JsonObject data, Delivery delivery) =>
        MaskedJson.Of(data, new HashSet<string>(StringComparer.Ordinal) { delivery.ReceiptNumber, delivery.ProcedureCode, delivery.ExternalId });

    internal static ActEntry OpenedBy(Act act, string reason, Delivery delivery, DateTime now) => ActEntry.Of(act with { Reason = reason.Trim() }, Opened, delivery.SubmissionId, now, Detail(delivery));

    /// <summary>Which of them this staff member has opened lately.</summary>
    internal async Task<IReadOnlySet<Guid>> OpenAsync(IReadOnlyCollection<Delivery> deliveries, Reviewer who, CancellationToken cancel)
    {
        var since = time.GetUtcNow().UtcDateTime - Length;
        var me = who.Id.ToString();
        var cases = deliveries.Select(d => (Guid?)d.SubmissionId).Distinct().ToArray();
        var opened = await db.Set<ActEntry>().AsNoTracking().Where(a => cases.Contains(a.SubmissionId) && a.At > since && a.Kind == Opened && a.ActorId == me).Select(a => a.Detail).ToListAsync(cancel);
        return deliveries.Where(d => opened.Contains(Detail(d))).Select(d => d.Id).ToHashSet();
    }

    private static string Detail(Delivery delivery) => $"{delivery.Target} {delivery.Id:N}";
}
