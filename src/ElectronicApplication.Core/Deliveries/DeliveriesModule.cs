using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElectronicApplication.Core.Deliveries;

public static class DeliveriesModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.TryAddSingleton<OutboxSignal>();
        return services
            .AddSingleton<IFactListener, DeliveryPlanner>()
            .AddSingleton<DeliverySeal>()
            .AddSingleton<DeliveryTickets>()
            .AddSingleton<DeliveryLinks>()
            .AddScoped<OutboxRows>()
            .AddScoped<DeliveryRows>()
            .AddScoped<Workers>()
            .AddScoped<TargetCounts>()
            .AddScoped<BuildDelivery>()
            .AddScoped<RecordDeliveryAnswer>()
            .AddSweep<DeliverySweep>()
            .AddSweep<InboxSweep>();
    }
}
