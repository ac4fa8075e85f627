using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems.Files;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>
/// A core system behind a gap that no line crosses: records leave in sealed bundles that people carry, or show as QR codes, and answers come back
/// the same way. On the other side stands the verb <c>airlock receive</c> with any of the other adapters behind it.
/// </summary>
internal sealed partial class AirlockAdapter : IAdapter
{
    private readonly string _name;
    private readonly AirlockOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AirlockSeal _seal;
    private readonly AirlockOut _out;
    private readonly AirlockIn _in;
    private readonly List<(AirlockIn.Arrival Arrival, List<LateAnswer> Open)> _unsettled = [];

    public AirlockAdapter(string name, AirlockOptions options, TimeProvider time, ILogger log)
    {
        (_name, _options, _time, _log, _seal) = (name, options, time, log, AirlockSeal.Load(options));
        _out = new(name, AirlockBundle.OfOffers, options, _seal, time);
        _in = new(name, AirlockBundle.OfAnswers, options, _seal);
    }

    public int BatchSize => _options.BatchSize;

    public async Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel)
    {
        try
        {
            var numbers = await _out.PutAsync([.. offers.Select(o => new NumberedItem(Key(o), o.DeliveryId, o.ExternalId))],
                rest => new(AirlockBundle.Known, _name, AirlockBundle.OfOffers, 0, _time.GetUtcNow(), Offers: [.. rest.Select(i => offers[i] with { Progress = null })]), cancel);
            return [.. numbers.Select(n => AdapterAnswer.Accepted(progress: $"airlock {n}"))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [.. offers.Select(o => AdapterAnswer.TryAgain(e is FolderException ? e.Message : "エアロックのフォルダーに書けません。") with { Progress = o.Progress })];
        }
    }

    public async Task<IReadOnlyList<LateAnswer>> CollectAsync(CancellationToken cancel)
    {
        var (next, events) = await _in.LookAsync(cancel);
        foreach (var found in events)
            LogFound(_log, _name, found.Finding, found.Message);
        _unsettled.RemoveAll(u => next.All(n => n.Sha256 != u.Arrival.Sha256));
        foreach (var arrival in next.Where(n => _unsettled.All(u => u.Arrival.Sha256 != n.Sha256)))
            _unsettled.Add((arrival, [.. arrival.Bundle.Answers ?? []]));
        await PutAwayAsync(cancel);
        List<LateAnswer> open = [.. _unsettled.SelectMany(u => u.Open)];
        // Before it is saved that they are to be offered again: what was not taken goes into a new bundle.
        var undone = open.Where(s => s.Answer.Outcome is DeliveryOutcome.TryAgain or DeliveryOutcome.Refused).ToList();
        if (undone.Count > 0)
            await _out.ForgetAsync(item => undone.Any(u => u.DeliveryId is { } id ? id == item.Delivery : u.ExternalId == item.ExternalId), cancel);
        return open;
    }

    public async Task SettleAsync(IReadOnlyList<LateAnswer> saved, CancellationToken cancel)
    {
        var settled = saved.ToHashSet();
        foreach (var (_, open) in _unsettled)
            open.RemoveAll(settled.Contains);
        await PutAwayAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _out.DisposeAsync();
        _seal.Dispose();
    }

    /// <summary>In their order: the number that was taken last is all that is kept.</summary>
    private async Task PutAwayAsync(CancellationToken cancel)
    {
        while (_unsettled.Count > 0 && _unsettled[0].Open.Count == 0)
        {
            await _in.TakenAsync(_unsettled[0].Arrival, cancel);
            _unsettled.RemoveAt(0);
        }
    }

    private static string Key(Offer offer) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{offer.DeliveryId:N}\n{offer.ExternalId}\n{offer.Kind}\n{offer.Data.ToJsonString(FactJson.Options)}\n{JsonSerializer.Serialize(offer.Text, FactJson.Options)}")));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Airlock {Target}: {Finding}: {Detail}.")]
    private static partial void LogFound(ILogger log, string target, AirlockFinding finding, string detail);
}
