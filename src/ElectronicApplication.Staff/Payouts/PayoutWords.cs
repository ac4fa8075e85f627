using System.Globalization;
using ElectronicApplication.Core.Payouts;

namespace ElectronicApplication.Staff.Payouts;

/// <summary>The states of batches in words and colour.</summary>
internal static class PayoutWords
{
    public static (string Text, string Tone) Of(PayoutBatchState state) => state switch
    {
        PayoutBatchState.Prepared => ("確認待ち", "warn"),
        PayoutBatchState.Confirmed => ("確認済み・結果待ち", "info"),
        PayoutBatchState.Settled => ("結果を取込済み", "good"),
        _ => ("取消し", ""),
    };

    public static string Of(PayoutLine line) => line.Outcome switch
    {
        PayoutOutcome.Paid => "振込済",
        PayoutOutcome.Failed => "不能：" + line.FailureReason,
        _ => "―",
    };

    public static string Yen(long yen) => yen.ToString("#,0", CultureInfo.InvariantCulture) + "円";
}
