using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Import;

/// <summary>What the types of fields need beside their label, as far as the paper says it.</summary>
internal static class ExcelDetails
{
    public static void Write(JsonObject field, FormEntry entry, bool withKana)
    {
        var blank = entry.Blank;
        var letters = entry.Blanks.Count > 0 ? entry.Blanks[0].Letters : 0;
        switch ((string)field["type"]!)
        {
            case "choice" or "choices":
                var options = blank.Options.Count > 0 ? blank.Options : ["男", "女"];
                field["options"] = new JsonArray([.. options.Select((option, i) => (JsonNode)new JsonObject { ["value"] = $"{i + 1}", ["label"] = option })]);
                break;
            case "date" when blank.Eras.Count > 0:
                field["eras"] = new JsonArray([.. blank.Eras.Select(era => (JsonNode)era)]);
                break;
            case "integer" or "number":
                if (blank.Unit is { } unit)
                    field["unit"] = unit;
                field["min"] = 0;
                break;
            case "yen":
                field["min"] = 0;
                break;
            case "digits" when letters > 0:
                field["minLength"] = letters;
                field["maxLength"] = letters;
                break;
            case "text":
                field["maxLength"] = 100;
                break;
            case "longText":
                field["maxLength"] = 1000;
                break;
            case "kana" when entry.Label.Contains("ふりがな", StringComparison.Ordinal) || entry.Label.Contains("かな", StringComparison.Ordinal):
                field["script"] = "hiragana";
                break;
            case "personName" when !withKana && !HasReading(entry):
                field["parts"] = new JsonObject { ["familyKana"] = "hidden", ["givenKana"] = "hidden" };
                break;
            case "myNumber":
                field["separateStorage"] = true;
                field["sensitive"] = true;
                break;
            case "consent":
                field["required"] = true;
                break;
            case "attachment":
                field["accept"] = new JsonArray("application/pdf", "image/jpeg", "image/png");
                break;
        }
    }

    private static bool HasReading(FormEntry entry) => entry.Source is { } source && ExcelBlank.Fold(source.Text) is var text && (text.Contains("フリガナ", StringComparison.Ordinal) || text.Contains("ふりがな", StringComparison.Ordinal));
}

/// <summary>Ids in ASCII, unique in the form.</summary>
internal sealed class ExcelIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "today", "facts", "card", "item", "fee" };

    public string For(string label, string type, string? section)
    {
        var stem = ExcelWords.Of(label) is { } word && word.Type == type ? word.Id : Snake(type);
        if (section is not null && Sections.FirstOrDefault(known => section.Contains(known.Words, StringComparison.Ordinal)) is { Id: { } whose })
            stem = $"{whose}_{stem}";
        return Unique(stem);
    }

    public string Unique(string stem)
    {
        var id = stem;
        for (var n = 2; !_taken.Add(id); n++)
            id = $"{stem}_{n}";
        return id;
    }

    private static readonly (string Words, string Id)[] Sections =
    [
        ("申請", "applicant"), ("請求", "claimant"), ("届出", "notifier"), ("申込", "applicant"), ("配偶者", "spouse"), ("世帯主", "householder"), ("代理", "agent"), ("保護者", "guardian"), ("児童", "child"), ("使用者", "user"), ("連絡先", "contact"),
    ];

    // Words that FEEL has functions for would read badly as names.
    private static string Snake(string type) => type is "date" or "time" or "number" ? type + "_field" : Words(type);

    private static string Words(string type) => string.Concat(type.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}
