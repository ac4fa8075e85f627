using ElectronicApplication.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Administration;

public static class AdministrationModule
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ElectronicApplication");
        return services
            .AddSingleton<DataProtectionKeyStore>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
                new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = s.GetRequiredService<DataProtectionKeyStore>()))
            .AddScoped<VerifyAudit>()
            .AddScoped<RotateKeys>()
            .AddSweep<SealActs>()
            .AddSweep<ReconciliationDigest>();
    }
}
