using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Every place of a definition that reads ids.</summary>
internal static class ExpressionPlaces
{
    public static IEnumerable<ExpressionPlace> Of(DefinitionTree tree)
    {
        foreach (var (page, i) in Numbered(tree.Form, "pages"))
            foreach (var place in OfPage(page, $"$.pages[{i}]"))
                yield return place;
        foreach (var (table, i) in Numbered(tree.Form, "tables"))
            foreach (var place in OfTable(table, LintContext.FormFile, $"$.tables[{i}]"))
                yield return place;
        foreach (var (table, i) in Numbered(tree.Procedure, "tables"))
            foreach (var place in OfTable(table, LintContext.ProcedureFile, $"$.tables[{i}]"))
                yield return place;
        foreach (var (key, ja, en) in new[] { ("fee", "手数料の式", "the expression of the fee"), ("routing", "担当課の割り振りの式", "the expression of the routing") })
            if (tree.Procedure[key] is JsonObject holder && holder.Text("expression") is not null)
                yield return new(LintContext.ProcedureFile, $"$.{key}.expression", PlaceKind.Expression, ["procedure"], null, holder, "expression", (ja, en));
        if (tree.Procedure["payout"] is JsonObject payout)
            foreach (var (key, kind, ja, en) in new[] { ("amount", PlaceKind.Expression, "振込の金額の式", "the amount of the payout"), ("publicAccount", PlaceKind.Expression, "公金受取口座の条件", "the condition of the public account"), ("account", PlaceKind.Id, "振込先の口座の項目", "the account of the payout") })
                if (payout.Text(key) is not null)
                    yield return new(LintContext.ProcedureFile, $"$.payout.{key}", kind, ["procedure"], null, payout, key, (ja, en));
        foreach (var (document, i) in Numbered(tree.Procedure, "documents"))
            foreach (var (block, j) in Numbered(document, "blocks"))
                if (block.Text("when") is not null)
                    yield return new(LintContext.ProcedureFile, $"$.documents[{i}].blocks[{j}].when", PlaceKind.Expression, ["procedure"], null, block, "when", ($"文書「{document.Text("title")}」の{j + 1}番目の条件", $"the condition of block {j + 1} of “{document.Text("title")}”"));
        foreach (var (step, i) in tree.Procedure["decisionRoute"] is JsonObject route ? Numbered(route, "steps") : [])
            if (step.Text("when") is not null)
                yield return new(LintContext.ProcedureFile, $"$.decisionRoute.steps[{i}].when", PlaceKind.Expression, ["procedure"], null, step, "when", ($"決裁の{i + 1}番目の人の条件", $"condition of step {i + 1} of the decision"));
        foreach (var (list, ja, en) in new[] { ("checklist", "確認事項", "check"), ("hints", "注意", "hint") })
            foreach (var (item, i) in tree.Procedure["review"] is JsonObject review ? Numbered(review, list) : [])
                if (item.Text("when") is not null)
                    yield return new(LintContext.ProcedureFile, $"$.review.{list}[{i}].when", PlaceKind.Expression, ["procedure"], null, item, "when", ($"{ja}{i + 1}の条件", $"condition of {en} {i + 1}"));
        if ((tree.Procedure["review"] as JsonObject)?["duplicates"] is JsonObject same && same["fields"] is JsonArray fields)
            for (var i = 0; i < fields.Count; i++)
                if (fields[i].Text() is not null)
                    yield return new(LintContext.ProcedureFile, $"$.review.duplicates.fields[{i}]", PlaceKind.Id, ["procedure"], null, fields, i, ("重複の見分け方", "the fields of likely duplicates"));
        foreach (var (target, i) in tree.Mapping is null ? [] : Numbered(tree.Mapping, "targets"))
        {
            if (target.Text("when") is not null)
                yield return new(LintContext.MappingFile, $"$.targets[{i}].when", PlaceKind.Expression, ["mapping"], null, target, "when", ($"連携「{target.Text("system")}」の条件", $"the condition of the hand-over to “{target.Text("system")}”"));
            foreach (var place in OfData(target["data"], target, "data", $"$.targets[{i}].data", "", target.Text("system") ?? ""))
                yield return place;
        }
    }

    public static IEnumerable<ExpressionPlace> OfPage(JsonObject page, string path)
    {
        string[] owners = ["page/" + page.Text("id")];
        if (Own(page, "visible", path, owners) is { } visible)
            yield return visible;
        foreach (var (field, i) in Numbered(page, "fields"))
            foreach (var place in OfField(field, $"{path}.fields[{i}]", owners))
                yield return place;
    }

