using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>Reading the card before the form, and signing after it.</summary>
internal static class CardStepPhrases
{
    public static readonly Phrase[] All =
    [
        new("カードの読み取り", "カードを 読む", "Read the card"),
        new("署名と提出", "サインして 出す", "Sign and submit"),
        new("カードを読み取れませんでした", "カードが 読めませんでした", "The card could not be read"),
        new("氏名・住所などを読み取ります", "名前（なまえ）や 住所（じゅうしょ）を 読みます", "name, address and so on are read"),
        new("読み取り済みです", "もう 読みました", "Already read"),
        new("氏名", "名前（なまえ）", "Name"),
        new("住所", "住所（じゅうしょ）", "Address"),
        new("生年月日", "生（う）まれた 日", "Date of birth"),
        new("別の電子証明書で読み取り直すときは、下のボタンを押してください。", "べつの カードで 読む ときは、下の ボタンを おして ください。", "To read another certificate, press the button below."),
        new("カードに記録された情報をそのまま使うので、入力の手間がなく、書き間違いも起こりません。", "カードの 情報（じょうほう）を 使うので、書かなくて いいです。", "What is recorded on the card is used as it is: nothing to type, and no slips."),
        new("署名用電子証明書のパスワード（英数字 6～16 文字）", "サインの パスワード（6～16文字）", "The password of the signature certificate (6 to 16 letters and digits)"),
        new("読み取る情報", "読む もの", "What is read"),
        new("氏名・住所・生年月日・性別の 4 つだけです。マイナンバー（12 桁の番号）や顔写真は読み取りません。", "名前、住所、生まれた日、性別（せいべつ）の 4つだけです。マイナンバーや 写真（しゃしん）は 読みません。",
            "Only name, address, date of birth and sex. Neither the My Number (12 digits) nor the photo is read."),
        new("カードを読み取る", "カードを 読む", "Read the card"),
        new("もう一度読み取る", "もう一度（いちど） 読む", "Read it again"),
        new("パスワードを 5 回続けて間違えるとカードがロックされます。ご注意ください。", "パスワードを 5回 まちがえると、カードが 使えなく なります。", "Five wrong passwords in a row lock the card. Please take care."),
        new("署名して提出します", "サインして 出します", "Sign and submit"),
        new("氏名・住所などを読み取ったときと同じマイナンバーカードで、申請の内容に電子署名します。署名が終わると、そのまま提出されます。", "はじめに 読んだ カードで サインします。サインすると、市に とどきます。",
            "Sign your application with the same My Number Card that your name and address were read from. It is submitted as soon as it is signed."),
        new("署名する内容", "サインする 文（ぶん）", "What you sign"),
        new("署名するのは上の日本語の文です。意味：この手続を、確認画面のとおり申請します。書いたことは本当のことです。", "上の 文に サインします。「この 手続きを 出します。書いた ことは 本当（ほんとう）です」と いう 意味（いみ）です。",
            "You sign the Japanese sentence above. It means: I apply for this as shown on the summary page, and what I have written is true."),
        new("マイナンバーカード（{0} さんのもの）", "マイナンバーカード（{0} さんの もの）", "The My Number Card of {0}"),
        new("カードで署名して提出する", "カードで サインして 出す", "Sign with the card and submit"),
        new("内容の確認に戻る", "たしかめる ページに もどる", "Back to the summary"),
        new("この画面は 15 分で使えなくなります。時間が過ぎたときは、画面を読み込み直してください。入力内容は残っています。", "この ページは 15分で 使えなく なります。そのときは、もう一度（いちど） ひらいて ください。書いた ものは のこって います。",
            "This page works for 15 minutes. After that, please reload it; your answers are kept."),
    ];
}
