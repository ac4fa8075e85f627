using ElectronicApplication.Forms;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The keys of procedure.json that are one plain control each; what needs more has a box of its own.</summary>
public static class ProcedureProperties
{
    public static FieldProperty Title { get; } = new("title", "手続の名前", PropertyKind.Text, "市民に見える名前です。");
    public static FieldProperty Summary { get; } = new("summary", "概要", PropertyKind.LongText, "一覧に表示する、二、三文の説明です。");
    public static FieldProperty OfficeTitle { get; } = new("officeTitle", "所管課の名前", PropertyKind.Text, "市民に見える名前です。");
    public static FieldProperty WhoCanApply { get; } = new("whoCanApply", "申請できる方", PropertyKind.LongText);
    public static FieldProperty ProcessingTime { get; } = new("processingTime", "かかる時間", PropertyKind.Text, "例: 2開庁日ほど");
    public static FieldProperty FeeText { get; } = new("feeText", "手数料の説明", PropertyKind.LongText, "手続のページに表示します。計算の方法は「手数料」で決めます。");
    public static FieldProperty CompletionText { get; } = new("completionText", "提出した後の文", PropertyKind.LongText, "提出した直後の画面に表示します。");
    public static FieldProperty DraftRetention { get; } = new("draftRetentionDays", "下書きを残す日数", PropertyKind.Integer, "最後に保存してから、この日数で削除します。空欄は30日です。");
    public static FieldProperty Retention { get; } = new("retention", "文書の保存期間", PropertyKind.Choice, "決裁または取下げの日の翌年度の4月1日から数えます。満了した文書は「文書の保存と廃棄」に並び、二人の職員の確認で廃棄します。")
    {
        Choices =
        [
            (nameof(RetentionClass.Years1), "1年"), (nameof(RetentionClass.Years3), "3年"), (nameof(RetentionClass.Years5), "5年"), (nameof(RetentionClass.Years10), "10年"),
            (nameof(RetentionClass.Years30), "30年"), (nameof(RetentionClass.Permanent), "常用（期間を定めない）"),
        ],
    };
    public static FieldProperty Capacity { get; } = new("capacity", "定員（件）", PropertyKind.Integer, "受付期間の始まりから、この件数まで先着順に受け付けます。取下げ・却下・不承認の分は空きに戻ります。空欄なら何件でも受け付けます。");
    public static FieldProperty CorrectionDays { get; } = new("correctionDays", "補正の期限（日）", PropertyKind.Integer, "補正を依頼した日から数えます。依頼のときに変えられます。空欄は14日です。");
    public static FieldProperty CorrectionLapse { get; } = new("correctionLapse", "補正の期限を過ぎたとき", PropertyKind.Choice)
    {
        Choices = [(nameof(Forms.CorrectionLapse.Return), "審査に戻し、職員が決める"), (nameof(Forms.CorrectionLapse.Dismiss), "却下する（行政手続法第7条）")],
    };
    public static FieldProperty LegalBasis { get; } = new("legalBasis", "根拠の法令", PropertyKind.Plain, "法令・条例・要綱の名前と条を書きます。");
    public static FieldProperty Category { get; } = new("category", "分類のコード", PropertyKind.Plain);
    public static FieldProperty CategoryTitle { get; } = new("categoryTitle", "分類の名前", PropertyKind.Text);
    public static FieldProperty MailRequired { get; } = new("mailRequired", "申請する人のメールアドレスを必要とする", PropertyKind.Flag);

    public static FieldProperty LifeEvents { get; } = new("lifeEvents", "ライフイベント", PropertyKind.Choices, "行政手続等の棚卸調査の区分です。出来事から手続を探せるようにします。")
    {
        Choices = [.. SurveyLists.LifeEvents.Select(e => (e, e))],
    };

    public static FieldProperty IdentityReason { get; } = new("identityReason", "その水準を選んだ理由", PropertyKind.Plain, "なりすましの被害と根拠の法令から、なぜその水準で足りるのかを書きます（DS-511）。監査で確かめられます。");

    public static FieldProperty IdentityLevel { get; } = new("identityLevel", "本人確認の水準", PropertyKind.Choice)
    {
        Choices =
        [
            (nameof(Forms.IdentityLevel.None), "求めない"), (nameof(Forms.IdentityLevel.Mail), "メールアドレスの確認"), (nameof(Forms.IdentityLevel.Account), "利用者登録"),
            (nameof(Forms.IdentityLevel.CardLogin), "マイナンバーカードでのログイン"), (nameof(Forms.IdentityLevel.CardSignature), "マイナンバーカードでの電子署名"),
        ],
    };

    /// <summary>What a level means, for whoever must choose one.</summary>
    public static string Explained(string level) => level switch
    {
        nameof(Forms.IdentityLevel.None) => "だれでも匿名で提出できます。意見の募集など、だれの申請かが結果を左右しない手続に使います。",
        nameof(Forms.IdentityLevel.Mail) => "メールが届くことだけを確かめます。予約や申込みなど、連絡が取れれば足りる手続に使います。",
        nameof(Forms.IdentityLevel.Account) => "登録した利用者であることを確かめます。続けて使う手続に向きますが、氏名や住所は確かめません。",
        nameof(Forms.IdentityLevel.CardLogin) => "カードと4桁の暗証番号で本人であることを確かめます。本人だけが受けられる給付や証明に使います。",
        _ => "カードと署名用の暗証番号で、本人が内容に署名します。氏名・住所・生年月日・性別がカードから入り、押印に代わります。",
    };

    /// <summary>All of them, for reading what was posted.</summary>
    public static IReadOnlyList<PropertyGroup> All { get; } =
    [
        new("", true, [Title, Summary, OfficeTitle, WhoCanApply, ProcessingTime, FeeText, CompletionText, Retention, DraftRetention, Capacity, CorrectionDays, CorrectionLapse, LegalBasis, Category, CategoryTitle, MailRequired, LifeEvents, IdentityReason, IdentityLevel]),
    ];
}
