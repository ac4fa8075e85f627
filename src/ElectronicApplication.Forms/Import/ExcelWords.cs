using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Import;

/// <summary>What the words of Japanese forms mean: which type of field a label asks for, and which texts are no fields at all.</summary>
internal static partial class ExcelWords
{
    /// <param name="Sure">How often a label like this means just that; from 0 to 1.</param>
    internal sealed record Word(string Type, string Id, double Sure);

    // The first that matches wins, so what is narrow stands before what is wide. Matched against the folded label without spaces.
    private static readonly (Regex Pattern, Word Word)[] Words =
    [
        .. new (string Pattern, string Type, string Id, double Sure)[]
        {
            ("^(?:フリガナ|ふりがな|カナ氏名|氏名カナ|カナ|かな)$", "kana", "kana", 0.95),
            ("(?:添付|必要|提出|関係|確認)(?:書類|資料|図書)", "attachment", "papers", 0.85),
            ("個人番号|マイナンバー", "myNumber", "my_number", 0.95),
            ("法人番号", "corporateNumber", "corporate_number", 0.95),
            ("郵便番号|^〒$", "postalCode", "postal_code", 0.95),
            ("メール|E-?mail|e-?mail|mail", "mail", "mail", 0.95),
            ("電話|TEL|Tel|携帯|FAX|ファックス|ファクシミリ", "phone", "phone", 0.9),
            ("^(?:緊急)?連絡先$", "phone", "contact", 0.65),
            ("マイクロチップ.*番号", "digits", "microchip_number", 0.85),
            ("口座番号", "digits", "account_number", 0.85),
            ("生年月日|生まれた日", "date", "birth_date", 0.95),
            ("年月日(?:\\(.*\\))?$|(?:実施|予定|希望|発生|開始|終了|完了|完成|着工|取得|異動|転入|転出|出生|死亡|利用|使用|収集|購入|契約|決定|発行|交付|接種|診断|入所|入園|退職|就職)日(?:\\(.*\\))?$|^期日$", "date", "day", 0.85),
            ("(?:期間)$", "period", "period", 0.75),
            ("(?:時刻|開始時間|終了時間)$", "time", "clock_time", 0.8),
            ("(?:署名|自署)(?:欄)?$", "signature", "signature", 0.8),
            ("(?:犬|猫|ペット|動物|公園|施設|物件|店|建物|品物|商品|学校|病院|団体|法人|会社|事業所|組織|業者|企業|商店|機関|支店|銀行|行事|催し|工事|品)(?:の)?(?:名|名前|名称)$|名称|屋号|業者名|^(?:品名|銘柄|商号)", "text", "name", 0.85),
            ("氏名|お?名前$|(?:者|人|主)名$|^お名前", "personName", "name", 0.9),
            ("住所|所在地|居所|お住まい$|送付先$", "address", "address", 0.9),
            ("人数|個数|数量|枚数|台数|件数|回数|頭数|部数|通数|本数|戸数|階数|年齢|日数|口数|員数", "integer", "quantity", 0.85),
            ("(?:金額|費用|料金|手数料|使用料|利用料|家賃|賃料|単価|費|額|代金|価格)(?:\\(.*\\))?$", "yen", "amount", 0.8),
            ("(?:面積|身長|体重|体高|長さ|高さ|重さ|重量|幅|奥行き?|距離|容量|最大の辺|辺)(?:\\((?:cm|mm|m|km|kg|g|m2|ha|L|t)\\))?$", "number", "measure", 0.75),
            ("理由|内容|目的|備考|事情|説明|概要|状況|経緯|特徴|詳細|要望|連絡事項|意見|特記事項|その他$|原因|症状|計画", "longText", "remarks", 0.8),
            ("有無$", "yesNo", "yes_no", 0.8),
            ("性別$", "choice", "sex", 0.75),
            ("(?:の別|区分|種別)$", "choice", "kind", 0.6),
            ("続柄|との関係|^関係$", "text", "relation", 0.75),
            ("(?:種類|品種|種名|毛色|色|職業|場所|目印|役職|職名|国籍|本籍|学年|学校|材質|型式|車種|記号)$", "text", "text", 0.75),
            ("番号$", "text", "reference_number", 0.7),
            ("(?:所有|保護|申請|届出|請求|申込|代表|責任|管理|担当|使用|相続|施主|扶養|後見|被保険|連帯保証|保証|代理)(?:者|人)$|世帯主$", "personName", "person", 0.65),
        }.Select(word => (new Regex(word.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), new Word(word.Type, word.Id, word.Sure))),
    ];

