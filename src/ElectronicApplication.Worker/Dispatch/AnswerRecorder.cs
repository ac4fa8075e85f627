using System.Data.Common;
using System.Threading.Channels;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>Saves the answers that came while the last ones were being saved in one transaction. A message is taken off the queue only after its effect is durable.</summary>
internal sealed partial class AnswerRecorder(IServiceScopeFactory scopes, TargetPaces paces, WorkerMetrics metrics, TimeProvider time, ILogger<AnswerRecorder> log) : BackgroundService
{
    private const int Most = 300;

    /// <summary>While the database is away, answers are held for so long; then their claims end and they are asked for again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1000) { SingleReader = true });

    public Task RecordAsync(DeliveriesAnswered answered) => RecordAsync(answered.Answers);

    public async Task RecordAsync(IReadOnlyList<DeliveryAnswered> answers)
    {
        var waiting = new Waiting(answers, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(waiting);
        await waiting.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var group = new List<Waiting>(Most);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stopping))
            {
                var count = 0;
                while (count < Most && _queue.Reader.TryRead(out var waiting))
                {
                    group.Add(waiting);
                    count += waiting.Answers.Count;
                }
                await SaveAsync(group, stopping);
                group.Clear();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Those who still wait are not acknowledged; the broker gives them to another worker, or their rows come again.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var waiting))
                waiting.Done.TrySetCanceled(stopping);
        }
    }

    private async Task SaveAsync(List<Waiting> group, CancellationToken cancel)
    {
        try
        {
            IReadOnlyList<DeliveryAnswered> answers = [.. group.SelectMany(w => w.Answers)];
            var recorded = await HeldAsync<RecordDeliveryAnswer, IReadOnlyList<RecordedAnswer>>(record => record.HandleAsync(answers, cancel), cancel);
            HashSet<string> back = [];
            foreach (var answer in recorded)
            {
                metrics.Answered(answer.Target, answer.Status.ToString());
                if (answer.IsNews && paces.Answered(answer.Target, answer.Outcome))
                    back.Add(answer.Target);
            }
            foreach (var target in back)
                await HeldAsync<DeliveryRows, int>(rows => rows.WakeAsync(target, cancel), cancel);
            foreach (var waiting in group)
                waiting.Done.TrySetResult();
        }
        catch (Exception e)
        {
            if (!cancel.IsCancellationRequested)
                LogFailed(log, group.Count, e);
            foreach (var waiting in group)
                waiting.Done.TrySetException(e);
        }
    }

    /// <summary>Again and again while the database is away.</summary>
    private async Task<TResult> HeldAsync<TService, TResult>(Func<TService, Task<TResult>> work, CancellationToken cancel)
        where TService : notnull
    {
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                return await work(scope.ServiceProvider.GetRequiredService<TService>());
            }
            catch (Exception e) when (IsAway(e) && !cancel.IsCancellationRequested && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    /// <summary>The database, for a while; anything else fails again however often it is tried.</summary>
    private static bool IsAway(Exception? e) => e is DbException { IsTransient: true } || e is not null && IsAway(e.InnerException);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} answers of core systems could not be saved; their deliveries will be offered again.")]
    private static partial void LogFailed(ILogger log, int count, Exception e);

    private sealed record Waiting(IReadOnlyList<DeliveryAnswered> Answers, TaskCompletionSource Done);
}
