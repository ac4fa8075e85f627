using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments.Stripe;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payments;

public static class PaymentsModule
{
    /// <summary>The provider's settings are read when first needed; the portal, which takes payments, also demands them at start.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StripeOptions>().Bind(configuration.GetSection("Stripe"));
        services.AddSingleton<IValidateOptions<StripeOptions>, StripeOptionsValidation>();
        services.AddHttpClient(StripeClient.HttpClientName, c => (c.Timeout, c.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(15), StripeClient.MaxAnswerBytes))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
        return services
            .AddSingleton<StripeClient>()
            .AddSingleton<IFactListener, PaymentListener>()
            .AddScoped<FindPayment>()
            .AddScoped<StartCheckout>()
            .AddScoped<PaySubmission>()
            .AddScoped<SettlePayment>()
            .AddScoped<HandleProviderEvent>()
            .AddScoped<ReturnMoney>()
            .AddSweep<PaymentSweep>()
            .AddSweep<FeeSweep>();
    }

    private sealed class StripeOptionsValidation : IValidateOptions<StripeOptions>
    {
        public ValidateOptionsResult Validate(string? name, StripeOptions options) =>
            options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
