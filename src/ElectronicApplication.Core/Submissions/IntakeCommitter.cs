using System.Threading.Channels;
using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Saves finished row sets of concurrent requests together: one durable commit serves all that waited while the last one ran.
/// A request is answered only after the commit that holds its rows. A group that fails is saved again one by one, so that
/// one bad row set refuses only its own request.
/// </summary>
public sealed partial class IntakeCommitter(IServiceScopeFactory scopes, ILogger<IntakeCommitter> log) : BackgroundService
{
    private const int MaxGroup = 128;

    private readonly Channel<Waiting> _queue = System.Threading.Channels.Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4096) { SingleReader = true });

    /// <summary>Returns when the rows are durable; throws what the database said when they are not.</summary>
    public async Task CommitAsync(IReadOnlyList<object> rows, CancellationToken cancel)
    {
        var waiting = new Waiting(rows, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(waiting, cancel);
        await waiting.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var group = new List<Waiting>(MaxGroup);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stopping))
            {
                while (group.Count < MaxGroup && _queue.Reader.TryRead(out var waiting))
                    group.Add(waiting);
                await SaveAsync(group);
                group.Clear();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whoever still waits has not been told that anything was accepted.
            while (_queue.Reader.TryRead(out var waiting))
                waiting.Done.TrySetCanceled(stopping);
        }
    }

    private async Task SaveAsync(List<Waiting> group)
    {
        try
        {
            await InsertAsync([.. group.Select(w => w.Rows)]);
        }
        catch (Exception e) when (group.Count > 1)
        {
            LogGroupFailed(log, group.Count, e.GetType().Name);
            foreach (var waiting in group)
                await SaveAsync([waiting]);
            return;
        }
        catch (Exception e)
        {
            group[0].Done.TrySetException(e);
            return;
        }
        foreach (var waiting in group)
            waiting.Done.TrySetResult();
    }

    private async Task InsertAsync(IReadOnlyList<IReadOnlyList<object>> rowSets)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().InsertAsync(rowSets, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} submissions could not be saved together ({Error}); saving one by one.")]
    private static partial void LogGroupFailed(ILogger log, int count, string error);

    private sealed record Waiting(IReadOnlyList<object> Rows, TaskCompletionSource Done);
}
