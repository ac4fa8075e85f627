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

    public static string Yen(long yen) => yen.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + "円";

    /// <summary>"" info good warn bad, as the chip draws them.</summary>
    public static string Tone(SubmissionStatus status) => status switch
    {
        SubmissionStatus.AwaitingPayment => "warn",
        SubmissionStatus.Received or SubmissionStatus.UnderReview => "info",
        SubmissionStatus.Granted => "good",
        SubmissionStatus.Refused or SubmissionStatus.Dismissed => "bad",
        _ => "",
    };

    /// <summary>受付期間, or null when it is always open.</summary>
    public static string? Period(ProcedureDefinition procedure) => procedure.AcceptancePeriod switch
    {
        { From: { } from, To: { } to } => $"{JapaneseDates.Moment(from.UtcDateTime)} から {JapaneseDates.Moment(to.UtcDateTime)} まで",
        { From: { } from } => $"{JapaneseDates.Moment(from.UtcDateTime)} から",
        { To: { } to } => $"{JapaneseDates.Moment(to.UtcDateTime)} まで",
        _ => null,
    };
}
