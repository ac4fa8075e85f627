using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

internal static class RenameEdits
{
    public static EditOutcome Rename(EditWork work, RenameId edit)
    {
        var (target, id) = (edit.Target, edit.NewId.Trim());
        var kind = target[..Math.Max(target.IndexOf('/'), 0)];
        var (json, _) = kind is "page" or "field" or "table" ? work.Element(target) : throw EditWork.Unknown(target);
        var old = json.Text("id") ?? "";
        if (kind != "page" || !FormCompiler.IsId(id))
            ElementIds.Check(id, target);
        if (id != old && kind == "page" && work.Index.Page(id) is { } page)
            throw ElementIds.Taken(id, target, $"ページ「{page.Json.Ja()}」", $"the page “{page.Json.En()}”");
        if (id != old && kind != "page" && work.Index.IsTaken(id))
            throw ElementIds.Taken(id, target, $"「{FieldEdits.Called(work, id).Ja}」", $"“{FieldEdits.Called(work, id).En}”");
        if (id != old)
        {
            if (kind != "page")
                Rewrite(work, json, old, id);
            json["id"] = id;
        }
        return EditOutcome.Done($"「{json.Ja()}」の識別名を {old} から {id} に変更", $"Changed the id of “{json.En()}” from {old} to {id}", $"{kind}/{id}");
    }

    private static void Rewrite(EditWork work, JsonObject json, string old, string id)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal) { [old] = id };
        var places = ExpressionPlaces.Of(work.Tree).Select(place => (Place: place, Read: place.References(work.Names))).Where(read => read.Read.Any(reference => reference.Name == old)).ToList();
        foreach (var (place, _) in places)
            place.Rename(work.Names, map);
        if (work.Index.Field(old) is { } field)
            foreach (var answers in SampleAnswers.Holding(work.Tree, field).ToList())
                answers.RenameKey(old, id);
        foreach (var block in (work.Tree.Procedure["documents"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(document => document["blocks"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (block.Text("text") is { } text)
                block["text"] = DocumentText.Renamed(text, name => name.Split('.')[0] == old ? id + name[old.Length..] : name);
            if (block.Text("group") == old)
                block["group"] = id;
        }
        json["id"] = id;
        work.Forget();
        // "for i in items return quantity" must not become "for i in items return i".
        foreach (var (place, read) in places)
            if (!place.References(work.Names).Select(reference => reference.Name).SequenceEqual(read.Select(reference => map.GetValueOrDefault(reference.Name) ?? reference.Name)))
                throw new DefinitionException([new DefinitionProblem(place.Path,
                    $"「{id}」は、{place.WordsJa}の中で別のものの名前として使われています。別の識別名にしてください。",
                    $"'{id}' names something else in {place.WordsEn}. Choose another id.") { File = place.File }]);
    }
}