    public static IEnumerable<ExpressionPlace> OfField(JsonObject field, string path, string[] around)
    {
        string[] owners = [.. around, "field/" + field.Text("id")];
        foreach (var key in new[] { "visible", "required", "readOnly", "value", "options", "earliest", "latest" })
            // A day or a time may stand for itself.
            if (Own(field, key, path, owners) is { } place && !(key is "earliest" or "latest" && place.Text.AsSpan().TrimStart() is [>= '0' and <= '9', ..]))
                yield return place;
        foreach (var (rule, i) in Numbered(field, "valid"))
            if (rule.Text("expression") is not null)
                yield return new(LintContext.FormFile, $"{path}.valid[{i}].expression", PlaceKind.Expression, owners, field, rule, "expression", ($"入力の決まり{i + 1}", $"rule {i + 1}"));
        foreach (var (option, i) in Numbered(field, "options"))
            if (option.Text("visible") is not null)
                yield return new(LintContext.FormFile, $"{path}.options[{i}].visible", PlaceKind.Expression, owners, field, option, "visible", ($"選択肢{i + 1}の条件", $"condition of option {i + 1}"));
        if (field["prefill"] is JsonObject prefill && prefill.Text("source") == "earlier" && prefill["procedure"] is null && prefill.Text("field") is not null)
            yield return new(LintContext.FormFile, $"{path}.prefill.field", PlaceKind.Id, owners, field, prefill, "field", ("前の申請から入れる項目", "field taken over from an earlier submission"));
        foreach (var (inner, i) in Numbered(field, "fields"))
            foreach (var place in OfField(inner, $"{path}.fields[{i}]", owners))
                yield return place;
    }

    public static IEnumerable<ExpressionPlace> OfTable(JsonObject table, string file, string path)
    {
        string[] owners = ["table/" + table.Text("id")];
        if (table.Text("group") is not null)
            yield return Place("group", table, "group", PlaceKind.Id, "使う繰り返し", "group");
        foreach (var (input, i) in Numbered(table, "inputs"))
        {
            if (input.Text("expression") is not null)
                yield return Place($"inputs[{i}].expression", input, "expression", PlaceKind.Expression, $"入力{i + 1}", $"input {i + 1}");
            foreach (var place in Texts(input, "values", $"inputs[{i}].values", PlaceKind.Tests, $"入力{i + 1}の取りうる値", $"values of input {i + 1}"))
                yield return place;
        }
        foreach (var (output, i) in Numbered(table, "outputs"))
        {
            foreach (var place in Texts(output, "values", $"outputs[{i}].values", PlaceKind.Tests, $"出力{i + 1}の取りうる値", $"values of output {i + 1}"))
                yield return place;
            if (output.Text("default") is not null)
                yield return Place($"outputs[{i}].default", output, "default", PlaceKind.Expression, $"出力{i + 1}の既定の値", $"default of output {i + 1}");
        }
        foreach (var (rule, i) in Numbered(table, "rules"))
            foreach (var place in Texts(rule, "when", $"rules[{i}].when", PlaceKind.Tests, $"{i + 1}行目", $"row {i + 1}")
                .Concat(Texts(rule, "then", $"rules[{i}].then", PlaceKind.Expression, $"{i + 1}行目", $"row {i + 1}")))
                yield return place;

        ExpressionPlace Place(string at, JsonNode holder, object key, PlaceKind kind, string ja, string en) => new(file, $"{path}.{at}", kind, owners, table, holder, key, (ja, en));

        IEnumerable<ExpressionPlace> Texts(JsonObject holder, string key, string at, PlaceKind kind, string ja, string en)
        {
            if (holder.Text(key) is not null)
                yield return Place(at, holder, key, kind, ja, en);
            else if (holder[key] is JsonArray cells)
                for (var i = 0; i < cells.Count; i++)
                    if (cells[i].Text() is not null)
                        yield return Place($"{at}[{i}]", cells, i, kind, ja, en);
        }
    }

    private static IEnumerable<ExpressionPlace> OfData(JsonNode? node, JsonNode holder, object key, string path, string name, string system) => node switch
    {
        JsonObject members => members.SelectMany(member => OfData(member.Value, members, member.Key, $"{path}.{member.Key}", name.Length == 0 ? member.Key : $"{name}.{member.Key}", system)),
        JsonArray items => items.SelectMany((item, i) => OfData(item, items, i, $"{path}[{i}]", $"{name}[{i + 1}]", system)),
        _ when node.Text() is not null => [new(LintContext.MappingFile, path, PlaceKind.Expression, ["mapping"], null, holder, key, ($"連携「{system}」の {name}", $"{name} of the hand-over to “{system}”"))],
        _ => [],
    };

    private static ExpressionPlace? Own(JsonObject element, string key, string path, string[] owners) => element.Text(key) is null ? null
        : new(LintContext.FormFile, $"{path}.{key}", PlaceKind.Expression, owners, element, element, key, (KeyWords.Ja(key), KeyWords.En(key)));

    private static IEnumerable<(JsonObject Json, int Index)> Numbered(JsonObject json, string key)
    {
        if (json[key] is not JsonArray array)
            yield break;
        for (var i = 0; i < array.Count; i++)
            if (array[i] is JsonObject element)
                yield return (element, i);
    }
}
