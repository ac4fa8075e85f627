using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payouts;

public static class PayoutsModule
{
    public static IServiceCollection AddPayouts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PayoutOptions>().Bind(configuration.GetSection("Payouts")).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<PayoutOptions>, PayoutOptions.Validation>()
            .AddSingleton<IFactListener, PayoutListener>()
            .AddScoped<PayoutDesk>()
            .AddScoped<ListPayouts>()
            .AddScoped<PreparePayouts>()
            .AddScoped<OpenPayoutBatch>()
            .AddScoped<ConfirmPayouts>()
            .AddScoped<DownloadPayouts>()
            .AddScoped<ReadPayoutResult>()
            .AddScoped<MendPayout>()
            .AddScoped<GivePayoutAccount>()
            .AddScoped<FindPayout>()
            .AddScoped<IRecordPart, PayoutRecord>()
            .AddSweep<PayoutSweep>();
    }
}
