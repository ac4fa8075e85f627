using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Layout;

namespace ElectronicApplication.Staff.Cases;

/// <summary>The acts of a submission in the words that officials read, newest first. Staff also see what the applicant is not shown.</summary>
internal static class CaseTimeline
{
    public static IReadOnlyList<TimelineItem> Of(IReadOnlyList<ActEntry> acts) =>
        [.. acts.Reverse().Select(a => new TimelineItem(a.At, Title(a), Text(a)))];

    private static string Title(ActEntry act) => act.Kind switch
    {
        "submission.submitted" => "申請が提出されました",
        "submission.received" => "申請を受け付けました",
        "submission.viewed" => "担当課の職員が内容を確認しました",
        "submission.withdrawn" => "申請が取り下げられました",
        "review.started" => "審査を開始しました",
        "submission.decided" => Enum.TryParse<SubmissionStatus>(act.Detail, out var decision) ? $"決裁：{StatusWords.Japanese(decision)}" : "決裁しました",
        "payment.requested" => "手数料の納付を依頼しました",
        "payment.started" => "手数料の支払い手続きが始まりました",
        "payment.settled" or "payment.paid" => "手数料が納付されました",
        "payment.cancelled" => "納付の依頼を取り消しました",
        "payment.refund-due" => "手数料の還付が必要になりました",
        "payment.refunded" => "手数料を還付しました",
        "delivery.acknowledged" => "基幹システムに登録されました",
        "delivery.refused" => "基幹システムが登録を拒否しました",
        "delivery.replayed" => "連携の再送を指示しました",
        "delivery.superseded" => "連携が不要になりました",
        // A kind that is new here is shown as it is kept: an act is never hidden from the file.
        _ => act.Kind,
    };

    private static string? Text(ActEntry act)
    {
        List<string> lines = [];
        if (Actor(act) is { } who)
            lines.Add(who);
        if (act.Reason is { Length: > 0 } reason)
            lines.Add($"理由：{reason}");
        if (act.Detail is { Length: > 0 } detail && act.Kind != "submission.decided")
            lines.Add(detail);
        if (!act.ShownToApplicant)
            lines.Add("（申請者には表示されません）");
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static string? Actor(ActEntry act) => act.ActorKind switch
    {
        ActorKind.Staff => act.ActorName is { Length: > 0 } name ? $"職員 {name}" : "職員",
        ActorKind.Applicant => "申請者",
        ActorKind.Anonymous => "申請者（ログインなし）",
        ActorKind.CoreSystem => act.ActorName ?? "基幹システム",
        ActorKind.PaymentProvider => "決済事業者",
        _ => null,
    };
}
