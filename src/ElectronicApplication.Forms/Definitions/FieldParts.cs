namespace ElectronicApplication.Forms.Definitions;

/// <summary>
/// The parts of composite fields. Names and order follow GIF (DS-431 個人, 連絡先; DS-445 住所): <c>family</c> is familyName,
/// <c>city</c> cityAndCounty, <c>town</c> streetAddress (町字), <c>block</c> cityBlock (番地以下), <c>building</c> buildingNameEtc (方書).
/// </summary>
internal static class FieldParts
{
    private static readonly string[] Prefectures =
    [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
        "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
        "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ];

    private static readonly string[] PrefecturesEn =
    [
        "Hokkaido", "Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima", "Ibaraki", "Tochigi", "Gunma", "Saitama", "Chiba", "Tokyo", "Kanagawa", "Niigata", "Toyama",
        "Ishikawa", "Fukui", "Yamanashi", "Nagano", "Gifu", "Shizuoka", "Aichi", "Mie", "Shiga", "Kyoto", "Osaka", "Hyogo", "Nara", "Wakayama", "Tottori", "Shimane",
        "Okayama", "Hiroshima", "Yamaguchi", "Tokushima", "Kagawa", "Ehime", "Kochi", "Fukuoka", "Saga", "Nagasaki", "Kumamoto", "Oita", "Miyazaki", "Kagoshima", "Okinawa",
    ];

    private static readonly OptionDefinition[] PrefectureOptions = [.. Prefectures.Zip(PrefecturesEn, (ja, en) => new OptionDefinition(ja, Words(ja, null, en)))];

    // 全銀協の預金種目コード.
    private static readonly OptionDefinition[] AccountKinds =
    [
        new("1", Words("普通・総合", "普通（ふつう）", "Ordinary")),
        new("2", Words("当座", "当座（とうざ）", "Current")),
        new("4", Words("貯蓄", "貯蓄（ちょちく）", "Savings")),
    ];

    private static readonly LocalizedText LatinOnly = Words("英字（ローマ字）で入力してください。", "ABC の 文字で 書いて ください。", "Please enter Latin letters.");

    /// <summary>Name and usual presence of every part of a type, in order.</summary>
    public static IReadOnlyList<(string Name, PartPresence Presence)> Of(FieldType type) => type switch
    {
        FieldType.Period => [("from", PartPresence.Required), ("to", PartPresence.Required)],
        // Not everybody has a given name apart from the family name; who must have both says so.
        FieldType.PersonName =>
        [
            ("family", PartPresence.Required), ("given", PartPresence.Optional), ("familyKana", PartPresence.Required), ("givenKana", PartPresence.Optional),
            ("familyEn", PartPresence.Hidden), ("givenEn", PartPresence.Hidden),
        ],
        FieldType.Address =>
        [
            ("postalCode", PartPresence.Required), ("prefecture", PartPresence.Required), ("city", PartPresence.Required),
            ("town", PartPresence.Required), ("block", PartPresence.Required), ("building", PartPresence.Optional),
        ],
        FieldType.Contact => [("name", PartPresence.Hidden), ("phone", PartPresence.Required), ("mail", PartPresence.Optional)],
        FieldType.BankAccount =>
        [
            ("bankCode", PartPresence.Optional), ("bankName", PartPresence.Required), ("branchCode", PartPresence.Optional), ("branchName", PartPresence.Required),
            ("kind", PartPresence.Required), ("number", PartPresence.Required), ("payeeKana", PartPresence.Required),
        ],
        _ => [],
    };

    /// <summary>The parts that are asked for: as usual, unless the author says otherwise.</summary>
    public static FieldDefinition[] Shown(FieldDefinition whole, IReadOnlyDictionary<string, PartPresence> presences) =>
    [
        .. from part in Of(whole.Type)
           let presence = presences.TryGetValue(part.Name, out var chosen) ? chosen : part.Presence
           where presence != PartPresence.Hidden
           select Part(whole, part.Name, presence == PartPresence.Required),
    ];

    private static FieldDefinition Part(FieldDefinition whole, string name, bool required) => (whole.Type, name) switch
    {
        (FieldType.Period, "from") => Date(whole, name, Words("開始日", "はじまる 日", "From"), required),
        (FieldType.Period, _) => Date(whole, name, Words("終了日", "おわる 日", "To"), required),
        (FieldType.PersonName, "family") => Text(whole, name, Words("姓", "名字（みょうじ）", "Family name"), required, 100, "family-name"),
        (FieldType.PersonName, "given") => Text(whole, name, Words("名", "名前（なまえ）", "Given name"), required, 100, "given-name"),
        (FieldType.PersonName, "familyKana") => Kana(whole, name, Words("姓（フリガナ）", "名字（カタカナ）", "Family name (katakana)"), required, KanaScript.Katakana),
        (FieldType.PersonName, "givenKana") => Kana(whole, name, Words("名（フリガナ）", "名前（カタカナ）", "Given name (katakana)"), required, KanaScript.Katakana),
        (FieldType.PersonName, "familyEn") => Latin(whole, name, Words("姓（ローマ字）", "名字（ABC）", "Family name (Latin letters)"), required),
        (FieldType.PersonName, _) => Latin(whole, name, Words("名（ローマ字）", "名前（ABC）", "Given name (Latin letters)"), required),
        (FieldType.Address, "postalCode") => Simple(whole, name, FieldType.PostalCode, Words("郵便番号", "郵便番号（ゆうびんばんごう）", "Postal code"), required, "postal-code", "numeric"),
        (FieldType.Address, "prefecture") => Choice(whole, name, Words("都道府県", "都道府県（とどうふけん）", "Prefecture"), required, PrefectureOptions, "address-level1"),
        (FieldType.Address, "city") => Text(whole, name, Words("市区町村", "市・区・町・村", "City or ward"), required, 100, "address-level2"),
        (FieldType.Address, "town") => Text(whole, name, Words("町名・字名", "町の 名前", "Town"), required, 100, "address-level3"),
        (FieldType.Address, "block") => Text(whole, name, Words("丁目・番地・号", "番地（ばんち）", "Block and number"), required, 100, "address-line1"),
        (FieldType.Address, _) => Text(whole, name, Words("建物名・部屋番号（方書）", "建物（たてもの）の 名前・部屋（へや）", "Building and room"), required, 200, "address-line2"),
        (FieldType.Contact, "name") => Text(whole, name, Words("連絡先の名称", "だれの ところ", "Whose contact"), required, 100, "name"),
        (FieldType.Contact, "phone") => Simple(whole, name, FieldType.Phone, Words("電話番号", "電話（でんわ）", "Phone"), required, "tel", "tel"),
        (FieldType.Contact, _) => Simple(whole, name, FieldType.Mail, Words("メールアドレス", "メール", "Mail"), required, "email", "email"),
        (FieldType.BankAccount, "bankCode") => Digits(whole, name, Words("金融機関コード", "銀行の 番号（4けた）", "Bank code"), required, 4),
        (FieldType.BankAccount, "bankName") => Text(whole, name, Words("金融機関名", "銀行の 名前", "Bank"), required, 100, null),
        (FieldType.BankAccount, "branchCode") => Digits(whole, name, Words("支店コード", "支店の 番号（3けた）", "Branch code"), required, 3),
        (FieldType.BankAccount, "branchName") => Text(whole, name, Words("支店名", "支店（してん）の 名前", "Branch"), required, 100, null),
        (FieldType.BankAccount, "kind") => Choice(whole, name, Words("預金種目", "口座（こうざ）の しゅるい", "Kind of account"), required, AccountKinds, null),
        (FieldType.BankAccount, "number") => Digits(whole, name, Words("口座番号", "口座の 番号（7けた）", "Account number"), required, 7),
        (FieldType.BankAccount, _) => Kana(whole, name, Words("口座名義（カナ）", "口座の 人の 名前（カタカナ）", "Account holder (katakana)"), required, KanaScript.Payee),
        _ => throw new ArgumentOutOfRangeException(nameof(whole), whole.Type, null),
    };

    private static FieldDefinition Simple(FieldDefinition whole, string name, FieldType type, LocalizedText label, bool required, string? autocomplete = null, string? inputMode = null) => new()
    {
        Id = name,
        Type = type,
        Label = label,
        Required = required,
        Autocomplete = autocomplete,
        InputMode = inputMode,
        Sensitive = whole.Sensitive,
    };

    private static FieldDefinition Text(FieldDefinition whole, string name, LocalizedText label, bool required, int length, string? autocomplete) => new()
    {
        Id = name,
        Type = FieldType.Text,
        Label = label,
        Required = required,
        MaxLength = length,
        Autocomplete = autocomplete,
        Sensitive = whole.Sensitive,
    };

    private static FieldDefinition Kana(FieldDefinition whole, string name, LocalizedText label, bool required, KanaScript script) => new()
    {
        Id = name,
        Type = FieldType.Kana,
        Label = label,
        Required = required,
        Script = script,
        MaxLength = 100,
        Sensitive = whole.Sensitive,
    };

    private static FieldDefinition Latin(FieldDefinition whole, string name, LocalizedText label, bool required) => new()
    {
        Id = name,
        Type = FieldType.Text,
        Label = label,
        Required = required,
        MaxLength = 100,
        Pattern = @"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF\u0300-\u036F '’.,\-]+",
        PatternMessage = LatinOnly,
        Sensitive = whole.Sensitive,
    };

    private static FieldDefinition Digits(FieldDefinition whole, string name, LocalizedText label, bool required, int length) => new()
    {
        Id = name,
        Type = FieldType.Digits,
        Label = label,
        Required = required,
        MinLength = length,
        MaxLength = length,
        InputMode = "numeric",
        Sensitive = whole.Sensitive,
    };

    private static FieldDefinition Choice(FieldDefinition whole, string name, LocalizedText label, bool required, OptionDefinition[] options, string? autocomplete) => new()
    {
        Id = name,
        Type = FieldType.Choice,
        Label = label,
        Required = required,
        Options = options,
        Autocomplete = autocomplete,
        Sensitive = whole.Sensitive,
    };

    private static FieldDefinition Date(FieldDefinition whole, string name, LocalizedText label, bool required) => new()
    {
        Id = name,
        Type = FieldType.Date,
        Label = label,
        Required = required,
        Earliest = whole.Earliest,
        Latest = whole.Latest,
        Eras = whole.Eras,
        Sensitive = whole.Sensitive,
    };

    private static LocalizedText Words(string ja, string? easy, string en) =>
        easy is null ? new(ja, new KeyValuePair<string, string>("en", en)) : new(ja, new("ja-easy", easy), new("en", en));
}
