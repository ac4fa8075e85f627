using System.Globalization;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Notifications;

/// <summary>What stands around the text of every mail to an applicant, in the language of the submission.</summary>
/// <param name="Subject">{0} the municipality, {1} the subject, {2} the receipt number.</param>
internal sealed record NoticeFrame(string Subject, string Procedure, string Receipt, string Look, string ByCode, string ByCard, string NoReply)
{
    private static readonly NoticeFrame Japanese = new("【{0}】{1}（受付番号 {2}）", "手続　　：", "受付番号：", "申請の状況は、次のページでご確認いただけます。",
        "ご覧になるには、申請のときにお渡ししたアクセスコードが必要です。", "ご覧になるには、マイナンバーカードでのログインが必要です。",
        "このメールは送信専用です。ご返信いただいてもお答えできません。");

    private static readonly NoticeFrame Easy = new("【{0}】{1}（受付番号 {2}）", "手続（てつづ）き：", "受付番号（うけつけばんごう）：", "今（いま）どう なって いるかは、この ページで 見られます。",
        "見る ときは、申請（しんせい）した ときの アクセスコードを 入（い）れて ください。", "見る ときは、マイナンバーカードで ログインして ください。",
        "この メールに 返事（へんじ）を しないで ください。");

    private static readonly NoticeFrame English = new("[{0}] {1} (receipt number {2})", "Procedure:      ", "Receipt number: ", "You can follow your application on this page:",
        "To see it you need the access code that you were given when you applied.", "To see it, please sign in with your My Number Card.",
        "This mail was sent automatically. We cannot answer replies to it.");

    public static NoticeFrame For(string language) => language switch { ApplicantLanguage.English => English, ApplicantLanguage.Easy => Easy, _ => Japanese };

    public static string Day(DateOnly day, string language) =>
        language == ApplicantLanguage.English ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : $"{day.Year}年{day.Month}月{day.Day}日";
}
