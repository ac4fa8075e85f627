using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.CoreReports;

public static class CoreReportsModule
{
    public static IServiceCollection AddCoreReports(this IServiceCollection services) => services
        .AddScoped<ReceiveCoreReport>()
        .AddScoped<HandleCoreReport>()
        .AddScoped<ReportCursors>()
        .AddScoped<ReadCoreReports>()
        .AddScoped<FetchReportedDocument>()
        .AddScoped<SettleCoreReport>()
        .AddScoped<UnmatchedReports>()
        .AddScoped<IRecordPart, CoreReportRecord>()
        .AddSweep<CoreReportSweep>();
}
