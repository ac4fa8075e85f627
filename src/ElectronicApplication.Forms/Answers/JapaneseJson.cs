using System.Text.Encodings.Web;
using System.Text.Json;

namespace ElectronicApplication.Forms.Answers;

internal static class JapaneseJson
{
    /// <summary>JSON that people read: kanji as they are.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same as authors write it, line by line.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true, NewLine = "\n" };
}
