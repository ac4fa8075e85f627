using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Designs;

public static class PublicationModule
{
    public static IServiceCollection AddPublication(this IServiceCollection services) => services
        .AddScoped<FourEyes>()
        .AddScoped<PublicationDesk>()
        .AddScoped<PublishApproved>()
        .AddScoped<AskPublication>()
        .AddScoped<WithdrawPublication>()
        .AddScoped<DecidePublication>()
        .AddScoped<ReadPublication>()
        .AddScoped<RetireProcedure>()
        .AddScoped<ReopenProcedure>()
        .AddSweep<PublishDue>();
}
