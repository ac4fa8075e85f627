using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// Work that finds what stalled or is due, and does it. Idempotent: any number of workers may run it at any time, rows are claimed or changed
/// under their version. The worker only holds the clock.
/// </summary>
public interface ISweep
{
    TimeSpan Period { get; }

    Task RunAsync(CancellationToken cancel);
}

public static class SweepRegistration
{
    /// <summary>A sweep is made anew, in a scope of its own, for each run.</summary>
    public static IServiceCollection AddSweep<T>(this IServiceCollection services)
        where T : class, ISweep => services.AddScoped<T>().AddScoped<ISweep>(s => s.GetRequiredService<T>());
}
