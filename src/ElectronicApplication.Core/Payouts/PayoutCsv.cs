using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Payouts;

/// <summary>
/// A batch as a list, in UTF-8 with a mark so that spreadsheets read it. Accounts registered with the state are named as such and have no digits: the list is what the
/// inquiry is made with. Filled in behind (結果, 理由), it comes back as the result.
/// </summary>
public static class PayoutCsv
{
    public static IReadOnlyList<string> Columns { get; } =
        ["番号", "受付番号", "手続コード", "振込指定日", "金額", "口座の区分", "金融機関コード", "金融機関名", "支店コード", "支店名", "預金種目", "口座番号", "口座名義カナ", "結果", "理由"];

    internal const string PaidWord = "振込済";
    internal const string FailedWord = "不能";

    internal static byte[] Write(DateOnly dueOn, IEnumerable<(PayoutLine Line, string Procedure, PayoutAccount? Account)> lines)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var (line, procedure, account) in lines)
            text.AppendJoin(',', new[]
            {
                line.Number.ToString(CultureInfo.InvariantCulture), line.ReceiptNumber, procedure, dueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.AmountYen.ToString(CultureInfo.InvariantCulture),
                line.IsPublicAccount ? "公金受取口座" : "指定口座", account?.BankCode ?? "", account?.BankName ?? "", account?.BranchCode ?? "", account?.BranchName ?? "", account?.KindWord ?? "", account?.Number ?? "", account?.Payee ?? "", "", "",
            }.Select(Csv.Cell)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Rows of cells (RFC 4180).</summary>
    internal static List<string[]> Read(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                    End();
            }
            else
                cell.Append(c);
        }
        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(cell.ToString().TrimEnd('\r'));
            End();
        }
        return rows;

        void End()
        {
            if (row.Exists(c => c.Length > 0))
                rows.Add([.. row]);
            row.Clear();
        }
    }
}
