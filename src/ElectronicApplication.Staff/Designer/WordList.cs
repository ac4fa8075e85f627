using System.Text.Json.Nodes;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A list of plain words that are posted together: keywords, choices.</summary>
internal static class WordList
{
    /// <param name="before">As the person had it before them.</param>
    /// <returns>What the list becomes: as posted; when a colleague changed it meanwhile, theirs with what this person added and took away.</returns>
    public static JsonArray Read(JsonNode? before, JsonNode? now, IReadOnlyList<string> posted)
    {
        var (had, stands) = (Words(before), Words(now));
        var words = stands.SequenceEqual(had) ? posted : stands.Where(w => posted.Contains(w) || !had.Contains(w)).Concat(posted.Except(had).Except(stands));
        return new([.. words.Select(w => (JsonNode)w)]);
    }

    public static List<string> Words(JsonNode? list) => [.. (list as JsonArray)?.Select(w => w?.ToString() ?? "") ?? []];
}
