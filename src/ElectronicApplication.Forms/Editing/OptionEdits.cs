using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

internal static class OptionEdits
{
    public static EditOutcome Add(EditWork work, AddOption edit)
    {
        var field = work.Field(edit.Target);
        var options = Options(field);
        var label = edit.LabelJa?.Trim() is { Length: > 0 } given ? given : $"選択肢{options.Count + 1}";
        var values = options.OfType<JsonObject>().Select(option => option.Text("value")).ToHashSet();
        var value = edit.Value is { Length: > 0 } wanted ? wanted : ProposedId.Unique(ProposedId.FromLabel(label) ?? $"option_{options.Count + 1}", values.Contains);
        if (value.Length > 100)
            throw new DefinitionException(edit.Target, "選択肢の値は 1 文字以上 100 文字以内にしてください。", "The value of an option must have 1 to 100 characters.");
        if (values.Contains(value))
            throw new DefinitionException([new DefinitionProblem(edit.Target,
                $"選択肢の値「{value}」は、もうあります。別の値にしてください。", $"There is an option with the value '{value}' already. Give it another.") { Code = "duplicate-option" }]);
        options.Put(edit.Index, NewField.Option(value, label));
        return EditOutcome.Done($"「{field.Json.Ja()}」に選択肢「{label}」を追加", $"Added the option “{label}” to “{field.Json.En()}”", "field/" + field.Id);
    }

    public static EditOutcome Remove(EditWork work, RemoveOption edit)
    {
        var field = work.Field(edit.Target);
        var options = Options(field);
        var label = Label(options, edit.Index);
        if (options.Count == 1)
            throw new DefinitionException(edit.Target, "選択肢は少なくとも一つ必要です。先に別の選択肢を加えてください。", "A choice needs at least one option. Add another one first.");
        options.RemoveAt(edit.Index);
        return EditOutcome.Done($"「{field.Json.Ja()}」の選択肢「{label.Ja}」を削除", $"Removed the option “{label.En}” of “{field.Json.En()}”", "field/" + field.Id);
    }

    public static EditOutcome Move(EditWork work, MoveOption edit)
    {
        var field = work.Field(edit.Target);
        var options = Options(field);
        var label = Label(options, edit.Index);
        var option = options[edit.Index]!;
        options.RemoveAt(edit.Index);
        options.Put(edit.To, option);
        return EditOutcome.Done($"「{field.Json.Ja()}」の選択肢「{label.Ja}」を移動", $"Moved the option “{label.En}” of “{field.Json.En()}”", "field/" + field.Id);
    }

    private static JsonArray Options(TreeField field)
    {
        if (field.Type is not (FieldType.Choice or FieldType.Choices))
            throw new DefinitionException("field/" + field.Id, $"「{field.Json.Ja()}」は選択肢のある項目ではありません。", $"“{field.Json.En()}” has no options.");
        return field.Json["options"].Text() is null ? field.Json.List("options") : throw new DefinitionException("field/" + field.Id,
            $"「{field.Json.Ja()}」の選択肢は式から作られます。式を直すか、式を消してから選択肢を加えてください。",
            $"The options of “{field.Json.En()}” follow from an expression. Change it, or remove it before adding options.");
    }

    private static (string Ja, string En) Label(JsonArray options, int index) => index >= 0 && index < options.Count && options[index] is JsonObject option
        ? (option.Ja() is { Length: > 0 } ja ? ja : option.Text("value") ?? "", option.En() is { Length: > 0 } en ? en : option.Text("value") ?? "")
        : throw new DefinitionException("options", $"{index + 1}番目の選択肢はありません。画面を読み直してください。", $"There is no option number {index + 1}. Load the page again.");
}
