using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>Which core systems receive a submission and as what: <c>mapping.json</c>, compiled against the form whose answers it reads.</summary>
public sealed class MappingPlan
{
    private MappingPlan(IReadOnlyList<MappingTarget> targets) => Targets = targets;

    public IReadOnlyList<MappingTarget> Targets { get; }

    /// <exception cref="DefinitionException">Something in the mapping cannot work; every problem is listed.</exception>
    public static MappingPlan Compile(ReadOnlyMemory<byte> mappingJson, FormPlan plan)
    {
        var facts = new FactSlots(plan);
        return DefinitionReader.Read(mappingJson, json =>
        {
            var targets = json.Objects("targets", target => Target(target, plan, facts));
            foreach (var twins in targets.GroupBy(target => target.System).Where(same => same.Count() > 1))
                json.Problem("targets", $"送り先「{twins.Key}」が二つあります。一つにまとめてください。", $"The target '{twins.Key}' stands twice. Merge them.");
            return new MappingPlan(targets);
        });
    }

    private static MappingTarget Target(DefinitionReader json, FormPlan plan, FactSlots facts)
    {
        var adapter = json.Text("adapter");
        if (adapter is not ("rest" or ""))
            json.Problem("adapter", $"送り方「{adapter}」はありません。rest と書いてください。", $"There is no adapter '{adapter}'. Write rest.");
        var template = json.Copy("data") is JsonObject data
            ? MappingTemplate.Compile(data, facts.Scope, (key, ja, en, code) => json.Problem($"data{key}", ja, en, code))
            : null;
        if (template is null)
            json.Problem("data", "「data」がありません。送る項目と、その値の式を { } で囲んで書いてください。", "'data' is missing. Write the names to send, each with an expression, in { }.");
        return new MappingTarget(plan, facts, template) { System = json.Text("system"), Adapter = adapter, Schema = json.OptionalText("schema") };
    }
}

/// <summary>One core system and the data that it receives.</summary>
public sealed class MappingTarget
{
    private readonly FormPlan _plan;
    private readonly FactSlots _facts;
    private readonly MappingTemplate? _template;

    internal MappingTarget(FormPlan plan, FactSlots facts, MappingTemplate? template) => (_plan, _facts, _template) = (plan, facts, template);

    /// <summary>Name of the core system.</summary>
    public required string System { get; init; }

    /// <summary>How it is reached; <c>rest</c> for now.</summary>
    public required string Adapter { get; init; }

    /// <summary>File beside <c>mapping.json</c> with the JSON Schema of what the system takes; null when it is not known.</summary>
    public string? Schema { get; init; }

    internal IReadOnlyList<string> Names => _template?.Names ?? [];

    /// <summary>Pure: the data that this system receives for one submission, made of its normalised answers.</summary>
    /// <exception cref="MappingException">It takes more work than <see cref="FeelLimits"/> allows: sending nothing is better than sending holes.</exception>
    public JsonObject Map(JsonObject answers, MappingFacts facts)
    {
        var input = new EvaluationInput(FactSlots.DayOf(facts), null, []) { Accepted = true };
        if (new AnswerState(_plan, answers, input).Settled(Math.Max(_template!.SlotsNeeded, _facts.SlotCount)) is { } frame)
        {
            _facts.Load(facts, frame);
            var data = (JsonObject)_template.Run(frame)!;
            if (!frame.IsExhausted)
                return data;
        }
        throw new MappingException(System);
    }

    /// <summary>The same for looking at: null where <see cref="Map"/> gives up.</summary>
    public JsonObject? TryMap(JsonObject answers, MappingFacts facts)
    {
        try
        {
            return Map(answers, facts);
        }
        catch (MappingException)
        {
            return null;
        }
    }
}

/// <summary>The data of one submission could not be made.</summary>
public sealed class MappingException(string system) : Exception($"The mapping for '{system}' takes more work than is allowed.");
