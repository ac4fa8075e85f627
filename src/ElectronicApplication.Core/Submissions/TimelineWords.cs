using System.Globalization;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <param name="More">A second, quieter line.</param>
public sealed record TimelineLine(DateTime At, string Text, string? More);

/// <summary>履歴 as the applicant reads it: one plain sentence for each act.</summary>
public static class TimelineWords
{
    /// <summary>The lines of a submission, newest first.</summary>
    public static IReadOnlyList<TimelineLine> Lines(IEnumerable<ActEntry> acts) =>
        [.. acts.Where(a => a.ShownToApplicant).OrderByDescending(a => a.At).ThenByDescending(a => Array.IndexOf(Course, a.Kind)).ThenByDescending(a => a.Id).Select(Line)];

    // Acts of one transaction happen in the same moment; this is the order in which a person understands them.
    private static readonly string[] Course =
        ["submission.submitted", "payment.requested", "payment.settled", "submission.received", "review.started", "submission.decided", "submission.withdrawn", "payment.refund-due", "payment.refunded"];

    private static TimelineLine Line(ActEntry act)
    {
        var (text, more) = Words(act);
        return new(act.At, text, more);
    }

    private static (string Text, string? More) Words(ActEntry act) => act.Kind switch
    {
        "submission.submitted" => ("申請を提出しました", act.Door == Door.PortalApi ? "外部のシステムから送信されました" : null),
        "submission.received" => ("市が申請を受け付けました", null),
        "payment.requested" => ("手数料のお支払いをお待ちしています", Yen(act.Detail)),
        "payment.settled" => ("手数料のお支払いを確認しました", Yen(act.Detail)),
        "payment.failed" => ("お支払いが完了しませんでした", "もう一度お支払いの手続きをお試しください"),
        "payment.refund-due" => ("手数料をお返しする手続きを始めました", Yen(act.Detail)),
        "payment.refunded" => ("手数料をお返ししました", Yen(act.Detail)),
        "delivery.acknowledged" => ("市の業務システムに登録されました", Record(act.Detail)),
        "delivery.refused" => ("市の業務システムへの登録を職員が確認しています", null),
        "submission.viewed" => ("職員が申請の内容を確認しました", act.ActorName),
        "review.started" => ("審査を始めました", act.ActorName),
        "submission.decided" => ("審査が終わりました", Decision(act.Detail)),
        "submission.withdrawn" => ("申請を取り下げました", null),
        "notice.sent" => ("メールでお知らせしました", null),
        "notice.undeliverable" => ("お知らせのメールが届きませんでした", "メールアドレスをご確認ください"),
        _ => ("状態が更新されました", null),
    };

    /// <summary>"system:record" as the deliveries write it.</summary>
    private static string? Record(string? detail) => detail?.Split(':', 2) is [var system, var record] ? $"登録番号：{record}（{system}）" : detail;

    private static string? Yen(string? detail) =>
        long.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var yen) ? yen.ToString("N0", CultureInfo.InvariantCulture) + "円" : null;

    private static string? Decision(string? detail) =>
        Enum.TryParse<SubmissionStatus>(detail, out var status) && Enum.IsDefined(status) ? "結果：" + StatusWords.Japanese(status) : null;
}
