using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Import;

internal enum BlankKind
{
    /// <summary>Nothing stands in it, or only brackets and words around the place to write.</summary>
    Free, Date, Period, Time, Times, Number, Postal, Phone, Choice, Consent, Seal, Bank,
}

/// <summary>A place to write or to tick, as the letters printed in it tell: 「　年　月　日」, 「　　円」, 「□新規　□変更」.</summary>
internal sealed partial record ExcelBlank(BlankKind Kind)
{
    public string? Unit { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Options written only with dots between them: the same letters may be a label (不妊・去勢手術).</summary>
    public bool MayBeLabel { get; init; }

    /// <summary>Of the options the one that leaves room to write: その他（　　）.</summary>
    public string? OpenOption { get; init; }

    public IReadOnlyList<string> Eras { get; init; } = [];

    /// <summary>Beside it stands 印: who writes there is to stamp it too.</summary>
    public bool Stamped { get; init; }

    private static readonly (string Letters, string Era)[] EraNames =
        [("明治", "meiji"), ("大正", "taisho"), ("昭和", "showa"), ("平成", "heisei"), ("令和", "reiwa"), ("明", "meiji"), ("大", "taisho"), ("昭", "showa"), ("平", "heisei"), ("令", "reiwa")];

    // Words in brackets and units in one sign; string.Normalize does nothing under invariant globalization, which the programs run with.
    private static readonly Dictionary<char, string> Signs = new()
    {
        ['\u3000'] = " ", ['☐'] = "□", ['◻'] = "□", ['❏'] = "□", ['☑'] = "□", ['〜'] = "~", ['･'] = "・", ['㊞'] = "印", ['℡'] = "TEL", ['№'] = "No", ['㎡'] = "m2", ['㎥'] = "m3",
        ['㎜'] = "mm", ['㎝'] = "cm", ['㎞'] = "km", ['㎏'] = "kg", ['㌔'] = "km", ['㏄'] = "cc", ['㈱'] = "(株)",
    };

    /// <summary>The letters in one form for comparing only: half width, ㎡ as m2, ① as 1.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            if (c is >= '！' and <= '～')
                folded.Append((char)(c - 0xFEE0));
            else if (c is >= '①' and <= '⑨')
                folded.Append((char)(c - '①' + '1'));
            else if (Signs.TryGetValue(c, out var sign))
                folded.Append(sign);
            else
                folded.Append(c);
        return folded.ToString();
    }

    /// <summary>Null when the text is no place to write.</summary>
    public static ExcelBlank? Read(string text)
    {
        var folded = Fold(text);
        var trimmed = folded.Trim();
        if (trimmed.Length == 0)
            return new ExcelBlank(BlankKind.Free);
        if (trimmed.Length > 400)
            return null;
        if (Date().Match(trimmed) is { Success: true } date)
            return new ExcelBlank(BlankKind.Date) { Eras = EraList(date.Groups["era"].Value) };
        if (Period().IsMatch(trimmed))
            return new ExcelBlank(BlankKind.Period);
        if (Time().IsMatch(trimmed))
            return new ExcelBlank(BlankKind.Time);
        if (Times().IsMatch(trimmed))
            return new ExcelBlank(BlankKind.Times);
        if (UnitEnd().Match(trimmed) is { Success: true } unit)
            return new ExcelBlank(BlankKind.Number) { Unit = unit.Groups["unit"].Value is "m2" or "平米" or "平方メートル" ? "㎡" : unit.Groups["unit"].Value };
        if (PostalCode().IsMatch(trimmed))
            return new ExcelBlank(BlankKind.Postal);
        if (PhoneNumber().IsMatch(trimmed))
            return new ExcelBlank(BlankKind.Phone);
        if (trimmed is "印" or "(印)" or "実印" or "代表者印")
            return new ExcelBlank(BlankKind.Seal) { Stamped = true };
        if (BankWords().IsMatch(trimmed) && trimmed.Any(c => c is '銀' or '店' or '庫' or '協' or '所'))
            return new ExcelBlank(BlankKind.Bank);
        if (Brackets().IsMatch(trimmed))
            return new ExcelBlank(BlankKind.Free);
        return Ticked(trimmed) ?? Numbered(trimmed) ?? Dotted(trimmed);
    }

    /// <summary>□ before each option.</summary>
    private static ExcelBlank? Ticked(string text)
    {
        if (!text.StartsWith('□'))
            return null;
        var options = text.Split('□', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (options.Length == 1 && Agreement().IsMatch(options[0]))
            return new ExcelBlank(BlankKind.Consent) { Options = [Joined(options[0])] };
        return options.Length == 0 ? new ExcelBlank(BlankKind.Choice) : Choice(options);
    }

    /// <summary>1 新規 2 変更, and 要介護 1・2・3.</summary>
    private static ExcelBlank? Numbered(string text)
    {
        var options = new List<string>();
        var marks = NumberMark().Matches(text).Where((mark, i) => i == 0 ? mark.Index == 0 : true).ToList();
        for (var i = 0; i < marks.Count && marks[i].Groups["n"].Value == $"{i + 1}"; i++)
            options.Add(text[(marks[i].Index + marks[i].Length)..(i + 1 < marks.Count && marks[i + 1].Groups["n"].Value == $"{i + 2}" ? marks[i + 1].Index : text.Length)].Trim());
        if (options.Count >= 2 && marks[0].Index == 0 && options.All(option => option.Length is > 0 and <= 40 && !option.Contains('。')))
            return Choice(options);
        if (!Degrees().IsMatch(text))
            return null;
        return Choice([.. Degree().Matches(text).SelectMany(degree => degree.Groups["n"].Value.Split('・').Select(n => degree.Groups["word"].Value + n.Trim()))]);
    }

    /// <summary>男・女.</summary>
    private static ExcelBlank? Dotted(string text)
    {
        var plain = Room().Replace(text, "");
        var parts = Separators().Split(plain).Select(part => part.Trim()).ToArray();
        if (parts.Length == 1 && plain.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, var second] && IsKnownPair(first, second))
            parts = [first, second];
        if (parts.Length is < 2 or > 8 || parts.Any(part => part.Length is 0 or > 12 || part.Any(char.IsWhiteSpace) || part.Any(c => "()「」※。:".Contains(c))))
            return null;
        var open = Array.FindIndex(Separators().Split(text), part => Room().IsMatch(part));
        return Choice(parts) with { MayBeLabel = !IsKnownPair(parts[0], parts[1]) || parts.Length > 2, OpenOption = open >= 0 && open < parts.Length ? Joined(parts[open]) : null };

        static bool IsKnownPair(string first, string second) => (first, second) is ("男", "女") || ExcelWords.IsPair(first, second);
    }

