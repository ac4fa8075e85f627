namespace ElectronicApplication.Staff.Designer;

/// <summary>Decision tables in words.</summary>
internal static class TableWords
{
    /// <summary>Which rows count when several fit; what most tables want comes first.</summary>
    public static IReadOnlyList<(string Value, string Text)> HitPolicies { get; } =
    [
        ("U", "ただ一つ当てはまる行の結果（重なりは誤り）"),
        ("F", "上から最初に当てはまる行の結果"),
        ("A", "当てはまる行の結果（どれも同じはず）"),
        ("P", "当てはまる行のうち、優先する結果"),
        ("C+", "当てはまる行の合計"),
        ("C#", "当てはまる行の個数"),
        ("C<", "当てはまる行の最小"),
        ("C>", "当てはまる行の最大"),
        ("C", "当てはまるすべての行の結果（一覧）"),
        ("R", "当てはまるすべての行の結果（上から順の一覧）"),
        ("O", "当てはまるすべての行の結果（優先順の一覧）"),
    ];

    public static IReadOnlyList<(string Value, string Text)> Types { get; } = [("", "（自動）"), ("number", "数・円"), ("string", "文字"), ("boolean", "はい・いいえ"), ("date", "日付"), ("time", "時刻")];

    public static string HitPolicy(string value) => HitPolicies.FirstOrDefault(p => p.Value == value).Text ?? value;

    public static string Type(string? value) => Types.FirstOrDefault(t => t.Value == (value ?? "")).Text ?? value!;

    /// <summary>A column by letter, as spreadsheets name them; a table has a hundred at most.</summary>
    public static string Letter(int column) => column < 26 ? ((char)('A' + column)).ToString() : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
}
