namespace ElectronicApplication.Forms;

/// <summary>What a field asks for. In JSON in camelCase: <c>"type": "personName"</c>.</summary>
public enum FieldType
{
    /// <summary>One line, kept as it was typed.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>Whole number.</summary>
    Integer,

    /// <summary>Decimal number with at most <see cref="FieldDefinition.Decimals"/> places.</summary>
    Number,

    /// <summary>Whole yen.</summary>
    Yen,

    /// <summary><c>true</c> or <c>false</c>; no answer is neither.</summary>
    YesNo,

    /// <summary>One of the options: its value.</summary>
    Choice,

    /// <summary>Any of the options: a list of values in the order of the options.</summary>
    Choices,

    /// <summary>A day: <c>YYYY-MM-DD</c>. 和暦 (令和8年4月1日, R8.4.1) is understood and stored in this form (GIF DS-441).</summary>
    Date,

    /// <summary>A time of day: <c>HH:MM</c>. FEEL sees a time.</summary>
    Time,

    /// <summary>From one day to another, both included: <c>{"from": "2026-04-01", "to": "2026-04-30"}</c>.</summary>
    Period,

    /// <summary>氏名 by its GIF parts: <c>family, given, familyKana, givenKana, familyEn, givenEn</c>.</summary>
    PersonName,

    /// <summary>住所 by its GIF parts: <c>postalCode, prefecture, city, town, block, building</c>.</summary>
    Address,

    /// <summary>連絡先: <c>name, phone, mail</c>.</summary>
    Contact,

    /// <summary>口座: <c>bankCode, bankName, branchCode, branchName, kind, number, payeeKana</c>.</summary>
    BankAccount,

    /// <summary>個人番号: twelve digits with their check digit. Shown masked, kept apart (<see cref="FieldDefinition.SeparateStorage"/>).</summary>
    MyNumber,

    /// <summary>法人番号: thirteen digits, the first of them a check digit.</summary>
    CorporateNumber,

    Mail,
    Phone,

    /// <summary>Seven digits, with or without a hyphen.</summary>
    PostalCode,

    /// <summary>フリガナ in the <see cref="FieldDefinition.Script"/> of the field.</summary>
    Kana,

    /// <summary>A number that is a name: digits with their leading zeros. Hyphens and spaces are dropped.</summary>
    Digits,

    /// <summary>Files. They travel beside the answers.</summary>
    Attachment,

    /// <summary>Rows of <see cref="FieldDefinition.Fields"/>.</summary>
    Group,

    /// <summary>A box to tick.</summary>
    Consent,

    Heading,
    Guidance,

    /// <summary>A value that the form works out.</summary>
    Calculated,

    /// <summary>A reserved time at the counter. The word is taken; no form can use it yet.</summary>
    Slot,

    /// <summary>Where the applicant signs: the electronic signature on the page, the line for a pen on paper.</summary>
    Signature,
}

/// <summary>The letters of a <see cref="FieldType.Kana"/> field. Hiragana, half-width and full-width are turned into each other, small letters never.</summary>
public enum KanaScript
{
    /// <summary>Full-width katakana.</summary>
    Katakana,

    /// <summary>Hiragana.</summary>
    Hiragana,

    /// <summary>Katakana with the capital letters, digits and signs that a payee's name may have in a bank transfer (口座名義カナ).</summary>
    Payee,
}

/// <summary>Whether a part of a composite field (氏名, 住所 ...) is asked for.</summary>
public enum PartPresence { Required, Optional, Hidden }

/// <summary>How rows of a group are drawn.</summary>
public enum GroupLayout { Cards, Table }

/// <summary>和暦 by era, oldest first.</summary>
public enum JapaneseEra { Meiji, Taisho, Showa, Heisei, Reiwa }
