using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Identity;

public static class IdentityModule
{
    /// <summary>The card's settings are read when first needed; the portal, which takes cards, also demands them at start.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CardOptions>().Bind(configuration.GetSection("Card")).PostConfigure(o => o.Audience = configuration["Portal:PublicUrl"] ?? "");
        services.AddSingleton<IValidateOptions<CardOptions>, CardOptionsValidation>();
        services.AddHttpClient(RevocationLists.ClientName, c => (c.Timeout, c.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), RevocationLists.MaxBytes));
        return services
            .AddSingleton<RevocationLists>()
            .AddSingleton(s => new JpkiVerifier(s.GetRequiredService<IOptions<CardOptions>>().Value.ToJpki()))
            .AddScoped<CardChallenges>()
            .AddScoped<SignInWithCard>()
            .AddScoped<SignOut>()
            .AddScoped<SetAccountMail>()
            .AddScoped<FindAccountMail>()
            .AddScoped<AccountHolder>()
            .AddScoped<Sessions>()
            .AddSweep<IdentitySweep>();
    }

    private sealed class CardOptionsValidation : IValidateOptions<CardOptions>
    {
        public ValidateOptionsResult Validate(string? name, CardOptions options) =>
            options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
