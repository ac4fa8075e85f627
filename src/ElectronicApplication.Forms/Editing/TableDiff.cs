using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Decision tables, cell by cell: 表「1個の手数料」の3行目: 500円 → 600円.</summary>
internal static class TableDiff
{
    public static void Compare(DiffWork work)
    {
        foreach (var table in work.Before.Tables.Where(table => work.After.Table(table.Id) is null))
            work.Add(ChangeKind.Removed, "table/" + table.Id, $"表を削除: {table.Json.Ja()}", $"Table removed: {table.Json.En()}");
        foreach (var table in work.After.Tables)
            if (work.Before.Table(table.Id) is { } old)
                Compare(work, old, table);
            else
                work.Add(ChangeKind.Added, "table/" + table.Id, $"表を追加: {table.Json.Ja()}（{table.Json.Objects("rules").Count()}行）", $"Table added: {table.Json.En()} ({table.Json.Objects("rules").Count()} rows)");
    }

    private static void Compare(DiffWork work, TreeTable old, TreeTable now)
    {
        var (place, ja, en) = ("table/" + now.Id, $"表「{old.Json.Ja()}」", $"the table “{old.Json.En()}”");
        work.Properties(place, ja, en, old.Json, now.Json, SchemaRule.Table, ["id", "rules", "group"]);
        if (old.Group != now.Group)
            work.Add(ChangeKind.Changed, place, $"{ja}を使う繰り返しを変更", $"The group of {en} changed");
        var (before, after) = (new Rows(old, work.Before, work.OldTree), new Rows(now, work.After, work.NewTree));
        foreach (var (b, a) in ListDiff.Of(before.Texts, after.Texts))
            if (b is { } was && a is { } row)
                Row(work, place, ja, en, before, was, after, row);
            else if (a is { } added)
                work.Add(ChangeKind.Added, place, $"{ja}の{added + 1}行目を追加: {after.All(added).Ja}", $"Row {added + 1} added to {en}: {after.All(added).En}");
            else
                work.Add(ChangeKind.Removed, place, $"{ja}の{b + 1}行目を削除: {before.All(b!.Value).Ja}", $"Row {b + 1} removed from {en}: {before.All(b.Value).En}");
    }

    private static void Row(DiffWork work, string place, string ja, string en, Rows before, int was, Rows after, int row)
    {
        var (when, oldWhen, then, oldThen) = (after.When(row), before.When(was), after.Then(row), before.Then(was));
        if (when.Ja != oldWhen.Ja)
            work.Add(ChangeKind.Changed, place, $"{ja}の{row + 1}行目の条件: {oldWhen.Ja} → {when.Ja}", $"Condition of row {row + 1} of {en}: {oldWhen.En} → {when.En}");
        if (then.Ja != oldThen.Ja)
            work.Add(ChangeKind.Changed, place, $"{ja}の{row + 1}行目: {oldThen.Ja} → {then.Ja}", $"Row {row + 1} of {en}: {oldThen.En} → {then.En}");
        if (when.Ja == oldWhen.Ja && then.Ja == oldThen.Ja)
            work.Add(ChangeKind.Changed, place, $"{ja}の{row + 1}行目の注や書き方を変更", $"Note or wording of row {row + 1} of {en} changed");
    }

    private sealed class Rows
    {
        private readonly List<JsonObject> _rules;
        private readonly List<ConditionField?> _inputs;
        private readonly List<bool> _yen;

        public Rows(TreeTable table, TreeIndex index, DefinitionTree tree)
        {
            _rules = [.. table.Json.Objects("rules")];
            _inputs = [.. table.Json.Objects("inputs").Select(input => ConditionField.Find(index, input.Text("expression")?.Trim() ?? ""))];
            var feeds = (tree.Procedure["fee"] as JsonObject)?.Text("expression") is { } fee && FeelReferences.Of(fee, isTests: false, new ReadNames(index)).Any(reference => reference.Name == table.Id);
            _yen = [.. table.Json.Objects("outputs").Select(output => output.Text("type") is null or "number" && (feeds || IsMoney(table.Json.Ja()) || IsMoney(output.Ja())))];
            Texts = [.. _rules.Select(rule => rule.ToJsonString())];
        }

        public List<string> Texts { get; }

        public (string Ja, string En) When(int row) => Joined(_rules[row]["when"], (cell, i) => CellInWords.Test(cell, _inputs.ElementAtOrDefault(i)));

        public (string Ja, string En) Then(int row) => Joined(_rules[row]["then"], (cell, i) => CellInWords.Result(cell, _yen.ElementAtOrDefault(i)));

        public (string Ja, string En) All(int row) => ($"{When(row).Ja} → {Then(row).Ja}", $"{When(row).En} → {Then(row).En}");

        private static (string Ja, string En) Joined(JsonNode? cells, Func<JsonNode?, int, (string Ja, string En)> words)
        {
            var all = (cells as JsonArray ?? []).Select(words).ToList();
            return (string.Join("、", all.Select(cell => cell.Ja)), string.Join(", ", all.Select(cell => cell.En)));
        }

        private static bool IsMoney(string label) => label.AsSpan().IndexOfAny("料金額円費") >= 0;
    }
}
