using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

public enum ChangeKind { Added, Removed, Changed, Moved }

/// <param name="Place">The element: <c>field/item_kind</c>, <c>page/main</c>, <c>table/fees</c>, <c>procedure</c>, <c>mapping</c>, <c>samples/accepted-1.json</c>.</param>
/// <param name="TextJa">For citizens and auditors: 項目を追加: 品物の重さ.</param>
public sealed record DefinitionChange(ChangeKind Kind, string Place, string TextJa, string TextEn);

/// <summary>The difference between two versions in words. Elements are known by their ids: one with another label has changed, it did not go.</summary>
public static class DefinitionDiff
{
    /// <summary>The procedure first, then the form from top to bottom, tables, hand-over and samples.</summary>
    public static IReadOnlyList<DefinitionChange> Words(DefinitionTree before, DefinitionTree after)
    {
        var work = new DiffWork(before, after);
        work.Properties("procedure", "手続", "the procedure", before.Procedure, after.Procedure, SchemaRule.Procedure, ["$schema", "tables"]);
        Pages(work);
        FieldsDiff.Compare(work);
        TableDiff.Compare(work);
        MappingDiff.Compare(work);
        Files(work, "samples/", "試験用の例", "the sample", before.Samples, after.Samples);
        Files(work, "", "送り先のスキーマ", "the schema", before.Neighbours, after.Neighbours);
        return work.Changes;
    }

    /// <summary>
    /// The part of it that citizens read: what they meet in the form. How the office works behind it (hand-over, routing, texts of the notices, reasons,
    /// samples, notes of the editor) is left out.
    /// </summary>
    public static IReadOnlyList<DefinitionChange> PublicWords(DefinitionTree before, DefinitionTree after) => Words(before.ForThePublic(), after.ForThePublic());

    private static void Pages(DiffWork work)
    {
        foreach (var page in work.Before.Pages.Where(page => work.After.Page(page.Id) is null))
            work.Add(ChangeKind.Removed, "page/" + page.Id, $"ページを削除: {page.Json.Ja()}", $"Page removed: {page.Json.En()}");
        foreach (var page in work.After.Pages)
            if (work.Before.Page(page.Id) is not { } old)
                work.Add(ChangeKind.Added, "page/" + page.Id, $"ページを追加: {page.Json.Ja()}", $"Page added: {page.Json.En()}");
            else
                work.Properties("page/" + page.Id, $"ページ「{old.Json.Ja()}」", $"the page “{old.Json.En()}”", old.Json, page.Json, SchemaRule.Page, ["id", "fields"]);
        if (!work.Before.Pages.Where(page => work.After.Page(page.Id) is not null).Select(page => page.Id).SequenceEqual(work.After.Pages.Where(page => work.Before.Page(page.Id) is not null).Select(page => page.Id)))
            work.Add(ChangeKind.Moved, "form", $"ページの順番を変更: {string.Join("、", work.After.Pages.Select(page => page.Json.Ja()))}", $"Order of pages changed: {string.Join(", ", work.After.Pages.Select(page => page.Json.En()))}");
    }

    private static void Files(DiffWork work, string folder, string ja, string en, SortedDictionary<string, JsonNode> before, SortedDictionary<string, JsonNode> after)
    {
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
            if (!after.TryGetValue(name, out var now))
                work.Add(ChangeKind.Removed, folder + name, $"{ja}を削除: {name}", $"Removed {en}: {name}");
            else if (!before.TryGetValue(name, out var was))
                work.Add(ChangeKind.Added, folder + name, $"{ja}を追加: {name}", $"Added {en}: {name}");
            else if (!JsonNode.DeepEquals(was, now))
                work.Add(ChangeKind.Changed, folder + name, $"{ja}を変更: {name}", $"Changed {en}: {name}");
    }
}
