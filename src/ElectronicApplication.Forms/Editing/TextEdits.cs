using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Texts that people read: a string while there is only Japanese, otherwise strings by language in a fixed order.</summary>
internal static partial class TextEdits
{
    private static readonly string[] Order = ["ja", "ja-easy", "en"];

    public static EditOutcome Set(EditWork work, SetText edit)
    {
        var (element, rule) = work.Element(edit.Target);
        var path = new PropertyPath(edit.Key);
        var text = string.IsNullOrWhiteSpace(edit.Text) ? null : edit.Text.Trim('\n', ' ', '\t');
        var place = path.Find(element, rule, make: text is not null);
        if (!place.Rule.IsText && !(place.Rule.IsPlainString && place.Rule.Name is null && edit.Language == "ja" && path.First is not ("id" or "code")))
            throw new DefinitionException(edit.Key, $"{path.Ja}は、言語ごとに書く文ではありません。", $"The {path.En} is no text by language.");
        if (!Language().IsMatch(edit.Language))
            throw new DefinitionException(edit.Key, "言語は ja、ja-easy、en のように書いてください。", "Write the language as ja, ja-easy or en.");
        var (ownerJa, ownerEn) = ElementWords.Owner(edit.Target, element);
        if (text is not null)
            Write(place, edit.Language, text);
        else if (edit.Language != "ja")
            Clear(place, edit.Language);
        else if (place.IsKept)
            throw new DefinitionException(edit.Key, $"{path.Ja}の日本語は空にできません。書いてください。", $"The {path.En} needs its Japanese text. Write it.");
        else
            place.Clear();
        var (languageJa, languageEn) = edit.Language switch { "ja" => ("", ""), "ja-easy" => ("（やさしい日本語）", " in easy Japanese"), "en" => ("（英語）", " in English"), var other => ($"（{other}）", $" in {other}") };
        return text is null
            ? EditOutcome.Done($"{ownerJa}の{path.Ja}{languageJa}を削除", $"Removed the {path.En} of {ownerEn}{languageEn}")
            : EditOutcome.Done($"{ownerJa}の{path.Ja}{languageJa}を変更", $"Changed the {path.En} of {ownerEn}{languageEn}");
    }

    private static void Write(PropertyPlace place, string language, string text)
    {
        switch (place.Value)
        {
            case JsonObject texts when texts.ContainsKey(language):
                texts[language] = text;
                break;
            case JsonObject texts:
                var rank = Rank(language);
                texts.Insert(texts.Select(member => member.Key).TakeWhile(known => Rank(known) <= rank).Count(), language, text);
                break;
            case var plain when language == "ja":
                place.Write(text);
                break;
            case var plain:
                place.Write(new JsonObject { ["ja"] = plain.Text() ?? "", [language] = text });
                break;
        }
    }

    private static void Clear(PropertyPlace place, string language)
    {
        if (place.Value is not JsonObject texts || !texts.Remove(language))
            return;
        if (texts.Count == 1 && texts.Text("ja") is { } alone)
            place.Write(alone);
    }

    private static int Rank(string language) => Array.IndexOf(Order, language) is var at and >= 0 ? at : Order.Length;

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
