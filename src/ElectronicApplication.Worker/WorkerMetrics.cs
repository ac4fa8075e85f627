using System.Diagnostics.Metrics;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;

namespace ElectronicApplication.Worker;

/// <summary>What the worker counts, for whoever watches it: meter <c>ElectronicApplication.Worker</c>.</summary>
internal sealed class WorkerMetrics : IDisposable
{
    private readonly Meter _meter = new("ElectronicApplication.Worker");
    private readonly Counter<long> _published, _attempts, _answers, _notices;
    private readonly Histogram<double> _durations;
    private volatile BacklogReading _backlog = new(0, []);

    public WorkerMetrics()
    {
        _published = _meter.CreateCounter<long>("ea.outbox.published", "{message}", "Facts that the broker has confirmed.");
        _attempts = _meter.CreateCounter<long>("ea.delivery.attempts", "{attempt}", "Offers made to core systems, by target and outcome.");
        _answers = _meter.CreateCounter<long>("ea.delivery.answers", "{answer}", "Answers that took effect, by target and the state they led to.");
        _notices = _meter.CreateCounter<long>("ea.notice.processed", "{notice}", "Notices taken up for sending.");
        _durations = _meter.CreateHistogram<double>("ea.delivery.duration", "s", "How long one offer took.");
        _meter.CreateObservableGauge("ea.outbox.oldest", () => _backlog.OutboxSeconds, "s", "Age of the oldest fact that is not published.");
        _meter.CreateObservableGauge("ea.delivery.oldest_due", () => _backlog.Targets.Select(t => new Measurement<double>(t.DueSeconds, Tag(t.Target))), "s", "How long the oldest due delivery waits, by target.");
        _meter.CreateObservableGauge("ea.delivery.in_flight", () => _backlog.Targets.Select(t => new Measurement<int>(t.InFlight, Tag(t.Target))), "{delivery}", "Deliveries offered and not answered, by target.");
        _meter.CreateObservableGauge("ea.delivery.refused", () => _backlog.Targets.Select(t => new Measurement<int>(t.Refused, Tag(t.Target))), "{delivery}", "Deliveries that a person must look at, by target.");
        _meter.CreateObservableGauge("ea.delivery.breaker", () => _backlog.Targets.Select(t => new Measurement<int>((int)t.Breaker, Tag(t.Target))), "{state}", "0: offers go out, 1: left alone after failures, 2: single offers probe it; by target.");
    }

    public void Published(int count) => _published.Add(count);

    public void Attempted(string target, DeliveryOutcome outcome, TimeSpan took)
    {
        _attempts.Add(1, Tag(target), new("outcome", outcome.ToString()));
        _durations.Record(took.TotalSeconds, Tag(target));
    }

    public void Answered(string target, string status) => _answers.Add(1, Tag(target), new("status", status));

    public void Noticed(int count) => _notices.Add(count);

    public void Read(BacklogReading backlog) => _backlog = backlog;

    private static KeyValuePair<string, object?> Tag(string target) => new("target", target);

    public void Dispose() => _meter.Dispose();
}

internal sealed record BacklogReading(double OutboxSeconds, IReadOnlyList<TargetBacklog> Targets);

internal sealed record TargetBacklog(string Target, int InFlight, double DueSeconds, int Refused, BreakerState Breaker);
