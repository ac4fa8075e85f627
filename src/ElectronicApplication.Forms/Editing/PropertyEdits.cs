using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

internal static class PropertyEdits
{
    public static EditOutcome Set(EditWork work, Set edit)
    {
        var (element, rule) = work.Element(edit.Target);
        var path = new PropertyPath(edit.Key);
        if (path.First is "id")
            throw new DefinitionException(edit.Key, "識別名はここでは変えられません。「識別名の変更」を使うと、使っている式も一緒に直ります。", "The id cannot be set. Rename it, so that the expressions which read it follow.");
        if (path.First is "fields" or "tables")
            throw new DefinitionException(edit.Key, "項目や表は、追加・移動・削除の操作で変えてください。", "Add, move and remove fields and tables by their own operations.");
        // An expression that was emptied is none.
        var value = edit.Value is { } given && !(path.IsSimple && given.Text() is { } text && string.IsNullOrWhiteSpace(text) && rule.Member(path.First) is { IsFeel: true }) ? given : null;
        var (ownerJa, ownerEn) = ElementWords.Owner(edit.Target, element);
        if (path.IsSimple && path.First == "type" && edit.Target.StartsWith("field/", StringComparison.Ordinal))
            return SetType(work, work.Field(edit.Target), value);
        // What tools noted beside the form can be taken away; it is not for the author to write.
        if (edit.Value is null && path.IsSimple && path.First.StartsWith("x-", StringComparison.Ordinal) && element.Remove(path.First))
            return path.First == "x-guess"
                ? EditOutcome.Done($"{ownerJa}を確認済みに変更", $"Marked {ownerEn} as checked")
                : EditOutcome.Done($"{ownerJa}の「{path.First}」を削除", $"Removed '{path.First}' of {ownerEn}");
        var place = path.Find(element, rule, make: value is not null);
        if (value is null && place.IsKept)
            throw new DefinitionException(edit.Key, $"{path.Ja}は必要なので、消せません。別の値にしてください。", $"The {path.En} is needed and cannot be removed. Give it another value.");
        if (path.IsSimple && path.First == "code" && edit.Target == "procedure")
            SetCode(work, value);
        if (value is null)
            place.Clear();
        else
            place.Write(value);
        if (path.IsSimple && path.First == "required" && value?.GetValueKind() is null or JsonValueKind.True or JsonValueKind.False)
            return value?.GetValueKind() == JsonValueKind.True
                ? EditOutcome.Done($"{ownerJa}を必須に変更", $"Made {ownerEn} required")
                : EditOutcome.Done($"{ownerJa}を任意に変更", $"Made {ownerEn} optional");
        return value is null
            ? EditOutcome.Done($"{ownerJa}の{path.Ja}を削除", $"Removed the {path.En} of {ownerEn}")
            : EditOutcome.Done($"{ownerJa}の{path.Ja}を変更", $"Changed the {path.En} of {ownerEn}");
    }

    private static EditOutcome SetType(EditWork work, TreeField field, JsonNode? value)
    {
        if (TreeNodes.TypeOf(new JsonObject { ["type"] = value?.DeepClone() }) is not { } type)
            throw new DefinitionException("type", "この種類の項目はありません。一覧から選んでください。", "There is no such type of field. Choose one from the list.");
        FieldEdits.CheckType(type, field.Group);
        if (field.Type == FieldType.Group && type != FieldType.Group && field.Json.Objects("fields").Any())
            throw new DefinitionException("type",
                $"繰り返し「{field.Json.Ja()}」の中に項目があります。先に外へ移すか、消してください。",
                $"The group “{field.Json.En()}” holds fields. Move them out or remove them first.");
        field.Json["type"] = TreeNodes.Name(type);
        FieldKeys.Tidy(field.Json, type);
        NewField.Complete(field.Json, type, work.Index.IsTaken);
        return EditOutcome.Done(
            $"「{field.Json.Ja()}」の種類を{FieldTypeWords.Ja(type)}に変更", $"Changed the type of “{field.Json.En()}” to {FieldTypeWords.En(type)}", "field/" + field.Id);
    }

    /// <summary>The samples say of which procedure they are.</summary>
    private static void SetCode(EditWork work, JsonNode? value)
    {
        if (value.Text() is not { } code || !ProcedureCode.IsValid(code))
            throw new DefinitionException("code", ProcedureCode.RuleJa, ProcedureCode.RuleEn);
        foreach (var sample in work.Tree.Samples.Values.OfType<JsonObject>())
            if (sample.ContainsKey("procedure"))
                sample["procedure"] = code;
    }
}
