using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What is handed over to which core system.</summary>
internal static class MappingDiff
{
    public static void Compare(DiffWork work)
    {
        var (old, now) = (Targets(work.OldTree), Targets(work.NewTree));
        foreach (var system in old.Keys.Where(system => !now.ContainsKey(system)))
            work.Add(ChangeKind.Removed, "mapping", $"連携を削除: {system}", $"Hand-over removed: {system}");
        foreach (var (system, target) in now)
        {
            if (!old.TryGetValue(system, out var was))
            {
                work.Add(ChangeKind.Added, "mapping", $"連携を追加: {system}", $"Hand-over added: {system}");
                continue;
            }
            var (ja, en) = ($"連携「{system}」", $"the hand-over to “{system}”");
            work.Properties("mapping", ja, en, was, target, SchemaRule.Mapping.Member("targets")!.Value.Item()!.Value, ["data"]);
            var (before, after) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
            Leaves(was["data"], "", before);
            Leaves(target["data"], "", after);
            foreach (var (name, value) in before.Where(leaf => !after.ContainsKey(leaf.Key)))
                work.Add(ChangeKind.Removed, "mapping", $"{ja}で送らなくなったもの: {name}（{work.OldWords.Of(value).Ja}）", $"No longer in {en}: {name} ({work.OldWords.Of(value).En})");
            foreach (var (name, value) in after)
                if (!before.TryGetValue(name, out var earlier))
                    work.Add(ChangeKind.Added, "mapping", $"{ja}で新しく送るもの: {name}（{work.NewWords.Of(value).Ja}）", $"New in {en}: {name} ({work.NewWords.Of(value).En})");
                else if (earlier != value)
                    work.Add(ChangeKind.Changed, "mapping", $"{ja}の {name} を変更: {work.OldWords.Of(earlier).Ja} → {work.NewWords.Of(value).Ja}", $"{name} of {en} changed: {work.OldWords.Of(earlier).En} → {work.NewWords.Of(value).En}");
        }
    }

    private static Dictionary<string, JsonObject> Targets(DefinitionTree tree) =>
        (tree.Mapping?.Objects("targets") ?? []).DistinctBy(target => target.Text("system") ?? "").ToDictionary(target => target.Text("system") ?? "", StringComparer.Ordinal);

    /// <summary>Every expression with its name in the data that is sent.</summary>
    private static void Leaves(JsonNode? node, string name, Dictionary<string, string> leaves)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (key, value) in members)
                    Leaves(value, name.Length == 0 ? key : $"{name}.{key}", leaves);
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    Leaves(items[i], $"{name}[{i + 1}]", leaves);
                break;
            default:
                leaves[name] = node.Text() ?? node?.ToJsonString() ?? "null";
                break;
        }
    }
}
