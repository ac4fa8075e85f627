namespace ElectronicApplication.Feel.Tests;

/// <summary>Dates, times and durations, with the value in FEEL's own spelling.</summary>
public sealed class TemporalVectorTests
{
    [Theory]
    // Dates
    [InlineData("date(\"2026-02-28\") + duration(\"P1D\")", "2026-03-01")]
    [InlineData("date(\"999999999-12-31\")", "999999999-12-31")]
    [InlineData("date(\"-999999999-01-01\")", "-999999999-01-01")]
    [InlineData("date(\"999999999-12-31\") + duration(\"P1D\")", "null")]
    [InlineData("date(\"1000000000-01-01\")", "null")]
    [InlineData("date(\"01211-12-31\")", "null")]
    [InlineData("date(\"998-12-31\")", "null")]
    [InlineData("date(\"2026-4-01\")", "null")]
    [InlineData("date(\"2026-04-01T00:00:00\")", "null")]
    [InlineData("date(date and time(\"2026-04-01T23:59:59+09:00\"))", "2026-04-01")]
    [InlineData("date(-1, 1, 1)", "-0001-01-01")]
    [InlineData("date(2027, 2, 29)", "null")]
    [InlineData("date(2026.5, 2, 1)", "null")]
    [InlineData("date(year: 2026, month: 4, day: 1)", "2026-04-01")]
    [InlineData("@\"2026-04-01\".weekday", "3")]
    [InlineData("@\"-0001-03-01\".day", "1")]
    [InlineData("day of year(@\"2028-12-31\")", "366")]
    [InlineData("day of week(@\"2026-04-01\")", "Wednesday")]
    [InlineData("month of year(@\"2026-04-01T00:00:00\")", "April")]
    [InlineData("week of year(@\"2027-01-01\")", "53")]
    [InlineData("week of year(@\"2026-01-01\")", "1")]
    // Times
    [InlineData("time(\"09:30:00\")", "09:30:00")]
    [InlineData("time(\"09:30:00.1230\")", "09:30:00.123")]
    [InlineData("time(\"09:30:00Z\")", "09:30:00Z")]
    [InlineData("time(\"09:30:00+00:00\")", "09:30:00Z")]
    [InlineData("time(\"09:30:00-02:30:15\")", "09:30:00-02:30:15")]
    [InlineData("time(\"09:30:00@Asia/Tokyo\")", "09:30:00@Asia/Tokyo")]
    [InlineData("time(\"09:30:00@Asia/Tokio\")", "null")]
    [InlineData("time(\"09:30:00+09:00@Asia/Tokyo\")", "null")]
    [InlineData("time(\"09:30:00+18:01\")", "null")]
    [InlineData("time(\"24:00:00\")", "00:00:00")]
    [InlineData("time(\"24:00:01\")", "null")]
    [InlineData("date and time(\"2026-12-31T24:00:00\")", "2027-01-01T00:00:00")]
    [InlineData("is(@\"10:00:00z\", @\"10:00:00@Etc/UTC\")", "true")]
    [InlineData("is(@\"2026-04-01T10:00:00+09:00\", @\"2026-04-01T10:00:00@Asia/Tokyo\")", "false")]
    [InlineData("time(\"9:30:00\")", "null")]
    [InlineData("time(\"09:30\")", "null")]
    [InlineData("time(\"09:30:60\")", "null")]
    [InlineData("time(9, 30, 0)", "09:30:00")]
    [InlineData("time(9, 30, 1.5, null)", "09:30:01.5")]
    [InlineData("time(9, 30, 0, duration(\"PT9H\"))", "09:30:00+09:00")]
    [InlineData("time(9, 30, 0, duration(\"-PT2H45M55S\"))", "09:30:00-02:45:55")]
    [InlineData("time(25, 0, 0)", "null")]
    [InlineData("time(@\"2026-04-01T09:30:00@Asia/Tokyo\")", "09:30:00@Asia/Tokyo")]
    [InlineData("time(@\"2026-04-01\")", "00:00:00Z")]
    [InlineData("time(\"23:30:00\") + duration(\"PT1H\")", "00:30:00")]
    [InlineData("time(\"00:30:00\") - duration(\"P1DT1H\")", "23:30:00")]
    [InlineData("time(\"10:00:00\") - time(\"09:30:00\")", "PT30M")]
    [InlineData("time(\"10:00:00+09:00\") - time(\"00:30:00Z\")", "PT30M")]
    [InlineData("time(\"10:00:00\") - time(\"09:30:00Z\")", "null")]
    [InlineData("time(\"10:00:00+09:00\") = time(\"01:00:00Z\")", "true")]
    [InlineData("time(\"10:00:00\") = time(\"10:00:00Z\")", "false")]
    [InlineData("time(\"10:00:00\") < time(\"10:00:00Z\")", "null")]
    // Parts of a second are kept, but times are told apart by whole seconds.
    [InlineData("time(\"09:15:30.25\") = time(\"09:15:30.75\")", "true")]
    [InlineData("time(\"09:15:30.25\") < time(\"09:15:30.75\")", "false")]
    [InlineData("time(\"09:15:30.75\") < time(\"09:15:31\")", "true")]
    [InlineData("time(\"09:15:30.75\") - time(\"09:15:30.25\")", "PT0.5S")]
    [InlineData("@\"2026-04-01T00:00:00.9\" = @\"2026-04-01\"", "true")]
    [InlineData("@\"2026-04-01T00:00:00.9+09:00\" = @\"2026-03-31T15:00:00Z\"", "true")]
    [InlineData("is(time(\"10:00:00+09:00\"), time(\"01:00:00Z\"))", "false")]
    [InlineData("is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true")]
    [InlineData("@\"10:20:30.5\".second", "30")]
    [InlineData("@\"10:20:30+09:00\".time offset", "PT9H")]
    [InlineData("@\"10:20:30\".time offset", "null")]
    [InlineData("@\"10:20:30@Asia/Tokyo\".timezone", "Asia/Tokyo")]
    // Dates with times
    [InlineData("date and time(\"2026-04-01\")", "2026-04-01T00:00:00")]
    [InlineData("date and time(\"2026-04-01T09:30:00@Asia/Tokyo\")", "2026-04-01T09:30:00@Asia/Tokyo")]
    [InlineData("date and time(\"2026-04-01 09:30:00\")", "null")]
    [InlineData("date and time(\"2026-04-01T\")", "null")]
    [InlineData("date and time(@\"2026-04-01\", @\"09:30:00Z\")", "2026-04-01T09:30:00Z")]
    [InlineData("date and time(@\"2026-04-01T01:00:00\", @\"09:30:00\")", "2026-04-01T09:30:00")]
    [InlineData("date and time(2026, 4, 1, 9, 30, 0)", "2026-04-01T09:30:00")]
    [InlineData("date and time(2026, 4, 1, 9, 30, 0, \"Asia/Tokyo\")", "2026-04-01T09:30:00@Asia/Tokyo")]
    [InlineData("date and time(2026, 4, 1, 9, 30, 0, @\"PT9H\")", "2026-04-01T09:30:00+09:00")]
    [InlineData("@\"2026-04-01T09:00:00+09:00\" = @\"2026-04-01T00:00:00Z\"", "true")]
    [InlineData("@\"2026-04-01T09:00:00@Asia/Tokyo\" - @\"2026-04-01T00:00:00Z\"", "PT0S")]
    [InlineData("@\"2026-03-29T00:00:00@Europe/Paris\" + duration(\"P1D\")", "2026-03-30T01:00:00@Europe/Paris")]
    [InlineData("@\"2026-01-31T10:00:00\" + duration(\"P1M\")", "2026-02-28T10:00:00")]
    [InlineData("@\"2026-04-01T09:30:00+09:00\" - @\"2026-04-01\"", "PT30M")]
    [InlineData("@\"2026-04-01\" - @\"2026-04-01T08:00:00@Asia/Tokyo\"", "PT1H")]
    [InlineData("@\"2026-04-01T00:00:00\" - @\"2026-04-01\"", "null")]
    [InlineData("@\"2026-04-02\" - @\"2026-04-01T12:00:00\"", "null")]
    [InlineData("@\"2026-04-02\" - @\"2026-04-01\"", "P1D")]
    [InlineData("@\"2026-04-02\" > @\"2026-04-01T23:00:00\"", "true")]
    [InlineData("@\"2026-04-01T09:30:00\".hour", "9")]
    // Durations
    [InlineData("duration(\"P1DT25H\")", "P2DT1H")]
    [InlineData("duration(\"-PT90S\")", "-PT1M30S")]
    [InlineData("duration(\"PT0.000000001S\")", "PT0.000000001S")]
    [InlineData("duration(\"P0D\")", "PT0S")]
    [InlineData("duration(\"PT1.S\")", "PT1S")]
    [InlineData("time(\"09:30:00.\")", "null")]
    [InlineData("duration(\"P14M\")", "P1Y2M")]
    [InlineData("duration(\"-P0Y\")", "P0M")]
    [InlineData("duration(\"P1Y1D\")", "null")]
    [InlineData("duration(\"P\")", "null")]
    [InlineData("duration(\"PT\")", "null")]
    [InlineData("duration(\"P1H\")", "null")]
    [InlineData("duration(\"P1.5D\")", "null")]
    [InlineData("duration(\"1D\")", "null")]
    [InlineData("duration(\"P1D\") + duration(\"PT12H\")", "P1DT12H")]
    [InlineData("duration(\"P1Y\") - duration(\"P1M\")", "P11M")]
    [InlineData("duration(\"P1D\") * 1.5", "P1DT12H")]
    [InlineData("2 * duration(\"P1Y2M\")", "P2Y4M")]
    [InlineData("duration(\"P1Y\") / 5", "P2M")]
    [InlineData("duration(\"P1D\") / duration(\"PT6H\")", "4")]
    [InlineData("duration(\"P1Y\") / duration(\"P0M\")", "null")]
    [InlineData("-duration(\"P1D\")", "-P1D")]
    [InlineData("abs(duration(\"-P1D\"))", "P1D")]
    [InlineData("duration(\"P1D\") = duration(\"PT24H\")", "true")]
    [InlineData("duration(\"P1D\") < duration(\"PT25H\")", "true")]
    [InlineData("duration(\"-PT36H\").hours", "-12")]
    [InlineData("duration(\"P18M\").months", "6")]
    [InlineData("sum([@\"P1D\", @\"PT12H\"])", "P1DT12H")]
    [InlineData("mean([@\"P1D\", @\"P3D\"])", "P2D")]
    [InlineData("years and months duration(@\"2025-12-31\", @\"2026-03-30\")", "P2M")]
    [InlineData("years and months duration(@\"2026-03-30\", @\"2025-12-31\")", "-P2M")]
    [InlineData("years and months duration(@\"2026-04-01\", @\"2026-04-30\")", "P0M")]
    // Counting days
    [InlineData("for d in @\"2026-02-27\"..@\"2026-03-01\" return d.day", "[27, 28, 1]")]
    [InlineData("@\"2026-04-01\" in [@\"2026-01-01\"..@\"2027-01-01\")", "true")]
    public void A_temporal_expression_has_the_value_of_the_standard(string text, string expected) => Assert.Equal(expected, Feel.Run(text).ToString());

