namespace ElectronicApplication.Sandbox.Oidc;

/// <summary>An invented official with what the city's directory says about them.</summary>
internal sealed record Official(string Id, string Name, string Department, string Remark, IReadOnlyList<string> Roles, IReadOnlyList<string> Offices)
{
    private const string CitizenRegistration = "residents";
    private const string DxPromotion = "planning";
    private const string ChildAllowance = "child";
    private const string BulkyWaste = "waste";

    public string Mail => Id + "@staff.example";

    public static IReadOnlyList<Official> All { get; } =
    [
        new("k-minami", "南 香織", "市民文化局 住民登録担当", "受付と審査をします", ["receive", "review"], [CitizenRegistration]),
        new("t-kita", "北 智也", "市民文化局 住民登録担当 課長", "審査と決裁をします", ["review", "approve"], [CitizenRegistration]),
        new("r-nishi", "西 涼子", "総務企画局 デジタル化施策推進室", "意見募集の受付から決裁までをします", ["receive", "review", "approve"], [DxPromotion]),
        new("a-mori", "森 あかり", "環境局 粗大ごみ受付センター", "様式を作り、受付と審査をします", ["author", "receive", "review"], [BulkyWaste]),
        new("d-hara", "原 大輔", "環境局 粗大ごみ受付センター 所長", "様式の公開を承認し、決裁をします", ["publish", "approve"], [BulkyWaste]),
        new("h-aoki", "青木 春香", "こども未来局 児童手当担当", "受付と審査をし、決裁を起案します", ["receive", "review"], [ChildAllowance]),
        new("y-ono", "小野 陽介", "こども未来局 児童手当担当 係長", "係長として決裁します", ["review"], [ChildAllowance]),
        new("m-kondo", "近藤 美和", "こども未来局 児童手当担当 課長", "課長として決裁します", ["approve"], [ChildAllowance]),
        new("j-hirai", "平井 純", "こども未来局 児童手当担当 課長補佐", "課長が不在のときに代わりに決裁します", ["receive"], [ChildAllowance]),
        new("y-hayashi", "林 洋子", "こども未来局 児童手当担当", "受付から決裁、交付までをします", ["receive", "review", "approve", "issue"], [ChildAllowance]),
        new("s-higashi", "東 俊介", "総務企画局 情報システム担当", "すべての課の、すべての役割を持ちます",
            ["receive", "review", "approve", "issue", "author", "publish", "administer", "operate", "export"], ["*"]),
        new("h-nakano", "中野 春美", "会計室 審査出納担当 課長", "給付の振込の確認、文書の廃棄の決定、書き出しをします", ["review", "approve", "administer", "export"], ["*"]),
    ];
}
