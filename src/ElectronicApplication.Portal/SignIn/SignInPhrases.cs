using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>The way in with the card, and out.</summary>
internal static class SignInPhrases
{
    public static readonly Phrase[] All =
    [
        new("マイナンバーカードでログイン", "マイナンバーカードで ログイン", "Sign in with your My Number Card"),
        new("カードの操作を取りやめました", "カードを やめました", "The card step was cancelled"),
        new("ログインはまだ終わっていません。続けるときは、下のボタンからもう一度お進みください。", "ログインは まだです。つづける ときは、下の ボタンを おして ください。", "You are not signed in yet. To go on, press the button below once more."),
        new("ログインすると、入力した内容を保存したり、申請の進み具合を確かめたりできます。", "ログインすると、書いた ものを ほぞんしたり、どこまで すすんだか 見たり できます。", "Signed in, you can save what you enter and follow the progress of your applications."),
        new("数字 4 桁の暗証番号（利用者証明用電子証明書の暗証番号）", "数字 4つの 番号（カードを もらった ときに きめた もの）", "Its 4-digit PIN (of the certificate for user authentication)"),
        new("暗証番号は、カードを受け取ったときに市区町村の窓口で決めた番号です。3 回続けて間違えるとロックされ、窓口での手続きが必要になります。暗証番号がこのサイトに送られることはありません。",
            "カードを もらった とき、市役所（しやくしょ）で きめた 番号です。3回 まちがえると 使えなく なります。番号は この サイトに 送（おく）りません。",
            "You chose the PIN at the city office when you got the card. Three wrong tries lock it, and you have to go to the office. The PIN is never sent to this site."),
        new("ボタンを押すと、カードを読み取る画面に移ります。読み取りが終わると、もとの画面に戻ります。", "ボタンを おすと、カードを 読む ページに かわります。おわると、もとの ページに もどります。", "The button leads to the page that reads the card. Afterwards you come back to where you were."),
        new("ボタンを押すと、カードを読み取る画面に移ります。読み取りが終わると、このサイトに戻ります。", "ボタンを おすと、カードを 読む ページに かわります。おわると、ここに もどります。", "The button leads to the page that reads the card. Afterwards you come back to this site."),
        new("電子申請サービスへのログイン", null, "Sign in to the online procedures"),
        new("カードの画面へ進む", "カードの ページへ", "Go on to the card"),
        new("この画面を開いてから 15 分以内にお進みください。", "15分の あいだに すすんで ください。", "Please go on within 15 minutes of opening this page."),
        new("このサイトに残るもの", "この サイトに のこる もの", "What this site keeps"),
        new("ログインで使う電子証明書には、お名前やご住所は入っていません。ログインのためにこのサイトが保存するのは、次に来られたときに同じ方だとわかるための、元に戻せない符号だけです。",
            "ログインでは、名前（なまえ）も 住所（じゅうしょ）も 読みません。つぎに 来た とき 同（おな）じ 人だと わかる しるしだけを ほぞんします。",
            "The certificate used for signing in holds neither your name nor your address. This site keeps only a code that cannot be turned back, to know you again next time."),

        new("カードを確認できませんでした", "カードを たしかめられませんでした", "The card could not be checked"),
        new("理由", "わけ", "Reason"),
        new("まだ何も変更されていません。入力中の下書きは保存されています。", "まだ 何（なに）も かわって いません。書いた ものは のこって います。", "Nothing has been changed. Your draft is saved."),
        new("もう一度確かめる", "もう一度（いちど） たしかめる", "Check again"),
        new("はじめからやり直す", "はじめから する", "Start over"),
        new("手続の一覧へ", "手続（てつづ）きの ページへ", "To the list of procedures"),
        new("お問い合わせの際は、この符号をお伝えください：", "聞く ときは、これを 言って ください：", "If you ask the office, please mention this code: "),

        new("まだログアウトしていません", "まだ ログアウトして いません", "You are not signed out yet"),
        new("画面を開いてから時間がたったため、確認をお願いしています。下のボタンを押すとログアウトします。", "時間が たちました。下の ボタンを おすと、ログアウトします。", "The page was open for a long time, so we ask once more. Press the button below to sign out."),
        new("ログアウトする", null, "Sign out"),
        new("ログアウトせずに手続の一覧へ", "ログアウトしないで もどる", "Stay signed in and go to the list of procedures"),
    ];
}
