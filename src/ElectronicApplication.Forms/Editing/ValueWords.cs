using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Definitions;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What is written in a definition, for people who have never seen one.</summary>
internal static class ValueWords
{
    private const int Length = 120;

    private static readonly Dictionary<string, (string Ja, string En)> Names = new(StringComparer.Ordinal)
    {
        ["None"] = ("求めない", "none"),
        ["Mail"] = ("メールの到達", "mail"),
        ["Account"] = ("アカウント", "account"),
        ["CardLogin"] = ("カードでのログイン", "sign-in with the card"),
        ["CardSignature"] = ("カードでの電子署名", "signature with the card"),
        ["BeforeReview"] = ("審査の前", "before review"),
        ["AfterReview"] = ("審査の後", "after review"),
        ["workingDays"] = ("開庁日", "working days"),
        ["days"] = ("日", "days"),
        ["months"] = ("か月", "months"),
        ["required"] = ("必須", "required"),
        ["optional"] = ("任意", "optional"),
        ["hidden"] = ("使わない", "not asked"),
        ["cards"] = ("一件ずつ", "cards"),
        ["table"] = ("表", "table"),
        ["katakana"] = ("カタカナ", "katakana"),
        ["hiragana"] = ("ひらがな", "hiragana"),
        ["payee"] = ("口座名義のカナ", "kana of a payee"),
        ["card"] = ("マイナンバーカード", "the card"),
        ["account"] = ("アカウント", "the account"),
        ["earlier"] = ("前の申請", "an earlier submission"),
        ["query"] = ("ページのアドレス", "the address of the page"),
        ["name"] = ("氏名", "name"),
        ["address"] = ("住所", "address"),
        ["birthDate"] = ("生年月日", "birth date"),
        ["sex"] = ("性別", "sex"),
        ["nameKana"] = ("氏名のカナ", "name in kana"),
        ["postalCode"] = ("郵便番号", "postal code"),
        ["phone"] = ("電話番号", "phone"),
        ["mail"] = ("メールアドレス", "mail address"),
        ["bankAccount"] = ("口座", "bank account"),
        ["meiji"] = ("明治", "Meiji"),
        ["taisho"] = ("大正", "Taisho"),
        ["showa"] = ("昭和", "Showa"),
        ["heisei"] = ("平成", "Heisei"),
        ["reiwa"] = ("令和", "Reiwa"),
        ["rest"] = ("通信", "network"),
        ["U"] = ("当たる行は一つ", "one row"),
        ["A"] = ("どの行も同じ結果", "rows agree"),
        ["P"] = ("優先する結果", "by priority"),
        ["F"] = ("上から最初の行", "first row"),
        ["R"] = ("当たった行すべて", "all rows"),
        ["O"] = ("当たった行すべて（優先順）", "all rows by priority"),
        ["C"] = ("当たった行すべて", "all rows"),
        ["C+"] = ("合計", "sum"),
        ["C#"] = ("個数", "count"),
        ["C<"] = ("最小", "minimum"),
        ["C>"] = ("最大", "maximum"),
        ["application/pdf"] = ("PDF", "PDF"),
        ["image/jpeg"] = ("JPEG", "JPEG"),
        ["image/png"] = ("PNG", "PNG"),
        ["image/heic"] = ("HEIC", "HEIC"),
    };

    /// <summary>Keys whose strings are words of the language and not of the author.</summary>
    private static readonly HashSet<string> Fixed =
        ["identityLevel", "due", "unit", "layout", "script", "source", "attribute", "eras", "adapter", "on", "itemSet", "charset", "characters", "hitPolicy", "accept", .. FieldParts.Of(FieldType.PersonName).Select(part => part.Name), .. PartNames()];

    public static (string Ja, string En) Of(string key, JsonNode? value, FeelInWords feel)
    {
        switch (value)
        {
            case null:
                return ("なし", "nothing");
            case JsonObject texts when texts["ja"].Text() is { } ja:
                return (Short(ja), Short(texts.Text("en") ?? ja));
            case JsonObject members:
                var parts = members.Select(member => (member.Key, Words: member.Key is "expression" or "visible" && member.Value.Text() is { } text ? feel.Of(text) : Of(member.Key, member.Value, feel))).ToList();
                return (Short(string.Join("、", parts.Select(part => $"{KeyWords.Ja(part.Key)} {part.Words.Ja}"))), Short(string.Join(", ", parts.Select(part => $"{KeyWords.En(part.Key)} {part.Words.En}"))));
            case JsonArray items:
                var words = items.Select(item => Of(key, item, feel)).ToList();
                return (Short(string.Join("、", words.Select(word => word.Ja))), Short(string.Join(", ", words.Select(word => word.En))));
            case var text when text.Text() is { } plain:
                return Fixed.Contains(key) && Names.TryGetValue(plain, out var name) ? name : (Moment(plain)?.Ja ?? Short(plain), Moment(plain)?.En ?? Short(plain));
            case var truth when truth.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                return truth.GetValueKind() == JsonValueKind.True ? ("はい", "yes") : ("いいえ", "no");
            default:
                var number = value.ToJsonString();
                return key == "maxBytes" && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes)
                    ? (Megabytes(bytes), Megabytes(bytes)) : (number, number);
        }
    }

    public static string Short(string text)
    {
        var line = text.Replace('\n', ' ');
        return line.Length <= Length ? line : line[..(char.IsHighSurrogate(line[Length - 1]) ? Length - 1 : Length)] + "…";
    }

    private static (string Ja, string En)? Moment(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (JapaneseCalendar.Format(day), text);
        if (text.Length < 20 || text[10] != 'T' || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment))
            return null;
        var there = moment.ToOffset(TimeSpan.FromHours(9));
        return (string.Create(CultureInfo.InvariantCulture, $"{JapaneseCalendar.Format(DateOnly.FromDateTime(there.DateTime))} {there:H:mm}"), there.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    private static string Megabytes(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024):0.##} MB");

    private static IEnumerable<string> PartNames() => Enum.GetValues<FieldType>().SelectMany(FieldParts.Of).Select(part => part.Name);
}
