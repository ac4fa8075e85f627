using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Payouts;

/// <summary>振込先, with the parts of the form language's bank account.</summary>
/// <param name="Kind">預金種目: 1 普通, 2 当座, 4 貯蓄, 9 その他.</param>
public sealed record PayoutAccount(string BankCode, string BankName, string BranchCode, string BranchName, string Kind, string Number, string PayeeKana)
{
    /// <summary>受取人名 of a transfer record.</summary>
    public const int MaxPayee = 30;

    public static PayoutAccount Of(JsonObject answer) =>
        new(Part(answer, "bankCode"), Part(answer, "bankName"), Part(answer, "branchCode"), Part(answer, "branchName"), Part(answer, "kind"), Part(answer, "number"), Part(answer, "payeeKana"));

    /// <summary>The payee as the transfer record has it; longer names are cut there, as the banks ask.</summary>
    public string Payee => ZenginText.Of(PayeeKana).Text is { Length: > MaxPayee } whole ? whole[..MaxPayee] : ZenginText.Of(PayeeKana).Text;

    /// <summary>What somebody should see who compares the name with the answer: null when nothing was changed but the width.</summary>
    public string? Conversion => ZenginText.Of(PayeeKana) is var said && said.Text.Length > MaxPayee ? $"「{PayeeKana}」は「{Payee}」（{MaxPayee} 文字まで）として送ります。"
        : PayeeKana.Any(c => "ァィゥェォッャュョヮヵヶヲヰヱーｧｨｩｪｫｬｭｮｯｰ・".Contains(c, StringComparison.Ordinal)) ? $"「{PayeeKana}」は「{Payee}」として送ります。" : null;

    /// <summary>What keeps it from being paid, in words. Empty when a bank can take it.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            List<string> problems = [];
            if (!IsDigits(BankCode, 4) || BankCode == "0000")
                problems.Add(BankCode.Length == 0 ? $"金融機関コードがありません（{BankName}）。" : $"金融機関コード「{BankCode}」は正しくありません。4桁の数字です。");
            if (!IsDigits(BranchCode, 3))
                problems.Add(BranchCode.Length == 0 ? $"支店コードがありません（{BranchName}）。" : $"支店コード「{BranchCode}」は正しくありません。3桁の数字です。");
            if (Kind is not ("1" or "2" or "4" or "9"))
                problems.Add("預金種目がありません。");
            if (!IsDigits(Number, 7))
                problems.Add("口座番号が7桁の数字ではありません。");
            var said = ZenginText.Of(PayeeKana);
            if (said.Unusable.Length > 0)
                problems.Add($"口座名義に、振込に使えない文字「{said.Unusable}」があります。");
            else if (said.Text.Length == 0)
                problems.Add("口座名義（カナ）がありません。");
            return problems;
        }
    }

    /// <summary>For a list: bank, branch and the last three digits.</summary>
    public string Masked => $"{BankName} {BranchName} {KindWord} ****{(Number.Length >= 3 ? Number[^3..] : "")}";

    public string Full => $"{BankName}（{BankCode}） {BranchName}（{BranchCode}） {KindWord} {Number}";

    public string KindWord => Kind switch { "1" => "普通", "2" => "当座", "4" => "貯蓄", _ => "その他" };

    private static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);

    private static string Part(JsonObject answer, string name) => answer[name]?.ToString() ?? "";
}
