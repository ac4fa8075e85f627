namespace ElectronicApplication.Sandbox.Jpki;

internal enum CardFlaw
{
    None,
    Expired,
    Revoked,
    Locked,
    ForeignAuthority,
    WrongPolicy,
}

/// <summary>A practice card. What changes about it (serial numbers, tries, revocation) is kept by <see cref="CardOffice"/>.</summary>
internal sealed record Card(string Id, Resident Resident, CardFlaw Flaw, string Remark)
{
    public const string AuthPin = "1234";
    public const string SignPin = "ABC123";

    public static string PinOf(CardPurpose purpose) => purpose is CardPurpose.Auth ? AuthPin : SignPin;

    /// <summary>As on the real card: three tries for the four digits, five for the password.</summary>
    public static int TriesOf(CardPurpose purpose) => purpose is CardPurpose.Auth ? 3 : 5;

    public static string PurposeName(CardPurpose purpose) => purpose is CardPurpose.Auth ? "利用者証明用" : "署名用";

    public static IReadOnlyList<Card> All { get; } =
    [
        new("hanako", new("多摩", "花子", "タマ ハナコ", Sex.Female, new(1985, 6, 14), "神奈川県川崎市高津区溝口九丁目９９番９号"), CardFlaw.None, "ふつうに使えるカード"),
        new("misaki", new("髙橋", "美咲", "タカハシ ミサキ", Sex.Female, new(1992, 11, 3), "神奈川県川崎市中原区小杉町九丁目９８番７号"), CardFlaw.None, "証明書では「髙」が「高」になります"),
        new("kenichi", new("山﨑", "健一", "ヤマサキ ケンイチ", Sex.Male, new(1958, 2, 28), "神奈川県川崎市麻生区上麻生九丁目９９番１０１号﨑ハイツ２０３"), CardFlaw.None, "証明書では「﨑」が「崎」になります"),
        new("yoshio", new("𠮷田", "芳雄", "ヨシダ ヨシオ", Sex.Male, new(1947, 8, 9), "神奈川県川崎市川崎区東田町９９番地９"), CardFlaw.None, "証明書では「𠮷」が「吉」になります"),
        new("expired", new("幸", "太郎", "サイワイ タロウ", Sex.Male, new(1978, 4, 1), "神奈川県川崎市幸区戸手本町九丁目９９番地３"), CardFlaw.Expired, "有効期間が過ぎています"),
        new("revoked", new("宮前", "さくら", "ミヤマエ サクラ", Sex.Female, new(1999, 12, 31), "神奈川県川崎市宮前区宮前平九丁目９９番地５"), CardFlaw.Revoked, "引越しの届出で失効しています"),
        new("locked", new("麻生", "一郎", "アサオ イチロウ", Sex.Male, new(1966, 7, 7), "神奈川県川崎市麻生区万福寺九丁目９９番１号"), CardFlaw.Locked, "暗証番号がロックされています"),
        new("foreign", new("中原", "次郎", "ナカハラ ジロウ", Sex.Male, new(1971, 1, 20), "神奈川県川崎市中原区新丸子東九丁目９９番地２"), CardFlaw.ForeignAuthority, "同じ名前を名乗る別の認証局のものです"),
        new("wrong-policy", new("高津", "桃子", "タカツ モモコ", Sex.Female, new(2001, 3, 3), "神奈川県川崎市高津区下作延九丁目９９番４号"), CardFlaw.WrongPolicy, "証明書ポリシーが別のものです"),
    ];
}
