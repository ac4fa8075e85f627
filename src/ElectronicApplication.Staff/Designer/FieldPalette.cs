using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

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

    public static string Of(FieldType? type) => type is { } known ? FieldTypeWords.Ja(known) : "分からない種類";

    /// <summary>As it stands in form.json.</summary>
    public static string Name(FieldType type) => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..];

    public static FieldType? Parse(string? name) => name is { Length: > 0 } && char.IsAsciiLetter(name[0]) && Enum.TryParse<FieldType>(name, true, out var type) && Enum.IsDefined(type) ? type : null;
}
