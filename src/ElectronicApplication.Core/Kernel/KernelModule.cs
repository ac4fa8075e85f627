using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElectronicApplication.Core.Kernel;

public static class KernelModule
{
    public static IServiceCollection AddKernel(this IServiceCollection services, KeyRing keys)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(keys).AddSingleton<Envelope>().AddSingleton<Facts>();
    }
}
