using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Procedures;

public static class ProceduresModule
{
    public static IServiceCollection AddProcedures(this IServiceCollection services) => services
        .AddSingleton<ProcedureCatalog>()
        .AddSingleton<SearchCatalog>()
        .AddScoped<Publication>()
        .AddScoped<ImportCatalog>()
        .AddScoped<ListVersions>();
}
