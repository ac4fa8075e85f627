using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Deliveries;

public static class DeliveriesModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton<IFactListener, DeliveryPlanner>();
}
