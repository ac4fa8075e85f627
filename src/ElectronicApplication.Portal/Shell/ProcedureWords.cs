using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Shell;

/// <summary>What the definition says in codes, in the words of a kind clerk.</summary>
internal static class ProcedureWords
{
    public static string Identity(IdentityLevel level) => level switch
    {
        IdentityLevel.None => "本人確認はありません。どなたでも、ログインせずに手続きできます。",
        IdentityLevel.Mail => "メールアドレスの確認が必要です。",
        IdentityLevel.Account => "ログインが必要です。",
        IdentityLevel.CardLogin => "マイナンバーカードでのログインが必要です（数字 4 桁の暗証番号）。",
        IdentityLevel.CardSignature => "マイナンバーカードでのログイン（数字 4 桁の暗証番号）と、電子署名（英数字 6～16 文字のパスワード）が必要です。",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    public static string IdentityShort(IdentityLevel level) => level switch
    {
        IdentityLevel.None => "ログイン不要",
        IdentityLevel.Mail => "メール確認",
        IdentityLevel.Account => "ログイン",
        _ => "マイナンバーカード",
    };

    /// <summary>"" info good warn bad, as the chip draws them.</summary>
    public static string Tone(SubmissionStatus status) => status switch
    {
        SubmissionStatus.AwaitingPayment or SubmissionStatus.CorrectionRequested => "warn",
        SubmissionStatus.Received or SubmissionStatus.UnderReview => "info",
        SubmissionStatus.Granted => "good",
        SubmissionStatus.Refused or SubmissionStatus.Dismissed => "bad",
        _ => "",
    };

    /// <summary>受付期間, or null when it is always open.</summary>
    public static string? Period(ProcedureDefinition procedure, Words words) => procedure.AcceptancePeriod switch
    {
        { From: { } from, To: { } to } => words["{0} から {1} まで", words.Moment(from.UtcDateTime), words.Moment(to.UtcDateTime)],
        { From: { } from } => words["{0} から", words.Moment(from.UtcDateTime)],
        { To: { } to } => words["{0} まで", words.Moment(to.UtcDateTime)],
        _ => null,
    };
}