    [Theory]
    [InlineData("duration(\"P1Y\") = duration(\"P365D\")")]
    [InlineData("duration(\"P1Y\") + duration(\"P1D\")")]
    [InlineData("date(\"2026-04-01\") + 1")]
    [InlineData("date(\"2026-04-01\") = 100")]
    [InlineData("time(2017)")]
    [InlineData("time([])")]
    [InlineData("date()")]
    [InlineData("date(2026, 4)")]
    [InlineData("duration(\"P1Y\").days")]
    [InlineData("@\"not a date\"")]
    public void A_temporal_expression_without_meaning_is_null(string text) => Assert.True(Feel.RunLenient(text).IsNull);

    [Fact]
    public void Now_and_today_ask_the_clock_of_the_frame()
    {
        var clock = new FixedClock();
        Assert.Equal("2026-04-01", Run("today()"));
        Assert.Equal("2026-04-01T00:30:00+09:00", Run("now()"));

        string Run(string text) => Feel.Compile(text) is var expression ? expression.Evaluate(new FeelFrame(expression.SlotsNeeded) { Time = clock }).ToString() : "";
    }

    [Fact]
    public void The_calendar_agrees_with_that_of_the_platform()
    {
        for (var day = 0; day < DateOnly.MaxValue.DayNumber; day += 97)
        {
            var date = DateOnly.FromDayNumber(day);
            Assert.Equal(FeelValue.Of(date), Feel.Run($"date({date.Year}, {date.Month}, {date.Day})"));
            if (day % 9700 == 0)
                Assert.Equal(date.ToString("yyyy-MM-dd"), FeelValue.Of(date).ToString());
        }
    }

    private sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("JST", TimeSpan.FromHours(9), "JST", "JST");

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 31, 15, 30, 0, TimeSpan.Zero);
    }
}
