using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Payments;

/// <summary>Paying a submission's fee: to the provider's page and back, and what the provider tells us in between.</summary>
public static class PaymentEndpoints
{
    public static IEndpointRouteBuilder MapPayments(this IEndpointRouteBuilder endpoints) => endpoints;
}
