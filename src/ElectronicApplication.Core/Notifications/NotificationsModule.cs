using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<IFactListener, NoticePlanner>();
}
