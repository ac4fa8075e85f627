using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The answers that a trial of the form carries along, so that those to fields that are hidden just now come back when they are shown again.</summary>
internal static class PostedAnswers
{
    private const int MaxLength = 200_000;

    /// <summary>Empty for what cannot be read: it came from the page itself, and trying the form begins anew.</summary>
    public static JsonObject Read(string json) => json.Length is > 0 and < MaxLength && JsonText.TryRead(json, maxDepth: 32) is JsonObject answers ? answers : [];
}
