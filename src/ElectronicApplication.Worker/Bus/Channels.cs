using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Worker.Bus;

/// <summary>The names on the bus, which other systems bind to (<c>deploy/asyncapi.yaml</c>), and the facts that go there.</summary>
internal static class Channels
{
    /// <summary>Answers of the adapters; a queue of the same name is bound to it.</summary>
    public const string Answers = "delivery-answers";

    private static readonly Dictionary<string, Type> FactTypes = typeof(IFact).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && typeof(IFact).IsAssignableFrom(t)).ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>One exchange a fact, by its name and version: "v1.SubmissionReceived".</summary>
    public static string Of(Type fact) => "v1." + fact.Name;

    /// <summary>One exchange a core system, with a queue of the same name: "core-system.documents".</summary>
    public static string OfTarget(string target) => "core-system." + target;

    /// <summary>What one core system reports of its own accord, with a queue of the same name: "core-system-reports.documents". Whoever may write there speaks for that system only.</summary>
    public static string ReportsOf(string target) => "core-system-reports." + target;

    /// <summary>Null when this version does not know the fact: a newer role may have written it.</summary>
    public static IFact? Read(OutboxMessage message) => FactTypes.TryGetValue(message.Type, out var type)
        ? (IFact?)System.Text.Json.JsonSerializer.Deserialize(message.Body, type, FactJson.Options)
        : null;
}
