namespace ElectronicApplication.Forms.Editing;

internal static class FieldEdits
{
    public static EditOutcome Add(EditWork work, AddField edit)
    {
        var (list, group, _) = work.Into(edit.Into);
        CheckType(edit.Type, group);
        var label = edit.LabelJa.Trim() is { Length: > 0 } given ? given : FieldTypeWords.Ja(edit.Type);
        var id = string.IsNullOrWhiteSpace(edit.Id) ? ProposedId.For(edit.LabelJa, edit.Type, work.Index.IsTaken) : edit.Id.Trim();
        ElementIds.Check(id, edit.Into);
        if (work.Index.IsTaken(id))
            throw ElementIds.Taken(id, edit.Into, $"「{Called(work, id).Ja}」", $"“{Called(work, id).En}”");
        list.Put(edit.Index, NewField.Of(edit.Type, id, label, taken => taken == id || work.Index.IsTaken(taken)));
        return EditOutcome.Done($"項目「{label}」を追加", $"Added the field “{label}”", "field/" + id);
    }

    public static EditOutcome Move(EditWork work, Move edit)
    {
        var (list, group, page) = work.Into(edit.Into);
        var chosen = edit.Targets.Select(work.Field).ToHashSet();
        if (group is not null && chosen.FirstOrDefault(field => field.Type == FieldType.Group) is { } inner)
            throw new DefinitionException("field/" + inner.Id,
                $"繰り返し「{inner.Json.Ja()}」を、繰り返しの中へは移せません。外のページを選んでください。",
                $"The group “{inner.Json.En()}” cannot stand inside a group. Choose a page.");
        // What stands in a group that moves goes with it.
        var moved = work.Index.Fields.Where(field => chosen.Contains(field) && (field.Group is null || !chosen.Contains(field.Group))).ToList();
        foreach (var left in moved.Select(field => field.Group).OfType<TreeField>().Where(from => from != group).Distinct())
            if (left.Json.Objects("fields").All(json => moved.Exists(field => field.Json == json)))
                throw Emptied(left);
        foreach (var field in moved)
            field.Siblings.Remove(field.Json);
        var place = Math.Clamp(edit.Index ?? list.Count, 0, list.Count);
        foreach (var field in moved)
            list.Insert(place++, field.Json);
        var (ja, en) = ElementWords.Of(moved.Select(field => (field.Json, "項目", "field")));
        return EditOutcome.Done(
            $"{ja}を{(group is null ? "ページ" : "繰り返し")}「{(group?.Json ?? page.Json).Ja()}」の中へ移動",
            $"Moved {en} to the {(group is null ? "page" : "group")} “{(group?.Json ?? page.Json).En()}”", "field/" + moved[0].Id);
    }

    /// <summary>What the compiler would say, before it is there.</summary>
    public static void CheckType(FieldType type, TreeField? group)
    {
        if (type == FieldType.Slot)
            throw new DefinitionException("type", "予約枠の項目はまだ使えません。ほかの種類を選んでください。", "A reservation slot cannot be used yet. Choose another type.");
        if (type == FieldType.Group && group is not null)
            throw new DefinitionException("type", "繰り返しの中に繰り返しは置けません。ページの上に置いてください。", "A group cannot stand inside a group. Put it on a page.");
    }

    public static DefinitionException Emptied(TreeField group) => new("field/" + group.Id,
        $"繰り返し「{group.Json.Ja()}」の中の項目がなくなります。一つ残すか、繰り返しごと消してください。",
        $"The group “{group.Json.En()}” would be left without a field. Leave one there, or remove the group.");

    public static (string Ja, string En) Called(EditWork work, string id) =>
        (work.Index.Field(id)?.Json ?? work.Index.Table(id)?.Json) is { } json ? (json.Ja(), json.En()) : (id, id);
}
