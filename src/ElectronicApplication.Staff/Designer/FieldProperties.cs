using ElectronicApplication.Forms;

namespace ElectronicApplication.Staff.Designer;

public enum PropertyKind
{
    /// <summary>Words for people, in several languages.</summary>
    Text,

    /// <summary>The same with line breaks.</summary>
    LongText,

    /// <summary>Plain text for machines.</summary>
    Plain,
    Flag,
    Integer,
    Decimal,

    /// <summary>One of <see cref="FieldProperty.Choices"/>.</summary>
    Choice,

    /// <summary>Any of <see cref="FieldProperty.Choices"/>.</summary>
    Choices,

    /// <summary>Never, always, or when a condition holds.</summary>
    Presence,

    /// <summary>A condition in rows.</summary>
    Condition,

    /// <summary>FEEL.</summary>
    Formula,

    /// <summary>The list of options.</summary>
    Options,

    /// <summary>Rules with their messages.</summary>
    Rules,

    /// <summary>Parts of a composite field, each required, optional or hidden.</summary>
    Parts,

    /// <summary>Megabytes, stored in bytes.</summary>
    Megabytes,

    /// <summary>Where the first value comes from.</summary>
    Prefill,
}

/// <summary>A property of a field as the panel shows it.</summary>
/// <param name="Key">The key in form.json.</param>
public sealed record FieldProperty(string Key, string Label, PropertyKind Kind, string? Hint = null)
{
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];
}

/// <param name="Open">Whether the group stands open at first: what matters most does.</param>
public sealed record PropertyGroup(string Title, bool Open, IReadOnlyList<FieldProperty> Properties);

/// <summary>Which properties a field of each type has, what matters most first.</summary>
public static class FieldProperties
{
    private static readonly FieldProperty Label = new("label", "項目の名前", PropertyKind.Text);
    private static readonly FieldProperty Help = new("help", "説明", PropertyKind.LongText, "項目の名前の下に表示します。");
    private static readonly FieldProperty Example = new("example", "記入例", PropertyKind.Text);
    private static readonly FieldProperty Required = new("required", "入力の必要", PropertyKind.Presence);
    private static readonly FieldProperty Visible = new("visible", "表示する条件", PropertyKind.Condition, "条件がなければ、いつも表示します。表示しないときの回答は提出されません。");
    private static readonly FieldProperty Valid = new("valid", "受け付ける条件", PropertyKind.Rules, "条件を満たさない回答は受け付けず、ここで決めた文を表示します。");
    private static readonly FieldProperty Value = new("value", "初めから入れておく値（式）", PropertyKind.Formula, "例: 1、\"japan\"、today");
    private static readonly FieldProperty ReadOnly = new("readOnly", "変更できなくする条件", PropertyKind.Condition);
    private static readonly FieldProperty Masked = new("masked", "職員の画面でも伏せ、理由を記録して開く", PropertyKind.Flag, "病歴や収入など、見る必要のある職員だけが開く項目に使います。開いた職員と理由は記録し、申請者にも示します。");
    private static readonly FieldProperty Sensitive = new("sensitive", "一覧と記録に表示しない（慎重に扱う項目）", PropertyKind.Flag);
    private static readonly FieldProperty Unsigned = new("unsigned", "補正で直しても、署名をし直さない（カードで署名する手続）", PropertyKind.Flag);
    private static readonly FieldProperty Searchable = new("searchable", "職員がこの項目で検索できる", PropertyKind.Flag);
    private static readonly FieldProperty Prefill = new("prefill", "初めの値の取得元", PropertyKind.Prefill);
    private static readonly FieldProperty Unit = new("unit", "単位", PropertyKind.Text, "入力欄の後ろに表示します（円、個、cm など）。");
    private static readonly FieldProperty MinLength = new("minLength", "最小の文字数", PropertyKind.Integer);
    private static readonly FieldProperty MaxLength = new("maxLength", "最大の文字数", PropertyKind.Integer);
    private static readonly FieldProperty Pattern = new("pattern", "文字の形（正規表現）", PropertyKind.Plain);
    private static readonly FieldProperty PatternMessage = new("patternMessage", "形が違うときの文", PropertyKind.Text);
    private static readonly FieldProperty Min = new("min", "最小", PropertyKind.Decimal);
    private static readonly FieldProperty Max = new("max", "最大", PropertyKind.Decimal);
    private static readonly FieldProperty Earliest = new("earliest", "最も早い日時", PropertyKind.Plain, "2026-04-01、09:00 のほか、today、today + duration(\"P7D\") のような式も書けます。");
    private static readonly FieldProperty Latest = new("latest", "最も遅い日時", PropertyKind.Plain);
    private static readonly FieldProperty Options = new("options", "選択肢", PropertyKind.Options);

