using System.Globalization;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms;

/// <summary>A recorded applicant: <c>{"procedure": "sodai-gomi", "on": "2026-04-01", "answers": {...}}</c>.</summary>
public static class Sample
{
    /// <summary>The day as whose applicant it stands; null when it names none, and thus holds on any day, or one that is no date.</summary>
    public static DateOnly? DayOf(JsonNode? sample) =>
        DateOnly.TryParseExact(sample?["on"]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
