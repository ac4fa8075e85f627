using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Staff.CoreReports;

/// <summary>Reports of core systems in the words of the desk.</summary>
internal static class ReportWords
{
    public static string Kind(ReportKind kind) => kind switch
    {
        ReportKind.Status => "処理状況", ReportKind.Decision => "決定", ReportKind.Document => "文書", ReportKind.Person => "宛名", _ => kind.ToString(),
    };

    public static (string Text, string Tone) State(CoreReport report) => (report.State, report.Kind) switch
    {
        (CoreReportState.Open, ReportKind.Decision) => ("提案", "info"),
        (CoreReportState.Open, ReportKind.Document) => ("交付の判断待ち", "info"),
        (CoreReportState.Open, _) => ("確認が必要", "warn"),
        (CoreReportState.Applied, ReportKind.Document) => ("交付済み", "good"),
        (CoreReportState.Applied, ReportKind.Person) => ("特定済み", "good"),
        (CoreReportState.Applied, _) => ("反映済み", "good"),
        (CoreReportState.Declined, ReportKind.Person) => ("該当なし", ""),
        (CoreReportState.Declined, _) => ("反映しない", ""),
        _ => ("参考", ""),
    };
}
