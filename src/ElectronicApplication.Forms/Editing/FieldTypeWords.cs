namespace ElectronicApplication.Forms.Editing;

/// <summary>What the types of fields are called on a palette.</summary>
public static class FieldTypeWords
{
    public static string Ja(FieldType type) => Of(type).Ja;

    public static string En(FieldType type) => Of(type).En;

    private static (string Ja, string En) Of(FieldType type) => type switch
    {
        FieldType.Text => ("文字（1行）", "Text"),
        FieldType.LongText => ("文章", "Long text"),
        FieldType.Integer => ("整数", "Whole number"),
        FieldType.Number => ("数（小数）", "Number"),
        FieldType.Yen => ("金額", "Amount of yen"),
        FieldType.YesNo => ("はい・いいえ", "Yes or no"),
        FieldType.Choice => ("選択（1つ）", "Choice"),
        FieldType.Choices => ("選択（いくつでも）", "Choices"),
        FieldType.Date => ("日付", "Date"),
        FieldType.Time => ("時刻", "Time"),
        FieldType.Period => ("期間", "Period"),
        FieldType.PersonName => ("氏名", "Name"),
        FieldType.Address => ("住所", "Address"),
        FieldType.Contact => ("連絡先", "Contact"),
        FieldType.BankAccount => ("口座", "Bank account"),
        FieldType.MyNumber => ("マイナンバー", "My Number"),
        FieldType.CorporateNumber => ("法人番号", "Corporate number"),
        FieldType.Mail => ("メールアドレス", "Mail address"),
        FieldType.Phone => ("電話番号", "Phone number"),
        FieldType.PostalCode => ("郵便番号", "Postal code"),
        FieldType.Kana => ("フリガナ", "Kana"),
        FieldType.Digits => ("番号", "Number of digits"),
        FieldType.Attachment => ("添付書類", "Attachment"),
        FieldType.Group => ("繰り返し", "Repeated group"),
        FieldType.Consent => ("同意", "Consent"),
        FieldType.Heading => ("見出し", "Heading"),
        FieldType.Guidance => ("案内文", "Guidance"),
        FieldType.Calculated => ("計算", "Calculation"),
        FieldType.Slot => ("予約枠", "Reservation"),
        FieldType.Signature => ("署名欄", "Signature"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
