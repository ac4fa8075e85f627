using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Designs;

public static class DesignsModule
{
    public static IServiceCollection AddDesigns(this IServiceCollection services) => services
        .AddSingleton<DesignAnalyses>()
        .AddScoped<DesignDesk>()
        .AddScoped<ListDesigns>()
        .AddScoped<StartDesign>()
        .AddScoped<OpenDesign>()
        .AddScoped<EditDesign>()
        .AddScoped<ExportDesign>()
        .AddScoped<ListRevisions>()
        .AddScoped<RestoreRevision>();
}