    private static ExcelBlank Choice(IReadOnlyList<string> written)
    {
        var open = written.FirstOrDefault(option => Room().IsMatch(option));
        return new ExcelBlank(BlankKind.Choice)
        {
            Options = [.. written.Select(option => Joined(Room().Replace(option, "")).TrimEnd(':', '・')).Where(option => option.Length > 0).Distinct()],
            OpenOption = open is null ? null : Joined(Room().Replace(open, "")),
        };
    }

    private static string Joined(string text) => ExcelWords.Display(text);

    private static string[] EraList(string text)
    {
        var eras = new List<string>();
        foreach (var (letters, era) in EraNames)
            if (text.Contains(letters, StringComparison.Ordinal))
            {
                eras.Add(era);
                text = text.Replace(letters, "", StringComparison.Ordinal);
            }
        return [.. eras.Distinct()];
    }

    private const string Era = "(?:明治|大正|昭和|平成|令和|西暦|[明大昭平令MTSHR])";
    private const string Day = $@"(?<era>(?:{Era}[\s・/、,.]*)*)(?:20)?[\s_()]*年[\s_()]*月[\s_()]*日\s*(?:生まれ|生|時点|現在)?\s*(?:\([\s曜日]*\))?";
    private const string Clock = @"(?:午前|午後|AM|PM)?[\s・/]*(?:午後|PM)?[\s_()]*時(?:[\s_()]*分)?\s*(?:頃|ごろ)?";

    [GeneratedRegex($"^{Day}$")]
    private static partial Regex Date();

    [GeneratedRegex($@"^(?:自\s*)?{Day}\s*(?:から|より|~|-|ー|至|\s)\s*(?:至\s*)?{Day}\s*(?:まで)?(?:\s*\(?[\s_]*日間\)?)?$")]
    private static partial Regex Period();

    [GeneratedRegex($"^{Clock}$")]
    private static partial Regex Time();

    [GeneratedRegex($@"^{Clock}\s*(?:から|より|~|-|ー)\s*{Clock}\s*(?:まで)?$")]
    private static partial Regex Times();

    [GeneratedRegex(@"^(?:約|金|全|計)?[\s_()約]*(?<unit>円|千円|万円|人|名|個|枚|台|件|本|頭|匹|羽|回|日間?|泊|時間|分間?|か月|ヶ月|年間?|歳|才|mm|cm|km|m2|m3|m|平米|平方メートル|ha|kg|g|t|%|部|通|階|戸|棟|世帯|株|冊|点|区画|箱|袋|組|リットル|L)[\s)]*$")]
    private static partial Regex UnitEnd();

    [GeneratedRegex(@"^\(?〒[\s_()\-ー―−0]*(?:\S{1,4}[都道府県])?\s*(?:\S{1,8}[市区町村郡]){0,3}[\s_]*$")]
    private static partial Regex PostalCode();

    [GeneratedRegex(@"^(?:\([\s_]+\)[\s_]*[\-ー―−]?[\s_]*|[\-ー―−][\s_]*[\-ー―−])$")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^(?:銀行|信用金庫|信用組合|信金|信組|農協|農業協同組合|労働金庫|労金|漁協|組合|金庫|ゆうちょ|本店|本所|支店|支所|出張所|代理店|店|[\s・/()、,])+$")]
    private static partial Regex BankWords();

    [GeneratedRegex(@"^(?:第[\s_]*号|[\s_()\[\]「」\-ー―−:・]+|\(?例.*)$")]
    private static partial Regex Brackets();

    [GeneratedRegex("同意|誓約|承諾|確認し(?:ました|ています)|誓い|相違ありません")]
    private static partial Regex Agreement();

    [GeneratedRegex(@"(?:^|(?<=\s))\(?(?<n>[1-9])(?:[.)、:]\s*|\s+|(?=[^\d\s・年月日円人]))")]
    private static partial Regex NumberMark();

    [GeneratedRegex(@"^(?:[^\s\d・()]{1,8}\s*\d(?:\s*・\s*\d)+\s*)+$")]
    private static partial Regex Degrees();

    [GeneratedRegex(@"(?<word>[^\s\d・()]{1,8})\s*(?<n>\d(?:\s*・\s*\d)+)")]
    private static partial Regex Degree();

    [GeneratedRegex(@"[(\[](?:[\s_]*|[^()\[\]]*[\s_]{2}[^()\[\]]*)[)\]]")]
    private static partial Regex Room();

    [GeneratedRegex(@"\s*[・/／]\s*|\s+又は\s+|\s+または\s+")]
    private static partial Regex Separators();
}
