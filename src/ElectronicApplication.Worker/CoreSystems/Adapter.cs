using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>The way to one core system. One class a transport, with options of its own; it stands in <see cref="Adapters"/> under its name.</summary>
internal interface IAdapter : IAsyncDisposable
{
    /// <summary>How many offers one call takes: 1 for systems that take single records, more where a batch is one file.</summary>
    int BatchSize => 1;

    /// <summary>
    /// Offers these; one answer for each, in their order. May be called many times at once. An offer may have been made before: what the target
    /// has under the external id counts as done. A time-out is a <see cref="OperationCanceledException"/>, and is tried again.
    /// </summary>
    Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel);

    /// <summary>What became of one that the target took and had not finished. Adapters that are told (see <see cref="CollectAsync"/>) say "accepted" again.</summary>
    Task<AdapterAnswer> AskAsync(Offer offer, CancellationToken cancel) => Task.FromResult(AdapterAnswer.Accepted());

    /// <summary>What the target has said since about earlier offers: result files, acknowledgement messages, a status column. Called every few seconds, never twice at once in one worker.</summary>
    Task<IReadOnlyList<LateAnswer>> CollectAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<LateAnswer>>([]);

    /// <summary>These answers have been saved: the file may be put away, the message taken off. What is not settled is collected again.</summary>
    Task SettleAsync(IReadOnlyList<LateAnswer> saved, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>How many submissions of one day of arrival the target says it holds, withdrawn ones included; null when it cannot be asked.</summary>
    Task<int?> CountAsync(DateOnly day, CancellationToken cancel) => Task.FromResult<int?>(null);

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>What an adapter offers: one opened delivery.</summary>
/// <param name="ExternalId">The target's key against doubles; the same for a submission, its corrections and its withdrawal.</param>
/// <param name="Data">What the mapping made.</param>
/// <param name="Progress">What the adapter's answer said last time of how far it came; null at first.</param>
/// <param name="Text">The record as text, where the mapping has a file layout.</param>
/// <param name="Attachments">Links to the submission's attachments; null of a withdrawal, and where no links are sent.</param>
internal sealed record Offer(
    DeliveryKind Kind, string ExternalId, string ReceiptNumber, JsonObject Data, Guid DeliveryId = default, string ProcedureCode = "", int Attempt = 1, string? Progress = null, RecordText? Text = null,
    IReadOnlyList<AttachmentLink>? Attachments = null)
{
    /// <summary>The attachments themselves, for an adapter that leaves them as files.</summary>
    [JsonIgnore]
    public IReadOnlyList<OfferedFile>? Files { get; init; }
}

/// <param name="Extension">".pdf": found from the content, not from the name.</param>
/// <param name="ReadAsync">Null where it is not to be had any more.</param>
internal sealed record OfferedFile(string Name, string Extension, string Sha256, Func<CancellationToken, Task<byte[]?>> ReadAsync);

/// <summary>An answer that came by another way than the offer. The delivery's id is meant where the target knows it, else the external id's unfinished delivery.</summary>
internal sealed record LateAnswer(Guid? DeliveryId, string ExternalId, AdapterAnswer Answer);
