using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems.Files;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>
/// The other side: hands what arrives to the system behind, and sends back what it answered. Killed at any step, the next run does the step again:
/// the system knows the external ids, and an answer leaves once, however often it is written.
/// </summary>
internal sealed class AirlockReceiver(string name, AirlockOptions options, IAdapter inner, AirlockSeal seal, TimeProvider time) : IAsyncDisposable
{
    private readonly AirlockIn _in = new(name, AirlockBundle.OfOffers, options, seal);
    private readonly AirlockOut _out = new(name, AirlockBundle.OfAnswers, options, seal, time);
    private readonly LocalFolder _folder = new();

    /// <summary>One that the system has taken and not finished. No data: what is asked about is the external id.</summary>
    private sealed record Waiting(Guid DeliveryId, string ExternalId, DeliveryKind Kind, string ReceiptNumber, string ProcedureCode, string? Progress, int Bundle);

    private string WaitingPath => options.StateFolder + "/waiting.json";

    public async Task<IReadOnlyList<AirlockEvent>> RunAsync(CancellationToken cancel)
    {
        var (next, seen) = await _in.LookAsync(cancel);
        List<AirlockEvent> events = [];
        foreach (var arrival in next)
        {
            if (await TakeAsync(arrival, cancel) is not { } taken)
            {
                events.Add(new(AirlockFinding.InnerAway, string.Create(CultureInfo.InvariantCulture, $"the system behind took nothing of bundle {arrival.Bundle.Number}; it waits")));
                break;
            }
            events.Add(new(AirlockFinding.Taken, taken));
        }
        events.AddRange(seen);
        if (await LateAsync(cancel) is { } late)
            events.Add(new(AirlockFinding.Taken, late));
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _out.DisposeAsync();
        await inner.DisposeAsync();
    }

    private async Task<string?> TakeAsync(AirlockIn.Arrival arrival, CancellationToken cancel)
    {
        var (number, offers) = (arrival.Bundle.Number, arrival.Bundle.Offers ?? []);
        var answers = await OfferAsync(offers, cancel);
        var state = await _in.StateAsync(cancel);
        if (answers.Count > 0 && answers.All(a => a.Outcome == DeliveryOutcome.TryAgain) && state.Held < options.HoldRuns)
        {
            await _in.SaveAsync(state with { Held = state.Held + 1 }, cancel);
            return null;
        }
        var waiting = (await WaitingAsync(cancel)).Where(w => offers.All(o => o.DeliveryId != w.DeliveryId || o.ExternalId != w.ExternalId)).ToList();
        for (var i = 0; i < offers.Count; i++)
            if (answers[i].Outcome == DeliveryOutcome.AcceptedLater)
                waiting.Add(new(offers[i].DeliveryId, offers[i].ExternalId, offers[i].Kind, offers[i].ReceiptNumber, offers[i].ProcedureCode, answers[i].Progress, number));
        await SaveAsync(waiting, cancel);
        await SendAsync([.. offers.Select((o, i) => ($"{arrival.Sha256}:{i}", new LateAnswer(o.DeliveryId, o.ExternalId, answers[i] with { Progress = null })))], cancel);
        await _in.TakenAsync(arrival, cancel);
        return string.Create(CultureInfo.InvariantCulture,
            $"bundle {number}: {Count(DeliveryOutcome.Done)} done, {Count(DeliveryOutcome.AcceptedLater)} accepted, {Count(DeliveryOutcome.Refused)} refused, {Count(DeliveryOutcome.TryAgain)} to be offered again");

        int Count(DeliveryOutcome outcome) => answers.Count(a => a.Outcome == outcome);
    }

    /// <summary>What the system has said or finished since.</summary>
    private async Task<string?> LateAsync(CancellationToken cancel)
    {
        var collected = await inner.CollectAsync(cancel);
        var waiting = await WaitingAsync(cancel);
        List<(LateAnswer Answer, Waiting? About)> late = [.. collected.Select(c => (c, waiting.FirstOrDefault(w => c.DeliveryId is { } id ? w.DeliveryId == id : w.ExternalId == c.ExternalId)))];
        foreach (var one in waiting.Where(w => late.All(l => l.About != w)))
        {
            var answer = await GuardAsync(() => inner.AskAsync(new(one.Kind, one.ExternalId, one.ReceiptNumber, [], one.DeliveryId, one.ProcedureCode, 1, one.Progress), cancel), cancel);
            if (answer.Outcome is DeliveryOutcome.Done or DeliveryOutcome.Refused)
                late.Add((new(one.DeliveryId, one.ExternalId, answer with { Progress = null }), one));
        }
        if (late.Count == 0)
            return null;
        await SendAsync([.. late.Select(l => (Key(l.Answer, l.About), l.About is { } about ? l.Answer with { DeliveryId = about.DeliveryId, ExternalId = about.ExternalId } : l.Answer))], cancel);
        await inner.SettleAsync(collected, cancel);
        await SaveAsync([.. waiting.Where(w => late.All(l => l.About != w))], cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{late.Count} later answers sent back");
    }

    /// <summary>Whether the same was said before depends on which bundle it is about: a record that is refused twice was offered twice.</summary>
    private static string Key(LateAnswer answer, Waiting? about) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { answer, Bundle = about?.Bundle ?? 0 }, FactJson.Options)));

    private Task SendAsync(IReadOnlyList<(string Key, LateAnswer Answer)> answers, CancellationToken cancel) => _out.PutAsync([.. answers.Select(a => new NumberedItem(a.Key, a.Answer.DeliveryId ?? Guid.Empty, a.Answer.ExternalId))],
        rest => new(AirlockBundle.Known, name, AirlockBundle.OfAnswers, 0, time.GetUtcNow(), Answers: [.. rest.Select(i => answers[i].Answer)]), cancel);

    private async Task<List<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel)
    {
        List<AdapterAnswer> answers = [];
        foreach (var some in offers.Chunk(inner.BatchSize))
        {
            IReadOnlyList<AdapterAnswer> said = [];
            var failed = await GuardAsync(async () => (said = await inner.OfferAsync(some, cancel))[0], cancel);
            answers.AddRange(said.Count == some.Length ? said : Enumerable.Repeat(failed, some.Length));
        }
        return answers;
    }

    private static async Task<AdapterAnswer> GuardAsync(Func<Task<AdapterAnswer>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return AdapterAnswer.TryAgain($"エアロックの先の連携先に渡せません（{e.GetType().Name}）。");
        }
    }

    private async Task<List<Waiting>> WaitingAsync(CancellationToken cancel) =>
        await _folder.ReadAsync(WaitingPath, cancel) is { } bytes ? JsonSerializer.Deserialize<List<Waiting>>(bytes, FactJson.Options)! : [];

    private async Task SaveAsync(IReadOnlyList<Waiting> waiting, CancellationToken cancel)
    {
        await _folder.WriteAsync(WaitingPath + ".new", JsonSerializer.SerializeToUtf8Bytes(waiting, FactJson.Options), cancel);
        await _folder.RenameAsync(WaitingPath + ".new", WaitingPath, cancel);
    }
}
