using System.Globalization;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Web.Fields;

/// <summary>Walks <c>persons[0].name</c> through answers.</summary>
internal static class AnswerPath
{
    /// <summary>True when the answer exists, also when it is null (emptied on purpose).</summary>
    public static bool TryFind(JsonObject answers, string path, out JsonNode? value)
    {
        value = answers;
        foreach (var part in path.Split('.'))
        {
            var (name, row) = SplitRow(part);
            if (value is not JsonObject inside || !inside.TryGetPropertyValue(name, out value))
                return false;
            if (row is null)
                continue;
            if (value is not JsonArray rows || row.Value >= rows.Count)
                return false;
            value = rows[row.Value];
        }
        return true;
    }

    /// <summary><c>persons[1]</c> -> (persons, 1); <c>persons</c> -> (persons, null).</summary>
    public static (string Name, int? Row) SplitRow(string part)
    {
        var bracket = part.LastIndexOf('[');
        return bracket > 0 && part[^1] == ']' && int.TryParse(part.AsSpan(bracket + 1, part.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? (part[..bracket], row)
            : (part, null);
    }
}
