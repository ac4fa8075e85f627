using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Forms.Mapping.Layouts;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>One core system and the data that it receives.</summary>
public sealed class MappingTarget
{
    private readonly FormPlan _plan;
    private readonly FactSlots _facts;
    private readonly MappingTemplate? _template;
    private readonly FeelExpression? _when;

    internal MappingTarget(FormPlan plan, FactSlots facts, MappingTemplate? template, FeelExpression? when, RecordLayout? layout) =>
        (_plan, _facts, _template, _when, Layout) = (plan, facts, template, when, layout);

    /// <summary>Name of the core system. How it is reached stands in the settings.</summary>
    public required string System { get; init; }

    /// <summary>File beside <c>mapping.json</c> with the JSON Schema of what the system takes; null when it is not known.</summary>
    public string? Schema { get; init; }

    /// <summary>File beside <c>mapping.json</c> that says how the data becomes a record of a file; null where it stays JSON.</summary>
    public string? LayoutName { get; init; }

    /// <summary>The character set of the data; null for all of Unicode.</summary>
    public TargetCharset? Charset { get; init; }

    public CharacterPolicy Characters { get; init; }

    public MappingItemSet ItemSet { get; init; }

    /// <summary>Of what this target is told.</summary>
    public required IReadOnlyList<MappingOccasion> Occasions { get; init; }

    /// <summary>The character set that what is sent goes through: the layout's, or the data's; null for all of Unicode.</summary>
    public string? TextCharset => Layout?.Charset.Name ?? Charset?.Name;

    internal RecordLayout? Layout { get; }

    internal IReadOnlyDictionary<string, FeelExpression> Expressions => _template?.Expressions ?? new Dictionary<string, FeelExpression>();

    /// <summary>Whether something can stand at a place of the data: what an expression yields has an inside that only running it shows.</summary>
    internal bool CanHave(string place) => _template is { } template && (template.Places.Contains(place)
        || template.Expressions.Keys.Any(known => place.StartsWith(known, StringComparison.Ordinal) && place[known.Length] is '.' or '['));

    internal IEnumerable<string> Names => Expressions.Values.Append(_when).SelectMany(expression => expression?.Names ?? []).Distinct();

    public bool IsToldOf(MappingOccasion occasion) => Occasions.Contains(occasion);

    /// <summary>Whether this target gets the submission at all (<c>when</c>): it does when the condition is true, and without a condition.</summary>
    /// <exception cref="MappingException">It takes more work than <see cref="FeelLimits"/> allows.</exception>
    public bool Wants(JsonObject answers, MappingFacts facts) => _when is null || Run(answers, facts, frame => _when.Evaluate(frame).IsTrue);

    /// <summary>The same for looking at: null where the condition takes too much work.</summary>
    public bool? TryWants(JsonObject answers, MappingFacts facts)
    {
        try
        {
            return Wants(answers, facts);
        }
        catch (MappingException)
        {
            return null;
        }
    }

    /// <summary>Pure: the data that this system receives for one submission, made of its normalised answers.</summary>
    /// <exception cref="MappingException">It cannot be made: sending nothing is better than sending holes.</exception>
    public JsonObject Map(JsonObject answers, MappingFacts facts) => Made(answers, facts, new LossList(LabelOf));

    /// <summary>As <see cref="Map"/>, with the record of the layout and with everything that is not as it was typed.</summary>
    /// <exception cref="MappingException">It cannot be made, or does not fit the layout or the character set.</exception>
    public MappedRecord Render(JsonObject answers, MappingFacts facts)
    {
        var losses = new LossList(LabelOf);
        var data = Made(answers, facts, losses);
        return new(data, Guarded(() => Layout?.Render(data, Characters, losses)), losses.Losses);
    }

    /// <summary>As <see cref="Render(JsonObject, MappingFacts)"/>, of data that a person put in the place of what the mapping makes.</summary>
    /// <exception cref="MappingException">It does not fit the layout or the character set.</exception>
    public MappedRecord Render(JsonObject data)
    {
        var losses = new LossList(LabelOf);
        var fitted = Charset is null ? data : Guarded(() => (JsonObject)Fitted(data, "", losses)!);
        return new(fitted, Guarded(() => Layout?.Render(fitted, Characters, losses)), losses.Losses);
    }

    /// <summary>The same for looking at: the reason in place of the record where <see cref="Render"/> gives up.</summary>
    public (MappedRecord? Record, MappingException? Problem) TryRender(JsonObject answers, MappingFacts facts)
    {
        try
        {
            return (Render(answers, facts), null);
        }
        catch (MappingException problem)
        {
            return (null, problem);
        }
    }

    /// <summary>What the form calls an item of the data: the labels of the fields that its expression reads. Empty when it reads none.</summary>
    public string LabelOf(string place)
    {
        while (!Expressions.ContainsKey(place))
            if (place.LastIndexOfAny(['.', '[']) is var end and > 0)
                place = place[..end];
            else
                return "";
        return string.Join("・", Expressions[place].Names.Select(name => (_plan.Named(name) as PlanField)?.LabelJa).Where(label => label is not null).Distinct().Take(3));
    }

    private JsonObject Made(JsonObject answers, MappingFacts facts, LossList losses)
    {
        var data = Run(answers, facts, frame => (JsonObject)_template!.Run(frame)!);
        return Charset is null ? data : Guarded(() => (JsonObject)Fitted(data, "", losses)!);
    }

    /// <summary>The text of the data through the target's character set; names stand as the mapping writes them.</summary>
    private JsonNode? Fitted(JsonNode? node, string place, LossList losses) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fitted(member.Value, place.Length == 0 ? member.Key : $"{place}.{member.Key}", losses)))),
        JsonArray items => new JsonArray([.. items.Select((item, index) => Fitted(item, $"{place}[{index}]", losses))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => losses.Fit(value.GetValue<string>(), place, Charset!, Characters),
        _ => node?.DeepClone(),
    };

    private T Run<T>(JsonObject answers, MappingFacts facts, Func<FeelFrame, T> run)
    {
        var input = new EvaluationInput(FactSlots.DayOf(facts), null, []) { Accepted = true };
        var slots = Math.Max(Math.Max(_template!.SlotsNeeded, _when?.SlotsNeeded ?? 0), _facts.SlotCount);
        if (new AnswerState(_plan, answers, input).Settled(slots) is { } frame)
        {
            _facts.Load(facts, frame);
            var result = Guarded(() => run(frame));
            if (!frame.IsExhausted)
                return result;
        }
        throw MappingException.TooMuchWork(System);
    }

    private T Guarded<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ItemException item)
        {
            throw new MappingException(System, item.ReasonJa, item.Message);
        }
    }
}