    /// <summary>What a page has.</summary>
    public static IReadOnlyList<PropertyGroup> OfPage { get; } =
    [
        new("基本", true, [new("title", "ページの名前", PropertyKind.Text), new("guidance", "ページの説明", PropertyKind.LongText, "ページの最初に表示します。")]),
        new("表示する条件", true, [new("visible", "表示する条件", PropertyKind.Condition, "条件がなければ、いつも表示します。")]),
    ];

    public static IReadOnlyList<PropertyGroup> Of(FieldType type)
    {
        if (type is FieldType.Heading or FieldType.Guidance or FieldType.Signature)
            return [new("基本", true, [Label with { Label = "文" }, .. type == FieldType.Heading ? Array.Empty<FieldProperty>() : [Help]]), Shown([Visible])];
        if (type == FieldType.Calculated)
            return
            [
                new("基本", true, [Label, Help, new("value", "計算式", PropertyKind.Formula, "項目は識別名で書きます（例: quantity * 500、sum(items.item_fee)）。"), Unit]),
                Shown([Visible]),
            ];
        List<PropertyGroup> groups = [new("基本", true, [Label, Help, Required, .. Main(type)])];
        if (Limits(type) is { Count: > 0 } limits)
            groups.Add(new("入力できる範囲", limits.Any(p => p.Key is "min" or "accept" or "minRows"), limits));
        groups.Add(Shown([Visible, Valid, .. type is FieldType.Attachment or FieldType.Group ? Array.Empty<FieldProperty>() : [ReadOnly]]));
        if (type is not (FieldType.Attachment or FieldType.Group or FieldType.Consent))
            groups.Add(new("詳しい設定", false, [Example, Value, Prefill, Sensitive, Masked, Unsigned, Searchable, .. type == FieldType.MyNumber ? [new FieldProperty("separateStorage", "分けて保管する（番号法）", PropertyKind.Flag)] : Array.Empty<FieldProperty>()]));
        return groups;
    }

    private static PropertyGroup Shown(IReadOnlyList<FieldProperty> properties) => new("条件", true, properties);

    private static FieldProperty[] Main(FieldType type) => type switch
    {
        FieldType.Choice or FieldType.Choices => [Options],
        FieldType.Integer or FieldType.Number => [Unit],
        FieldType.Group => [new("rowTitle", "一件の呼び名", PropertyKind.Text, "「品物」とすると「品物 1」「品物を追加」と表示します。"),
            new("layout", "並べ方", PropertyKind.Choice) { Choices = [("cards", "一件ずつの枠"), ("table", "表")] }],
        FieldType.Kana => [new("script", "文字", PropertyKind.Choice) { Choices = [("katakana", "カタカナ"), ("hiragana", "ひらがな"), ("payee", "口座名義のカナ")] }],
        FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount => [new("parts", "尋ねる部分", PropertyKind.Parts)],
        _ => [],
    };

    private static List<FieldProperty> Limits(FieldType type) => type switch
    {
        FieldType.Text => [MinLength, MaxLength, Pattern, PatternMessage],
        FieldType.LongText or FieldType.Kana => [MinLength, MaxLength],
        FieldType.Digits => [MinLength, MaxLength, Pattern, PatternMessage],
        FieldType.Integer or FieldType.Yen => [Min, Max],
        FieldType.Number => [Min, Max, new("decimals", "小数点以下の桁数", PropertyKind.Integer)],
        FieldType.Date or FieldType.Period => [Earliest, Latest,
            new("eras", "選べる元号", PropertyKind.Choices, "選ばなければ、すべての元号と西暦で入力できます。") { Choices = [("meiji", "明治"), ("taisho", "大正"), ("showa", "昭和"), ("heisei", "平成"), ("reiwa", "令和")] }],
        FieldType.Time => [Earliest, Latest],
        FieldType.Group => [new("minRows", "最小の件数", PropertyKind.Integer), new("maxRows", "最大の件数", PropertyKind.Integer)],
        FieldType.Attachment =>
        [
            new("accept", "ファイルの種類", PropertyKind.Choices) { Choices = [("application/pdf", "PDF"), ("image/jpeg", "写真（JPEG）"), ("image/png", "画像（PNG）"), ("image/webp", "画像（WebP）")] },
            new("maxBytes", "一つの大きさの上限（MB）", PropertyKind.Megabytes), new("minFiles", "最小の数", PropertyKind.Integer), new("maxFiles", "最大の数", PropertyKind.Integer),
            new("camera", "スマートフォンではカメラを先に開く", PropertyKind.Flag),
        ],
        _ => [],
    };
}
