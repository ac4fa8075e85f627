using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>What a state means to the applicant, and what happens next.</summary>
internal static class SubmissionWords
{
    public static string Next(OpenedSubmission opened) => opened.Submission.Status switch
    {
        SubmissionStatus.AwaitingPayment => "手数料のお支払いをお待ちしています。お支払いを確認した時点で、申請が市に届いたことになります。",
        SubmissionStatus.Received => $"{opened.Version.Procedure.OfficeTitle.Ja}が内容を確認します。進み具合は、この画面でお確かめいただけます。",
        SubmissionStatus.UnderReview => $"{opened.Version.Procedure.OfficeTitle.Ja}が審査しています。結果が出るまで、しばらくお待ちください。",
        SubmissionStatus.Granted => opened.Version.Procedure.CompletionText.Ja,
        SubmissionStatus.Refused => "申請は認められませんでした。理由をご確認ください。ご不明な点は担当課にお問い合わせください。",
        SubmissionStatus.Dismissed => "申請は却下されました。理由をご確認ください。ご不明な点は担当課にお問い合わせください。",
        SubmissionStatus.Withdrawn => "この申請は取り下げられました。もう一度申請するときは、はじめから手続きしてください。",
        _ => "",
    };

    /// <summary>Whether there is still something to wait for.</summary>
    public static bool Waits(SubmissionStatus status) => status is SubmissionStatus.AwaitingPayment or SubmissionStatus.Received or SubmissionStatus.UnderReview;
}
