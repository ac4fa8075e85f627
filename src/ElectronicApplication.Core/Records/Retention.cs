using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Records;

/// <summary>保存期間: it begins on 1 April after the fiscal year in which the case was closed (公文書等の管理に関する法律施行令 8 条 に倣う文書管理規則の起算日).</summary>
public static class Retention
{
    /// <summary>The fiscal year (年度) of a day: from 1 April.</summary>
    public static int FiscalYear(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    /// <summary>The last day on which the file must be kept; null for one that is kept until somebody says otherwise.</summary>
    public static DateOnly? LastDay(RetentionClass kept, DateOnly closed) => Years(kept) is { } years ? new DateOnly(FiscalYear(closed) + 1 + years, 3, 31) : null;

    /// <summary>Everything that was closed before this moment may go; null when nothing may.</summary>
    public static DateTime? ClosedBefore(RetentionClass kept, DateOnly today) =>
        // Kept to 31 March of year F + 1 + years: over from 1 April on. So the latest fiscal year that is over is this one minus (1 + years).
        Years(kept) is { } years ? JapanTime.At(new DateOnly(FiscalYear(today) - years, 4, 1), TimeOnly.MinValue).UtcDateTime : null;

    public static int? Years(RetentionClass kept) => kept switch
    {
        RetentionClass.Years1 => 1,
        RetentionClass.Years3 => 3,
        RetentionClass.Years5 => 5,
        RetentionClass.Years10 => 10,
        RetentionClass.Years30 => 30,
        _ => null,
    };

    public static string Words(RetentionClass? kept) => kept is null ? "未設定" : Years(kept.Value) is { } years ? $"{years}年" : "常用";
}
