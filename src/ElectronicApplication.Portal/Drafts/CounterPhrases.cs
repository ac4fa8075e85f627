using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Drafts;

internal static class CounterPhrases
{
    public static readonly Phrase[] All =
    [
        new("窓口で提出する", "まどぐちで 出す", "Hand it in at the counter"),
        new("オンラインで提出せず、窓口で提出する", "インターネットで 出さないで、まどぐちで 出す", "Hand it in at the counter instead of online"),
        new("この画面を窓口でお見せください。職員が内容を開き、本人確認の書類を確認して受け付けます。まだ提出されていません。", "この ページを まどぐちで 見せて ください。係（かかり）の人が うけつけます。まだ 出して いません。",
            "Please show this page at the counter. Staff will open your form, look at your identity document and take it in. Nothing has been handed in yet."),
        new("窓口の番号 {0} のQRコード", "まどぐちの ばんごう {0} の QRコード", "QR code of the counter number {0}"),
        new("窓口の番号", "まどぐちの ばんごう", "Counter number"),
        new("{0} まで、一度だけ使えます。", "{0} まで、1回（かい）だけ つかえます。", "Good once, until {0}."),
        new("お持ちいただくもの：運転免許証やマイナンバーカードなど、ご本人を確認できる書類。番号はほかの人に見せないでください。", "もって くるもの：マイナンバーカードや 運転免許証（うんてんめんきょしょう）。ばんごうは ほかの人に 見せないで ください。",
            "Please bring a document that shows who you are, such as a driver's licence or a My Number Card. Do not show the number to others."),
        new("担当：{0}", "かかり：{0}", "Office: {0}"),
        new("内容を直す", "なおす", "Change the form"),
        new("この番号は窓口で使われました。提出していないときは、新しい番号を作れます。", "この ばんごうは もう つかいました。出して いないときは、あたらしい ばんごうを つくれます。",
            "This number was used at the counter. If the form was not handed in, you can make a new one."),
        new("入力した内容を、窓口で職員と一緒に確かめてから提出できます。カードの読み取りやお支払いがうまくいかないときにもお使いください。", "まどぐちで 係（かかり）の人と いっしょに 見てから、出すことが できます。カードが つかえないときも こちらです。",
            "You can go through what you entered with staff at the counter and hand it in there, also when the card or the payment gives you trouble."),
        new("番号を作ると、この手続の担当の職員だけが、窓口でその番号を使って内容を開けます。開いたときは記録に残り、申請の履歴でご覧になれます。", "ばんごうを つくると、係（かかり）の人だけが ひらくことが できます。ひらいた ことは、あとで 見ることが できます。",
            "With the number, only staff in charge of this procedure can open your form at the counter. It is recorded when they do, and you can see it in the history."),
        new("窓口の番号を作る", "ばんごうを つくる", "Make a counter number"),
        new("内容の入力に戻る", "もどる", "Back to the form"),
    ];
}
