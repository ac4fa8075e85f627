using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Staff;

/// <summary>The states in the words and colours of the desk: blue waits for us, yellow waits for others.</summary>
internal static class StatusTone
{
    public static string Of(SubmissionStatus status) => status switch
    {
        SubmissionStatus.AwaitingPayment or SubmissionStatus.CorrectionRequested => "warn",
        SubmissionStatus.Received => "info",
        SubmissionStatus.UnderReview => "info",
        SubmissionStatus.Granted => "good",
        SubmissionStatus.Refused or SubmissionStatus.Dismissed => "bad",
        SubmissionStatus.Withdrawn => "",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static (string Text, string Tone) Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending => ("送信待ち", "warn"),
        DeliveryStatus.InFlight => ("送信中", "info"),
        DeliveryStatus.AcceptedLater => ("受付済み・結果待ち", "info"),
        DeliveryStatus.Retrying => ("再送待ち", "warn"),
        DeliveryStatus.Skipped => ("送信しない", ""),
        DeliveryStatus.Superseded => ("後の連携に置換え", ""),
        DeliveryStatus.Acknowledged => ("登録済み", "good"),
        DeliveryStatus.Refused => ("拒否", "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static (string Text, string Tone) Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Due => ("未納", "warn"),
        PaymentStatus.Pending => ("決済手続き中", "warn"),
        PaymentStatus.Paid => ("納付済み", "good"),
        PaymentStatus.Cancelled => ("取消し", ""),
        PaymentStatus.RefundDue => ("要還付", "bad"),
        PaymentStatus.Refunded => ("還付済み", ""),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
