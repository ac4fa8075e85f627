using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.Bus;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ElectronicApplication.Worker.Tests;

/// <summary>Reports of core systems on their two ways: the bus, and an address that is polled.</summary>
public sealed class CoreReportTests
{
    [Fact]
    public async Task A_report_that_somebody_else_wrote_is_saved_before_it_is_taken_off_the_bus()
    {
        await using var city = await RunningWorker.StartAsync();
        var submission = await city.SubmitAsync();
        await city.AcknowledgedAsync(submission);
        var desk = city.Services.GetRequiredService<ReportDesk>();
        var taken = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = BusFactory.Create(new BusOptions(), new CoreSystemsOptions { Systems = { ["documents"] = new() } }, NullLoggerFactory.Instance, new(_ => Task.CompletedTask, _ => Task.CompletedTask, async (report, cancel) =>
        {
            await desk.RecordAsync(report, cancel);
            taken.TrySetResult(report.MessageId);
        }));
        await bus.StartAsync();
        try
        {
            var id = Guid.NewGuid();
            var endpoint = await bus.GetSendEndpoint(new Uri("exchange:core-system-reports.documents"));
            await endpoint.Send(new Foreign(id, "documents", submission.Id.ToString("N"), "2026-04-01T09:00:00+09:00", "Status", new("S1", "担当で確認しています")));
            Assert.Equal(id, await taken.Task.WaitAsync(TimeSpan.FromSeconds(30)));

            var row = await city.InScopeAsync<AppDbContext, CoreReport>(db => db.Set<CoreReport>().AsNoTracking().SingleAsync(r => r.MessageId == id));
            Assert.Equal((submission.Id, CoreReportState.Shown), (row.SubmissionId, row.State));
            var read = await city.InScopeAsync<ReadCoreReports, CaseReports>(r => r.OfAsync(submission, default));
            Assert.Equal("担当で確認しています", Assert.Single(read.Reports).Content.Status!.Text);
        }
        finally
        {
            await bus.StopAsync();
        }
    }

    [RabbitMqFact]
    public async Task Plain_JSON_without_any_header_reaches_the_case_over_RabbitMQ()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var city = await RunningWorker.StartAsync(new() { ["Bus:Transport"] = "RabbitMq", ["Bus:ConnectionString"] = broker.ConnectionString });
        var submission = await city.SubmitAsync();
        await city.AcknowledgedAsync(submission);
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var id = Guid.NewGuid();
        var text = $$"""{"messageId":"{{id}}","target":"documents","externalId":"{{submission.Id:N}}","occurredAt":"2026-04-01T09:00:00+09:00","kind":"Person","person":{"residentNumber":"1000000001"} }""";
        // The same one twice: the second changes nothing.
        for (var i = 0; i < 2; i++)
            await channel.BasicPublishAsync("core-system-reports.documents", "", Encoding.UTF8.GetBytes(text));
        var row = await RowAsync(city, id);
        Assert.Equal(CoreReportState.Applied, row.State);
        Assert.Equal("1000000001", await city.InScopeAsync<ResidentLinks, string?>(l => l.FindAsync(submission, default)));

        await channel.BasicPublishAsync("core-system-reports.documents", "", Encoding.UTF8.GetBytes("no JSON"));
        var left = await Wait.ForAsync("what could not be read", () => CountAsync(connection, "core-system-reports.documents_error"));
        Assert.Equal("1", left);

        // Whoever may write to one system's queue does not speak for another.
        var forged = text.Replace(id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("\"documents\"", "\"welfare\"", StringComparison.Ordinal);
        await channel.BasicPublishAsync("core-system-reports.documents", "", Encoding.UTF8.GetBytes(forged));
        await Wait.ForAsync("what was forged", async () => await CountAsync(connection, "core-system-reports.documents_error") is "2" ? "2" : null);
        Assert.Equal(1, await city.InScopeAsync<AppDbContext, int>(db => db.Set<CoreReport>().CountAsync()));
    }

    [Fact]
    public async Task A_core_system_with_REST_only_is_polled_and_a_report_that_cannot_be_read_holds_up_nobody()
    {
        await using var city = await RunningWorker.StartAsync(new() { ["CoreSystems:documents:ReportsEverySeconds"] = "1" });
        var submission = await city.SubmitAsync();
        await city.AcknowledgedAsync(submission);
        var broken = Guid.NewGuid();
        await SendAsync(city, new { messageId = broken, externalId = "x", kind = "Status", occurredAt = "yesterday" });
        var sent = new List<Guid>();
        // More than one page.
        for (var i = 0; i < 25; i++)
        {
            sent.Add(Guid.NewGuid());
            await SendAsync(city, new { messageId = sent[i], receiptNumber = submission.ReceiptNumber, kind = "Status", status = new { code = "S" + i } });
        }
        foreach (var id in sent)
            Assert.Equal(submission.Id, (await RowAsync(city, id)).SubmissionId);
        var kept = await city.InScopeAsync<AppDbContext, CoreReport>(db => db.Set<CoreReport>().AsNoTracking().SingleAsync(r => r.State == CoreReportState.Unmatched));
        Assert.Equal("documents", kept.Target);
        Assert.Equal("26", await Wait.ForAsync("the cursor", () => city.InScopeAsync<ReportCursors, string?>(async c => await c.ReadAsync("documents", default) is "26" ? "26" : null)));
        Assert.Equal(26, await city.InScopeAsync<AppDbContext, int>(db => db.Set<CoreReport>().CountAsync()));
    }

    /// <summary>The queue is made with the first message in it; asking for one that is not there closes the channel.</summary>
    private static async Task<string?> CountAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue) is > 0 and var count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        }
        catch (OperationInterruptedException)
        {
            return null;
        }
    }

    private static Task<CoreReport> RowAsync(RunningWorker city, Guid messageId) => Wait.ForAsync($"report {messageId}", () => city.InScopeAsync<AppDbContext, CoreReport?>(db =>
        db.Set<CoreReport>().AsNoTracking().FirstOrDefaultAsync(r => r.MessageId == messageId && r.State != CoreReportState.Waiting)));

    private static async Task SendAsync(RunningWorker city, object report) =>
        (await city.Http.PostAsJsonAsync("/sandbox/api/core-systems/documents/reports", report, JsonSerializerOptions.Web)).EnsureSuccessStatusCode();

    /// <summary>Nothing of ours but the words on the wire.</summary>
    private sealed record Foreign(Guid MessageId, string Target, string ExternalId, string OccurredAt, string Kind, ForeignStatus Status);

    private sealed record ForeignStatus(string Code, string Text);
}
