using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>How one submission stands with one core system, all its deliveries there taken together.</summary>
public enum PairState
{
    /// <summary>There is no delivery at all although the mapping names the core system: must not happen.</summary>
    Missing,
    Refused,
    Waiting,
    /// <summary>Taken, not finished.</summary>
    Accepted,
    Skipped,
    Superseded,
    Acknowledged,
}

/// <summary>The submissions that arrived on one day, for one core system.</summary>
/// <param name="Expected">The mapping of their form version names it.</param>
/// <param name="OwnCount">How many the core system itself says that it holds of this day; null where it was not asked, or where it holds what the reviewer does not see.</param>
public sealed record ReconciliationRow(DateOnly Day, string Target, int Expected, IReadOnlyDictionary<PairState, int> Counts, int? OwnCount, DateTime? AskedAt)
{
    public int this[PairState state] => Counts.GetValueOrDefault(state);

    /// <summary>Neither registered nor decided to be let be.</summary>
    public int Open => this[PairState.Missing] + this[PairState.Refused] + this[PairState.Waiting] + this[PairState.Accepted];

    /// <summary>It was asked after the day had ended and holds another number. On the day itself more arrives after it was asked.</summary>
    public bool IsContradicted => OwnCount is { } own && own != this[PairState.Acknowledged] && AskedAt is { } at && JapanTime.DayOf(at) > Day;
}

/// <param name="DeliveryId">The delivery that decides the state; null when there is none.</param>
public sealed record ReconciliationLine(string ReceiptNumber, string ProcedureTitle, string Target, PairState State, Guid? DeliveryId, string? RecordId, string? LastError);

/// <param name="Named">Each that is not acknowledged, the gravest first.</param>
public sealed record ReconciliationDay(DateOnly Day, IReadOnlyList<ReconciliationRow> Rows, IReadOnlyList<ReconciliationLine> Named, bool HasMore, Reviewer Reviewer);

/// <summary>
/// 突合: every submission and every core system that its mapping names is acknowledged, or named. By the day of arrival in Japan. Submissions that another system had handed
/// over before they came here are not expected anywhere.
/// </summary>
public sealed class Reconcile(AppDbContext db, DeliveryDesk desk, ProcedureCatalog catalog, TimeProvider time)
{
    public const int MostNamed = 200;

    public async Task<Result<ReconciliationDay>> HandleAsync(DateOnly day, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        var rows = await RowsAsync(day, who.Value, cancel);
        var named = (await OpenPairsAsync(day, who.Value, cancel)).Where(p => p.State != PairState.Acknowledged).ToList();
        List<ReconciliationLine> lines = [];
        foreach (var row in rows.Where(r => r[PairState.Missing] > 0))
            lines.AddRange(await MissingAsync(row, who.Value, cancel));
        foreach (var pair in named.OrderBy(p => p.State).ThenBy(p => p.Told.Target, StringComparer.Ordinal).ThenBy(p => p.Told.ReceiptNumber, StringComparer.Ordinal).Take(MostNamed + 1))
            lines.Add(new(pair.Told.ReceiptNumber, await TitleAsync(pair.Told.FormVersionId, pair.Told.ProcedureCode, cancel), pair.Told.Target, pair.State, pair.Told.Id, null, pair.Told.LastError));
        return new ReconciliationDay(day, rows, [.. lines.Take(MostNamed)], lines.Count > MostNamed, who.Value);
    }

    /// <summary>Each day of a month up to today.</summary>
    public async Task<Result<IReadOnlyList<ReconciliationRow>>> MonthAsync(int year, int month, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        var today = JapanTime.Today(time);
        List<ReconciliationRow> rows = [];
        for (var day = new DateOnly(year, month, 1); day.Month == month && day <= today; day = day.AddDays(1))
            rows.AddRange(await RowsAsync(day, who.Value, cancel));
        return rows;
    }

