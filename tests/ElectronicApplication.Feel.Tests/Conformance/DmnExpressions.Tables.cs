using System.Xml.Linq;
using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Feel.Tests.Conformance;

internal sealed partial class DmnExpressions
{
    private DmnCode Table(XElement table, FeelScope scope)
    {
        Slots = Math.Max(Slots, scope.SlotCount);
        var definition = new DecisionTableDefinition(
            Policy(table.Get("hitPolicy")),
            [.. table.Children("input").Select(Input)],
            [.. table.Children("output").Select((output, i) => Output(output, i, table))],
            [.. table.Children("rule").Select(rule => new DecisionRule(Cells(rule, "inputEntry"), Cells(rule, "outputEntry")))])
        { Aggregation = Aggregation(table.Get("aggregation")) };
        var (compiled, findings) = DecisionTable.Compile(definition, scope, FeelTyping.Lenient);
        if (compiled is null)
        {
            model.Complaints.Add($"{owner}: {findings.First(finding => finding.Severity == TableSeverity.Error)}");
            return DmnCode.Null;
        }
        Slots = Math.Max(Slots, compiled.SlotsNeeded);
        return new DmnCode(compiled.Evaluate, compiled.Type);
    }

    private DecisionInput Input(XElement input) => new(Filled(input.Child("inputExpression").Text("text"), "null"))
    {
        AllowedValues = input.Child("inputValues").Text("text"),
        Type = input.Child("inputExpression").Get("typeRef") is { } typeRef ? model.Types.Of(typeRef).Feel : null,
    };

    private DecisionOutput Output(XElement output, int index, XElement table)
    {
        // A single output has the type of the table where it has none itself, and its values are those of its type.
        var isOnly = table.Children("output").Count() == 1;
        var typeRef = output.Get("typeRef") ?? (isOnly ? table.Get("typeRef") ?? table.Parent?.Child("variable").Get("typeRef") : null);
        return new DecisionOutput(output.Get("name") ?? $"output {index + 1}")
        {
            AllowedValues = output.Child("outputValues").Text("text") ?? model.Types.Of(typeRef).Listed,
            Default = output.Child("defaultOutputEntry").Text("text"),
        };
    }

    private static List<string> Cells(XElement rule, string name) => [.. rule.Children(name).Select(cell => Filled(cell.Text("text"), name == "inputEntry" ? "-" : "null"))];

    private static string Filled(string? text, string empty) => string.IsNullOrWhiteSpace(text) ? empty : text;

    private static HitPolicy Policy(string? name) => name switch
    {
        null or "UNIQUE" => HitPolicy.Unique,
        "ANY" => HitPolicy.Any,
        "PRIORITY" => HitPolicy.Priority,
        "FIRST" => HitPolicy.First,
        "RULE ORDER" => HitPolicy.RuleOrder,
        "OUTPUT ORDER" => HitPolicy.OutputOrder,
        "COLLECT" => HitPolicy.Collect,
        _ => throw new InvalidDataException($"'{name}' is no hit policy."),
    };

    private static CollectAggregation Aggregation(string? name) => name switch
    {
        null => CollectAggregation.List,
        "SUM" => CollectAggregation.Sum,
        "COUNT" => CollectAggregation.Count,
        "MIN" => CollectAggregation.Min,
        "MAX" => CollectAggregation.Max,
        _ => throw new InvalidDataException($"'{name}' is no aggregation."),
    };
}
