using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.Dispatch;

namespace ElectronicApplication.Worker.Tests;

public sealed class TargetPaceTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void A_target_that_answers_is_given_more_and_one_that_stops_answering_less()
    {
        var pace = new TargetPace(4, _clock);
        Assert.Equal(4, pace.Window());
        for (var i = 0; i < 100; i++)
            pace.Answered(DeliveryOutcome.Done);
        Assert.Equal(104, pace.Window());
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(104, pace.Window());
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(4, pace.Window());
    }

    [Fact]
    public void A_target_that_fails_again_and_again_gets_single_offers_ever_more_rarely()
    {
        var pace = new TargetPace(4, _clock);
        for (var i = 0; i < 20; i++)
            pace.Answered(DeliveryOutcome.TryAgain);
        Assert.Equal(0, pace.Window());
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(1, pace.Window());

        pace.Answered(DeliveryOutcome.TryAgain);
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(0, pace.Window());
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(1, pace.Window());
    }

    [Fact]
    public void One_success_ends_the_pause_and_a_refusal_is_an_answer_too()
    {
        var pace = new TargetPace(2, _clock);
        pace.Answered(DeliveryOutcome.TryAgain);
        pace.Answered(DeliveryOutcome.TryAgain);
        Assert.Equal(0, pace.Window());
        pace.Answered(DeliveryOutcome.Refused);
        Assert.Equal(3, pace.Window());
    }

    [Fact]
    public void A_rate_is_kept_shared_among_the_workers_and_what_was_not_offered_is_given_back()
    {
        var pace = new TargetPace(50, _clock, perSecond: 10);
        Assert.Equal(10, pace.Take(200, 1));
        Assert.Equal(0, pace.Take(200, 1));
        pace.GiveBack(4);
        Assert.Equal(4, pace.Take(200, 1));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(5, pace.Take(200, 2));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(10, pace.Take(200, 1));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
