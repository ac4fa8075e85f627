using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace ElectronicApplication.Worker.Tests;

public sealed class RabbitMqFactAttribute : FactAttribute
{
    public RabbitMqFactAttribute() => Skip = InstalledServers.SkipReason(("RabbitMQ", InstalledServers.RabbitMqServer));
}

public sealed class RabbitMqTests
{
    [RabbitMqFact]
    public async Task The_wire_carries_plain_JSON_with_CloudEvents_headers_and_no_answers()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var city = await RunningWorker.StartAsync(On(broker));
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        // Any system in any language binds a queue of its own to the exchange of a fact.
        await channel.ExchangeDeclareAsync("v1.SubmissionReceived", ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync("statistics", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("statistics", "v1.SubmissionReceived", "");

        var submission = await city.SubmitAsync("個人の意見です");
        var message = await Wait.ForAsync("the fact", async () => await channel.BasicGetAsync("statistics", autoAck: true));

        var text = Encoding.UTF8.GetString(message.Body.Span);
        var body = JsonNode.Parse(text)!;
        Assert.Equal(submission.Id.ToString(), (string?)body["submissionId"]);
        Assert.Equal(submission.ReceiptNumber, (string?)body["receiptNumber"]);
        Assert.Null(body["message"]);
        Assert.DoesNotContain("意見", text, StringComparison.Ordinal);
        Assert.Equal("application/json", message.BasicProperties.ContentType);
        Assert.Equal((string?)body["factId"], Header(message, "cloudEvents:id"));
        Assert.Equal("1.0", Header(message, "cloudEvents:specversion"));
        Assert.Equal("jp.electronic-application.v1.SubmissionReceived", Header(message, "cloudEvents:type"));
        Assert.Equal(submission.Id.ToString(), Header(message, "cloudEvents:subject"));
        Assert.Equal(DeliveryModes.Persistent, message.BasicProperties.DeliveryMode);
    }

    [RabbitMqFact]
    public async Task Offers_go_through_a_quorum_queue_sealed_and_reach_the_core_system()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var city = await RunningWorker.StartAsync(On(broker));
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("core-system.documents", ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync("copy", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("copy", "core-system.documents", "");

        var submission = await city.SubmitAsync("個人の意見です");
        await city.AcknowledgedAsync(submission);
        var withdrawn = await city.SubmitAsync("もう一つ");
        await city.WithdrawAsync(withdrawn);
        await city.AcknowledgedAsync(withdrawn, count: 2);

        var offer = await Wait.ForAsync("the offer", async () => await channel.BasicGetAsync("copy", autoAck: true));
        Assert.DoesNotContain("意見", Encoding.UTF8.GetString(offer.Body.Span), StringComparison.Ordinal);
        Assert.Equal("documents", (string?)JsonNode.Parse(offer.Body.Span)!["target"]);
        Assert.Equal("Submission", (string?)JsonNode.Parse(offer.Body.Span)!["offers"]![0]!["kind"]);
        // The broker refuses a declaration that differs from what is there: this one does not differ.
        await channel.QueueDeclareAsync("core-system.documents", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueDeclareAsync("delivery-answers", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
    }

    [RabbitMqFact]
    public async Task The_worker_serves_while_the_broker_is_away_and_goes_on_when_it_is_back()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        broker.KillHard();
        await using var city = await RunningWorker.StartAsync(On(broker));
        var early = await city.SubmitAsync("ブローカーがない間", mail: "hanako@example.jp");
        // What needs no broker goes on.
        await Wait.ForAsync("the mail", async () => (await city.ActsAsync(early, "notice.sent")).FirstOrDefault());

        await broker.StartAgainAsync();
        await city.AcknowledgedAsync(early);

        await RabbitMqBroker.NewQueuesWrittenDownAsync();
        broker.KillHard();
        var during = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => city.SubmitAsync($"途中 {i}")));
        await broker.StartAgainAsync();
        foreach (var submission in during)
            await city.AcknowledgedAsync(submission);
        Assert.Equal("none", await Wait.ForAsync("an empty outbox", async () =>
            await city.InScopeAsync<AppDbContext, int>(db => db.Set<OutboxMessage>().CountAsync()) == 0 ? "none" : null));
        Assert.Equal(0, await city.InScopeAsync<AppDbContext, int>(db => db.Set<Delivery>().CountAsync(d => d.Status == DeliveryStatus.Refused)));
    }

    [RabbitMqFact]
    public async Task A_queue_that_cannot_be_used_stops_nobody_else_and_is_used_once_it_can_be()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        // Somebody has made the queue of the reports by hand, in another kind: the broker refuses ours.
        await channel.QueueDeclareAsync("core-system-reports.documents", durable: true, exclusive: false, autoDelete: false);
        await using var city = await RunningWorker.StartAsync(On(broker));
        await city.AcknowledgedAsync(await city.SubmitAsync("届く意見"));

        await channel.QueueDeleteAsync("core-system-reports.documents");
        await Wait.ForAsync<object>("the queue to be made again and worked off", async () =>
        {
            try
            {
                await using var look = await connection.CreateChannelAsync();
                return await look.ConsumerCountAsync("core-system-reports.documents") > 0 ? "used" : null;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                return null;
            }
        }, TimeSpan.FromMinutes(2));
        await city.AcknowledgedAsync(await city.SubmitAsync("もう一つ"));
    }

    private static Dictionary<string, string?> On(RabbitMqBroker broker) => new() { ["Bus:Transport"] = "RabbitMq", ["Bus:ConnectionString"] = broker.ConnectionString };

    private static string? Header(BasicGetResult message, string name) => message.BasicProperties.Headers?[name] switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        var other => other?.ToString(),
    };
}
