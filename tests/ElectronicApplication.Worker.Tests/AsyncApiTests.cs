using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.Bus;

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

    [Theory]
    [InlineData(typeof(DeliverSubmissions))]
    [InlineData(typeof(DeliverSubmission))]
    [InlineData(typeof(DeliveriesAnswered))]
    [InlineData(typeof(DeliveryAnswered))]
    public void Every_member_of_a_delivery_message_is_described(Type message)
    {
        var start = Description.IndexOf($"\n    {message.Name}:\n      title", StringComparison.Ordinal);
        Assert.True(start > 0);
        var end = Description.IndexOf("\n      title", start + message.Name.Length + 20, StringComparison.Ordinal);
        var section = end < 0 ? Description[start..] : Description[start..end];
        Assert.All(message.GetProperties(), p => Assert.Contains($" {char.ToLowerInvariant(p.Name[0])}{p.Name[1..]}: ", section.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }
}
