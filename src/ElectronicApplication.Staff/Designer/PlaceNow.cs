using System.Text.Json.Nodes;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Where an item of a list stands now that a colleague may have moved, changed or removed what stands around it.</summary>
internal static class PlaceNow
{
    private const int MaxShown = 200;

    public const string Lost = "ほかの人がこの行を動かしたか、変えました。最新の内容で入力し直してください。";

    /// <summary>With what was typed, so that it can be taken from there.</summary>
    public static string LostText(string? typed) => string.IsNullOrWhiteSpace(typed) ? Lost : $"「{(typed.Length > MaxShown ? typed[..MaxShown] + "…" : typed)}」は保存していません。{Lost}";

    /// <param name="before">The list as the person had it before them.</param>
    /// <param name="index">The place of the item in it.</param>
    /// <returns>Null when it cannot be told.</returns>
    public static int? Of(JsonArray? before, JsonArray? now, int? index) => Of(before, now, index, JsonNode.DeepEquals);

    /// <param name="same">How an item is known again.</param>
    public static int? Of(JsonArray? before, JsonArray? now, int? index, Func<JsonNode?, JsonNode?, bool> same) => Of<JsonNode?>([.. before ?? []], [.. now ?? []], index, same);

    public static int? Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> now, int? index, Func<T, T, bool> same)
    {
        if (index is not { } place || place < 0 || place >= before.Count)
            return null;
        var (start, end) = (0, 0);
        while (start < Math.Min(before.Count, now.Count) && same(before[start], now[start]))
            start++;
        while (end < Math.Min(before.Count, now.Count) - start && same(before[^(end + 1)], now[^(end + 1)]))
            end++;
        if (place < start)
            return place;
        if (place >= before.Count - end)
            return place + now.Count - before.Count;
        var found = Enumerable.Range(0, now.Count).Where(i => same(before[place], now[i])).Take(2).ToList();
        if (found.Count > 0)
            return found is [var only] ? only : null;
        // Changed where it stands: as many items as before, and neither this one nor the one in its place is one that was moved.
        return now.Count == before.Count && !before.Any(item => same(item, now[place])) ? place : null;
    }
}
