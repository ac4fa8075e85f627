using System.Globalization;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Forms.Plan;

/// <summary>Tables as FEEL knows them. An input that is simply a field brings along what the field can hold.</summary>
internal static class TableDefinitions
{
    private static readonly Dictionary<string, (HitPolicy Policy, CollectAggregation Aggregation)> Policies = new(StringComparer.Ordinal)
    {
        ["U"] = (HitPolicy.Unique, default),
        ["A"] = (HitPolicy.Any, default),
        ["P"] = (HitPolicy.Priority, default),
        ["F"] = (HitPolicy.First, default),
        ["R"] = (HitPolicy.RuleOrder, default),
        ["O"] = (HitPolicy.OutputOrder, default),
        ["C"] = (HitPolicy.Collect, CollectAggregation.List),
        ["C+"] = (HitPolicy.Collect, CollectAggregation.Sum),
        ["C#"] = (HitPolicy.Collect, CollectAggregation.Count),
        ["C<"] = (HitPolicy.Collect, CollectAggregation.Min),
        ["C>"] = (HitPolicy.Collect, CollectAggregation.Max),
    };

    private static readonly Dictionary<string, FeelType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = FeelType.String,
        ["number"] = FeelType.Number,
        ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
    };

    /// <summary>Null when something is wrong with it that has been reported.</summary>
    public static DecisionTableDefinition? Of(TableDefinition table, Func<string, PlanField?> field, Action<string, string, string> report)
    {
        var sound = true;
        if (!Policies.TryGetValue(table.HitPolicy, out var policy))
            Problem(".hitPolicy", $"「{table.HitPolicy}」という選び方はありません。次のどれかにしてください: {string.Join(", ", Policies.Keys)}", $"There is no hit policy '{table.HitPolicy}'. Write one of: {string.Join(", ", Policies.Keys)}");
        if (table.Inputs.Count == 0)
            Problem(".inputs", "表に入力がありません。少なくとも一つ書いてください。", "The table has no input. Write at least one.");
        if (table.Outputs.Count == 0)
            Problem(".outputs", "表に出力がありません。少なくとも一つ書いてください。", "The table has no output. Write at least one.");
        if (table.Outputs.Count > 1 && table.Outputs.Any(output => output.Name is null))
            Problem(".outputs", "出力が二つ以上あるときは、それぞれに「name」を付けてください。", "With several outputs each needs a 'name'.");
        for (var i = 0; i < table.Rules.Count; i++)
            if (table.Rules[i].When.Count != table.Inputs.Count || table.Rules[i].Then.Count != table.Outputs.Count)
                Problem($".rules[{i}]",
                    $"「when」は入力と同じ {table.Inputs.Count} 個、「then」は出力と同じ {table.Outputs.Count} 個にしてください。",
                    $"'when' must have {table.Inputs.Count} cells, one for each input, and 'then' {table.Outputs.Count}, one for each output.");
        var inputs = table.Inputs.Select((input, i) => Input(input, field, TypeNamed(input.Type, $".inputs[{i}].type"))).ToList();
        var outputs = table.Outputs.Select((output, i) => new DecisionOutput(output.Name ?? table.Id)
        {
            Type = TypeNamed(output.Type, $".outputs[{i}].type"),
            AllowedValues = output.Values,
            Default = output.Default,
            Label = Words(output.Label),
        }).ToList();
        return sound
            ? new DecisionTableDefinition(policy.Policy, inputs, outputs, [.. table.Rules.Select(rule => new DecisionRule(rule.When, rule.Then, rule.Note))]) { Aggregation = policy.Aggregation }
            : null;

        void Problem(string place, string ja, string en)
        {
            sound = false;
            report(place, ja, en);
        }

        FeelType? TypeNamed(string? name, string place)
        {
            if (name is null)
                return null;
            if (Types.TryGetValue(name, out var type))
                return type;
            Problem(place, $"「{name}」という型はありません。次のどれかです: {string.Join(", ", Types.Keys)}", $"There is no type '{name}'. Write one of: {string.Join(", ", Types.Keys)}");
            return null;
        }
    }

    /// <summary>The place of a finding inside the table, as the end of a JSON path.</summary>
    public static string Place(TableFinding finding) => finding.Place switch
    {
        { Rule: { } rule, Input: { } input } => $".rules[{rule}].when[{input}]",
        { Rule: { } rule, Output: { } output } => $".rules[{rule}].then[{output}]",
        { Rule: { } rule } => $".rules[{rule}]",
        { Input: { } input } => $".inputs[{input}]",
        { Output: { } output } => $".outputs[{output}]",
        _ => "",
    };

    private static DecisionInput Input(TableInput input, Func<string, PlanField?> find, FeelType? type)
    {
        var field = find(input.Expression.Trim());
        return new DecisionInput(input.Expression)
        {
            Type = type,
            AllowedValues = input.Values ?? (field is null ? null : Domain(field)),
            IsWhole = field?.Type is FieldType.Integer or FieldType.Yen,
            // What is not answered yet is an issue of its own, and a hidden field has a table only where its author wants one.
            MayBeNull = field is { Definition.Required: false, Type: not (FieldType.Calculated or FieldType.Consent), Value: null } && field.Visible is null && field.RequiredWhen is null,
            Label = Words(input.Label) ?? (field is null ? null : new FeelMessage(field.LabelJa, field.LabelEn)),
            ValueLabels = field?.Definition.Options.DistinctBy(option => option.Value).ToDictionary(option => option.Value, option => new FeelMessage(option.Label.Ja, option.Label.For("en"))) ?? [],
        };
    }

    private static string? Domain(PlanField field) => field switch
    {
        { Type: FieldType.Choice, Options: { Count: > 0 } options } => string.Join(", ", options.Keys.Select(FeelQuote.Text)),
        { Type: FieldType.Integer or FieldType.Number or FieldType.Yen, Definition: { Min: { } min, Max: { } max } } => string.Create(CultureInfo.InvariantCulture, $"[{min}..{max}]"),
        { Type: FieldType.Integer or FieldType.Number or FieldType.Yen, Definition.Min: { } min } => string.Create(CultureInfo.InvariantCulture, $">= {min}"),
        { Type: FieldType.Integer or FieldType.Number or FieldType.Yen, Definition.Max: { } max } => string.Create(CultureInfo.InvariantCulture, $"<= {max}"),
        _ => null,
    };

    private static FeelMessage? Words(LocalizedText? text) => text is null ? null : new FeelMessage(text.Ja, text.For("en"));
}
