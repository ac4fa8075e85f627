using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Recurring;

/// <summary>The clock of all sweeps: each in a scope of its own, at its own pace; one that fails is run again at its next time.</summary>
internal sealed partial class SweepRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<SweepRunner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        List<(Type Type, TimeSpan Period)> sweeps;
        await using (var scope = scopes.CreateAsyncScope())
            sweeps = [.. scope.ServiceProvider.GetServices<ISweep>().Select(s => (s.GetType(), s.Period))];
        await Task.WhenAll(sweeps.Select(s => RunAsync(s.Type, s.Period, stopping)));
    }

    private async Task RunAsync(Type sweep, TimeSpan period, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            do
                await OnceAsync(sweep, stopping);
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The worker stops.
        }
    }

    private async Task OnceAsync(Type sweep, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((ISweep)scope.ServiceProvider.GetRequiredService(sweep)).RunAsync(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(log, sweep.Name, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep {Sweep} failed; it runs again at its next time.")]
    private static partial void LogFailed(ILogger log, string sweep, Exception e);
}
