using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Cells of decision tables as people write them in a spreadsheet: 30以上50未満, ベッド, 500円.</summary>
internal static class CellInWords
{
    private static readonly FeelScope NoScope = new();

    /// <param name="field">What the column asks about; null for a calculation.</param>
    public static (string Ja, string En) Test(JsonNode? cell, ConditionField? field)
    {
        if (cell is null)
            return ("―", "any");
        if (cell.Text() is not { } text)
            return Value(cell.ToJsonString(), field);
        try
        {
            var tests = FeelParser.ParseTests(text, NoScope);
            if (tests.IsAny)
                return ("―", "any");
            var parts = tests.Tests.Select(test => Part(test, field)).ToList();
            var (ja, en) = (string.Join("・", parts.Select(part => part.Ja)), string.Join(", ", parts.Select(part => part.En)));
            return tests.IsNegated ? ($"{ja}以外", $"not {en}") : (ja, en);
        }
        catch (FeelSyntaxException)
        {
            return (text, text);
        }
    }

    public static (string Ja, string En) Result(JsonNode? cell, bool isYen)
    {
        var text = cell is null ? "null" : cell.Text() ?? cell.ToJsonString();
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return isYen ? ($"{number.ToString("#,0.##", CultureInfo.InvariantCulture)}円", $"{number.ToString("#,0.##", CultureInfo.InvariantCulture)} yen") : (PastedAmount.Shown(number), PastedAmount.Shown(number));
        try
        {
            return FeelParser.Parse(text, NoScope) switch
            {
                StringNode plain => ($"「{plain.Value}」", $"“{plain.Value}”"),
                BooleanNode truth => truth.Value ? ("はい", "yes") : ("いいえ", "no"),
                NullNode => ("なし", "nothing"),
                _ => (text, text),
            };
        }
        catch (FeelSyntaxException)
        {
            return (text, text);
        }
    }

    private static (string Ja, string En) Part(FeelNode node, ConditionField? field)
    {
        switch (node)
        {
            case RangeNode { Start: { } start, End: { } end } range:
                var (low, high) = (Operand(start, field), Operand(end, field));
                return ($"{low.Ja}{(range.StartIncluded ? "以上" : "超")}{high.Ja}{(range.EndIncluded ? "以下" : "未満")}",
                    $"{(range.StartIncluded ? "from" : "more than")} {low.En} {(range.EndIncluded ? "to" : "to under")} {high.En}");
            case TestNode test:
                var bound = Operand(test.Operand, field);
                return test.Operator switch
                {
                    FeelOperator.Less => ($"{bound.Ja}未満", $"under {bound.En}"),
                    FeelOperator.LessOrEqual => ($"{bound.Ja}以下", $"up to {bound.En}"),
                    FeelOperator.Greater => ($"{bound.Ja}超", $"over {bound.En}"),
                    FeelOperator.GreaterOrEqual => ($"{bound.Ja}以上", $"from {bound.En}"),
                    FeelOperator.NotEqual => ($"{bound.Ja}以外", $"not {bound.En}"),
                    _ => bound,
                };
            default:
                return Operand(node, field);
        }
    }

    private static (string Ja, string En) Operand(FeelNode node, ConditionField? field) => node switch
    {
        StringNode text => Value(text.Value, field),
        BooleanNode truth => Value(truth.Value ? "true" : "false", field),
        CallNode { Function: "date", Arguments: [StringNode { Value: var day }] } when DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => (JapaneseCalendar.Format(date), day),
        _ => (FeelPrinter.Print(node), FeelPrinter.Print(node)),
    };

    private static (string Ja, string En) Value(string value, ConditionField? field) => field?.Options.FirstOrDefault(option => option.Value == value) is { } option
        ? (option.Label.Ja, option.Label.For("en"))
        : value switch { "true" => ("はい", "yes"), "false" => ("いいえ", "no"), _ => (value, value) };
}
