using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Review.SignIn;

public static class StaffSignInModule
{
    /// <summary>Only the staff door signs anybody in; the other roles need no provider.</summary>
    public static IServiceCollection AddStaffSignIn(this IServiceCollection services)
    {
        services.AddOptions<OpenIdOptions>().BindConfiguration(OpenIdOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptions.Validator>();
        // A redirect would carry the client's secret to wherever it points.
        services.AddHttpClient(ProviderMetadataCache.HttpClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(10);
            client.MaxResponseContentBufferSize = 256 * 1024;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        return services
            .AddSingleton<ProviderMetadataCache>()
            .AddSingleton<OpenIdProvider>()
            .AddScoped<SignInStaff>();
    }
}
