using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Import;

/// <summary>What kind of field a place to write is, how sure that is, and why.</summary>
/// <param name="Sure">From 0 to 1; below <see cref="ToCheck"/> the author is asked to look.</param>
internal sealed record ExcelGuess(string Type, double Sure, string ReasonJa, string ReasonEn)
{
    public const double ToCheck = 0.7;

    private static readonly Dictionary<string, (string Ja, string En)> TypeNames = new(StringComparer.Ordinal)
    {
        ["text"] = ("一行の文字", "one line of text"), ["longText"] = ("長い文章", "a longer text"), ["integer"] = ("整数", "a whole number"), ["number"] = ("数", "a number"), ["yen"] = ("金額", "an amount in yen"),
        ["yesNo"] = ("はい・いいえ", "yes or no"), ["choice"] = ("一つ選ぶ項目", "a choice of one"), ["choices"] = ("いくつでも選ぶ項目", "a choice of several"), ["date"] = ("日付", "a date"), ["time"] = ("時刻", "a time"),
        ["period"] = ("期間", "a period"), ["personName"] = ("氏名", "a person's name"), ["address"] = ("住所", "an address"), ["bankAccount"] = ("口座", "a bank account"), ["myNumber"] = ("個人番号", "an individual number (My Number)"),
        ["corporateNumber"] = ("法人番号", "a corporate number"), ["mail"] = ("メールアドレス", "a mail address"), ["phone"] = ("電話番号", "a phone number"), ["postalCode"] = ("郵便番号", "a postal code"), ["kana"] = ("フリガナ", "a reading in kana"),
        ["digits"] = ("数字の番号", "a number made of digits"), ["attachment"] = ("添付ファイル", "an attachment"), ["group"] = ("繰り返しの表", "repeated rows"), ["consent"] = ("同意の確認", "a consent"), ["signature"] = ("署名", "a signature"),
    };

