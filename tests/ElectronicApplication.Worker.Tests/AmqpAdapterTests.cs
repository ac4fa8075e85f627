using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.CoreSystems.Amqp;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ElectronicApplication.Worker.Tests;

/// <summary>A real broker, and a consumer that knows nothing of ours.</summary>
public sealed class AmqpAdapterTests
{
    [RabbitMqFact]
    public async Task Records_wait_in_a_quorum_queue_and_answers_are_taken_off_when_they_are_saved()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = new(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        Offer first = FileAdapterTests.Record(1, FileAdapterTests.Name), second = FileAdapterTests.Record(2, "林"), third = FileAdapterTests.Record(3, "原");
        await using (var adapter = Adapter(broker))
        {
            Assert.All(await adapter.OfferAsync([first, second, third], default), a => Assert.Equal(AdapterAnswer.Accepted(), a));
            var message = (await channel.BasicGetAsync("electronic-application.juki", autoAck: true))!;
            var body = JsonNode.Parse(Encoding.UTF8.GetString(message.Body.Span))!;
            Assert.Equal(("E1", "260401-000000-000001", "submission", FileAdapterTests.Name), ((string?)body["externalId"], (string?)body["receiptNumber"], (string?)body["kind"], (string?)body["data"]!["name"]));
            Assert.Equal((DeliveryModes.Persistent, first.DeliveryId.ToString(), "electronic-application.juki.answers"), (message.BasicProperties.DeliveryMode, message.BasicProperties.MessageId, message.BasicProperties.ReplyTo));
            Assert.Equal("jp.electronic-application.v1.record.submission", Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["cloudEvents:type"]!));
            Assert.Equal(2u, await channel.MessageCountAsync("electronic-application.juki"));
            // Declared as another kind of queue it would be refused: it is a quorum queue.
            await channel.QueueDeclareAsync("electronic-application.juki", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });

            await SayAsync(channel, "electronic-application.juki.answers", $$"""{"externalId":"E1","result":"done","recordId":"J-1"}""");
            await SayAsync(channel, "electronic-application.juki.answers", """{"result":"done"}""");
            await SayAsync(channel, "electronic-application.juki.answers", "not json");
            await SayAsync(channel, "electronic-application.juki.answers", $$"""{"deliveryId":"{{second.DeliveryId}}","result":"refused","reason":"台帳にない"}""");
            await SayAsync(channel, "electronic-application.juki.answers", $$"""{"externalId":"E3","result":"later"}""");
            var answers = await Wait.ForAsync("three answers", async () => await adapter.CollectAsync(default) is { Count: 3 } all ? all : null);
            Assert.Equal(new LateAnswer(null, "E1", AdapterAnswer.Done("J-1")), answers[0]);
            Assert.Equal(new LateAnswer(second.DeliveryId, "", AdapterAnswer.Refused("台帳にない")), answers[1]);
            Assert.Equal(DeliveryOutcome.TryAgain, answers[2].Answer.Outcome);
            await adapter.SettleAsync([answers[0]], default);
            Assert.Equal(answers.Skip(1), await adapter.CollectAsync(default));
            await Wait.ForAsync("the broken answers", async () => await channel.MessageCountAsync("electronic-application.juki.answers.broken") == 2 ? "there" : null);
        }
        // The process ended before the rest was saved: it comes again, and only that.
        await using var next = Adapter(broker);
        var again = await Wait.ForAsync("two answers", async () => await next.CollectAsync(default) is { Count: 2 } both ? both : null);
        await next.SettleAsync(again, default);
        Assert.Empty(await next.CollectAsync(default));
    }

    [RabbitMqFact]
    public async Task A_broker_that_is_away_is_tried_again_and_found_again()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var adapter = Adapter(broker);
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0].Outcome);
        await RabbitMqBroker.NewQueuesWrittenDownAsync();
        broker.KillHard();
        Assert.Equal(DeliveryOutcome.TryAgain, (await adapter.OfferAsync([FileAdapterTests.Record(2, "林")], default))[0].Outcome);
        await broker.StartAgainAsync();
        await Wait.ForAsync("the broker", async () => (await adapter.OfferAsync([FileAdapterTests.Record(2, "林")], default))[0] is { Outcome: DeliveryOutcome.AcceptedLater } taken ? taken : null);
    }

    [RabbitMqFact]
    public async Task What_no_message_should_carry_is_refused_and_a_queue_that_nobody_made_is_named()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var adapter = Adapter(broker);
        var answers = await adapter.OfferAsync([FileAdapterTests.Record(1, new string('森', 100_000)), FileAdapterTests.Record(2, "林")], default);
        Assert.Equal([DeliveryOutcome.Refused, DeliveryOutcome.AcceptedLater], answers.Select(a => a.Outcome));
        Assert.Contains("Worker:PublicUrl", answers[0].Reason, StringComparison.Ordinal);

        await using var undeclared = Adapter(broker, o => (o.Queue, o.Declare) = ("nobody", false));
        var lost = (await undeclared.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0];
        Assert.Equal(DeliveryOutcome.TryAgain, lost.Outcome);
        Assert.Contains("nobody", lost.Reason, StringComparison.Ordinal);
    }

    private static AmqpAdapter Adapter(RabbitMqBroker broker, Action<AmqpOptions>? set = null)
    {
        var options = new AmqpOptions { ConnectionString = broker.ConnectionString, TimeoutSeconds = 20 };
        set?.Invoke(options);
        Assert.Empty(options.Problems());
        return new("juki", options, TimeProvider.System, NullLogger.Instance);
    }

    internal static async Task SayAsync(IChannel channel, string queue, string body) =>
        await channel.BasicPublishAsync("", queue, mandatory: false, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(body));
}
