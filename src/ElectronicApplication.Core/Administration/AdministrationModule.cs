using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Administration;

public static class AdministrationModule
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services;
}
