using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Definitions;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Takes an edit as it came over the wire: nothing is missing in it, no text is broken or endless, no JSON holds a name twice.</summary>
internal static class SoundEdit
{
    private const int PasteLength = 1_000_000;

    public static DefinitionEdit Of(DefinitionEdit edit) => edit switch
    {
        AddPage add => add with { After = Optional(add.After), TitleJa = Text(add.TitleJa) },
        RemovePage remove => remove with { Id = Text(remove.Id) },
        MovePage move => move with { Id = Text(move.Id) },
        AddField add => add with { Into = Text(add.Into), LabelJa = Text(add.LabelJa), Id = Optional(add.Id) },
        Duplicate duplicate => new Duplicate(Targets(duplicate.Targets)),
        Remove remove => remove with { Targets = Targets(remove.Targets) },
        Move move => move with { Targets = Targets(move.Targets), Into = Text(move.Into) },
        Set set => new Set(Text(set.Target), Text(set.Key), Json(set.Value)),
        SetText set => new SetText(Text(set.Target), Text(set.Key), Text(set.Language), Optional(set.Text)),
        RenameId rename => new RenameId(Text(rename.Target), Text(rename.NewId)),
        AddTable add => new AddTable(Text(add.Target), Json(add.Table) as JsonObject),
        SetTable set => new SetTable(Text(set.Target), Json(set.Table) as JsonObject ?? []),
        PasteTable paste => paste with { Target = Text(paste.Target), Tsv = Text(paste.Tsv, PasteLength) },
        AddOption add => add with { Target = Text(add.Target), LabelJa = Optional(add.LabelJa), Value = Optional(add.Value) },
        RemoveOption remove => remove with { Target = Text(remove.Target) },
        MoveOption move => move with { Target = Text(move.Target) },
        ReplaceFile replace => new ReplaceFile(Text(replace.Name), Json(replace.Json)!),
        SetSample set => new SetSample(Text(set.Name), Json(set.Json)),
        _ => edit,
    };

    private static string[] Targets(IReadOnlyList<string>? targets)
    {
        if (targets is null or { Count: 0 })
            throw new DefinitionException("", "何も選ばれていません。項目やページを選んでから操作してください。", "Nothing is selected. Select fields or pages first.");
        if (targets.Count > EditLimits.Targets)
            throw new DefinitionException("", $"一度に扱えるのは {EditLimits.Targets} 個までです。選ぶ数を減らしてください。", $"At most {EditLimits.Targets} elements can be handled at once. Select fewer.");
        return [.. targets.Select(target => Text(target)).Distinct()];
    }

    private static string? Optional(string? text) => text is null ? null : Text(text);

    /// <summary>Line breaks come out as one sign, whoever typed them.</summary>
    private static string Text(string? text, int limit = EditLimits.TextLength)
    {
        if (text is null)
            return "";
        if (text.Length > limit)
            throw new DefinitionException("", $"文字が多すぎます（{limit} 文字まで）。短くしてください。", $"The text is too long (limit {limit} characters). Shorten it.");
        text = text.ReplaceLineEndings("\n");
        foreach (var rune in text.EnumerateRunes())
            // A lone half of a pair comes out as the replacement character.
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) && rune.Value is not ('\n' or '\t'))
                throw new DefinitionException("",
                    "目に見えない制御文字か、壊れた文字が入っています。入力し直してください。",
                    "There is an invisible control character or a broken character in the text. Type it again.");
        return text;
    }

    private static JsonNode? Json(JsonNode? node)
    {
        if (node is null)
            return null;
        string text;
        try
        {
            text = node.ToJsonString();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new DefinitionException("$", "壊れた文字か、二度書かれた名前があり、JSON として読めません。書き直してください。", "A broken character or a name that stands twice keeps this from being JSON. Write it again.");
        }
        using var document = DefinitionJson.Open(Encoding.UTF8.GetBytes($"{{\"json\":{text}}}"));
        return JsonObject.Create(document.RootElement.Clone())!["json"]!.DeepClone();
    }
}
