using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

internal static class TableEdits
{
    private const int MaxColumns = 100;

    public static EditOutcome Add(EditWork work, AddTable edit)
    {
        var group = edit.Target.StartsWith("field/", StringComparison.Ordinal) ? work.Field(edit.Target) : null;
        if (group is not null && group.Type != FieldType.Group)
            throw new DefinitionException(edit.Target, "一件ごとに使う表は、繰り返しに付けてください。", "A table for each row belongs to a group.");
        var holder = edit.Target switch
        {
            "procedure" => work.Tree.Procedure,
            "form" or "" => work.Tree.Form,
            _ => group is null ? throw EditWork.Unknown(edit.Target) : work.Tree.Form,
        };
        var table = edit.Table ?? NewTable(work, group);
        var wanted = table.Text("id");
        var id = string.IsNullOrEmpty(wanted) ? ProposedId.Unique(ProposedId.FromLabel(table.Ja()) ?? "table", work.Index.IsTaken) : wanted;
        ElementIds.Check(id, edit.Target);
        if (work.Index.IsTaken(id))
            throw ElementIds.Taken(id, edit.Target, $"「{FieldEdits.Called(work, id).Ja}」", $"“{FieldEdits.Called(work, id).En}”");
        if (group is not null)
            table["group"] = group.Id;
        table = WithId(table, id);
        Check(table, edit.Target);
        holder.List("tables").Add((JsonNode)table);
        return EditOutcome.Done($"表「{table.Ja()}」を追加", $"Added the table “{table.En()}”", "table/" + id);
    }

    public static EditOutcome Set(EditWork work, SetTable edit)
    {
        var old = work.Table(edit.Target);
        var table = WithId(edit.Table, old.Id);
        Check(table, edit.Target);
        old.Siblings[old.Siblings.IndexOf(old.Json)] = table;
        return EditOutcome.Done($"表「{table.Ja()}」を変更", $"Changed the table “{table.En()}”", edit.Target);
    }

    public static EditOutcome Paste(EditWork work, PasteTable edit)
    {
        var table = work.Table(edit.Target);
        var (inputs, outputs) = (table.Json.Objects("inputs").ToList(), table.Json.Objects("outputs").ToList());
        var (cells, note) = (PastedText.Cells(edit.Tsv), inputs.Count + outputs.Count);
        if (cells.Count == 0)
            throw new DefinitionException(edit.Target, "貼り付ける内容がありません。表計算ソフトでセルを選んでコピーしてください。", "There is nothing to paste. Copy cells in a spreadsheet first.");
        if (cells.Max(row => row.Count) + edit.Column is var last && last > note + 1 || edit.Column < 0 || edit.Row < 0)
            throw new DefinitionException(edit.Target,
                $"貼り付ける列が表からはみ出します（{last} 列目まで。表は注を入れて {note + 1} 列）。列を減らすか、先に入力や出力の列を加えてください。",
                $"The columns reach beyond the table (to column {last}; it has {note + 1} with the note). Paste fewer, or add inputs or outputs first.");
        var columns = inputs.Select(input => TableColumns.Input(input, work.Index)).Concat(outputs.Select(TableColumns.Output)).ToList();
        var rules = table.Json.List("rules");
        var first = Math.Min(edit.Row, rules.Count);
        for (var r = 0; r < cells.Count; r++)
        {
            if (first + r == rules.Count)
                rules.Add((JsonNode)new JsonObject { ["when"] = new JsonArray(), ["then"] = new JsonArray() });
            if (rules[first + r] is not JsonObject rule)
                rules[first + r] = rule = [];
            var (when, then) = (Filled(rule, "when", inputs.Count, "-"), Filled(rule, "then", outputs.Count, null));
            for (var c = 0; c < cells[r].Count; c++)
                switch (edit.Column + c)
                {
                    case var column when column < inputs.Count:
                        when[column] = PastedCell.Test(cells[r][c], columns[column], work.Names);
                        break;
                    case var column when column < note:
                        then[column - inputs.Count] = PastedCell.Result(cells[r][c], columns[column], work.Names);
                        break;
                    default:
                        if (cells[r][c].Trim() is { Length: > 0 } text)
                            rule["note"] = text;
                        else
                            rule.Remove("note");
                        break;
                }
        }
        return EditOutcome.Done($"表「{table.Json.Ja()}」に{cells.Count}行を貼り付け", $"Pasted {cells.Count} rows into the table “{table.Json.En()}”", edit.Target);
    }

    private static JsonArray Filled(JsonObject rule, string key, int count, string? empty)
    {
        var cells = rule.List(key);
        while (cells.Count < count)
            cells.Add(empty is null ? null : JsonValue.Create(empty));
        return cells;
    }

    /// <summary>One column for the first field that a table can well ask about, one row that takes everything.</summary>
    private static JsonObject NewTable(EditWork work, TreeField? group)
    {
        var input = work.Index.Fields.Where(field => field.Group == group || field.Group is null)
            .OrderByDescending(field => field.Group is not null)
            .FirstOrDefault(field => field.Type is FieldType.Choice or FieldType.YesNo or FieldType.Integer or FieldType.Yen or FieldType.Number);
        return new JsonObject
        {
            ["label"] = group is null ? "表" : $"{group.Json.Ja()}の表",
            ["hitPolicy"] = "U",
            ["inputs"] = new JsonArray(new JsonObject { ["expression"] = input?.Id ?? "today" }),
            ["outputs"] = new JsonArray(new JsonObject { ["type"] = "number" }),
            ["rules"] = new JsonArray(new JsonObject { ["when"] = new JsonArray("-"), ["then"] = new JsonArray(0) }),
        };
    }

    private static JsonObject WithId(JsonObject table, string id)
    {
        table.Remove("id");
        table.Insert(0, "id", id);
        return table;
    }

    private static void Check(JsonObject table, string target)
    {
        foreach (var key in new[] { "inputs", "outputs", "rules" })
            if (table[key] is not JsonArray { Count: > 0 } list || list.Any(item => item is not JsonObject))
                throw new DefinitionException(target, $"表には{KeyWords.Ja(key)}が一つ以上必要です。", $"A table needs its {KeyWords.En(key)}, at least one.");
        if (((JsonArray)table["inputs"]!).Count + ((JsonArray)table["outputs"]!).Count > MaxColumns)
            throw new DefinitionException(target, $"表の列が多すぎます（{MaxColumns} まで）。表を分けてください。", $"The table has too many columns (limit {MaxColumns}). Split it.");
    }
}
