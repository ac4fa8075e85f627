using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What an import guessed and asked to be looked at (<c>x-guess</c> with <c>"check": true</c>), until somebody has.</summary>
internal static class GuessRules
{
    private const int Deepest = 4;

    public static void Check(DefinitionFiles files, List<LintFinding> findings)
    {
        if (files.Form.Span.IndexOf("\"x-guess\""u8) < 0)
            return;
        try
        {
            Walk(JsonNode.Parse(files.Form.Span)?["pages"], "$.pages", Deepest, findings);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or a name twice: the reader has said so.
        }
    }

    private static void Walk(JsonNode? list, string path, int deep, List<LintFinding> findings)
    {
        for (var i = 0; deep > 0 && list is JsonArray elements && i < elements.Count; i++)
        {
            if (elements[i] is not JsonObject element)
                continue;
            if (element["x-guess"] is JsonObject guess && guess["check"]?.GetValueKind() == JsonValueKind.True)
                findings.Add(new("guess-unchecked", LintSeverity.Warning, LintContext.FormFile, $"{path}[{i}]",
                    $"「{Label(element, "ja")}」は取り込んだ書類から推定した項目で、まだ確かめていません。種類と設定を見て、よければ「確かめました」を押してください（ファイルでは x-guess を消します）。",
                    $"“{Label(element, "en")}” was guessed from the imported document and nobody has checked it. Look at its kind and settings; if they are right, press 「確かめました」 (in the file: remove x-guess)."));
            Walk(element["fields"], $"{path}[{i}].fields", deep - 1, findings);
        }
    }

    private static string Label(JsonObject element, string language) =>
        element["label"] is JsonObject words ? (words[language] ?? words["ja"])?.ToString() ?? "" : element["label"]?.ToString() ?? "";
}
