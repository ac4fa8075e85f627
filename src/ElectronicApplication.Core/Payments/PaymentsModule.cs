using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Payments;

public static class PaymentsModule
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services;
}
