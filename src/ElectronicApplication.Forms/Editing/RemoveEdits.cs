using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

internal static class RemoveEdits
{
    private const int NamedPlaces = 5;

    public static EditOutcome Remove(EditWork work, IReadOnlyList<string> targets, bool force)
    {
        var index = work.Index;
        var removed = new List<(JsonObject Json, JsonArray Siblings, string Ja, string En)>();
        foreach (var target in targets)
            if (target.StartsWith("page/", StringComparison.Ordinal))
                removed.Add((work.Page(target).Json, work.Tree.Form.List("pages"), "ページ", "page"));
            else if (target.StartsWith("table/", StringComparison.Ordinal))
                removed.Add((work.Table(target).Json, work.Table(target).Siblings, "表", "table"));
            else
                removed.Add((work.Field(target).Json, work.Field(target).Siblings, "項目", "field"));
        var gone = removed.Select(element => element.Json).ToHashSet();
        var fields = index.Fields.Where(field => gone.Contains(field.Json) || gone.Contains(field.Page.Json) || (field.Group is { } group && gone.Contains(group.Json))).ToList();
        if (index.Pages.All(page => gone.Contains(page.Json)))
            throw new DefinitionException(targets[0], "ページは少なくとも一つ必要です。先に別のページを加えてください。", "A form needs at least one page. Add another one first.");
        foreach (var group in fields.Select(field => field.Group).OfType<TreeField>().Distinct().Where(group => !fields.Contains(group)))
            if (group.Json.Objects("fields").All(gone.Contains))
                throw FieldEdits.Emptied(group);
        if (!force)
            CheckReaders(work, targets, [.. fields.Select(field => field.Id), .. index.Tables.Where(table => gone.Contains(table.Json)).Select(table => table.Id)]);
        foreach (var (json, siblings, _, _) in removed)
            siblings.Remove(json);
        foreach (var field in fields)
            foreach (var answers in SampleAnswers.Holding(work.Tree, field))
                answers.Remove(field.Id);
        var (ja, en) = ElementWords.Of(removed.Select(element => (element.Json, element.Ja, element.En)));
        return EditOutcome.Done($"{ja}を削除", $"Removed {en}", Neighbour(index, gone, targets[0]));
    }

    private static void CheckReaders(EditWork work, IReadOnlyList<string> targets, HashSet<string> ids)
    {
        var readers = ExpressionPlaces.Of(work.Tree)
            .Where(place => !place.Owners.Any(targets.Contains) && place.References(work.Names).Any(reference => ids.Contains(reference.Name))).ToList();
        if (readers.Count == 0)
            return;
        var more = readers.Count > NamedPlaces ? readers.Count - NamedPlaces : 0;
        var named = readers.Take(NamedPlaces).ToList();
        throw new DefinitionException([new DefinitionProblem(readers[0].Path,
            $"次の所で使われています: {string.Join("、", named.Select(place => place.WordsJa))}{(more > 0 ? $"、ほか{more}か所" : "")}。先にそちらを直してください。",
            $"It is still read by: {string.Join(", ", named.Select(place => place.WordsEn))}{(more > 0 ? $" and {more} more" : "")}. Change these first.")
        { File = readers[0].File, Code = "still-used" }]);
    }

    /// <summary>What stands nearest to the first element that went.</summary>
    private static string? Neighbour(TreeIndex index, HashSet<JsonObject> gone, string target)
    {
        if (index.Field(target[(target.IndexOf('/') + 1)..]) is not { } field || !target.StartsWith("field/", StringComparison.Ordinal))
            return target.StartsWith("page/", StringComparison.Ordinal) && index.Pages.Find(page => !gone.Contains(page.Json)) is { } left ? "page/" + left.Id : null;
        var at = index.Fields.IndexOf(field);
        var near = index.Fields.Skip(at + 1).Concat(index.Fields.Take(at).Reverse())
            .FirstOrDefault(other => other.Page == field.Page && other.Group == field.Group && !gone.Contains(other.Json));
        return near is not null ? "field/" + near.Id : field.Group is { } group && !gone.Contains(group.Json) ? "field/" + group.Id
            : gone.Contains(field.Page.Json) ? null : "page/" + field.Page.Id;
    }
}
