using System.Text.Json;
using ElectronicApplication.Sandbox.Storage;

namespace ElectronicApplication.Sandbox.CoreSystems;

/// <param name="Offers">How often the same thing was offered, the first time included.</param>
internal sealed record CoreRecord(
    string Id, string ExternalId, string ReceiptNumber, string Kind, JsonElement? Data, int Offers, DateTimeOffset KeptAt,
    bool Withdrawn = false, DateTimeOffset? WithdrawnAt = null, int Withdrawals = 0, int Corrections = 0);

/// <summary>What is to go wrong. The counts are used up by one delivery each.</summary>
internal sealed record CoreTrouble(
    bool Outage = false, int SlowMs = 0, int RefuseNext = 0, int AnswerLostNext = 0, int KeepAnd500Next = 0, int DuplicateNext = 0, int LoseNext = 0);

/// <summary>A part of <see cref="CoreTrouble"/>; what is left out stays as it is.</summary>
internal sealed record TroubleChange(bool? Outage, int? SlowMs, int? RefuseNext, int? AnswerLostNext, int? KeepAnd500Next, int? DuplicateNext, int? LoseNext);

internal sealed record CoreChange(CoreRecord? Record = null, CoreTrouble? Trouble = null, JsonElement? Report = null);

internal enum Mishap
{
    None,
    Refuse,
    LoseAnswer,
    KeepAnd500,
    Duplicate,
    Lose,
}

