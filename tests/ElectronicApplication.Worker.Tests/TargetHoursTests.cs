using System.Globalization;
using ElectronicApplication.Worker.Dispatch;

namespace ElectronicApplication.Worker.Tests;

public sealed class TargetHoursTests
{
    [Theory]
    [InlineData("2026-11-24T09:00", true)]
    [InlineData("2026-11-24T08:29", false)]
    [InlineData("2026-11-24T17:15", false)]
    [InlineData("2026-11-28T10:00", false)]
    public void Business_hours_are_those_of_japan(string local, bool open) => Assert.Equal(open, Read(["Mon-Fri 08:30-17:15"], []).IsOpen(At(local)));

    [Theory]
    [InlineData("2026-11-24T23:00", false)]
    [InlineData("2026-11-25T04:59", false)]
    [InlineData("2026-11-25T05:00", true)]
    public void A_batch_in_the_night_goes_over_midnight(string local, bool open) => Assert.Equal(open, Read([], ["23:00-05:00"]).IsOpen(At(local)));

    [Theory]
    [InlineData("2026-11-28T03:00", false)]
    [InlineData("2026-11-29T03:00", true)]
    public void A_night_belongs_to_the_day_on_which_it_began(string local, bool open) => Assert.Equal(open, Read([], ["Fri 22:00-06:00"]).IsOpen(At(local)));

    [Fact]
    public void Holidays_and_single_days_close()
    {
        Assert.False(Read([], [], holidays: true).IsOpen(At("2026-11-23T10:00")));
        Assert.True(Read([], [], holidays: false).IsOpen(At("2026-11-23T10:00")));
        Assert.False(Read([], [], holidays: true).IsOpen(At("2027-01-02T10:00")));
        Assert.False(Read([], ["2026-12-20"]).IsOpen(At("2026-12-20T23:59")));
        Assert.True(Read(["Sat,Sun 00:00-24:00"], []).IsOpen(At("2026-11-29T23:59")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mon-Fri8:30")]
    [InlineData("25:00-26:00")]
    [InlineData("08:00-08:00")]
    [InlineData("Monday")]
    [InlineData("2026-13-01")]
    public void What_is_no_span_is_named(string text) => Assert.Contains("is no span", TargetHours.Read([text], [], false).Problem, StringComparison.Ordinal);

    private static TargetHours Read(string[] hours, string[] closed, bool holidays = false) => TargetHours.Read(hours, closed, holidays).Hours!;

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(9));
}
