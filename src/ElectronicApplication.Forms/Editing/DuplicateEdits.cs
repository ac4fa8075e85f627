using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

internal static class DuplicateEdits
{
    public static EditOutcome Duplicate(EditWork work, IReadOnlyList<string> targets)
    {
        var (index, names) = (work.Index, work.Names);
        var originals = Originals(work, targets);
        var ids = NewIds(index, originals);
        var copies = new Dictionary<JsonObject, JsonObject>();
        foreach (var (target, json, _) in originals)
        {
            var copy = copies[json] = (JsonObject)json.DeepClone();
            foreach (var place in Places(target, copy).ToList())
                place.Rename(names, ids.Elements);
            SetIds(copy, target.StartsWith("page/", StringComparison.Ordinal) ? ids.Pages : ids.Elements, ids.Elements);
            if (targets.Contains(target))
                Mark(copy);
        }
        foreach (var list in originals.GroupBy(original => original.Siblings))
        {
            var place = list.Max(original => list.Key.IndexOf(original.Json)) + 1;
            foreach (var (_, json, siblings) in list.OrderBy(original => list.Key.IndexOf(original.Json)).ToList())
                siblings.Insert(place++, copies[json]);
        }
        var first = originals[0];
        var kind = first.Target[..first.Target.IndexOf('/')];
        var (ja, en) = ElementWords.Of(originals.Where(original => targets.Contains(original.Target)).Select(original => (original.Json, kind == "page" ? "ページ" : kind == "table" ? "表" : "項目", kind)));
        return EditOutcome.Done($"{ja}を複製", $"Duplicated {en}", $"{kind}/{copies[first.Json].Text("id")}");
    }

    /// <summary>The elements to copy, without those inside of others; a group brings the tables of its rows along.</summary>
    private static List<(string Target, JsonObject Json, JsonArray Siblings)> Originals(EditWork work, IReadOnlyList<string> targets)
    {
        var found = new List<(string, JsonObject, JsonArray)>();
        foreach (var target in targets)
            if (target.StartsWith("page/", StringComparison.Ordinal))
                found.Add((target, work.Page(target).Json, work.Tree.Form.List("pages")));
            else if (target.StartsWith("table/", StringComparison.Ordinal))
                found.Add((target, work.Table(target).Json, work.Table(target).Siblings));
            else if (work.Field(target) is var field && !targets.Contains("page/" + field.Page.Id) && !(field.Group is { } group && targets.Contains("field/" + group.Id)))
                found.Add(("field/" + field.Id, field.Json, field.Siblings));
        var groups = work.Index.Fields.Where(field => field.Type == FieldType.Group && (targets.Contains("field/" + field.Id) || targets.Contains("page/" + field.Page.Id))).Select(field => field.Id).ToHashSet();
        foreach (var table in work.Index.Tables)
            if (table.Group is { } name && groups.Contains(name) && !targets.Contains("table/" + table.Id))
                found.Add(("table/" + table.Id, table.Json, table.Siblings));
        return found;
    }

    private static (Dictionary<string, string> Elements, Dictionary<string, string> Pages) NewIds(TreeIndex index, List<(string Target, JsonObject Json, JsonArray Siblings)> originals)
    {
        var (elements, pages) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var (usedElements, usedPages) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (target, json, _) in originals)
            if (target.StartsWith("page/", StringComparison.Ordinal))
            {
                Add(pages, usedPages, json, id => index.Page(id) is not null);
                Inner(json);
            }
            else
            {
                Add(elements, usedElements, json, index.IsTaken);
                Inner(json);
            }
        return (elements, pages);

        void Inner(JsonObject parent)
        {
            foreach (var field in parent.Objects("fields"))
            {
                Add(elements, usedElements, field, index.IsTaken);
                Inner(field);
            }
        }

        static void Add(Dictionary<string, string> map, HashSet<string> used, JsonObject json, Func<string, bool> taken)
        {
            var old = json.Text("id") ?? "";
            var stem = old.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is { Length: > 1 } cut && cut.EndsWith('_') ? cut[..^1] : old;
            map[old] = ProposedId.Unique(stem.Length == 0 ? "copy" : stem, id => taken(id) || used.Contains(id));
            used.Add(map[old]);
        }
    }

    private static IEnumerable<ExpressionPlace> Places(string target, JsonObject json) =>
        target.StartsWith("page/", StringComparison.Ordinal) ? ExpressionPlaces.OfPage(json, "$")
        : target.StartsWith("table/", StringComparison.Ordinal) ? ExpressionPlaces.OfTable(json, LintContext.FormFile, "$")
        : ExpressionPlaces.OfField(json, "$", []);

    private static void SetIds(JsonObject json, Dictionary<string, string> own, Dictionary<string, string> inner)
    {
        json["id"] = own[json.Text("id") ?? ""];
        foreach (var field in json.Objects("fields"))
            SetIds(field, inner, inner);
    }

    /// <summary>Two fields of one name on one page would puzzle everybody.</summary>
    private static void Mark(JsonObject copy)
    {
        var key = copy.ContainsKey("title") ? "title" : "label";
        if (copy[key] is JsonObject texts)
        {
            foreach (var (language, text) in texts.ToList())
                if (text.Text() is { } written)
                    texts[language] = written + (language.StartsWith("ja", StringComparison.Ordinal) ? "（写し）" : " (copy)");
        }
        else if (copy[key].Text() is { } text)
            copy[key] = text + "（写し）";
    }
}