    public static ExcelGuess Of(FormEntry entry, ExcelSheet sheet)
    {
        var (label, blank) = (entry.Label, entry.Blank);
        var word = entry.Word;
        var first = entry.Blanks.Count == 0 ? null : entry.Blanks[0];
        return blank.Kind switch
        {
            BlankKind.Consent => ByBlank("consent", 0.9),
            BlankKind.Date => ByBlank("date", 0.95),
            BlankKind.Period => ByBlank("period", 0.9),
            BlankKind.Time or BlankKind.Times => ByBlank("time", 0.85),
            BlankKind.Number => ByBlank(blank.Unit is "円" or "千円" ? "yen" : IsMeasure(blank.Unit!) ? "number" : "integer", blank.Unit is "千円" ? 0.6 : 0.9),
            BlankKind.Choice when blank.Options.Count == 0 => ByBlank("yesNo", 0.5),
            BlankKind.Choice when word?.Type == "attachment" => ByLabel("attachment", 0.85),
            BlankKind.Choice when blank.Options is [var yes, var no] && (ExcelWords.IsPair(yes, no) || ExcelWords.IsPair(no, yes)) => ByBlank("yesNo", 0.9),
            BlankKind.Choice when blank.Options.Count == 1 => ByBlank("yesNo", 0.6),
            BlankKind.Choice => Chosen(),
            BlankKind.Postal => word is { Type: "postalCode" } ? ByLabel("postalCode", 0.95) : ByBlank("address", word is { Type: "address" } ? 0.95 : 0.75),
            BlankKind.Phone => ByBlank("phone", word is { Type: "phone" } ? 0.95 : 0.7),
            BlankKind.Bank => ByBlank("text", 0.6),
            _ when first?.Letters > 0 => Letters(first.Letters),
            _ when word is not null => ByWord(word),
            _ when first is not null && IsTall(first) => new ExcelGuess("longText", 0.6, $"高さのある記入欄なので{TypeNames["longText"].Ja}と推定", $"The place to write is tall, so {TypeNames["longText"].En} is assumed"),
            _ => new ExcelGuess("text", 0.6, $"{Where(entry)}「{label}」に決め手がないため{TypeNames["text"].Ja}と推定", $"Nothing in '{label}' tells the kind, so {TypeNames["text"].En} is assumed"),
        };

        ExcelGuess Chosen()
        {
            var many = ExcelWords.AsksForAll(label + entry.Help + entry.Source?.Text);
            return entry.Side == LabelSide.None ? ByBlank("choice", 0.5) : ByBlank(many ? "choices" : "choice", entry.Blanks.Count > 1 && !many ? 0.65 : 0.85);
        }

        ExcelGuess Letters(int count) => (count, word?.Type) switch
        {
            (12, "myNumber" or null) => ByWord(new ExcelWords.Word("myNumber", "my_number", word is null ? 0.65 : 0.95)),
            (13, "corporateNumber" or null) => ByWord(new ExcelWords.Word("corporateNumber", "corporate_number", word is null ? 0.65 : 0.95)),
            (_, "postalCode" or "phone" or "kana" or "date") => ByWord(word with { Sure = 0.8 }),
            (_, "personName") => ByWord(word with { Sure = 0.75 }),
            (_, "myNumber" or "corporateNumber") => ByWord(word with { Sure = 0.5 }),
            _ => new ExcelGuess("digits", label.EndsWith("番号", StringComparison.Ordinal) || label.EndsWith("コード", StringComparison.Ordinal) ? 0.9 : 0.6, $"一字ずつの枠が{count}個並ぶため{TypeNames["digits"].Ja}と推定", $"{count} boxes for one letter each, so {TypeNames["digits"].En} is assumed"),
        };

        ExcelGuess ByWord(ExcelWords.Word known)
        {
            // A name of options without the options, or a list of papers without the papers, is more than the paper says.
            if (known.Type is "choice" or "attachment" && blank.Options.Count == 0 && !label.Contains("性別", StringComparison.Ordinal))
                return ByLabel("text", 0.5);
            var sure = known.Sure - (entry.Side is LabelSide.Same && first is { Text: "" } ? 0.1 : 0) - (entry.Side == LabelSide.Above ? 0.02 : 0);
            return ByLabel(known.Type, sure);
        }

        ExcelGuess ByLabel(string type, double sure) =>
            new(type, sure, $"{Where(entry)}「{label}」から{TypeNames[type].Ja}と推定", $"'{label}' {WhereEn(entry)} suggests {TypeNames[type].En}");

        ExcelGuess ByBlank(string type, double sure) =>
            new(type, sure, $"記入欄の「{Sample(first!.Text, blank)}」から{TypeNames[type].Ja}と推定", $"'{Sample(first.Text, blank)}' in the place to write suggests {TypeNames[type].En}");

        bool IsTall(FormBox box) => box.Area.Rows >= 3 || sheet.Height(box.Area) >= 45;
    }

    public JsonObject Mark(string place)
    {
        var sure = Math.Round(Math.Clamp(Sure, 0, 1), 2);
        var mark = new JsonObject { ["cell"] = place, ["confidence"] = sure };
        if (sure < ToCheck)
            mark["check"] = true;
        mark["reason"] = new JsonObject { ["ja"] = ReasonJa, ["en"] = ReasonEn };
        return mark;
    }

    private static bool IsMeasure(string unit) => unit is "mm" or "cm" or "km" or "㎡" or "m3" or "m" or "ha" or "kg" or "g" or "t" or "%" or "時間" or "リットル" or "L";

    private static string Where(FormEntry entry) => entry.Side switch { LabelSide.Left => "記入欄の左の", LabelSide.Above => "記入欄の上の", LabelSide.Same => "同じ枠の", _ => "" };

    private static string WhereEn(FormEntry entry) => entry.Side switch { LabelSide.Left => "left of the place to write", LabelSide.Above => "above the place to write", LabelSide.Same => "in the same frame", _ => "" };

    private static string Sample(string text, ExcelBlank blank)
    {
        var words = text.Trim().Length == 0 ? string.Join('・', blank.Options) : ExcelWords.Display(text);
        return words.Length > 24 ? words[..(char.IsHighSurrogate(words[22]) ? 22 : 23)] + "…" : words;
    }
}
