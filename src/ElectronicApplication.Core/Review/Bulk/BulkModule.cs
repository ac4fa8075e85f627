using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review.Bulk;

public static class BulkModule
{
    public static IServiceCollection AddBulk(this IServiceCollection services) => services
        .AddScoped<BulkCase>()
        .AddScoped<PlanBulk>()
        .AddScoped<RunBulk>()
        .AddScoped<ReadBulk>()
        .AddSweep<BulkSweep>();
}