/// <summary>A back-office system that keeps what it is given under the sender's id, once.</summary>
internal sealed class CoreSystem : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Journal<CoreChange> journal;
    private readonly Dictionary<string, CoreRecord> records = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly List<JsonElement> reports = [];
    private CoreTrouble trouble = new();

    public CoreSystem(string name, string title, string prefix, string directory, TimeProvider time)
    {
        this.time = time;
        Name = name;
        Title = title;
        Prefix = prefix;
        journal = Journal<CoreChange>.Open(Path.Combine(directory, $"core-system-{name}.jsonl"), Apply);
    }

    public string Name { get; }

    public string Title { get; }

    /// <summary>The letters before this system's own numbers.</summary>
    public string Prefix { get; }

    public CoreTrouble Trouble
    {
        get
        {
            lock (gate)
            {
                return trouble;
            }
        }
    }

    /// <summary>Keeps the record, or counts one more offer of what is there already.</summary>
    public async Task<(CoreRecord Record, bool IsNew)> OfferAsync(string externalId, string receiptNumber, string kind, JsonElement? data, int times = 1)
    {
        Task kept;
        CoreRecord record;
        bool isNew;
        lock (gate)
        {
            isNew = !records.TryGetValue(externalId, out var known);
            record = isNew
                ? new($"{Prefix}-{order.Count + 1:D7}", externalId, receiptNumber, kind, data, times, time.GetUtcNow())
                : known! with { Offers = known.Offers + times };
            kept = Commit(new(record));
        }
        await kept;
        return (record, isNew && times == 1);
    }

    public async Task<CoreRecord?> FindAsync(string externalId)
    {
        CoreRecord? record;
        Task settled;
        lock (gate)
        {
            record = records.GetValueOrDefault(externalId);
            settled = journal.Settled();
        }
        await settled;
        return record;
    }

    /// <summary>Puts corrected data in the place of what is held; the same data again changes nothing.</summary>
    public async Task<CoreRecord?> CorrectAsync(string externalId, JsonElement data)
    {
        Task kept;
        CoreRecord record;
        lock (gate)
        {
            if (!records.TryGetValue(externalId, out var known))
            {
                return null;
            }
            record = known.Data is { } held && JsonElement.DeepEquals(held, data) ? known : known with { Data = data, Corrections = known.Corrections + 1 };
            kept = Commit(new(record));
        }
        await kept;
        return record;
    }

    /// <summary>Marks the record as withdrawn; asking again changes nothing but the count.</summary>
    public async Task<CoreRecord?> WithdrawAsync(string externalId, DateTimeOffset withdrawnAt)
    {
        Task kept;
        CoreRecord record;
        lock (gate)
        {
            if (!records.TryGetValue(externalId, out var known))
            {
                return null;
            }
            record = known with { Withdrawn = true, WithdrawnAt = known.WithdrawnAt ?? withdrawnAt, Withdrawals = known.Withdrawals + 1 };
            kept = Commit(new(record));
        }
        await kept;
        return record;
    }

    public async Task<IReadOnlyList<CoreRecord>> RecordsAsync()
    {
        List<CoreRecord> held;
        Task settled;
        lock (gate)
        {
            held = order.ConvertAll(externalId => records[externalId]);
            settled = journal.Settled();
        }
        await settled;
        return held;
    }

    /// <summary>Keeps what the system has to say until somebody fetches it, and afterwards.</summary>
    public async Task ReportAsync(JsonElement report)
    {
        Task kept;
        lock (gate)
        {
            kept = Commit(new(Report: report));
        }
        await kept;
    }

    public async Task<IReadOnlyList<JsonElement>> ReportsAsync()
    {
        List<JsonElement> said;
        Task settled;
        lock (gate)
        {
            said = [.. reports];
            settled = journal.Settled();
        }
        await settled;
        return said;
    }

    public async Task<CoreTrouble> ChangeAsync(TroubleChange change)
    {
        Task kept;
        CoreTrouble changed;
        lock (gate)
        {
            changed = new(
                change.Outage ?? trouble.Outage,
                Math.Clamp(change.SlowMs ?? trouble.SlowMs, 0, 120_000),
                Math.Max(change.RefuseNext ?? trouble.RefuseNext, 0),
                Math.Max(change.AnswerLostNext ?? trouble.AnswerLostNext, 0),
                Math.Max(change.KeepAnd500Next ?? trouble.KeepAnd500Next, 0),
                Math.Max(change.DuplicateNext ?? trouble.DuplicateNext, 0),
                Math.Max(change.LoseNext ?? trouble.LoseNext, 0));
            kept = Commit(new(Trouble: changed));
        }
        await kept;
        return changed;
    }

    /// <summary>Takes the next mishap off the counts.</summary>
    public Mishap NextMishap()
    {
        lock (gate)
        {
            var (mishap, left) = trouble switch
            {
                { RefuseNext: > 0 } => (Mishap.Refuse, trouble with { RefuseNext = trouble.RefuseNext - 1 }),
                { AnswerLostNext: > 0 } => (Mishap.LoseAnswer, trouble with { AnswerLostNext = trouble.AnswerLostNext - 1 }),
                { KeepAnd500Next: > 0 } => (Mishap.KeepAnd500, trouble with { KeepAnd500Next = trouble.KeepAnd500Next - 1 }),
                { DuplicateNext: > 0 } => (Mishap.Duplicate, trouble with { DuplicateNext = trouble.DuplicateNext - 1 }),
                { LoseNext: > 0 } => (Mishap.Lose, trouble with { LoseNext = trouble.LoseNext - 1 }),
                _ => (Mishap.None, trouble),
            };
            if (mishap is not Mishap.None)
            {
                // The flush that the delivery waits for covers this line too: it comes earlier in the file.
                Commit(new(Trouble: left));
            }
            return mishap;
        }
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private Task Commit(CoreChange change)
    {
        Apply(change);
        return journal.Append(change);
    }

    private void Apply(CoreChange change)
    {
        if (change.Record is { } record)
        {
            if (!records.ContainsKey(record.ExternalId))
            {
                order.Add(record.ExternalId);
            }
            records[record.ExternalId] = record;
        }
        if (change.Report is { } report)
        {
            reports.Add(report);
        }
        trouble = change.Trouble ?? trouble;
    }
}
