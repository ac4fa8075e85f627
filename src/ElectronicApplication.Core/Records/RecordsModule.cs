using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Records;

public static class RecordsModule
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddScoped<IRecordPart, CaseRecord>()
        .AddScoped<ExportRecord>()
        .AddScoped<ExportDisclosure>()
        .AddScoped<ListRetention>()
        .AddScoped<ExtendRetention>()
        .AddScoped<ProposeDestruction>()
        .AddSweep<DestructionSweep>();
}
