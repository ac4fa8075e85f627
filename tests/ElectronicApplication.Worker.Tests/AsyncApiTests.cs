using System.Text;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Worker.Bus;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.CoreSystems.Amqp;
using ElectronicApplication.Worker.CoreSystems.Files;

namespace ElectronicApplication.Worker.Tests;

public sealed class AsyncApiTests
{
    private static readonly string Description = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "asyncapi.yaml"));

    [Fact]
    public void Every_fact_of_the_contracts_is_described_under_the_exchange_it_goes_to()
    {
        var facts = typeof(IFact).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(IFact).IsAssignableFrom(t)).ToList();
        Assert.NotEmpty(facts);
        Assert.All(facts, fact => Assert.Contains($"\n    address: {Channels.Of(fact)}\n", Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_member_of_what_a_queue_carries_to_a_core_system_is_described()
    {
        var offer = new Offer(DeliveryKind.Submission, "e", "r", []) { Attachments = [new("n", "m", 1, "s", "u", default)] };
        var section = Section("CoreSystemRecord");
        Assert.All(FileText.ToJson(offer).Concat(FileText.ToJson(offer, new("u", default))).Select(m => m.Key), name => Assert.Contains($" {name}: ", section, StringComparison.Ordinal));
        Assert.All(FileText.ToJson(offer)["attachments"]![0]!.AsObject(), member => Assert.Contains($" {member.Key}: ", section, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<DeliveryKind>(), kind => Assert.Contains(JsonNamingPolicy.CamelCase.ConvertName(kind), section, StringComparison.Ordinal));
        Assert.Contains("\n    address: electronic-application.{target}\n", Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeliveryOutcome.Done, "done", "recordId")]
    [InlineData(DeliveryOutcome.Refused, "refused", "reason")]
    [InlineData(DeliveryOutcome.TryAgain, "later", "reason")]
    public void What_a_core_system_answers_on_its_queue_is_understood_as_described(DeliveryOutcome outcome, string result, string with)
    {
        var section = Section("CoreSystemAnswer");
        Assert.All(["deliveryId", "externalId", "result", result, with], word => Assert.Contains(word, section, StringComparison.Ordinal));
        var answer = AmqpAnswer.Read(Encoding.UTF8.GetBytes($$"""{"deliveryId":"0197aa00-0000-7000-8000-000000000001","externalId":"e","result":"{{result}}","{{with}}":"x"}"""))!;
        Assert.Equal((outcome, "x"), (answer.Answer.Outcome, outcome == DeliveryOutcome.Done ? answer.Answer.RecordId : answer.Answer.Reason));
        Assert.Contains("\n    address: electronic-application.{target}.answers\n", Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(DeliverSubmissions))]
    [InlineData(typeof(DeliverSubmission))]
    [InlineData(typeof(DeliveriesAnswered))]
    [InlineData(typeof(DeliveryAnswered))]
    [InlineData(typeof(CoreSystemReported))]
    public void Every_member_of_a_delivery_message_is_described(Type message)
    {
        var section = Section(message.Name);
        Assert.All(message.GetProperties(), p => Assert.Contains($" {char.ToLowerInvariant(p.Name[0])}{p.Name[1..]}: ", section, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_member_of_what_is_sealed_is_named() =>
        Assert.All(typeof(DeliveryContent).GetProperties(), p => Assert.Contains($"\"{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}\": ", Section(nameof(DeliverSubmission)), StringComparison.Ordinal));

    private static string Section(string name)
    {
        var start = Description.IndexOf($"\n    {name}:\n      title", StringComparison.Ordinal);
        Assert.True(start > 0);
        var end = Description.IndexOf("\n      title", start + name.Length + 20, StringComparison.Ordinal);
        return (end < 0 ? Description[start..] : Description[start..end]).ReplaceLineEndings(" ");
    }
}
