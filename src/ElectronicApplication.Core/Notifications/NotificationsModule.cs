using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateOnStart();
        services.AddOptions<NoticeOptions>().Configure<IConfiguration>(NoticeOptions.Read);
        return services
            .AddSingleton<IValidateOptions<MailOptions>, MailOptions.Validation>()
            .AddSingleton<IFactListener, NoticePlanner>()
            .AddScoped<NoticeRows>()
            .AddScoped<ComposeNotice>()
            .AddScoped<SendNotices>();
    }
}
