using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Import;

/// <summary>A field as it will stand in the form, and where it comes from.</summary>
internal sealed record ExcelField(JsonObject Json, FormEntry Entry);

/// <summary>Turns the entries of a sheet into fields. What paper asks for in pieces (フリガナ over 氏名, 〒 over 住所, the lines of an account) becomes one field.</summary>
internal sealed partial class ExcelFields(ExcelSheet sheet, ExcelIds ids, ImportBuilder import)
{
    private readonly HashSet<FormEntry> _withKana = [];
    private readonly List<ExcelField> _fields = [];

    public List<ExcelField> Of(IEnumerable<FormEntry> entries)
    {
        foreach (var part in Accounts(Readings([.. entries])))
            if (part.Account is { } account)
                Add(account, "bankAccount", Label(account, part.Entries), new ExcelGuess("bankAccount", 0.9, $"「{string.Join("」「", part.Entries.Select(entry => entry.Label).Take(4))}」がそろうため口座と推定", "The usual lines of a bank account stand together"));
            else if (part.Entries[0] is { Columns: { } columns } table)
                Group(table, columns);
            else
                Single(part.Entries[0]);
        return _fields;
    }

    /// <summary>A reading belongs to the name below it, which then stands in its place.</summary>
    private List<FormEntry> Readings(List<FormEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var kana = entries[i];
            if (kana.Columns is not null || kana.Word is not { Type: "kana" } || kana.Source is null)
                continue;
            var below = entries.FindIndex(i, entry => entry != kana && entry.Columns is null && entry.Source is { } source && source.Area.Left == kana.Source.Area.Left && source.Area.Top == kana.Source.Area.Bottom + 1);
            if (below < 0)
                continue;
            var name = entries[below];
            if (name.Word is { Type: "personName" } || Role(name) == "payee")
            {
                _withKana.Add(name);
                entries.RemoveAt(below);
                entries[i] = name;
            }
            else
                entries[i] = kana with { Label = $"{name.Label}（{kana.Label}）" };
        }
        return entries;
    }

    private static List<(FormEntry? Account, List<FormEntry> Entries)> Accounts(List<FormEntry> entries)
    {
        var parts = new List<(FormEntry?, List<FormEntry>)>();
        for (var i = 0; i < entries.Count;)
        {
            var run = entries.Skip(i).TakeWhile(entry => Role(entry) is not null).ToList();
            if (run.Select(Role).Distinct().Count() >= 3)
                parts.Add((run[0], run));
            else
            {
                run = [entries[i]];
                parts.Add((null, run));
            }
            i += run.Count;
        }
        return parts;
    }

    private static string? Role(FormEntry entry) => entry.Columns is not null ? null
        : entry.Blank.Kind == BlankKind.Bank ? "bank"
        : AccountWord().Match(entry.Label) is not { Success: true } match ? null
        : match.Groups["bank"].Success ? "bank" : match.Groups["branch"].Success ? "branch" : match.Groups["kind"].Success ? "kind" : match.Groups["number"].Success ? "number" : "payee";

    private static string Label(FormEntry first, List<FormEntry> run) => first.Section
        ?? (AccountWord().IsMatch(first.Label) ? null : first.Label)
        ?? (first.Heading is { } heading && (heading.Contains("口座", StringComparison.Ordinal) || heading.Contains("振込", StringComparison.Ordinal)) ? heading : null)
        ?? (run.Count > 0 ? "振込先口座" : first.Label);

    private void Single(FormEntry entry)
    {
        foreach (var seal in entry.Blanks.Where(blank => blank.Blank!.Stamped).ToList())
        {
            import.Gap(sheet.Place(seal.Area), "押印の欄は取り込みません。押印が要らないことを確かめてください。", "The place for a seal is not taken over. Make sure that no seal is needed.");
            if (seal.Blank!.Kind == BlankKind.Seal && entry.Blanks.Count > 1)
                entry.Blanks.Remove(seal);
        }
        foreach (var formula in entry.Blanks.Where(blank => blank.Formula is not null).ToList())
        {
            import.Gap(sheet.Place(formula.Area), $"セルの計算式「{formula.Formula}」は取り込めません。calculated の項目で書き直してください。", $"The formula '{formula.Formula}' cannot be taken over. Write it again as a calculated field.");
            if (entry.Blanks.Count > 1)
                entry.Blanks.Remove(formula);
        }
        if (entry.Blanks.Count == 0)
            return;
        Merge(entry);
        var guess = ExcelGuess.Of(entry, sheet);
        if (guess.Type == "attachment")
            foreach (var paper in entry.Blank.Options)
                Add(entry, "attachment", paper, guess);
        else if (entry.Blank.Kind == BlankKind.Times)
            foreach (var end in new[] { "開始", "終了" })
                Add(entry, "time", $"{entry.Label}（{end}）", guess);
        else if (guess.Type == "address" && _fields is [.., var before] && (string?)before.Json["type"] == "postalCode" && before.Entry.Section == entry.Section && before.Entry.Area.Bottom + 1 >= entry.Area.Top)
        {
            _fields.Remove(before);
            Add(entry, "address", entry.Label, guess);
        }
        else
            Add(entry, guess.Type, entry.Label, guess);
        if (entry.Blank.OpenOption is { } open && Chooses(_fields[^1].Json, open, entry.Blank.Options) is { } condition)
        {
            var more = Add(entry, "text", $"{entry.Label}（{open}の内容）", new ExcelGuess("text", 0.75, $"選択肢「{open}」に書き込む余白があるため文字と推定", $"There is room to write after the option '{open}'"));
            more["visible"] = condition;
            more["required"] = true;
        }
    }

    /// <summary>FEEL that is true when the option is chosen.</summary>
    private static string? Chooses(JsonObject field, string option, IReadOnlyList<string> options) => (string)field["type"]! switch
    {
        "yesNo" when options is [var first, var second] => $"{field["id"]} = {(option == (ExcelWords.IsPair(first, second) ? first : second) ? "true" : "false")}",
        "choice" when field["options"]!.AsArray().FirstOrDefault(one => (string?)one!["label"] == option) is { } chosen => $"{field["id"]} = \"{chosen["value"]}\"",
        "choices" when field["options"]!.AsArray().FirstOrDefault(one => (string?)one!["label"] == option) is { } chosen => $"list contains({field["id"]}, \"{chosen["value"]}\")",
        _ => null,
    };

    /// <summary>Several places beside one label: ticks are one list, a 〒 and the line below it one address.</summary>
    private void Merge(FormEntry entry)
    {
        if (entry.Blanks.Count == 1)
            return;
        var kinds = entry.Blanks.Select(blank => blank.Blank!.Kind).ToList();
        if (kinds.All(kind => kind == BlankKind.Choice))
            entry.Blanks[0].Blank = entry.Blanks[0].Blank! with { Options = [.. entry.Blanks.SelectMany(blank => blank.Blank!.Options).Distinct()], OpenOption = entry.Blanks.Select(blank => blank.Blank!.OpenOption).FirstOrDefault(open => open is not null) };
        else if (kinds.IndexOf(BlankKind.Postal) is var postal and > 0)
            (entry.Blanks[0], entry.Blanks[postal]) = (entry.Blanks[postal], entry.Blanks[0]);
        else if (kinds[0] != BlankKind.Postal)
            foreach (var other in entry.Blanks.Skip(1).Where(other => other.Blank!.Kind != BlankKind.Free || entry.Blank.Kind != BlankKind.Free))
                import.Gap(sheet.Place(other.Area), $"「{entry.Label}」の二つ目の記入欄「{ExcelWords.Display(other.Text)}」は取り込めません。要る項目なら、手で加えてください。", $"A second place to write beside '{entry.Label}' was not taken over. If it is a field, add it by hand.");
    }

    private void Group(FormEntry table, List<FormEntry> columns)
    {
        var named = table.Side != LabelSide.None;
        var group = Add(table, "group", table.Label, new ExcelGuess("group", named ? 0.9 : 0.55, $"見出しの行の下に同じ欄が{table.RowCount}行並ぶため繰り返しの表と推定", $"{table.RowCount} equal rows under a header suggest repeated rows"));
        var (outside, rows) = (_fields.Count, new JsonArray());
        foreach (var column in columns)
            Single(column);
        foreach (var field in _fields.Skip(outside))
            rows.Add((JsonNode)field.Json);
        _fields.RemoveRange(outside, _fields.Count - outside);
        group["fields"] = rows;
        group["maxRows"] = table.RowCount;
        if (rows.Count <= 5)
            group["layout"] = "table";
    }

    private JsonObject Add(FormEntry entry, string type, string label, ExcelGuess guess)
    {
        var field = new JsonObject { ["id"] = ids.For(label, type, entry.Section), ["type"] = type, ["label"] = label.Length > 0 ? label : "（見出しなし）" };
        if (entry.Help is { Length: > 0 } help)
            field["help"] = help;
        ExcelDetails.Write(field, entry, _withKana.Contains(entry));
        field["x-guess"] = guess.Mark(sheet.Place(entry.Blanks.Count > 0 ? entry.Blanks[0].Area : entry.Area));
        _fields.Add(new ExcelField(field, entry));
        return field;
    }

    [GeneratedRegex("(?<number>口座番号)|(?<payee>口座名義|^名義)|(?<kind>(?:預|貯)金(?:の)?種[別目類]|^種目$|口座種別)|(?<branch>支店|店舗|^店名|店番)|(?<bank>金融機関|銀行)")]
    private static partial Regex AccountWord();
}
