using ElectronicApplication.Contracts.V1;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>
/// How much of one core system's work may be under way. Never more than it can begin at once plus what it finished in the last second or two: a
/// fast system is kept busy, a slow one is not buried. One that fails again and again gets single offers, ever more rarely, until one succeeds.
/// </summary>
internal sealed class TargetPace(int concurrency, TimeProvider time)
{
    private const int Most = 1000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private long _second;
    private int _now, _before;
    private int _failures;
    private TimeSpan _pause;
    private DateTimeOffset _probeAt = DateTimeOffset.MinValue;

    public void Answered(DeliveryOutcome outcome)
    {
        lock (_gate)
        {
            if (outcome == DeliveryOutcome.TryAgain)
            {
                // Those that were under way together fail together; they lengthen the pause once.
                if (++_failures >= concurrency && time.GetUtcNow() >= _probeAt)
                {
                    _pause = _pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                    _probeAt = time.GetUtcNow() + _pause;
                }
                return;
            }
            _failures = 0;
            _pause = TimeSpan.Zero;
            Turn();
            _now++;
        }
    }

    /// <summary>How many may be in flight now.</summary>
    public int Window()
    {
        lock (_gate)
        {
            if (_failures >= concurrency)
                return time.GetUtcNow() >= _probeAt ? 1 : 0;
            Turn();
            return Math.Min(Most, concurrency + _now + _before);
        }
    }

    private void Turn()
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        if (second == _second)
            return;
        (_before, _now) = (second == _second + 1 ? _now : 0, 0);
        _second = second;
    }
}

internal sealed class TargetPaces(Microsoft.Extensions.Options.IOptions<CoreSystems.CoreSystemsOptions> options, TimeProvider time)
{
    private readonly Dictionary<string, TargetPace> _paces = options.Value.Systems.ToDictionary(s => s.Key, s => new TargetPace(s.Value.Concurrency, time), StringComparer.Ordinal);

    public TargetPace this[string target] => _paces[target];

    public void Answered(string target, DeliveryOutcome outcome) => _paces.GetValueOrDefault(target)?.Answered(outcome);
}
