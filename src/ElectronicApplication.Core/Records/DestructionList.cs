using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Records;

/// <summary>The list of an order as text: what is hashed when it is proposed, and what the certificate attaches.</summary>
internal static class DestructionList
{
    private const string Head = "番号,受付番号,手続コード,提出日,処理の終わった日,結果,保存期間,満了日";

    public static string Text(IEnumerable<DestructionItem> items) => Head + "\r\n" + string.Concat(items.OrderBy(i => i.Number).Select(i => Line(i) + "\r\n"));

    public static byte[] Sha256(IEnumerable<DestructionItem> items) => SHA256.HashData(Encoding.UTF8.GetBytes(Text(items)));

    /// <summary>The certificate as a file: the list, and behind each line what became of it.</summary>
    public static byte[] Certificate(DestructionOrder order, IReadOnlyList<DestructionItem> items)
    {
        var text = new StringBuilder("\uFEFF廃棄証明書\r\n");
        text.Append(CultureInfo.InvariantCulture, $"廃棄番号,{order.Id:N}\r\n所管課,{order.OfficeId}\r\n起案,{order.ProposedByName},{Moment(order.ProposedAt)}\r\n決定,{order.ConfirmedByName},{Moment(order.ConfirmedAt)}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"完了,{Moment(order.DoneAt)}\r\n件数,{order.Count}\r\n廃棄した件数,{items.Count(i => i.DestroyedAt is not null)}\r\n一覧のSHA-256,{Convert.ToHexStringLower(order.ListSha256)}\r\n\r\n");
        text.Append(Head).Append(",廃棄した日時\r\n");
        foreach (var item in items.OrderBy(i => i.Number))
            text.Append(Line(item)).Append(',').Append(item.IsSpared ? "保存期間の延長により除外" : Moment(item.DestroyedAt)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Line(DestructionItem i) => string.Create(CultureInfo.InvariantCulture,
        $"{i.Number},{i.ReceiptNumber},{i.ProcedureCode},{JapanTime.DayOf(i.SubmittedAt):yyyy-MM-dd},{JapanTime.DayOf(i.ClosedAt):yyyy-MM-dd},{StatusWords.Japanese(i.Outcome)},{Retention.Words(i.Kept)},{i.KeptUntil:yyyy-MM-dd}");

    private static string Moment(DateTime? at) => at is { } moment ? (moment + JapanTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";
}
