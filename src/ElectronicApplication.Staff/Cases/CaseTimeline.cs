using System.Globalization;
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
        "submission.submitted" => act.ActorKind == ActorKind.Staff ? "職員が申請を受け付けました" : "申請が提出されました",
        "intake.opened" => "職員が入力の画面を開きました",
        "counter.claimed" => "窓口で申請者の下書きを開きました",
        "identity.checked" => "本人確認書類を確認しました",
        "slip.printed" => "受付票を印刷しました",
        "submission.received" => "申請を受け付けました",
        "submission.viewed" => "担当課の職員が内容を確認しました",
        "submission.transferred" => $"{act.Detail} に移送しました",
        "check.made" => "確認事項を確認しました",
        "check.removed" => "確認事項の確認を取り消しました",
        "answers.revealed" => "伏せた項目を開きました",
        "submission.assigned" => act.Detail is { } to ? $"担当が {to} になりました" : "担当が外れました",
        "submission.noted" => "庁内メモが残されました",
        "submission.withdrawn" => "申請が取り下げられました",
        "review.started" => "審査を開始しました",
        "correction.requested" => "補正を依頼しました",
        "correction.cancelled" => "補正の依頼を取り消しました",
        "correction.lapsed" => "補正の期限が過ぎました",
        "submission.corrected" when act.ActorKind == ActorKind.Staff => "電話で確認し、職員が補正しました",
        "submission.corrected" => "申請者が補正しました",
        "submission.decided" => Enum.TryParse<SubmissionStatus>(act.Detail, out var decision) ? $"決裁：{StatusWords.Japanese(decision)}" : "決裁しました",
        "decision.drafted" => Enum.TryParse<SubmissionStatus>(act.Detail, out var drafted) ? $"起案：{StatusWords.Japanese(drafted)}" : "起案しました",
        "decision.approved" => $"{act.Detail} が同意しました",
        "decision.sent-back" => $"{act.Detail} が差し戻しました",
        "decision.taken-back" => "起案を取り下げました",
        "decision.ended" => $"{act.Detail}により、起案が終わりました",
        "decision.seen" => "後閲しました",
        "message.asked" => "申請者から連絡がありました",
        "message.sent" => "申請者に連絡しました",
        "message.seen" => "申請者の連絡を確認しました（返信不要）",
        "payment.requested" => "手数料の納付を依頼しました",
        "payment.settled" => "手数料が納付されました",
        "payment.failed" => "手数料の納付が完了しませんでした",
        "payment.cancelled" => "納付の依頼を取り消しました",
        "payment.mismatch" => "決済事業者の記録と金額が一致しません",
        "payment.refund-due" => "手数料の還付が必要になりました",
        "payment.refunded" => "手数料を還付しました",
        "fee.requested" => "審査の後の手数料の納付を依頼しました",
        "fee.reminded" => "手数料の期限が過ぎたことを知らせました",
        "payout.planned" => "給付の金額を計算しました",
        "payout.ordered" => "給付の振込を確認しました",
        "payout.paid" => "給付を振り込みました",
        "payout.failed" => "給付を振り込めませんでした",
        "payout.account-changed" => "振込先の口座を直しました",
        "payout.account-given" => "申請者が振込先の口座を入れ直しました",
        "record.exported" => "記録を書き出しました",
        "record.disclosed" => "開示請求のために記録を書き出しました",
        "record.extended" => "保存期間を延長しました",
        "delivery.acknowledged" => "基幹システムに登録されました",
        "delivery.refused" => "基幹システムが登録を拒否しました",
        "delivery.replayed" => "連携の再送を指示しました",
        "report.status" => "基幹システムから処理状況が届きました",
        "report.decision" => "基幹システムから決定が届きました",
        "report.proposed" => "基幹システムが決定を提案しました",
        "report.document" => "基幹システムから文書が届きました",
        "report.applied" => "基幹システムの提案を反映しました",
        "report.declined" => "基幹システムからの回答を反映しませんでした",
        "report.matched" => "基幹システムからの回答を、この申請に結び付けました",
        "resident.linked" => "宛名番号が分かりました",
        "resident.doubted" => "基幹システムが宛名を特定できませんでした",
        "resident.chosen" => "宛名を確認しました",
        "resident.none" => "宛名の該当なしとしました",
        "delivery.fitted" => "連携先の文字に合わせて、一部の文字を置き換えて送信しました",
        "delivery.fetched" => "連携先が内容を取得しました",
        "delivery.skipped" => "連携先に送信しないことにしました",
        "delivery.edited" => "連携の内容を編集して再送しました",
        "delivery.edit-removed" => "連携の内容の編集を取り消しました",
        "delivery.opened" => "連携先に送る内容を開きました",
        "delivery.exported" => "転記の一覧を書き出しました",
        "delivery.transferred" => "連携先の画面への転記の結果を入力しました",
        "document.issued" => "文書を交付しました",
        "document.reached" => "申請者が文書を受け取りました（到達）",
        "document.printed" => "郵送のために印刷しました",
        "document.posted" => "文書を郵送しました",
        "document.withdrawn" => "交付した文書を取り消しました",
        "document.replaced" => "交付した文書を差し替えました",
        "notice.sent" => "申請者に通知メールを送信しました",
        "notice.undeliverable" => "通知メールが届きませんでした",
        // A kind that is new here is shown as it is kept: an act is never hidden from the file.
        _ => act.Kind,
    };

    private static string? Text(ActEntry act)
    {
        List<string> lines = [];
        if (Actor(act) is { } who)
            lines.Add(who);
        // A system's reason may be a code of ours; a person's and a core system's are words.
        if (act is { Reason.Length: > 0, ActorKind: ActorKind.Staff or ActorKind.CoreSystem })
            lines.Add($"理由：{act.Reason}");
        if (act.OnBehalfOf is { } absent)
            lines.Add($"代決（{absent} 不在）");
        if (Detail(act) is { } detail)
            lines.Add(detail);
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static string? Detail(ActEntry act) => act.Kind switch
    {
        "submission.decided" or "submission.assigned" or "decision.drafted" or "decision.approved" or "decision.sent-back" or "decision.ended" or "submission.transferred" => null,
        "submission.submitted" when act.Detail?.Split(' ') is [var way, var day] && Enum.TryParse<Channel>(way, out var channel) => $"{ChannelWords.Japanese(channel)}　到達 {day}",
        "identity.checked" when Enum.TryParse<IdentityDocument>(act.Detail, out var document) => OriginWords.Japanese(document),
        "notice.sent" or "notice.undeliverable" => act.Detail switch
        {
            "SubmissionReceived" => "受付のお知らせ",
            "ReviewStarted" => "審査開始のお知らせ",
            "CorrectionRequested" => "補正のお願い",
            "CorrectionReminded" => "補正の期限のお知らせ",
            "CorrectionClosed" => "補正の終わりのお知らせ",
            "SubmissionCorrected" => "補正の受付のお知らせ",
            "DocumentIssued" => "文書の交付のお知らせ",
            "DocumentWithdrawn" => "文書の取消しのお知らせ",
            "SubmissionDecided" => "決裁のお知らせ",
            "SubmissionWithdrawn" => "取下げのお知らせ",
            "PayoutSettled" => "振込のお知らせ",
            "PayoutFailed" => "振込不能のお知らせ",
            "FeeRequested" => "手数料のお願い",
            "FeeReminded" => "手数料の期限のお知らせ",
            "MessageSent" => "担当課からの連絡のお知らせ",
            _ => act.Detail,
        },
        _ when (act.Kind.StartsWith("payment.", StringComparison.Ordinal) || act.Kind is "payout.planned" or "payout.failed") && long.TryParse(act.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var yen) =>
            yen.ToString("#,0", CultureInfo.InvariantCulture) + "円",
        "delivery.acknowledged" when act.Detail?.Split(':', 2) is [_, var record] => $"記録番号 {record}",
        "delivery.refused" => null,
        "report.decision" or "report.proposed" when Enum.TryParse<SubmissionStatus>(act.Detail, out var proposed) => StatusWords.Japanese(proposed),
        "delivery.opened" => act.Detail?.Split(' ')[0],
        "record.exported" or "record.disclosed" => $"SHA-256 {act.Detail}",
        "correction.requested" when DateOnly.TryParseExact(act.Detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) => $"期限 {due.Year}年{due.Month}月{due.Day}日",
        _ => act.Detail,
    };

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
