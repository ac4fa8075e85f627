using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Review.Deliveries;

namespace ElectronicApplication.Staff.Deliveries;

/// <summary>The hand-over in the words of the operator's console.</summary>
internal static class DeliveryWords
{
    public static (string Text, string Tone) Of(TargetState state) => state switch
    {
        TargetState.Running => ("動作中", "good"),
        TargetState.Paused => ("一時停止中", "warn"),
        TargetState.BreakerOpen => ("応答なし（再開待ち）", "bad"),
        TargetState.OutOfHours => ("時間外", ""),
        TargetState.NotConfigured => ("設定がありません", "bad"),
        TargetState.NoWorker => ("ワーカーがいません", "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static (string Text, string Tone) Of(PairState state) => (ExportReconciliation.Word(state), state switch
    {
        PairState.Missing or PairState.Refused => "bad",
        PairState.Waiting => "warn",
        PairState.Accepted => "info",
        PairState.Acknowledged => "good",
        _ => "",
    });

    public static (string Text, string Tone) Of(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Done => ("登録済み", "good"),
        DeliveryOutcome.AcceptedLater => ("受付済み・結果待ち", "info"),
        DeliveryOutcome.TryAgain => ("再送が必要", "warn"),
        DeliveryOutcome.Refused => ("拒否", "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Of(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Submission => "申請",
        DeliveryKind.Correction => "補正",
        DeliveryKind.Withdrawal => "取下げ",
        DeliveryKind.Decision => "決定",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Behind the name of a core system: nothing for a submission.</summary>
    public static string Mark(DeliveryKind kind) => kind == DeliveryKind.Submission ? "" : $"（{Of(kind)}）";

    public static string? Done(string? code) => code switch
    {
        "replayed" => "再送を予約しました。結果は申請の画面で確認できます。",
        "paused" => "連携先を一時停止しました。",
        "resumed" => "連携先への送信を再開しました。",
        "opened" => "理由を記録して開きました。",
        "skipped" => "この連携先には送信しないことにしました。",
        "edited" => "編集した内容で再送を予約しました。",
        "unedited" => "編集を取り消しました。次に送信するときは、元の内容を送ります。",
        _ => null,
    };

    /// <summary>3分前から, 2時間前から: how long something has waited.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, (int)age.TotalSeconds)}秒",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes}分",
        { TotalDays: < 2 } => $"{(int)age.TotalHours}時間",
        _ => $"{(int)age.TotalDays}日",
    };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Url(Guid delivery) => $"{StaffFrame.DeliveriesUrl}/{delivery}";

    public static string TransferUrl(string target) => $"{StaffFrame.DeliveriesUrl}/transfer/{Uri.EscapeDataString(target)}";
}
