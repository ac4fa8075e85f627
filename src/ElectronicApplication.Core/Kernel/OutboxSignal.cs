namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// Wakes the worker of the same process as soon as rows for it are durable. Only a hint that saves waiting: a worker also looks by itself,
/// and one in another process never hears it.
/// </summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next poke. Take it before looking at the rows, so that nothing falls between the look and the wait.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Poke() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
