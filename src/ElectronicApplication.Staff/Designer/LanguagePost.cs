using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A text in several languages: posted as <c>name</c> (Japanese), <c>name@ja-easy</c>, <c>name@en</c>; stored as a string or an object by language.</summary>
internal static class LanguagePost
{
    /// <summary>The texts that differ from what is stored.</summary>
    public static IEnumerable<(string Language, string Text)> Changed(IFormCollection form, string name, JsonNode? stored)
    {
        foreach (var (language, _) in EditorPlace.Languages)
            if (form.TryGetValue(language == "ja" ? name : $"{name}@{language}", out var posted) && posted.ToString().ReplaceLineEndings("\n").Trim() is var text && text != Words(stored, language))
                yield return (language, text);
    }

    /// <summary>Writes what differs into the owner.</summary>
    public static void Take(IFormCollection form, string name, JsonObject owner, string key)
    {
        foreach (var (language, text) in Changed(form, name, owner[key]).ToList())
            Set(owner, key, language, text);
    }

    public static string Words(JsonNode? text, string language) => text switch
    {
        JsonObject map => map[language]?.ToString() ?? "",
        JsonValue value when language == "ja" => value.ToString(),
        _ => "",
    };

    public static void Set(JsonObject owner, string key, string language, string words)
    {
        if (owner[key] is not JsonObject map)
        {
            if (language == "ja")
            {
                owner[key] = words;
                return;
            }
            owner[key] = map = new JsonObject { ["ja"] = Words(owner[key], "ja") };
        }
        if (words.Length == 0)
            map.Remove(language);
        else
            map[language] = words;
    }
}
