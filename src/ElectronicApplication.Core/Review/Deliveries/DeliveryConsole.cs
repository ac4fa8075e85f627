using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review.Deliveries;

internal static class DeliveryConsole
{
    /// <summary>The operator's console of the hand-over to core systems.</summary>
    public static IServiceCollection AddDeliveryConsole(this IServiceCollection services) => services
        .AddScoped<DeliveryDesk>()
        .AddScoped<DeliveryContents>()
        .AddScoped<ListTargets>()
        .AddScoped<PauseTarget>()
        .AddScoped<ListDeliveries>()
        .AddScoped<SearchDeliveries>()
        .AddScoped<OpenDelivery>()
        .AddScoped<ReplayDelivery>()
        .AddScoped<ReplayMany>()
        .AddScoped<SkipDelivery>()
        .AddScoped<EditDelivery>()
        .AddScoped<Reconcile>()
        .AddScoped<ExportReconciliation>()
        .AddScoped<TransferList>()
        .AddScoped<CheckOffTransfers>()
        .AddScoped<ExportTransfers>();
}
