using System.Globalization;
using System.Text;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Payouts;

/// <param name="Text">EDI 情報; null writes the line's number as the customer code instead.</param>
public sealed record ZenginTransfer(int Number, PayoutAccount Account, long AmountYen, string? Text);

/// <summary>
/// 総合振込 in the format of the bankers' association (全銀協規定形式): records of 120 bytes in JIS X 0201: header 1, data 2, trailer 8, end 9. Numbers stand to the
/// right with leading zeros, words to the left with blanks behind. Names of banks are left blank: the codes decide.
/// </summary>
public static class ZenginFile
{
    public const int RecordBytes = 120;

    public static byte[] Write(PayoutSender sender, DateOnly dueOn, IReadOnlyList<ZenginTransfer> transfers)
    {
        var text = new StringBuilder();
        var end = sender.LineEnds ? "\r\n" : "";
        text.Append("1210").Append(Number(sender.ClientCode, 10)).Append(Words(sender.ClientName, 40)).Append(dueOn.ToString("MMdd", CultureInfo.InvariantCulture))
            .Append(sender.BankCode).Append(Words(sender.BankName, 15)).Append(sender.BranchCode).Append(Words(sender.BranchName, 15))
            .Append(sender.AccountKind).Append(sender.AccountNumber).Append(' ', 17).Append(end);
        foreach (var transfer in transfers)
            text.Append(Data(transfer)).Append(end);
        text.Append('8').Append(Number(transfers.Count, 6)).Append(Number(transfers.Sum(t => t.AmountYen), 12)).Append(' ', 101).Append(end);
        text.Append('9').Append(' ', 119).Append(end);
        return Bytes(text);
    }

    private static string Data(ZenginTransfer transfer)
    {
        var account = transfer.Account;
        var record = new StringBuilder(RecordBytes).Append('2').Append(account.BankCode).Append(' ', 15).Append(account.BranchCode).Append(' ', 15).Append("0000")
            .Append(account.Kind).Append(account.Number).Append(account.Payee.PadRight(PayoutAccount.MaxPayee)).Append(Number(transfer.AmountYen, 10))
            // 新規コード 0: neither a first nor a changed order.
            .Append('0');
        // 識別表示 Y says that the twenty characters are EDI information and not customer codes. 振込指定区分 7: by wire (テレ振込).
        record.Append(transfer.Text is { } said ? Words(said, 20) : Number(transfer.Number, 10) + new string('0', 10)).Append('7').Append(transfer.Text is null ? ' ' : 'Y').Append(' ', 7);
        return record.ToString();
    }

    private static byte[] Bytes(StringBuilder text)
    {
        var lines = text.ToString().Split("\r\n");
        return lines.Length == 1 ? ZenginText.Bytes(lines[0]) : [.. lines.SkipLast(1).SelectMany(line => (byte[])[.. ZenginText.Bytes(line), 0x0D, 0x0A])];
    }

    private static string Number(long number, int digits)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Length <= digits ? text.PadLeft(digits, '0') : throw new ArgumentOutOfRangeException(nameof(number), number, $"More than {digits} digits.");
    }

    private static string Number(string code, int digits) => code.PadLeft(digits, '0');

    private static string Words(string text, int length)
    {
        var said = ZenginText.Of(text).Text;
        return (said.Length > length ? said[..length] : said).PadRight(length);
    }
}
