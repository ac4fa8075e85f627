using System.Collections.Frozen;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Notifications;

/// <summary>What a mail says, before what the author of the procedure adds.</summary>
internal sealed record NoticeText(string Subject, string Text);

/// <param name="Key">Under which procedure.json holds what its author adds to this mail.</param>
internal sealed record NoticePhrases(string Key, NoticeText Japanese, NoticeText Easy, NoticeText English)
{
    public NoticeText For(string language) => language switch { ApplicantLanguage.English => English, ApplicantLanguage.Easy => Easy, _ => Japanese };
}

/// <summary>The mails to applicants, by the fact that they tell of: what is not here is not told by mail.</summary>
internal static class NoticeWords
{
    private static readonly FrozenDictionary<string, NoticePhrases> All = new Dictionary<string, NoticePhrases>
    {
        [nameof(SubmissionReceived)] = new("received",
            new("申請を受け付けました", "次の申請を受け付けました。これから担当課が内容を確認します。"),
            new("申請（しんせい）を うけつけました", "申請（しんせい）を うけつけました。これから 係（かかり）の 人が 見ます。"),
            new("We have received your application", "We have received the application below. The office in charge will now look at it.")),
        [nameof(ReviewStarted)] = new("reviewStarted",
            new("審査を始めました", "次の申請の審査を始めました。結果が出ましたら、あらためてお知らせします。"),
            new("申請（しんせい）を 見はじめました", "係（かかり）の 人が、申請（しんせい）を 見はじめました。結果（けっか）が 出たら、メールで お知らせします。"),
            new("The review of your application has begun", "The review of the application below has begun. We will write again when there is a result.")),
        [nameof(CorrectionRequested)] = new("correctionRequested",
            new("補正のお願い", "次の申請に、直していただきたいところがあります。下のページで内容と期限をご確認のうえ、補正してください。"),
            new("なおして ほしい ところが あります", "申請（しんせい）に、なおして ほしい ところが あります。下（した）の ページを 見て、いつまでに 何（なに）を なおすか たしかめて ください。"),
            new("Please correct your application", "Something in the application below needs to be corrected. The page below says what, and by when.")),
        [nameof(CorrectionReminded)] = new("correctionReminded",
            new("補正の期限が近づいています", "次の申請の補正の期限が近づいています。下のページで内容と期限をご確認のうえ、補正してください。"),
            new("なおす 期限（きげん）が もうすぐです", "申請（しんせい）を なおす 期限（きげん）が もうすぐです。下（した）の ページを 見て、なおして ください。"),
            new("The time for your correction is nearly over", "The time for correcting the application below is nearly over. The page below says what to correct, and by when.")),
        [nameof(CorrectionClosed)] = new("correctionClosed",
            new("補正のお願いを終わりました", "次の申請の補正のお願いは、取り消されたか、期限を過ぎたため終わりました。くわしくは下のページでご確認ください。"),
            new("なおす お願（ねが）いは 終（お）わりました", "申請（しんせい）を なおす お願（ねが）いは 終（お）わりました。期限（きげん）が すぎたか、なおさなくて よく なりました。下（した）の ページで たしかめて ください。"),
            new("The request for a correction is closed", "The request to correct the application below is closed, because it was cancelled or its time is over. The page below says more.")),
        [nameof(SubmissionCorrected)] = new("corrected",
            new("補正を受け付けました", "次の申請の補正を受け付けました。引き続き審査します。"),
            new("なおした ものを うけとりました", "申請（しんせい）を なおした ものを うけとりました。係（かかり）の 人が また 見ます。"),
            new("We have received your correction", "We have received your correction of the application below. The review goes on.")),
        [nameof(SubmissionDecided)] = new("decided",
            new("審査の結果が出ました", "次の申請の審査が終わりました。結果は下のページでご確認ください。"),
            new("結果（けっか）が 出ました", "申請（しんせい）の 結果（けっか）が 出ました。下（した）の ページで 見て ください。"),
            new("There is a result", "The review of the application below is finished. You can read the result on the page below.")),
        [nameof(DocumentIssued)] = new("documentIssued",
            new("文書を交付しました", "次の申請について、市から文書を交付しました。下のページで、受け取り方をご確認ください。"),
            new("書類（しょるい）が できました", "市から 書類（しょるい）が 出ました。もらい方（かた）は 下（した）の ページを 見て ください。"),
            new("A document has been issued", "A document has been issued for the application below. The page below says how you receive it.")),
        [nameof(DocumentWithdrawn)] = new("documentWithdrawn",
            new("交付した文書を取り消しました", "次の申請について、交付した文書を取り消しました。くわしくは下のページでご確認ください。"),
            new("書類（しょるい）を とりけしました", "市が 前（まえ）に 出した 書類（しょるい）は、もう 使えません。くわしい ことは 下（した）の ページを 見て ください。"),
            new("An issued document has been cancelled", "A document that was issued for the application below has been cancelled and is no longer valid. The page below says more.")),
        [nameof(SubmissionWithdrawn)] = new("withdrawn",
            new("申請の取下げを受け付けました", "次の申請の取下げを受け付けました。お心当たりがない場合は、担当課までご連絡ください。"),
            new("申請（しんせい）を やめました", "申請（しんせい）を やめる ことを うけつけました。あなたが やめて いない ときは、係（かかり）に 連絡（れんらく）して ください。"),
            new("Your application has been withdrawn", "The application below has been withdrawn. If this was not your doing, please contact the office in charge.")),
        [nameof(PayoutSettled)] = new("payoutSettled",
            new("振り込みのお知らせ", "次の申請の給付を、ご指定の口座に振り込みました。くわしくは下のページでご確認ください。"),
            new("お金（かね）を 振（ふ）りこみました", "あなたの 口座（こうざ）に お金（かね）を 振（ふ）りこみました。くわしい ことは 下（した）の ページを 見て ください。"),
            new("Your payment has been made", "The payment for the application below has been made to your account. The page below says more.")),
        [nameof(PayoutFailed)] = new("payoutFailed",
            new("振り込みができませんでした", "次の申請の給付を、ご指定の口座に振り込めませんでした。下のページで、口座を入れ直してください。"),
            new("お金（かね）を 振（ふ）りこめませんでした", "あなたの 口座（こうざ）に お金（かね）を 振（ふ）りこめませんでした。下（した）の ページで、口座（こうざ）を もう一度（いちど） 書いて ください。"),
            new("Your payment could not be made", "The payment for the application below could not be made to your account. Please enter the account again on the page below.")),
        [nameof(FeeRequested)] = new("feeRequested",
            new("手数料のお支払いのお願い", "次の申請の手数料をお支払いください。下のページから、期限までにお支払いいただけます。"),
            new("お金（かね）を はらって ください", "申請（しんせい）の お金（手数料：てすうりょう）を はらって ください。下（した）の ページから、期限（きげん）までに はらえます。"),
            new("Please pay the fee", "Please pay the fee of the application below. You can pay on the page below, by the day named there.")),
        [nameof(FeeReminded)] = new("feeReminded",
            new("手数料のお支払いの期限が過ぎています", "次の申請の手数料のお支払いを確認できていません。下のページから、お早めにお支払いください。行き違いの場合はご容赦ください。"),
            new("お金（かね）を はらう 期限（きげん）が すぎました", "申請（しんせい）の お金（手数料：てすうりょう）が まだ とどいて いません。下（した）の ページから はやく はらって ください。もう はらった 人は、このメールを すてて ください。"),
            new("The fee is overdue", "We have not received the fee of the application below. Please pay soon on the page below. If you have paid in the meantime, please ignore this mail.")),
        [nameof(MessageSent)] = new("messageSent",
            new("担当課からの連絡", "次の申請について、担当課から連絡があります。下のページでお読みいただけます。ページから返信もできます。"),
            new("係（かかり）から 連絡（れんらく）が あります", "申請（しんせい）の ことで、係（かかり）から 連絡（れんらく）が あります。下（した）の ページで 読めます。返事（へんじ）も 書けます。"),
            new("A message from the office", "The office in charge has written to you about the application below. You can read it on the page below, and answer there.")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Kinds => All.Keys;

    public static bool Has(string fact) => All.ContainsKey(fact);

    public static NoticePhrases Of(string fact) => All[fact];
}
