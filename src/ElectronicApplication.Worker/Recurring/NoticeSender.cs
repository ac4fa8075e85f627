using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Worker.Dispatch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Worker.Recurring;

/// <summary>Sends mails as they become due.</summary>
internal sealed class NoticeSender(IServiceScopeFactory scopes, DispatchLoop loop, WorkerName worker, WorkerMetrics metrics) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    protected override Task ExecuteAsync(CancellationToken stopping) => loop.RunAsync("Sending notices", Idle, StepAsync, stopping);

    private async Task<bool> StepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<SendNotices>().HandleAsync(worker.Value, cancel);
        metrics.Noticed(count);
        return count == NoticeRows.BatchSize;
    }
}
