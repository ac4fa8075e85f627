using System.Globalization;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <param name="More">A second, quieter line.</param>
public sealed record TimelineLine(DateTime At, string Text, string? More, string TextEn, string? MoreEn);

/// <summary>履歴 as the applicant reads it: one plain sentence for each act.</summary>
public static class TimelineWords
{
    /// <summary>The lines of a submission, newest first.</summary>
    public static IReadOnlyList<TimelineLine> Lines(IEnumerable<ActEntry> acts) =>
        [.. acts.Where(a => a.ShownToApplicant).OrderByDescending(a => a.At).ThenByDescending(a => Array.IndexOf(Course, a.Kind)).ThenByDescending(a => a.Id).Select(Line)];

    /// <summary>One act, also of those that the applicant is not shown.</summary>
    public static TimelineLine Of(ActEntry act) => Line(act);

    // Acts of one transaction happen in the same moment; this is the order in which a person understands them.
    private static readonly string[] Course =
        ["counter.claimed", "identity.checked", "submission.submitted", "payment.requested", "payment.settled", "submission.received", "review.started", "correction.requested", "submission.corrected", "correction.cancelled", "correction.lapsed", "submission.decided", "fee.requested", "payout.ordered", "payout.paid", "payout.failed", "submission.withdrawn", "document.replaced", "document.issued", "document.reached", "document.posted", "document.withdrawn", "payment.refund-due", "payment.refunded"];

    private static TimelineLine Line(ActEntry act)
    {
        var (text, english) = Words(act);
        var (more, moreEnglish) = More(act);
        return new(act.At, text, more, english, moreEnglish);
    }

    private static (string Ja, string En) Words(ActEntry act) => act.Kind switch
    {
        "submission.submitted" when act.ActorKind == ActorKind.Staff => TakenIn(act.Detail),
        "identity.checked" => ("窓口で本人確認書類を確認しました", "Your identity was checked at the counter"),
        "counter.claimed" => ("窓口で職員が申請の内容を開きました", "Staff at the counter opened your application"),
        "slip.printed" => ("受付票を印刷しました", "A receipt was printed"),
        "submission.submitted" => ("申請を提出しました", "You submitted the application"),
        "submission.received" => ("市が申請を受け付けました", "The city received the application"),
        "payment.requested" => ("手数料のお支払いをお待ちしています", "Waiting for the payment of the fee"),
        "payment.settled" => ("手数料のお支払いを確認しました", "The fee is paid"),
        "payment.failed" => ("お支払いが完了しませんでした", "The payment did not go through"),
        "payment.refund-due" => ("手数料をお返しする手続きを始めました", "The refund of the fee has begun"),
        "payment.refunded" => ("手数料をお返ししました", "The fee was refunded"),
        "delivery.acknowledged" => ("市の業務システムに登録されました", "Registered in the city's system"),
        "delivery.refused" => ("市の業務システムへの登録を職員が確認しています", "Staff are checking the registration in the city's system"),
        "report.status" => ("担当部署の処理状況が届きました", "The department in charge reported how far it is"),
        "delivery.opened" => ("職員が、市の業務システムに送る内容を開きました", "A member of staff opened what is sent to the city's system"),
        "delivery.exported" => ("職員が、市の業務システムに登録する内容を書き出しました", "A member of staff exported what is entered into the city's system"),
        "submission.viewed" => ("職員が申請の内容を確認しました", "A member of staff looked at the application"),
        "submission.transferred" => ("担当課が変わりました", "Another office took it over"),
        "answers.revealed" => ("職員が、伏せてある項目を開きました", "A member of staff opened masked answers"),
        "review.started" => ("審査を始めました", "The review has begun"),
        "correction.requested" => ("補正をお願いしました", "The office asked you to mend something"),
        "correction.cancelled" => ("補正のお願いを取り消しました", "The request for a correction was taken back"),
        "correction.lapsed" => ("補正の期限が過ぎました", "The time for the correction ended"),
        "submission.corrected" when act.ActorKind == ActorKind.Staff => ("お電話で確認し、職員が内容を直しました", "Confirmed by telephone, a member of staff mended it"),
        "submission.corrected" => ("補正を提出しました", "You returned the correction"),
        "submission.decided" => ("審査が終わりました", "The review is finished"),
        "submission.withdrawn" => ("申請を取り下げました", "You withdrew the application"),
        "fee.requested" => ("手数料のお支払いをお願いしました", "You were asked to pay the fee"),
        "fee.reminded" => ("手数料のお支払いの期限が過ぎたことをお知らせしました", "You were reminded to pay the fee"),
        "payout.ordered" => ("振り込みの手続きをしています", "The payment to you is under way"),
        "payout.paid" => ("ご指定の口座に振り込みました", "Paid into your account"),
        "payout.failed" => ("振り込めませんでした", "The payment to you did not go through"),
        "payout.account-changed" => ("職員が振込先の口座を直しました", "A member of staff corrected the account for the payment"),
        "payout.account-given" => ("振込先の口座を入れ直しました", "You gave the account for the payment again"),
        "record.exported" => ("職員が申請の記録を書き出しました", "A member of staff took a copy of the record"),
        "document.issued" => ("文書を交付しました", "A document was issued"),
        "document.reached" => ("交付した文書を受け取りました", "You received the document"),
        "document.posted" => ("文書を郵送しました", "The document was posted"),
        "document.withdrawn" => ("交付した文書を取り消しました", "The document was withdrawn"),
        "document.replaced" => ("交付した文書を差し替えました", "The document was replaced"),
        "message.asked" => ("担当課に連絡しました", "You wrote to the office"),
        "message.sent" => ("担当課から連絡がありました", "The office wrote to you"),
        "message.seen" => ("担当課がご連絡を確認しました", "The office read your message"),
        "notice.sent" => ("メールでお知らせしました", "We sent you a mail"),
        "notice.undeliverable" => ("お知らせのメールが届きませんでした", "Our mail could not be delivered"),
        _ => ("状態が更新されました", "The status was updated"),
    };

