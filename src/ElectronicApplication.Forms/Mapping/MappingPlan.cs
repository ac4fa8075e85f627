using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>Which core systems receive a submission and as what: <c>mapping.json</c>, compiled against the form whose answers it reads.</summary>
public sealed class MappingPlan
{
    public required IReadOnlyList<MappingTarget> Targets { get; init; }

    /// <exception cref="DefinitionException">Something in the mapping cannot work; every problem is listed.</exception>
    public static MappingPlan Compile(ReadOnlyMemory<byte> mappingJson, FormPlan plan) => throw new NotImplementedException();
}

public sealed class MappingTarget
{
    /// <summary>Name of the core system.</summary>
    public required string System { get; init; }

    /// <summary>How it is reached; <c>rest</c> for now.</summary>
    public required string Adapter { get; init; }

    /// <summary>Pure: the data that this system receives for one submission.</summary>
    public JsonObject Map(JsonObject answers, MappingFacts facts) => throw new NotImplementedException();
}
