using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Feel.Tests.Tables;

/// <summary>Builds tables as they look on paper: cells between bars, the last ones are the outputs.</summary>
internal static class Table
{
    public static readonly DecisionInput Age = new("age") { Type = FeelType.Number, IsWhole = true, Label = new FeelMessage("年齢", "age") };

    public static readonly DecisionInput Area = new("area")
    {
        Type = FeelType.String,
        AllowedValues = "\"in\", \"out\"",
        Label = new FeelMessage("区分", "area"),
        ValueLabels = new Dictionary<string, FeelMessage> { ["in"] = new("市内", "in town"), ["out"] = new("市外", "out of town") },
    };

    public static readonly DecisionInput Weight = new("weight") { Type = FeelType.Number };

    public static readonly DecisionInput Member = new("member") { Type = FeelType.Boolean, Label = new FeelMessage("会員", "member") };

    public static readonly DecisionOutput Fee = new("fee") { Type = FeelType.Number };

    public static DecisionTableDefinition Of(HitPolicy policy, DecisionInput[] inputs, DecisionOutput[] outputs, params string[] rules) => new(
        policy, inputs, outputs, [.. rules.Select(rule =>
        {
            string[] cells = [.. rule.Split('|').Select(cell => cell.Trim())];
            return new DecisionRule(cells[..inputs.Length], cells[inputs.Length..]);
        })]);

    public static DecisionTableDefinition Of(HitPolicy policy, DecisionInput input, params string[] rules) => Of(policy, [input], [Fee], rules);

    /// <summary>A scope that knows what the inputs of this file read.</summary>
    public static FeelScope Scope()
    {
        var scope = new FeelScope();
        scope.Declare("age", FeelType.Number);
        scope.Declare("area", FeelType.String);
        scope.Declare("weight", FeelType.Number);
        scope.Declare("member", FeelType.Boolean);
        scope.Declare("day", FeelType.Date);
        scope.Declare("any", FeelType.Any);
        return scope;
    }

    public static DecisionTable Compile(this DecisionTableDefinition definition, FeelTyping typing = FeelTyping.Strict)
    {
        var (table, findings) = DecisionTable.Compile(definition, Scope(), typing);
        Assert.True(table is not null, string.Join("; ", findings));
        return table;
    }

    public static FeelValue Run(this DecisionTableDefinition definition, params (string Name, object? Value)[] values) => definition.Compile().Run(values);

    public static FeelValue Run(this DecisionTable table, params (string Name, object? Value)[] values)
    {
        var frame = new FeelFrame(table.SlotsNeeded);
        var scope = Scope();
        foreach (var (name, value) in values)
            frame[scope.Find(name)!.Slot] = Value(value);
        return table.Evaluate(frame);
    }

    public static IReadOnlyList<TableFinding> Findings(this DecisionTableDefinition definition) => DecisionTable.Compile(definition, Scope()).Findings;

    public static FeelValue Value(object? value) => value switch
    {
        null => FeelValue.Null,
        bool boolean => FeelValue.Of(boolean),
        string text => FeelValue.Of(text),
        DateOnly date => FeelValue.Of(date),
        FeelValue known => known,
        _ => FeelValue.Of(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