    private static (string?, string?) Due(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
        ? ($"期限：{due.Year}年{due.Month}月{due.Day}日", $"By {due:yyyy-MM-dd}") : (null, null);

    private static (string?, string?) Day(string? day, string ja, string en) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
        ? ($"{ja}{on.Year}年{on.Month}月{on.Day}日", $"{en}{on:yyyy-MM-dd}") : (null, null);

    private static (string? Ja, string? En) More(ActEntry act) => act.Kind switch
    {
        "submission.submitted" when act.ActorKind == ActorKind.Staff => Arrival(act.Detail),
        "identity.checked" => Enum.TryParse<IdentityDocument>(act.Detail, out var document) && Enum.IsDefined(document) ? (OriginWords.Japanese(document), OriginWords.English(document)) : (null, null),
        "counter.claimed" or "slip.printed" => (act.ActorName, act.ActorName),
        "submission.submitted" when act.Door == Door.PortalApi => ("外部のシステムから送信されました", "Sent by another system"),
        "payment.requested" or "payment.settled" or "payment.refund-due" or "payment.refunded" => Yen(act.Detail),
        "payment.failed" => ("もう一度お支払いの手続きをお試しください", "Please try to pay once more"),
        "delivery.acknowledged" => Record(act.Detail),
        "payout.ordered" => Day(act.Detail, "予定日：", "Planned for "),
        "payout.paid" => Day(act.Detail, "振込日：", "On "),
        "payout.failed" => (act.Reason + "（口座を入れ直してください）", "Please give the account again"),
        "fee.requested" => Due(act.Detail),
        "payout.account-changed" or "record.exported" => (act.ActorName, act.ActorName),
        "submission.viewed" or "review.started" or "answers.revealed" or "delivery.opened" or "delivery.exported" or "message.sent" or "message.seen" => (act.ActorName, act.ActorName),
        "correction.requested" => Due(act.Detail),
        "report.status" => (act.Detail, act.Detail),
        "submission.transferred" => (act.Detail, act.Detail),
        "submission.corrected" when act.ActorKind == ActorKind.Staff => ($"{act.ActorName}：{act.Reason}", $"{act.ActorName}: {act.Reason}"),
        "submission.decided" => Decision(act.Detail),
        "document.issued" or "document.reached" or "document.posted" => (act.Detail, act.Detail),
        "document.withdrawn" or "document.replaced" => ($"{act.Detail}\n理由：{act.Reason}", $"{act.Detail}\n{act.Reason}"),
        "notice.undeliverable" => ("メールアドレスをご確認ください", "Please check your mail address"),
        _ => (null, null),
    };

    /// <summary>"Paper 2026-11-20", as the intake writes it.</summary>
    private static (string Ja, string En) TakenIn(string? detail) => (Enum.TryParse<Channel>(detail?.Split(' ')[0], out var channel) ? channel : Channel.Paper) switch
    {
        Channel.Counter => ("窓口で申請を提出しました", "You handed in the application at the counter"),
        Channel.OtherPortal => ("他のポータルで提出された申請を取り込みました", "Your application was taken over from another portal"),
        Channel.Migration => ("以前のシステムで受け付けた申請を引き継ぎました", "Your application was taken over from the earlier system"),
        _ => ("紙の申請書を受け付けました", "Your paper form was received"),
    };

    private static (string?, string?) Arrival(string? detail) =>
        DateOnly.TryParseExact(detail?.Split(' ')[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? ($"届いた日：{day.Year}年{day.Month}月{day.Day}日", $"Arrived on {day:yyyy-MM-dd}") : (null, null);

    /// <summary>"system:record" as the deliveries write it.</summary>
    private static (string?, string?) Record(string? detail) =>
        detail?.Split(':', 2) is [var system, var record] ? ($"登録番号：{record}（{system}）", $"Registered as {record} ({system})") : (detail, detail);

    private static (string?, string?) Yen(string? detail) =>
        long.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var yen) && yen.ToString("N0", CultureInfo.InvariantCulture) is var number ? (number + "円", "¥" + number) : (null, null);

    private static (string?, string?) Decision(string? detail) =>
        Enum.TryParse<SubmissionStatus>(detail, out var status) && Enum.IsDefined(status) ? ("結果：" + StatusWords.Japanese(status), "Result: " + StatusWords.English(status)) : (null, null);
}
