using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.TryAddScoped<Reviewers>();
        services.TryAddScoped<Approvals>();
        services.AddOptions<NoticeOptions>().Configure(o => NoticeOptions.Read(o, configuration));
        return services
            .AddSingleton<IValidateOptions<MailOptions>, MailOptions.Validation>()
            .AddSingleton<IFactListener, NoticePlanner>()
            .AddScoped<NoticeRows>()
            .AddScoped<ComposeNotice>()
            .AddScoped<SendNotices>()
            .AddSweep<StaffNotices>();
    }
}
