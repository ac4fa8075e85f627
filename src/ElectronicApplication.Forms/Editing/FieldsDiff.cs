using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Fields that came, went, moved or changed.</summary>
internal static class FieldsDiff
{
    public static void Compare(DiffWork work)
    {
        foreach (var field in work.Before.Fields.Where(field => work.After.Field(field.Id) is null && !GoesWithGroup(field, work.After)))
            work.Add(ChangeKind.Removed, "field/" + field.Id, $"{Kind(field).Ja}を削除: {field.Json.Ja()}{Inside(field).Ja}", $"{Kind(field).En} removed: {field.Json.En()}{Inside(field).En}");
        foreach (var field in work.After.Fields)
            if (work.Before.Field(field.Id) is { } old)
                Compare(work, old, field);
            else if (!GoesWithGroup(field, work.Before))
                work.Add(ChangeKind.Added, "field/" + field.Id, $"{Kind(field).Ja}を追加: {field.Json.Ja()}{Inside(field).Ja}", $"{Kind(field).En} added: {field.Json.En()}{Inside(field).En}");
        Order(work);
    }

    private static void Compare(DiffWork work, TreeField old, TreeField field)
    {
        var (place, ja, en) = ("field/" + field.Id, $"「{old.Json.Ja()}」", $"“{old.Json.En()}”");
        if (Parent(old) != Parent(field))
            work.Add(ChangeKind.Moved, place, $"{ja}を{Where(old).Ja}から{Where(field).Ja}へ移動", $"Moved {en} from {Where(old).En} to {Where(field).En}");
        if (old.Type != field.Type && field.Type is { } type)
            work.Add(ChangeKind.Changed, place,
                $"{ja}の種類を変更: {(old.Type is { } was ? FieldTypeWords.Ja(was) : "なし")} → {FieldTypeWords.Ja(type)}",
                $"Type of {en} changed: {(old.Type is { } before ? FieldTypeWords.En(before) : "none")} → {FieldTypeWords.En(type)}");
        Required(work, place, ja, en, old.Json["required"], field.Json["required"]);
        if (old.Json["options"] is JsonArray && field.Json["options"] is JsonArray)
            Options(work, place, ja, en, old.Json, field.Json);
        else
            work.Property(place, ja, en, "options", old.Json["options"], field.Json["options"], SchemaRule.Field.Member("options"));
        work.Properties(place, ja, en, old.Json, field.Json, SchemaRule.Field, ["id", "type", "required", "options", "fields"]);
    }

    private static void Required(DiffWork work, string place, string ja, string en, JsonNode? old, JsonNode? now)
    {
        if (JsonNode.DeepEquals(old, now) || IsOptional(old) && IsOptional(now))
            return;
        if (now.Text() is { } feel)
        {
            var words = work.NewWords.Of(feel);
            work.Add(ChangeKind.Changed, place, $"{ja}が必須になる条件を変更: {words.Ja}とき", $"{en} is now required when {words.En}");
        }
        else if (now?.GetValueKind() == JsonValueKind.True)
            work.Add(ChangeKind.Changed, place, $"{ja}を必須に変更", $"{en} is now required");
        else
            work.Add(ChangeKind.Changed, place, $"{ja}を任意に変更", $"{en} is now optional");

        static bool IsOptional(JsonNode? required) => required is null || required.GetValueKind() == JsonValueKind.False;
    }

    private static void Options(DiffWork work, string place, string ja, string en, JsonObject oldField, JsonObject newField)
    {
        var old = ByValue(oldField);
        var now = ByValue(newField);
        foreach (var (value, option) in old.Where(option => !now.ContainsKey(option.Key)))
            work.Add(ChangeKind.Removed, place, $"{ja}の選択肢を削除: {Label(option, value).Ja}", $"Option of {en} removed: {Label(option, value).En}");
        foreach (var (value, option) in now)
            if (!old.TryGetValue(value, out var was))
                work.Add(ChangeKind.Added, place, $"{ja}の選択肢を追加: {Label(option, value).Ja}", $"Option of {en} added: {Label(option, value).En}");
            else
                work.Properties(place, $"{ja}の選択肢「{Label(was, value).Ja}」", $"the option “{Label(was, value).En}” of {en}", was, option, SchemaRule.Field.Member("options")!.Value.Item()!.Value, ["value"]);
        if (!old.Keys.Where(now.ContainsKey).SequenceEqual(now.Keys.Where(old.ContainsKey)))
            work.Add(ChangeKind.Moved, place, $"{ja}の選択肢の順番を変更", $"Order of the options of {en} changed");

        static Dictionary<string, JsonObject> ByValue(JsonObject field) =>
            field.Objects("options").Where(option => option.Text("value") is not null).DistinctBy(option => option.Text("value")).ToDictionary(option => option.Text("value")!, StringComparer.Ordinal);

        static (string Ja, string En) Label(JsonObject option, string value) => TreeOptions.Text(option["label"], value) is var label ? (label.Ja, label.For("en")) : default;
    }

    /// <summary>Within one page or group; a field that came from elsewhere has been told of.</summary>
    private static void Order(DiffWork work)
    {
        foreach (var parent in work.After.Fields.Select(Parent).Distinct())
        {
            var now = work.After.Fields.Where(field => Parent(field) == parent && work.Before.Field(field.Id) is { } old && Parent(old) == parent).ToList();
            var was = work.Before.Fields.Where(field => Parent(field) == parent && work.After.Field(field.Id) is { } next && Parent(next) == parent).ToList();
            if (now.Select(field => field.Id).SequenceEqual(was.Select(field => field.Id)))
                continue;
            var (ja, en) = Where(now[0]);
            work.Add(ChangeKind.Moved, parent, $"{ja}の項目の順番を変更: {string.Join("、", now.Select(field => field.Json.Ja()))}", $"Order of the fields of {en} changed: {string.Join(", ", now.Select(field => field.Json.En()))}");
        }
    }

    private static bool GoesWithGroup(TreeField field, TreeIndex other) => field.Group is { } group && other.Field(group.Id) is null;

    private static (string Ja, string En) Kind(TreeField field) => field.Type == FieldType.Group ? ("繰り返し", "Group") : ("項目", "Field");

    /// <summary>What stands in a group comes and goes with it.</summary>
    private static (string Ja, string En) Inside(TreeField field)
    {
        var inner = field.Type == FieldType.Group ? field.Json.Objects("fields").ToList() : [];
        return inner.Count == 0 ? ("", "") : ($"（{string.Join("、", inner.Select(json => json.Ja()))}）", $" ({string.Join(", ", inner.Select(json => json.En()))})");
    }

    private static string Parent(TreeField field) => field.Group is { } group ? "field/" + group.Id : "page/" + field.Page.Id;

    private static (string Ja, string En) Where(TreeField field) => field.Group is { } group
        ? ($"繰り返し「{group.Json.Ja()}」", $"the group “{group.Json.En()}”")
        : ($"ページ「{field.Page.Json.Ja()}」", $"the page “{field.Page.Json.En()}”");
}
