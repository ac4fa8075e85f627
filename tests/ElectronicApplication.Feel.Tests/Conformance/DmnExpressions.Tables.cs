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
        var outputs = table.Children("output").Select((output, i) => model.Types.Of(output.Get("typeRef") ?? EntryType(table, i))).ToList();
        return new DmnCode(outputs.Count == 1 ? compiled.Evaluate : frame => Converted(compiled.Evaluate(frame), outputs), compiled.Type);
    }

    /// <summary>The type that the entries of an output have in common.</summary>
    private static string? EntryType(XElement table, int output) =>
        table.Children("rule").Select(rule => rule.Children("outputEntry").ElementAt(output).Get("typeRef")).Distinct().ToList() is [{ } only] ? only : null;

    /// <summary>Each of several outputs as one of its type.</summary>
    private static FeelValue Converted(FeelValue value, List<DmnType> outputs)
    {
        if (value.AsList is { } hits)
            return FeelValue.Of(new FeelList(Array.ConvertAll(hits.Items.ToArray(), hit => Converted(hit, outputs))));
        return value.AsContext is { } row && row.Shape.Count == outputs.Count
            ? FeelValue.Of(new FeelContext(row.Shape, [.. outputs.Select((output, i) => output.Convert(row.At(i)))]))
            : value;
    }

    private DecisionInput Input(XElement input) => new(Allowed(Filled(input.Child("inputExpression").Text("text"), "null"), input.Child("inputValues").Text("text")))
    {
        AllowedValues = input.Child("inputValues").Text("text"),
        Type = input.Child("inputExpression").Get("typeRef") is { } typeRef ? model.Types.Of(typeRef).Feel : null,
    };

    /// <summary>A value that is none of those of its column is null to the rules; of a list each item would have to be one, which is not looked into.</summary>
    private static string Allowed(string expression, string? values) =>
        string.IsNullOrWhiteSpace(values) || values.TrimStart().StartsWith("not", StringComparison.Ordinal) || values.Trim() == "-"
            ? expression
            : $"if ({expression}) instance of list<Any> or ({expression}) in ({values}) then ({expression}) else null";

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
