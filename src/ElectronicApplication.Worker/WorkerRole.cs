using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Worker.Bus;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.Dispatch;
using ElectronicApplication.Worker.Recurring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker;

/// <summary>The engine room: everything that is dispatched, consumed or done at intervals. Any number of workers may run.</summary>
public static class WorkerRole
{
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BusOptions>().Bind(configuration.GetSection("Bus")).ValidateOnStart();
        services.AddOptions<CoreSystemsOptions>().Configure(o =>
        {
            o.PublicUrl = configuration["Worker:PublicUrl"] ?? "";
            o.Read(configuration.GetSection("CoreSystems"));
        }).ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<BusOptions>, BusOptions.Validation>()
            .AddSingleton<IValidateOptions<CoreSystemsOptions>, CoreSystemsValidation>()
            .AddSingleton<WorkerName>()
            .AddSingleton<WorkerMetrics>()
            .AddSingleton<DispatchLoop>()
            .AddSingleton<TargetPaces>()
            .AddSingleton<AdapterDesk>()
            .AddSingleton<AnswerRecorder>()
            .AddSingleton<ReportDesk>()
            .AddSingleton<MessageBus>()
            .AddSingleton<Heartbeat>()
            .AddSweep<BacklogSweep>()
            .AddSweep<CountSweep>();

        // Started in this order and stopped in reverse: first nothing new is dispatched, then the bus ends, then the last answers are saved.
        return services
            .AddHostedService(s => s.GetRequiredService<AnswerRecorder>())
            .AddHostedService(s => s.GetRequiredService<Heartbeat>())
            .AddHostedService(s => s.GetRequiredService<MessageBus>())
            .AddHostedService<OutboxDispatcher>()
            .AddHostedService<DeliveryDispatcher>()
            .AddHostedService<AnswerCollector>()
            .AddHostedService<ReportPoller>()
            .AddHostedService<NoticeSender>()
            .AddHostedService<SweepRunner>();
    }
}