    /// <summary>Null when nothing in the label says what it asks for.</summary>
    public static Word? Of(string label)
    {
        var folded = ExcelBlank.Fold(label).Replace(" ", "", StringComparison.Ordinal);
        foreach (var (pattern, word) in Words)
            if (pattern.IsMatch(folded))
                return word;
        return null;
    }

    /// <summary>A text as a label or an option is shown: the spaces and breaks that only fill a cell are gone, digits and letters are half-width.</summary>
    public static string Display(string text)
    {
        var narrow = new StringBuilder();
        foreach (var c in text.Trim())
            narrow.Append(c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' ? (char)(c - 0xFEE0) : c == '(' ? '（' : c == ')' ? '）' : c);
        return InnerSpace().Replace(narrow.ToString(), match => match.Index > 0 && match.Index + match.Length < narrow.Length
            && IsLatin(narrow[match.Index - 1]) && IsLatin(narrow[match.Index + match.Length]) ? " " : "");

        static bool IsLatin(char c) => c is >= '!' and <= '~';
    }

    /// <summary>A label without its number, its colon and the remark behind it, which becomes its help.</summary>
    public static (string Label, string? Help) Label(string text)
    {
        var label = LeadingMark().Replace(Display(text), "").TrimEnd('：', ':', '】', '〉');
        if (Remark().Match(label) is { Success: true, Index: > 0 } remark)
            return (label[..remark.Index], remark.Value[1..^1]);
        return (label, null);
    }

    /// <summary>A label and the place to write that stand in one text: 電話番号（　　　）, 氏名：. No rest when there is only a label.</summary>
    public static (string Label, string? Room) Split(string text)
    {
        for (var at = 1; at < text.Length; at++)
            if (text[at] is ' ' or '\u3000' or '（' or '(' or '：' or ':' or '_' or '＿' or '〒' or '□' && ExcelBlank.Read(text[at..].TrimStart('：', ':')) is { MayBeLabel: false } blank
                && (blank.Kind != BlankKind.Free || text.Length - at > 2 || text[at] is '：' or ':') && Of(text[..at]) is { Sure: >= 0.7 })
                return (text[..at], text[at..].TrimStart('：', ':'));
        return (text, null);
    }

    /// <summary>Labels in one frame with room between them to write: 氏名　　　　続柄　　　　電話. Null when it is something else.</summary>
    public static string[]? Several(string text) => WideSpace().Split(text.Trim()) is { Length: >= 2 and <= 6 } parts && parts.All(part => Of(part) is not null) ? parts : null;

    /// <summary>Yes and no, in the words of the paper: 有・無, 徴収する・徴収しない.</summary>
    public static bool IsPair(string yes, string no) =>
        (yes, no) is ("有", "無") or ("有り", "無し") or ("あり", "なし") or ("はい", "いいえ") or ("する", "しない") or ("要", "不要") or ("済", "未") or ("済み", "未") or ("可", "不可") or ("いる", "いない") or ("ある", "ない")
        || (yes.EndsWith("する", StringComparison.Ordinal) && no == yes[..^2] + "しない") || (yes.EndsWith("ある", StringComparison.Ordinal) && no == yes[..^2] + "ない");

    /// <summary>A sentence for whoever fills it in.</summary>
    public static bool IsNote(string text)
    {
        var folded = ExcelBlank.Fold(text).Trim();
        return NoteStart().IsMatch(folded) || folded.Contains('。') || (folded.Length > 14 && SentenceEnd().IsMatch(folded)) || (folded.StartsWith('※') && folded.Length > 16);
    }

    public static bool IsAddressee(string text) => Addressee().IsMatch(ExcelBlank.Fold(text).Replace(" ", "", StringComparison.Ordinal));

    public static bool IsTitle(string text) => Title().IsMatch(ExcelBlank.Fold(text).Replace(" ", "", StringComparison.Ordinal));

    public static bool IsFormNumber(string text) => FormNumber().IsMatch(ExcelBlank.Fold(text).Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The day on which it is filed: known without asking.</summary>
    public static bool IsFilingDay(string label) => FilingDay().IsMatch(label);

    public static bool IsOfficeOnly(string text) => OfficeOnly().IsMatch(ExcelBlank.Fold(text).Replace(" ", "", StringComparison.Ordinal));

    public static bool ClosesForm(string text) => BelowIsClosed().IsMatch(text);

    public static bool ClosesStars(string text) => StarsAreClosed().IsMatch(text);

    public static bool IsRowNumber(string text) => RowNumber().IsMatch(ExcelBlank.Fold(text).Trim());

    public static bool AsksForAll(string text) => AllThatApply().IsMatch(text);

    [GeneratedRegex(@"[\s\u3000]{3,}")]
    private static partial Regex WideSpace();

    [GeneratedRegex(@"[\s\u3000]+")]
    private static partial Regex InnerSpace();

    [GeneratedRegex(@"^(?:[■□◆◇●○◎▼▶※*＊【〈]+|[（(]?[0-9]{1,2}[）).．、](?=\D)|[0-9]{1,2}(?=[^0-9月日年回次人歳号階件個台丁級種区類以～ーー])|[①-⑳])\s*")]
    private static partial Regex LeadingMark();

    [GeneratedRegex("（[^（）]*(?:すべて|全て|複数|ください|下さい|場合|記入|記載|☑|✓|レ点|チェック|該当|○)[^（）]*）$")]
    private static partial Regex Remark();

    [GeneratedRegex(@"^(?:\(?注(?:意|記|釈)?[\s\d:・)]|\(注|記入上の注意|\*\s|・.{14,})")]
    private static partial Regex NoteStart();

    [GeneratedRegex("(?:ください|下さい|こと|ます|ません|です|願います)[\\s)]*$")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^\(?(?:宛先|あて先|提出先|届出先)\)?|(?:市|区|町|村|県|都|府|道|所|署)(?:長|長官)?(?:様|殿|あて|宛て?)$|(?:長|者)(?:様|殿|あて|宛て?)$")]
    private static partial Regex Addressee();

    [GeneratedRegex(@"(?:書|届|届出|票|願|申込|申請|カード|依頼|請求|申告)(?:\(.*\))?$")]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:別記|別添|別紙)?(?:様式)?第?\d+号?(?:様式|の\d+様式)|^(?:別記)?(?:様式)第|^第\S{1,5}号様式")]
    private static partial Regex FormNumber();

    [GeneratedRegex("^(?:申請|届出|提出|請求|申込|申告|記入|作成|依頼)(?:年月日|日|の年月日)$")]
    private static partial Regex FilingDay();

    [GeneratedRegex("処理欄|職員(?:記入|使用|記載)欄?|(?:市|区|町|村|県|役所|課)(?:記入|使用|記載)欄|事務処理|受付印|受付欄|受理印|決裁|^(?:担当|収受)印$")]
    private static partial Regex OfficeOnly();

    [GeneratedRegex("(?:以下|下欄|この線より下|これより下)[^。]{0,12}(?:記入|記載)し(?:ない|ません)|以下[^。]{0,6}(?:記入|記載)不要|以下[^。]{0,8}使用欄")]
    private static partial Regex BelowIsClosed();

    [GeneratedRegex("※[^。]{0,12}(?:記入|記載)(?:し(?:ない|ません)|不要)")]
    private static partial Regex StarsAreClosed();

    [GeneratedRegex(@"^\(?第?\d{1,3}\)?(?:子|人目|件目|番目|行目|\.)?$")]
    private static partial Regex RowNumber();

    [GeneratedRegex("すべて|全て|複数(?:回答|選択|可)|いくつでも")]
    private static partial Regex AllThatApply();
}
