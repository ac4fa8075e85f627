using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>Fetches what core systems say by another way than the answer to an offer: result files, acknowledgement messages, a status column.</summary>
internal sealed partial class AnswerCollector(IServiceScopeFactory scopes, IOptions<CoreSystemsOptions> systems, AdapterDesk adapters, AnswerRecorder recorder, TimeProvider time, ILogger<AnswerCollector> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(systems.Value.Systems.Select(s => RunAsync(s.Key, TimeSpan.FromSeconds(s.Value.CollectSeconds), stopping)));

    private async Task RunAsync(string target, TimeSpan every, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var late = await adapters[target].CollectAsync(stopping);
                if (late.Count > 0)
                {
                    await recorder.RecordAsync(await AnswersAsync(target, late, stopping));
                    await adapters[target].SettleAsync(late, stopping);
                    continue;
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                LogFailed(log, target, e);
            }
            await Task.Delay(every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<DeliveryAnswered>> AnswersAsync(string target, IReadOnlyList<LateAnswer> late, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<DeliveryRows>();
        var own = await rows.OfTargetAsync(target, [.. late.Select(l => l.DeliveryId).OfType<Guid>()], cancel);
        var meant = await rows.MeantAsync(target, [.. late.Where(l => l.DeliveryId is null).Select(l => l.ExternalId).Distinct()], cancel);
        List<DeliveryAnswered> answers = [];
        foreach (var answer in late)
        {
            var delivery = answer.DeliveryId is { } said ? own.Contains(said) ? said : Guid.Empty : meant.GetValueOrDefault(answer.ExternalId);
            if (delivery == Guid.Empty)
                LogUnknown(log, target, answer.ExternalId);
            else
                answers.Add(new(delivery, DeliveryAnswered.AnyAttempt, answer.Answer.Outcome, answer.Answer.RecordId, answer.Answer.Reason, answer.Answer.RetryAfterSeconds, 0, answer.Answer.Progress));
        }
        return answers;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Answers of {Target} could not be fetched.")]
    private static partial void LogFailed(ILogger log, string target, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} answered about {ExternalId}, which was never offered to it.")]
    private static partial void LogUnknown(ILogger log, string target, string externalId);
}
