namespace ElectronicApplication.Core.Kernel;

/// <summary>Asia/Tokyo: nine hours ahead of UTC, without summer time, whatever zone data the machine has.</summary>
public static class JapanTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The day in Japan, which forms and periods go by.</summary>
    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(Offset).DateTime);

    /// <summary>The day in Japan of a moment in UTC.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    /// <summary>A date and a time as somebody in Japan wrote them.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly hour) => new(day.ToDateTime(hour), Offset);

    public static string Words(DateTimeOffset at) => at.ToOffset(Offset).ToString("yyyy年M月d日 H時m分", System.Globalization.CultureInfo.InvariantCulture);
}
