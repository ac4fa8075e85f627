using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Identity;

public static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddScoped<Sessions>();
}
