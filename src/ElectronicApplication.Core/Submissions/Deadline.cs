using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>審査の期限: the end of the standard processing period, counted from arrival (行政手続法 6 条).</summary>
public static class Deadline
{
    /// <returns>The end of that day in Japan, in UTC; null where the procedure has no standard processing period.</returns>
    public static DateTime? Of(ProcedureDefinition procedure, DateTime arrivedAt)
    {
        if (procedure.StandardProcessingPeriod is not { } period)
            return null;
        var arrived = JapanTime.DayOf(arrivedAt);
        var last = period.Unit switch
        {
            PeriodUnit.WorkingDays => OfficeDays.After(arrived, period.Length),
            PeriodUnit.Months => arrived.AddMonths(period.Length),
            _ => arrived.AddDays(period.Length),
        };
        return JapanTime.At(last.AddDays(1), TimeOnly.MinValue).UtcDateTime;
    }
}
