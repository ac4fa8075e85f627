namespace ElectronicApplication.Forms;

/// <summary>Code lists of the national survey of procedures (行政手続等の棚卸調査), as far as a procedure states them.</summary>
public static class SurveyLists
{
    public static IReadOnlyList<string> LifeEvents { get; } =
    [
        "妊娠", "出生・こども", "引越し", "就職・転職", "結婚・離婚", "自動車", "住宅", "介護", "医療・健康", "税金", "年金", "死亡・相続", "その他",
    ];

    /// <summary>Each question with its codes and what they say.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Code, string Text)>> Codes { get; } = new Dictionary<string, IReadOnlyList<(string, string)>>(StringComparer.Ordinal)
    {
        ["手続類型"] = [("1", "申請等"), ("2-1", "申請等に基づく処分通知等"), ("2-2", "申請等に基づかない処分通知等"), ("2-3", "交付等（民間手続）"), ("3", "縦覧等"), ("4", "作成・保存等")],
        ["事務区分"] = [("1", "自治事務"), ("2", "第1号法定受託事務"), ("3", "第2号法定受託事務"), ("4", "地方の事務でない")],
        ["本人確認(非オンライン)"] = [("1", "押印と印鑑証明"), ("2", "押印"), ("3", "署名"), ("4", "本人確認書類"), ("5", "その他"), ("6", "不要")],
        ["手数料の納付方法(非オンライン)"] = [("1-1", "窓口"), ("1-2", "銀行の窓口"), ("1-3", "ペイジー（ATM）"), ("1-4", "コンビニ等"), ("1-5", "その他")],
        ["手数料の納付方法(オンライン)"] = [("2-1", "ペイジー（ネットバンキング）"), ("2-2", "ペイジー（ダイレクト）"), ("2-3", "クレジットカード"), ("2-4", "二次元コード"), ("2-5", "インターネットバンキング"), ("2-6", "その他")],
        ["添付書類の提出方法"] = [("0", "電子・原紙を選択可"), ("1", "電子のみ"), ("2", "原紙のみ"), ("3", "一部"), ("4", "その他")],
        ["電子署名"] = [("1", "不要"), ("2", "一部"), ("3", "すべて")],
    };
}
