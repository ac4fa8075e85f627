using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Staff;

/// <summary>JSON for people to read and to edit: indented, and its characters as they are written. No encoder leaves 「𠮷」, variation selectors and the wide space between Japanese names alone.</summary>
public static partial class ReadableJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode data) => Turning().Replace(Escaped().Replace(data.ToJsonString(Indented), Shown), mark => $"\\u{(int)mark.Value[0]:X4}");

    private static string Shown(Match run)
    {
        var text = string.Concat(run.Groups[2].Captures.Select(c => (char)ushort.Parse(c.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        return text.EnumerateRunes().All(IsShown) ? run.Groups[1].Value + text : run.Value;
    }

    /// <summary>What has no shape of its own, or turns the direction of what follows, stays escaped; as does half a character.</summary>
    private static bool IsShown(Rune rune) => rune != Rune.ReplacementChar && rune.Value is not ('"' or '\\') && (Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse));

    /// <summary>Escapes that follow an even number of backslashes.</summary>
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)(\\u[0-9A-Fa-f]{4})+")]
    private static partial Regex Escaped();

    /// <summary>Marks that turn the direction of text, which the encoder leaves alone.</summary>
    [GeneratedRegex(@"[\u200E\u200F\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Turning();
}
