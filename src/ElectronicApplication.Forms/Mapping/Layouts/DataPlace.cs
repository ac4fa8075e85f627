using System.Globalization;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Mapping.Layouts;

/// <summary>Places in the data of a target: <c>applicant.familyName</c>, <c>children[0].name</c>.</summary>
internal static class DataPlace
{
    public static IEnumerable<string> Steps(string place) => place.Replace("[", ".[", StringComparison.Ordinal).Split('.');

    /// <summary>What stands there; null also when nothing does.</summary>
    public static JsonNode? Find(JsonNode? data, string place)
    {
        foreach (var step in Steps(place))
            data = step[0] != '[' ? (data as JsonObject)?[step]
                : data is JsonArray list && int.Parse(step[1..^1], CultureInfo.InvariantCulture) is var index && index < list.Count ? list[index] : null;
        return data;
    }
}
