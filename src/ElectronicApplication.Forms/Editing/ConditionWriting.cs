namespace ElectronicApplication.Forms.Editing;

/// <summary>Writes rows as an expression. Whatever is wrong with a row is said with its place: <c>items[1].items[0]</c>.</summary>
internal sealed class ConditionWriting(Func<string, ConditionField?> find)
{
    private const int MaxDepth = 8;
    private const int MaxRows = 200;

    private int _rows;

    /// <exception cref="DefinitionException">A row cannot be written.</exception>
    public string Write(ConditionGroup group) => Group(group, "", 0);

    private string Group(ConditionGroup group, string path, int depth)
    {
        if (group.Items is null or { Count: 0 })
            throw new DefinitionException(path, "条件が一つもありません。行を加えるか、この条件を消してください。", "There is no row here. Add one, or remove the condition.");
        if (depth > MaxDepth)
            throw new DefinitionException(path, $"条件の入れ子が深すぎます（{MaxDepth} 段まで）。計算項目に分けてください。", $"The condition is nested too deeply (limit {MaxDepth}). Split it over calculated fields.");
        var parts = group.Items.Select((item, i) => Node(item, $"{path}items[{i}]", depth)).ToList();
        return string.Join(group.All ? " and " : " or ", parts);
    }

    private string Node(ConditionNode node, string path, int depth)
    {
        if (node is ConditionGroup group)
            return group.Items is [ConditionRow single] ? Row(single, $"{path}.items[0]") : $"({Group(group, path + ".", depth + 1)})";
        return Row((ConditionRow)node, path);
    }

    private string Row(ConditionRow row, string path)
    {
        if (++_rows > MaxRows)
            throw new DefinitionException(path, $"条件の行が多すぎます（{MaxRows} まで）。表を使うか、計算項目に分けてください。", $"There are too many rows (limit {MaxRows}). Use a table or calculated fields.");
        if (find(row.Field ?? "") is not { } field)
            throw new DefinitionException(path, "条件に使う項目が選ばれていないか、もうありません。選び直してください。", "The field of this row is not chosen, or gone. Choose one.");
        if (!field.Operators.Contains(row.Operator))
            throw new DefinitionException(path, $"「{field.LabelJa}」では使えない比べ方です。選び直してください。", $"“{field.LabelEn}” cannot be compared like this. Choose another operator.");
        var wanted = Wanted(row.Operator);
        var given = row.Values ?? [];
        if (wanted is { } count ? given.Count != count : given.Count == 0)
            throw new DefinitionException(path, $"「{field.LabelJa}」と比べる値を{(wanted is 0 ? "消して" : wanted is 2 ? "二つ入力して" : "入力して")}ください。", $"Enter {(wanted is 0 ? "no value" : wanted is 2 ? "two values" : "a value")} to compare “{field.LabelEn}” with.");
        var values = given.Select(value => ConditionValues.Write(value ?? "", field) is { Literal: { } literal } ? literal : throw Refused(path, value ?? "", field)).ToList();
        return Feel(field, row.Operator, values);
    }

    public static string Feel(ConditionField field, ConditionOperator op, List<string> values)
    {
        var (name, isList) = (field.Path, field.Kind is ConditionKind.Options or ConditionKind.Files);
        return op switch
        {
            ConditionOperator.Is when field.Kind == ConditionKind.Truth => values[0] == "true" ? name : $"not({name})",
            ConditionOperator.Is => $"{name} = {values[0]}",
            ConditionOperator.IsNot => $"{name} != {values[0]}",
            ConditionOperator.IsOneOf => $"{name} in ({string.Join(", ", values)})",
            ConditionOperator.IsNoneOf => $"not({name} in ({string.Join(", ", values)}))",
            ConditionOperator.Less => $"{name} < {values[0]}",
            ConditionOperator.AtMost => $"{name} <= {values[0]}",
            ConditionOperator.More => $"{name} > {values[0]}",
            ConditionOperator.AtLeast => $"{name} >= {values[0]}",
            ConditionOperator.Between => $"{name} between {values[0]} and {values[1]}",
            // A list is there, but empty, until something is chosen.
            ConditionOperator.IsAnswered => isList ? $"count({name}) > 0" : $"{name} != null",
            ConditionOperator.IsNotAnswered => isList ? $"({name} = null or count({name}) = 0)" : $"{name} = null",
            ConditionOperator.Includes => $"list contains({name}, {values[0]})",
            ConditionOperator.IncludesNot => $"not(list contains({name}, {values[0]}))",
            ConditionOperator.StartsWith => $"starts with({name}, {values[0]})",
            ConditionOperator.Contains => $"contains({name}, {values[0]})",
            _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
        };
    }

    private static int? Wanted(ConditionOperator op) => op switch
    {
        ConditionOperator.IsAnswered or ConditionOperator.IsNotAnswered => 0,
        ConditionOperator.Between => 2,
        ConditionOperator.IsOneOf or ConditionOperator.IsNoneOf => null,
        _ => 1,
    };

    private static DefinitionException Refused(string path, string value, ConditionField field)
    {
        var (_, ja, en) = ConditionValues.Write(value, field);
        return new DefinitionException(path, ja, en);
    }
}
