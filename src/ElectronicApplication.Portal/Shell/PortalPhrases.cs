using ElectronicApplication.Portal.Catalogue;
using ElectronicApplication.Portal.Documents;
using ElectronicApplication.Portal.Drafts;
using ElectronicApplication.Portal.Help;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Portal.Submissions;
using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Shell;

/// <summary>What stands on every page of the citizen's door, and the phrases that each folder of pages keeps beside them.</summary>
internal static class PortalPhrases
{
    public static IReadOnlyList<Phrase> All => [.. Frame, .. CataloguePhrases.All, .. DraftPhrases.All, .. CounterPhrases.All, .. MidFormPhrases.All, .. CardStepPhrases.All, .. SignInPhrases.All, .. SubmissionPhrases.All, .. HelpPhrases.All, .. DocumentPhrases.All];

    private static readonly Phrase[] Frame =
    [
        new("さがす", null, "Search"),
        new("手続をさがす", "手続（てつづ）きを さがす", "Find a procedure"),
        new("マイページ", null, "My page"),
        new("マイページへ", null, "To my page"),
        new("申請の照会", "出した 手続（てつづ）きを 見る", "Look up"),
        new("ログイン", null, "Sign in"),
        new("ログイン中", "ログインして います", "Signed in"),
        new("アクセシビリティ", null, "Accessibility"),
        new("個人情報の取扱い", "あなたの 情報（じょうほう）に ついて", "Privacy"),

        new("お支払い待ち", "お金を はらって ください", "Waiting for payment"),
        new("受付済み", "うけつけました", "Received"),
        new("審査中", "しらべて います", "Under review"),
        new("承認", "いいです", "Granted"),
        new("不承認", "だめでした", "Refused"),
        new("却下", "だめでした（却下）", "Dismissed"),
        new("取下げ", "やめました", "Withdrawn"),

        new("ログイン不要", "ログインは いりません", "no sign-in needed"),
        new("メール確認", "メールが いります", "a mail address"),
        new("マイナンバーカード", null, "My Number Card"),
        new("本人確認はありません。どなたでも、ログインせずに手続きできます。", "ログインは いりません。だれでも できます。", "None. Anybody can do this without signing in."),
        new("メールアドレスの確認が必要です。", "メールアドレスが いります。", "Your mail address is checked."),
        new("ログインが必要です。", "ログインして ください。", "You need to sign in."),
        new("マイナンバーカードでのログインが必要です（数字 4 桁の暗証番号）。", "マイナンバーカードで ログインします（数字 4つの 番号）。", "You sign in with your My Number Card (4-digit PIN)."),
        new("マイナンバーカードでのログイン（数字 4 桁の暗証番号）と、電子署名（英数字 6～16 文字のパスワード）が必要です。", "マイナンバーカードで ログインし（数字 4つの 番号）、さいごに サインします（6～16文字の パスワード）。",
            "You sign in with your My Number Card (4-digit PIN) and sign electronically (password of 6 to 16 letters and digits)."),
    ];
}
