using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Two versions side by side, and what was found so far.</summary>
internal sealed class DiffWork(DefinitionTree before, DefinitionTree after)
{
    private FeelInWords? _oldWords;
    private FeelInWords? _newWords;

    public DefinitionTree OldTree { get; } = before;

    public DefinitionTree NewTree { get; } = after;

    public TreeIndex Before { get; } = new(before);

    public TreeIndex After { get; } = new(after);

    public FeelInWords OldWords => _oldWords ??= new(Before, new ReadNames(Before));

    public FeelInWords NewWords => _newWords ??= new(After, new ReadNames(After));

    public List<DefinitionChange> Changes { get; } = [];

    public void Add(ChangeKind kind, string place, string ja, string en) => Changes.Add(new DefinitionChange(kind, place, ja, en));

    /// <summary>All members of two objects but the ones that somebody else tells of.</summary>
    public void Properties(string place, string ja, string en, JsonObject old, JsonObject now, SchemaRule rule, string[] except)
    {
        foreach (var key in now.Select(member => member.Key).Union(old.Select(member => member.Key)).Where(key => !except.Contains(key)))
            Property(place, ja, en, key, old[key], now[key], rule.Member(key));
    }

    public void Property(string place, string ownerJa, string ownerEn, string key, JsonNode? old, JsonNode? now, SchemaRule? rule)
    {
        if (JsonNode.DeepEquals(old, now) || IsNothing(old) && IsNothing(now))
            return;
        var (ja, en) = ($"{ownerJa}の{KeyWords.Ja(key)}", $"{KeyWords.En(key)} of {ownerEn}");
        if (rule is null)
            Add(ChangeKind.Changed, place, $"{ownerJa}のその他の設定（{key}）を変更", $"Another setting ({key}) of {ownerEn} changed");
        else if (rule.Value.IsText && Languages(old) is { } was && Languages(now) is { } words)
            Text(place, ja, en, was, words);
        else if (old is JsonObject oldObject && now is JsonObject newObject)
            Properties(place, key is "parts" ? ownerJa : ja, key is "parts" ? ownerEn : $"the {en}", oldObject, newObject, rule.Value, []);
        else if (old is JsonArray or null && now is JsonArray or null && (old ?? now) is JsonArray)
            List(place, key, ja, en, old as JsonArray ?? [], now as JsonArray ?? [], rule.Value);
        else
            Value(place, key, ja, en, old, now, rule.Value);
    }

    private void Text(string place, string ja, string en, JsonObject old, JsonObject now)
    {
        foreach (var language in now.Select(member => member.Key).Union(old.Select(member => member.Key)))
        {
            var (was, text) = (old.Text(language), now.Text(language));
            if (was == text)
                continue;
            var inJa = language switch { "ja" => "", "ja-easy" => "（やさしい日本語）", "en" => "（英語）", _ => $"（{language}）" };
            var inEn = language switch { "ja" => " (Japanese)", "ja-easy" => " (easy Japanese)", "en" => "", _ => $" ({language})" };
            Told(place, ja + inJa, en + inEn, was is null ? null : (ValueWords.Short(was), ValueWords.Short(was)), text is null ? null : (ValueWords.Short(text), ValueWords.Short(text)));
        }
    }

    private void List(string place, string key, string ja, string en, JsonArray old, JsonArray now, SchemaRule rule)
    {
        foreach (var (before, after) in ListDiff.Of([.. old.Select(item => item?.ToJsonString() ?? "null")], [.. now.Select(item => item?.ToJsonString() ?? "null")]))
            if (before is { } b && after is { } a && old[b] is JsonObject was && now[a] is JsonObject words && rule.Item() is { IsText: false } item)
                Properties(place, $"{ja}{a + 1}", $"{KeyWords.En(key)} {a + 1} of {en[(en.IndexOf(" of ", StringComparison.Ordinal) + 4)..]}", was, words, item, []);
            else
                Told(place, ja, en, before is { } gone ? Words(key, old[gone], OldWords, rule) : null, after is { } come ? Words(key, now[come], NewWords, rule) : null);
    }

    private void Value(string place, string key, string ja, string en, JsonNode? old, JsonNode? now, SchemaRule rule)
    {
        if ((now ?? old)!.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            var on = now?.GetValueKind() == JsonValueKind.True;
            Add(ChangeKind.Changed, place, $"{ja}を{(on ? "入れる" : "外す")}", $"{en}: {(on ? "on" : "off")}");
        }
        else
            Told(place, ja, en, IsNothing(old) ? null : Words(key, old, OldWords, rule), IsNothing(now) ? null : Words(key, now, NewWords, rule));
    }

    private void Told(string place, string ja, string en, (string Ja, string En)? old, (string Ja, string En)? now)
    {
        if (old is { } was && now is { } words)
            Add(ChangeKind.Changed, place, was.Ja == words.Ja ? $"{ja}の書き方を変更: {words.Ja}" : $"{ja}を変更: {was.Ja} → {words.Ja}", was.En == words.En ? $"Wording of the {en} changed: {words.En}" : $"Changed the {en}: {was.En} → {words.En}");
        else if (now is { } added)
            Add(ChangeKind.Added, place, $"{ja}を追加: {added.Ja}", $"Added to the {en}: {added.En}");
        else if (old is { } removed)
            Add(ChangeKind.Removed, place, $"{ja}を削除: {removed.Ja}", $"Removed from the {en}: {removed.En}");
    }

    private static (string Ja, string En) Words(string key, JsonNode? value, FeelInWords feel, SchemaRule rule) =>
        (rule.IsFeel || key == "expression") && value.Text() is { } text ? feel.Of(text) : ValueWords.Of(key, value, feel);

    private static JsonObject? Languages(JsonNode? text) => text switch { JsonObject languages => languages, null => [], _ => text.Text() is { } ja ? new JsonObject { ["ja"] = ja } : null };

    /// <summary>Not written, switched off and left empty are the same to people.</summary>
    private static bool IsNothing(JsonNode? value) => value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } || value.GetValueKind() == JsonValueKind.False || value.Text() is "";
}
