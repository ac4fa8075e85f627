using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>What a state means to the applicant, and what happens next.</summary>
internal static class SubmissionWords
{
    public static string Next(OpenedSubmission opened, Words words) => opened.Submission.Status switch
    {
        SubmissionStatus.AwaitingPayment => words["手数料のお支払いをお待ちしています。お支払いを確認した時点で、申請が市に届いたことになります。"],
        SubmissionStatus.Received => words["{0}が内容を確認します。進み具合は、この画面でお確かめいただけます。", words[opened.Office]],
        SubmissionStatus.UnderReview => words["{0}が審査しています。結果が出るまで、しばらくお待ちください。", words[opened.Office]],
        SubmissionStatus.CorrectionRequested => words["{0}から、直していただきたいところのお知らせがあります。期限までに補正してください。", words[opened.Office]],
        SubmissionStatus.Granted => words["申請は認められました。担当課からのお知らせや文書があるときは、この画面に表示します。"],
        SubmissionStatus.Refused => words["申請は認められませんでした。理由をご確認ください。ご不明な点は担当課にお問い合わせください。"],
        SubmissionStatus.Dismissed => words["申請は却下されました。理由をご確認ください。ご不明な点は担当課にお問い合わせください。"],
        SubmissionStatus.Withdrawn => words["この申請は取り下げられました。もう一度申請するときは、はじめから手続きしてください。"],
        _ => "",
    };

    /// <summary>Whether there is still something to wait for.</summary>
    public static bool Waits(SubmissionStatus status) => status is SubmissionStatus.AwaitingPayment or SubmissionStatus.Received or SubmissionStatus.UnderReview;
}