    internal async Task<IReadOnlyList<ReconciliationRow>> RowsAsync(DateOnly day, Reviewer who, CancellationToken cancel)
    {
        var arrived = Arrived(day, who);
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var version in await arrived.GroupBy(s => s.FormVersionId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            foreach (var target in await TargetsAsync(version.Key, cancel))
                expected[target] = expected.GetValueOrDefault(target) + version.Count;
        var planned = await arrived.Join(db.Set<Delivery>(), s => s.Id, d => d.SubmissionId, (s, d) => d).GroupBy(d => d.Target)
            .Select(g => new { Target = g.Key, Count = g.Select(d => d.SubmissionId).Distinct().Count() }).ToDictionaryAsync(g => g.Target, g => g.Count, cancel);
        // A version that this program cannot read still has its deliveries.
        foreach (var (target, count) in planned)
            expected[target] = Math.Max(count, expected.GetValueOrDefault(target));

        var open = (await OpenPairsAsync(day, who, cancel)).Where(p => p.State != PairState.Acknowledged).ToLookup(p => p.Told.Target, StringComparer.Ordinal);
        var named = await desk.TargetsAsync(cancel);
        var own = await db.Set<TargetCount>().AsNoTracking().Where(c => c.Day == day).ToDictionaryAsync(c => c.Target, cancel);
        List<ReconciliationRow> rows = [];
        foreach (var (target, count) in expected)
        {
            var counts = open[target].GroupBy(p => p.State).ToDictionary(g => g.Key, g => g.Count());
            var present = planned.GetValueOrDefault(target);
            counts[PairState.Acknowledged] = present - counts.Values.Sum();
            counts[PairState.Missing] = count - present;
            var asked = PauseTarget.MayPause(who, named.GetValueOrDefault(target)) ? own.GetValueOrDefault(target) : null;
            rows.Add(new(day, target, count, counts, asked?.Count, asked?.AskedAt));
        }
        return rows;
    }

    /// <summary>Every submission and core system of a day, by receipt number.</summary>
    internal async Task<IReadOnlyList<ReconciliationLine>> AllAsync(DateOnly day, Reviewer who, CancellationToken cancel)
    {
        var submissions = await Arrived(day, who).OrderBy(s => s.ReceiptNumber).Select(s => new { s.Id, s.ReceiptNumber, s.ProcedureCode, s.FormVersionId }).ToListAsync(cancel);
        var pairs = (await Told(Arrived(day, who).Join(db.Set<Delivery>(), s => s.Id, d => d.SubmissionId, (s, d) => d)).ToListAsync(cancel)).ToLookup(d => (d.SubmissionId, d.Target));
        List<ReconciliationLine> lines = [];
        foreach (var submission in submissions)
            foreach (var target in (await TargetsAsync(submission.FormVersionId, cancel)).Order(StringComparer.Ordinal))
            {
                var pair = pairs[(submission.Id, target)].ToList();
                var (state, told) = pair.Count == 0 ? (PairState.Missing, null) : StateOf(pair);
                lines.Add(new(submission.ReceiptNumber, await TitleAsync(submission.FormVersionId, submission.ProcedureCode, cancel), target, state, told?.Id, told?.RecordId, told?.LastError));
            }
        return lines;
    }

    private IQueryable<Submission> Arrived(DateOnly day, Reviewer who)
    {
        var (from, to) = (JapanTime.At(day, TimeOnly.MinValue).UtcDateTime, JapanTime.At(day.AddDays(1), TimeOnly.MinValue).UtcDateTime);
        var arrived = db.Set<Submission>().AsNoTracking().Where(s => s.ArrivedAt >= from && s.ArrivedAt < to && s.Channel != Channel.Migration);
        return who.Of(arrived);
    }

    /// <summary>The pairs with anything in them that is not acknowledged: of the many that went well nothing is read.</summary>
    private async Task<List<(PairState State, ToldDelivery Told)>> OpenPairsAsync(DateOnly day, Reviewer who, CancellationToken cancel)
    {
        var deliveries = db.Set<Delivery>();
        var rows = await Told(Arrived(day, who).Join(deliveries, s => s.Id, d => d.SubmissionId, (s, d) => d)
            .Where(d => deliveries.Any(o => o.SubmissionId == d.SubmissionId && o.Target == d.Target && o.Status != DeliveryStatus.Acknowledged))).ToListAsync(cancel);
        return [.. rows.GroupBy(d => (d.SubmissionId, d.Target)).Select(g => StateOf([.. g]))];
    }

    /// <summary>What needs somebody stands before what is done; where nothing is left to do, the last in the order says how it ended.</summary>
    private static (PairState State, ToldDelivery Told) StateOf(List<ToldDelivery> pair)
    {
        var (state, told) = (PairState.Acknowledged, pair[0]);
        foreach (var delivery in pair.OrderBy(d => d.Order))
        {
            var next = delivery.Status switch
            {
                DeliveryStatus.Refused => PairState.Refused,
                DeliveryStatus.AcceptedLater => PairState.Accepted,
                DeliveryStatus.Acknowledged => PairState.Acknowledged,
                DeliveryStatus.Skipped => PairState.Skipped,
                DeliveryStatus.Superseded => PairState.Superseded,
                _ => PairState.Waiting,
            };
            if (next < state || state >= PairState.Skipped)
                (state, told) = (next, delivery);
        }
        return (state, told);
    }

    private async Task<IReadOnlyList<ReconciliationLine>> MissingAsync(ReconciliationRow row, Reviewer who, CancellationToken cancel)
    {
        List<Guid> versions = [];
        foreach (var version in await Arrived(row.Day, who).Select(s => s.FormVersionId).Distinct().ToListAsync(cancel))
            if ((await TargetsAsync(version, cancel)).Contains(row.Target))
                versions.Add(version);
        var missing = await Arrived(row.Day, who).Where(s => versions.Contains(s.FormVersionId) && !db.Set<Delivery>().Any(d => d.SubmissionId == s.Id && d.Target == row.Target))
            .OrderBy(s => s.ReceiptNumber).Take(MostNamed).Select(s => new { s.ReceiptNumber, s.ProcedureCode, s.FormVersionId }).ToListAsync(cancel);
        List<ReconciliationLine> lines = [];
        foreach (var submission in missing)
            lines.Add(new(submission.ReceiptNumber, await TitleAsync(submission.FormVersionId, submission.ProcedureCode, cancel), row.Target, PairState.Missing, null, null, null));
        return lines;
    }

    private async ValueTask<IEnumerable<string>> TargetsAsync(Guid version, CancellationToken cancel) => (await catalog.TryVersionAsync(version, cancel))?.Mapping.Targets.Select(t => t.System) ?? [];

    private async ValueTask<string> TitleAsync(Guid version, string code, CancellationToken cancel) => (await catalog.TryVersionAsync(version, cancel))?.Procedure.Title.Ja ?? code;

    private static IQueryable<ToldDelivery> Told(IQueryable<Delivery> rows) =>
        rows.Select(d => new ToldDelivery(d.Id, d.SubmissionId, d.ReceiptNumber, d.ProcedureCode, d.FormVersionId, d.Target, d.Order, d.Status, d.RecordId, d.LastError));

    private sealed record ToldDelivery(Guid Id, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, string Target, int Order, DeliveryStatus Status, string? RecordId, string? LastError);
}
