using System.Globalization;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Conditions as people say them: 「品物の種類」が「その他」である、かつ、「個数」が2以上である.</summary>
/// <param name="find">The fields of the form.</param>
internal sealed class ConditionWords(Func<string, ConditionField?> find)
{
    public string Ja(ConditionNode node) => node is ConditionGroup group
        ? string.Join(group.All ? "、かつ、" : "、または、", group.Items.Select(item => item is ConditionGroup { Items.Count: > 1 } ? $"（{Ja(item)}）" : Ja(item)))
        : Row((ConditionRow)node).Ja;

    public string En(ConditionNode node) => node is ConditionGroup group
        ? string.Join(group.All ? " and " : " or ", group.Items.Select(item => item is ConditionGroup { Items.Count: > 1 } ? $"({En(item)})" : En(item)))
        : Row((ConditionRow)node).En;

    /// <summary>That the row does not hold: 「品物の種類」が「その他」ではない.</summary>
    public (string Ja, string En) Not(ConditionRow row) => Row(row, holds: false);

    private (string Ja, string En) Row(ConditionRow row, bool holds = true)
    {
        var field = find(row.Field);
        var (nameJa, nameEn) = ($"「{field?.LabelJa ?? row.Field}」", $"“{field?.LabelEn ?? row.Field}”");
        var (shown, en) = (row.Values.Select(value => ValueJa(value, field)).ToList(), row.Values.Select(value => ValueEn(value, field)).ToList());
        var (first, firstEn) = (shown.FirstOrDefault() ?? "", en.FirstOrDefault() ?? "");
        var isDay = field?.Kind is ConditionKind.Date;
        var (listJa, listEn) = (string.Concat(shown.Select(value => value.StartsWith('「') ? value : $"「{value}」")), string.Join(", ", en));
        return row.Operator switch
        {
            ConditionOperator.Is => ($"{nameJa}が{first}{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}{firstEn}"),
            ConditionOperator.IsNot => ($"{nameJa}が{first}{(holds ? "ではない" : "である")}", $"{nameEn} is {(holds ? "not " : "")}{firstEn}"),
            ConditionOperator.IsOneOf => ($"{nameJa}が{listJa}のどれか{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}one of {listEn}"),
            ConditionOperator.IsNoneOf => ($"{nameJa}が{listJa}のどれか{(holds ? "ではない" : "である")}", $"{nameEn} is {(holds ? "not " : "")}one of {listEn}"),
            ConditionOperator.Less => ($"{nameJa}が{first}{(isDay ? "より前" : "未満")}{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}{(isDay ? "before" : "less than")} {firstEn}"),
            ConditionOperator.AtMost => ($"{nameJa}が{first}{(isDay ? "以前" : "以下")}{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}{(isDay ? "on or before" : "at most")} {firstEn}"),
            ConditionOperator.More => ($"{nameJa}が{first}{(isDay ? "より後" : "より大きい値")}{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}{(isDay ? "after" : "more than")} {firstEn}"),
            ConditionOperator.AtLeast => ($"{nameJa}が{first}{(isDay ? "以降" : "以上")}{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}{(isDay ? "on or after" : "at least")} {firstEn}"),
            ConditionOperator.Between => ($"{nameJa}が{first}から{shown.ElementAtOrDefault(1)}まで{(holds ? "である" : "ではない")}", $"{nameEn} is {(holds ? "" : "not ")}between {firstEn} and {en.ElementAtOrDefault(1)}"),
            ConditionOperator.IsAnswered => ($"{nameJa}に回答が{(holds ? "ある" : "ない")}", $"{nameEn} is {(holds ? "" : "not ")}answered"),
            ConditionOperator.IsNotAnswered => ($"{nameJa}に回答が{(holds ? "ない" : "ある")}", $"{nameEn} is {(holds ? "not " : "")}answered"),
            ConditionOperator.Includes => ($"{nameJa}で{first}が選ばれて{(holds ? "いる" : "いない")}", $"{firstEn} is {(holds ? "" : "not ")}chosen in {nameEn}"),
            ConditionOperator.IncludesNot => ($"{nameJa}で{first}が選ばれて{(holds ? "いない" : "いる")}", $"{firstEn} is {(holds ? "not " : "")}chosen in {nameEn}"),
            ConditionOperator.StartsWith => ($"{nameJa}が{first}で始ま{(holds ? "る" : "らない")}", $"{nameEn} {(holds ? "begins" : "does not begin")} with {firstEn}"),
            ConditionOperator.Contains => ($"{nameJa}に{first}が含まれ{(holds ? "る" : "ない")}", $"{nameEn} {(holds ? "contains" : "does not contain")} {firstEn}"),
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.Operator, null),
        };
    }

    private static string ValueJa(string value, ConditionField? field) => field?.Kind switch
    {
        ConditionKind.Truth => value == "true" ? "「はい」" : "「いいえ」",
        ConditionKind.Number => value,
        ConditionKind.Date when value == "today" => "今日",
        ConditionKind.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => JapaneseCalendar.Format(date),
        ConditionKind.Time => value,
        _ => $"「{field?.Options.FirstOrDefault(option => option.Value == value)?.Label.Ja ?? value}」",
    };

    private static string ValueEn(string value, ConditionField? field) => field?.Kind switch
    {
        ConditionKind.Truth => value == "true" ? "“yes”" : "“no”",
        ConditionKind.Number or ConditionKind.Date or ConditionKind.Time => value,
        _ => $"“{field?.Options.FirstOrDefault(option => option.Value == value)?.Label.For("en") ?? value}”",
    };
}
