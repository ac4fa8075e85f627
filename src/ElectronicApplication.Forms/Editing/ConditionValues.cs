using System.Globalization;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Forms.Editing;

/// <summary>The values of condition rows, as typed and as literals of FEEL.</summary>
internal static class ConditionValues
{
    private const string Today = "today";

    /// <summary>The literal, or why there is none.</summary>
    public static (string? Literal, string Ja, string En) Write(string value, ConditionField field)
    {
        var narrow = PastedAmount.Narrow(value);
        switch (field.Kind)
        {
            case ConditionKind.Truth:
                return value is "true" or "false" ? (value, "", "") : (null, "「はい」か「いいえ」を選んでください。", "Choose yes or no.");
            case ConditionKind.Number:
                return PastedAmount.Number(narrow) is { } number ? (PastedAmount.Shown(number), "", "") : (null, $"「{Shown(value)}」は数ではありません。数字で入力してください。", $"'{Shown(value)}' is no number. Enter digits.");
            case ConditionKind.Date:
                return narrow == Today ? (Today, "", "")
                    : (PastedAmount.Literal(narrow, "date"), $"「{Shown(value)}」は日付ではありません。2026-04-01 のように入力してください。", $"'{Shown(value)}' is no date. Enter one as in 2026-04-01.");
            case ConditionKind.Time:
                return (PastedAmount.Literal(narrow, "time"), $"「{Shown(value)}」は時刻ではありません。09:00 のように入力してください。", $"'{Shown(value)}' is no time. Enter one as in 09:00.");
            case ConditionKind.Option or ConditionKind.Options when field.Options.Count > 0 && field.Options.All(option => option.Value != value):
                return (null, $"「{Shown(value)}」は「{field.LabelJa}」の選択肢にありません。選び直してください。", $"'{Shown(value)}' is no option of “{field.LabelEn}”. Choose another.");
            default:
                return value.Length is > 0 and <= 1_000 ? (FeelQuote.Text(value), "", "") : (null, "値を 1 文字以上 1,000 文字以内で入力してください。", "Enter a value of 1 to 1,000 characters.");
        }
    }

    /// <summary>The value as a person would type it; null when the literal is none of the kind.</summary>
    public static string? Read(FeelNode node, ConditionField field) => (field.Kind, node) switch
    {
        (ConditionKind.Truth or ConditionKind.Unknown, BooleanNode truth) => truth.Value ? "true" : "false",
        (ConditionKind.Number or ConditionKind.Unknown, NumberNode number) => PastedAmount.Shown(number.Value),
        (ConditionKind.Number or ConditionKind.Unknown, NegateNode { Operand: NumberNode number }) => PastedAmount.Shown(-number.Value),
        (ConditionKind.Date or ConditionKind.Unknown, NameNode { Name: Today }) => Today,
        (ConditionKind.Date or ConditionKind.Unknown, AtNode or CallNode { Function: "date" }) when Literal(node) is { } value && value.TryDate(out var date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (ConditionKind.Time, AtNode or CallNode { Function: "time" }) when Literal(node)?.ToString() is { } text
            && TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture),
        (ConditionKind.Option or ConditionKind.Options, StringNode text) when field.Options.Count == 0 || field.Options.Any(option => option.Value == text.Value) => text.Value,
        (ConditionKind.Text or ConditionKind.Unknown, StringNode text) => text.Value,
        _ => null,
    };

    private static FeelValue? Literal(FeelNode node) => node is AtNode or CallNode { Arguments: [StringNode], Names.Count: 0 }
        ? FeelExpression.Compile(FeelPrinter.Print(node), new FeelScope()).Expression?.Constant : null;

    private static string Shown(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
