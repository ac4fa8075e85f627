using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Core.Designs;

/// <summary>What changed between two versions, in words that the public reads.</summary>
internal static class VersionChanges
{
    private const int Most = 500;

    public static IReadOnlyList<string> Words(DefinitionFiles before, DefinitionFiles after)
    {
        var (old, now) = (Fields(before), Fields(after));
        List<string> words = [];
        words.AddRange(now.Where(f => !old.ContainsKey(f.Key)).Select(f => $"項目を追加: {f.Value.Label.Ja}"));
        words.AddRange(old.Where(f => !now.ContainsKey(f.Key)).Select(f => $"項目を削除: {f.Value.Label.Ja}"));
        words.AddRange(now.Where(f => old.TryGetValue(f.Key, out var was) && was.Label.Ja != f.Value.Label.Ja).Select(f => $"項目の名前を変更: {old[f.Key].Label.Ja} → {f.Value.Label.Ja}"));
        return words.Count <= Most ? words : [.. words.Take(Most), $"ほか {words.Count - Most} 件"];
    }

    private static Dictionary<string, FieldDefinition> Fields(DefinitionFiles files) =>
        FormDefinition.Parse(files.Form).Pages.SelectMany(p => p.Fields).SelectMany(f => f.Fields.Prepend(f)).ToDictionary(f => f.Id);
}
