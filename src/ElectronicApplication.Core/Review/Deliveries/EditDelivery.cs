using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms.Schemas;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>
/// Puts other data in the place of what the mapping makes, and offers it again. The submission stays as it is, and the edit can be taken back; the act keeps who did it,
/// why, and the SHA-256 of what was sent instead.
/// </summary>
public sealed class EditDelivery(AppDbContext db, DeliveryDesk desk, DeliveryContents contents, ProcedureCatalog catalog, Envelope envelope, TimeProvider time)
{
    /// <summary>In characters.</summary>
    public const int MaxData = 100_000;

    private const int MostViolations = 10;

    public async Task<Result<Done>> HandleAsync(Guid id, string data, string? reason, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (who, delivery, submission) = found.Value;
        if (!DeliveryDesk.MayOpen(who) || submission.ErasedAt is not null || (await contents.OpenAsync([delivery], who, cancel)).Count == 0)
            return DeliveryErrors.NotOpened;
        if (delivery.Kind == DeliveryKind.Withdrawal)
            return DeliveryErrors.NoContent;
        if (!delivery.MayBeHandled || delivery.Status == DeliveryStatus.AcceptedLater)
            return DeliveryErrors.NotHandled;
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        var read = Read(data);
        if (read.Error is { } unreadable)
            return unreadable;
        if (await RefusedAsync(delivery, read.Value, cancel) is { } refused)
            return refused;

        var now = time.GetUtcNow().UtcDateTime;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(read.Value, CanonicalJson.Readable);
        delivery.Edited = envelope.Open(submission.Key).Encrypt(bytes, delivery.EditedBinding);
        delivery.Replay(now);
        db.Add(ActEntry.Of(act with { Reason = reason!.Trim() }, "delivery.edited", delivery.SubmissionId, now, $"{delivery.Target} SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}", shownToApplicant: false));
        return await desk.SaveAsync(cancel);
    }

    /// <summary>What the mapping makes is sent again. It is not offered at once: whoever wants that replays it.</summary>
    public async Task<Result<Done>> RemoveAsync(Guid id, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (who, delivery, _) = found.Value;
        if (!DeliveryDesk.MayOpen(who))
            return ReviewErrors.RoleNeeded("審査", "review");
        if (delivery.Edited is null)
            return Done.Ok;
        if (!delivery.MayBeHandled)
            return DeliveryErrors.NotHandled;
        delivery.Edited = null;
        db.Add(ActEntry.Of(act, "delivery.edit-removed", delivery.SubmissionId, time.GetUtcNow().UtcDateTime, delivery.Target, shownToApplicant: false));
        return await desk.SaveAsync(cancel);
    }

    private static Result<JsonObject> Read(string data)
    {
        if (data.Length > MaxData)
            return DeliveryErrors.DataTooLong(MaxData);
        try
        {
            return JsonNode.Parse(data, documentOptions: new() { AllowDuplicateProperties = false }) is JsonObject json && CanonicalJson.Write(json).Length > 0 ? json : DeliveryErrors.DataNotJson(null);
        }
        catch (JsonException e)
        {
            return DeliveryErrors.DataNotJson(e.LineNumber);
        }
        catch (InvalidOperationException)
        {
            // An escape that stands for half a character.
            return DeliveryErrors.DataNotJson(null);
        }
    }

    /// <summary>Held against the core system's schema, where the procedure brought one.</summary>
    private async Task<Error?> RefusedAsync(Delivery delivery, JsonObject data, CancellationToken cancel)
    {
        var target = (await catalog.TryVersionAsync(delivery.FormVersionId, cancel))?.Mapping.Targets.FirstOrDefault(t => t.System == delivery.Target);
        if (target?.Schema is not { } name)
            return null;
        var files = VersionFiles.Of(await db.Set<FormVersion>().AsNoTracking().SingleAsync(v => v.Id == delivery.FormVersionId, cancel)).Neighbours;
        if (Open(name) is not { } schema || JsonSchemaChecker.Problems(schema).Any(p => p.IsBroken))
            return null;
        var violations = new JsonSchemaChecker(schema, Open).Check(data);
        return violations.Count == 0 ? null
            : DeliveryErrors.DataRefused([.. violations.Take(MostViolations).Select(v => new FieldError("data", v.Keyword, $"{v.Path}：{v.MessageJa}", $"{v.Path}: {v.MessageEn}"))]);

        JsonObject? Open(string file) => files.TryGetValue(file, out var bytes) ? JsonNode.Parse(bytes.Span) as JsonObject : null;
    }
}
