using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What a condition compares a field with.</summary>
public enum ConditionKind { Truth, Option, Options, Number, Date, Time, Text, Files, Whole, Unknown }

/// <summary>A field that a condition can ask about.</summary>
/// <param name="Path">As expressions write it: <c>kind</c>, <c>applicant_name.family</c>.</param>
/// <param name="Options">What can be chosen; empty also when it follows from other answers.</param>
public sealed record ConditionField(string Path, FieldType Type, ConditionKind Kind, string LabelJa, string LabelEn, IReadOnlyList<OptionDefinition> Options)
{
    private static readonly ConditionOperator[] Answered = [ConditionOperator.IsAnswered, ConditionOperator.IsNotAnswered];

    /// <summary>The operators that make sense for it, the likeliest first.</summary>
    public IReadOnlyList<ConditionOperator> Operators => Kind switch
    {
        ConditionKind.Truth => [ConditionOperator.Is, ConditionOperator.IsNot, .. Answered],
        ConditionKind.Option => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.IsOneOf, ConditionOperator.IsNoneOf, .. Answered],
        ConditionKind.Options => [ConditionOperator.Includes, ConditionOperator.IncludesNot, .. Answered],
        ConditionKind.Number or ConditionKind.Date or ConditionKind.Time =>
        [
            ConditionOperator.AtLeast, ConditionOperator.AtMost, ConditionOperator.More, ConditionOperator.Less, ConditionOperator.Between,
            ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.IsOneOf, ConditionOperator.IsNoneOf, .. Answered,
        ],
        ConditionKind.Text => [ConditionOperator.Is, ConditionOperator.IsNot, ConditionOperator.StartsWith, ConditionOperator.Contains, ConditionOperator.IsOneOf, ConditionOperator.IsNoneOf, .. Answered],
        ConditionKind.Unknown => Enum.GetValues<ConditionOperator>(),
        _ => Answered,
    };

    /// <summary>The field with its parts; empty for what holds no value, and for groups, whose rows no row can ask about.</summary>
    internal static IEnumerable<ConditionField> Of(PlanField field)
    {
        if (!field.HasValue || field.Type == FieldType.Group)
            yield break;
        yield return new ConditionField(field.Id, field.Type, KindOf(field.Type, field.Value?.Type), field.LabelJa, field.LabelEn, field.Definition.Options);
        foreach (var part in field.Parts)
            yield return new ConditionField($"{field.Id}.{part.Id}", part.Type, KindOf(part.Type, null), part.LabelJa, part.LabelEn, part.Definition.Options);
    }

    /// <summary>What the submission costs, as the conditions of the decision route read it; null where the form gives the name to something of its own.</summary>
    internal static ConditionField? Fee(FormPlan plan) => plan.Named(DecisionSlots.Fee) is not null ? null
        : new(DecisionSlots.Fee, FieldType.Yen, ConditionKind.Number, "手数料（円）", "Fee (yen)", []);

    /// <summary>The field or part that an expression of the plan calls so.</summary>
    internal static ConditionField? Find(FormPlan plan, string path)
    {
        var dot = path.IndexOf('.');
        return plan.Named(dot < 0 ? path : path[..dot]) is PlanField field ? Of(field).FirstOrDefault(candidate => candidate.Path == path) : path == DecisionSlots.Fee ? Fee(plan) : null;
    }

    /// <summary>From the tree alone, for forms that do not compile: what a calculation yields is not known then.</summary>
    internal static ConditionField? Find(TreeIndex index, string path)
    {
        var dot = path.IndexOf('.');
        if (index.Field(dot < 0 ? path : path[..dot]) is not { Type: { } type and not (FieldType.Group or FieldType.Heading or FieldType.Guidance or FieldType.Signature or FieldType.Slot) } field)
            return null;
        var (ja, en) = (field.Json.Ja(), field.Json.En());
        if (dot < 0)
            return new ConditionField(path, type, type == FieldType.Calculated ? ConditionKind.Unknown : KindOf(type, null), ja, en, TreeOptions.Of(field.Json));
        var whole = new FieldDefinition { Id = field.Id, Type = type, Label = new LocalizedText(ja, new KeyValuePair<string, string>("en", en)), Presences = FieldParts.Of(type).ToDictionary(part => part.Name, _ => PartPresence.Optional) };
        return whole.IsComposite && whole.Parts.FirstOrDefault(part => part.Id == path[(dot + 1)..]) is { } found
            ? new ConditionField(path, found.Type, KindOf(found.Type, null), $"{ja}：{found.Label.Ja}", $"{en}: {found.Label.For("en")}", found.Options) : null;
    }

    private static ConditionKind KindOf(FieldType type, FeelType? calculated) => type switch
    {
        FieldType.YesNo or FieldType.Consent => ConditionKind.Truth,
        FieldType.Choice => ConditionKind.Option,
        FieldType.Choices => ConditionKind.Options,
        FieldType.Integer or FieldType.Number or FieldType.Yen => ConditionKind.Number,
        FieldType.Date => ConditionKind.Date,
        FieldType.Time => ConditionKind.Time,
        FieldType.Attachment => ConditionKind.Files,
        FieldType.Calculated => calculated switch
        {
            _ when ReferenceEquals(calculated, FeelType.Boolean) => ConditionKind.Truth,
            _ when ReferenceEquals(calculated, FeelType.Number) => ConditionKind.Number,
            _ when ReferenceEquals(calculated, FeelType.String) => ConditionKind.Text,
            _ when ReferenceEquals(calculated, FeelType.Date) => ConditionKind.Date,
            _ when ReferenceEquals(calculated, FeelType.Time) => ConditionKind.Time,
            _ => ConditionKind.Whole,
        },
        FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount or FieldType.Period => ConditionKind.Whole,
        _ => ConditionKind.Text,
    };
}
