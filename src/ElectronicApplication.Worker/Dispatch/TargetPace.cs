using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>
/// How much of one core system's work may be under way. Never more than it can begin at once plus what it finished in the last second or two: a
/// fast system is kept busy, a slow one is not buried. One that fails again and again is left alone but for single offers, ever more rarely, until
/// one succeeds. A rate that the system's owner has set is never exceeded.
/// </summary>
/// <param name="perSecond">Offers a second of all workers together; 0 for as many as it takes.</param>
internal sealed class TargetPace(int concurrency, TimeProvider time, double perSecond = 0)
{
    private const int Most = 1000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly int _threshold = Math.Min(concurrency, 10);
    private readonly Lock _gate = new();
    private long _second;
    private int _now, _before;
    private int _failures;
    private TimeSpan _pause;
    private DateTimeOffset _probeAt = DateTimeOffset.MinValue;
    private double _tokens = Math.Max(1, perSecond);
    private long _filled = time.GetTimestamp();

    public BreakerState Breaker
    {
        get
        {
            lock (_gate)
                return _failures < _threshold ? BreakerState.Closed : time.GetUtcNow() < _probeAt ? BreakerState.Open : BreakerState.Probing;
        }
    }

    /// <summary>Answers in the last whole second.</summary>
    public int PerSecond
    {
        get
        {
            lock (_gate)
            {
                Turn();
                return _before;
            }
        }
    }

    /// <returns>Whether this answer showed that a system that failed is back.</returns>
    public bool Answered(DeliveryOutcome outcome)
    {
        lock (_gate)
        {
            if (outcome == DeliveryOutcome.TryAgain)
            {
                // Those that were under way together fail together; they lengthen the pause once.
                if (++_failures >= _threshold && time.GetUtcNow() >= _probeAt)
                {
                    _pause = _pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                    _probeAt = time.GetUtcNow() + _pause;
                }
                return false;
            }
            var isBack = _failures >= _threshold;
            _failures = 0;
            _pause = TimeSpan.Zero;
            Turn();
            _now++;
            return isBack;
        }
    }

    /// <summary>How many may be in flight now.</summary>
    public int Window()
    {
        lock (_gate)
        {
            if (_failures >= _threshold)
                return time.GetUtcNow() >= _probeAt ? 1 : 0;
            Turn();
            return Math.Min(Most, concurrency + _now + _before);
        }
    }

    /// <summary>How many of so many may be offered now, by the rate; they count as offered.</summary>
    /// <param name="workers">That share the rate.</param>
    public int Take(int wanted, int workers)
    {
        if (perSecond <= 0)
            return wanted;
        lock (_gate)
        {
            var share = perSecond / Math.Max(1, workers);
            _tokens = Math.Min(Math.Max(1, share), _tokens + share * time.GetElapsedTime(_filled).TotalSeconds);
            _filled = time.GetTimestamp();
            var taken = Math.Min(wanted, (int)_tokens);
            _tokens -= taken;
            return taken;
        }
    }

    /// <summary>Were not offered after all.</summary>
    public void GiveBack(int count)
    {
        lock (_gate)
            _tokens = Math.Min(Math.Max(1, perSecond), _tokens + count);
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

internal sealed class TargetPaces(IOptions<CoreSystemsOptions> options, TimeProvider time)
{
    private readonly Dictionary<string, TargetPace> _paces =
        options.Value.Systems.ToDictionary(s => s.Key, s => new TargetPace(s.Value.Concurrency, time, s.Value.PerSecond), StringComparer.Ordinal);

    public TargetPace this[string target] => _paces[target];

    public bool Answered(string target, DeliveryOutcome outcome) => _paces.GetValueOrDefault(target)?.Answered(outcome) ?? false;
}
