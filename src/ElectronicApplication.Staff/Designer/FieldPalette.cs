using ElectronicApplication.Forms;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The types of fields in the words of the palette.</summary>
public static class FieldPalette
{
    public static IReadOnlyList<(string Title, IReadOnlyList<FieldType> Types)> Palette { get; } =
    [
        ("よく使う項目", [FieldType.Text, FieldType.Choice, FieldType.YesNo, FieldType.Date, FieldType.Integer, FieldType.LongText, FieldType.Choices]),
        ("申請者の情報", [FieldType.PersonName, FieldType.Address, FieldType.Contact, FieldType.Phone, FieldType.Mail, FieldType.Kana, FieldType.PostalCode]),
        ("お金と番号", [FieldType.Yen, FieldType.Number, FieldType.Digits, FieldType.BankAccount, FieldType.MyNumber, FieldType.CorporateNumber]),
        ("日時", [FieldType.Time, FieldType.Period]),
        ("まとまりと書類", [FieldType.Group, FieldType.Attachment, FieldType.Consent, FieldType.Signature]),
        ("表示だけ", [FieldType.Calculated, FieldType.Heading, FieldType.Guidance]),
    ];

    public static string Of(FieldType? type) => type switch
    {
        FieldType.Text => "1行の文字", FieldType.LongText => "長い文章", FieldType.Integer => "整数", FieldType.Number => "数（小数）", FieldType.Yen => "金額（円）",
        FieldType.YesNo => "はい・いいえ", FieldType.Choice => "一つ選ぶ", FieldType.Choices => "いくつか選ぶ", FieldType.Date => "日付", FieldType.Time => "時刻", FieldType.Period => "期間",
        FieldType.PersonName => "氏名", FieldType.Address => "住所", FieldType.Contact => "連絡先", FieldType.BankAccount => "振込口座", FieldType.MyNumber => "マイナンバー",
        FieldType.CorporateNumber => "法人番号", FieldType.Mail => "メールアドレス", FieldType.Phone => "電話番号", FieldType.PostalCode => "郵便番号", FieldType.Kana => "フリガナ",
        FieldType.Digits => "番号（数字）", FieldType.Attachment => "添付書類", FieldType.Group => "繰り返し", FieldType.Consent => "同意", FieldType.Heading => "見出し",
        FieldType.Guidance => "案内文", FieldType.Calculated => "計算", FieldType.Slot => "予約枠", FieldType.Signature => "署名欄",
        _ => type?.ToString() ?? "分からない種類",
    };

    /// <summary>As it stands in form.json.</summary>
    public static string Name(FieldType type) => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..];

    public static FieldType? Parse(string? name) => name is { Length: > 0 } && char.IsAsciiLetter(name[0]) && Enum.TryParse<FieldType>(name, true, out var type) && Enum.IsDefined(type) ? type : null;
}
