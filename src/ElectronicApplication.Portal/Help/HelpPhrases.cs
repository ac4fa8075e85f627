using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Help;

/// <summary>使い方.</summary>
internal static class HelpPhrases
{
    public static readonly Phrase[] All =
    [
        new("使い方", "使（つか）い方（かた）", "Help"),
        new("「手続をさがす」で、言葉や分野から手続を選びます。", "「さがす」で、手続（てつづ）きを えらびます。", "Find the procedure by words or by subject."),
        new("必要なもの、手数料、かかる日数を確かめて始めます。", "いる もの、お金、かかる 日を 見て、はじめます。", "See what you need, what it costs and how long it takes, and start."),
        new("画面の案内に沿って入力します。入力した内容は自動で保存されます。", "ページを 見て 書きます。書いた ものは ほぞんされます。", "Fill in the form page by page. What you enter is saved as you go."),
        new("内容を確かめて提出します。手続によっては、マイナンバーカードでの署名や手数料の支払いがあります。", "たしかめて 出します。カードで サインしたり、お金を はらったり する ものも あります。", "Check it and submit. Some procedures need a signature with the My Number Card or the payment of a fee."),
        new("受付番号が発行されます。進み具合はいつでも確かめられます。", "受付番号（うけつけばんごう）が 出ます。いつでも 見られます。", "You get a receipt number and can follow the progress at any time."),
        new("途中でやめたいとき", "とちゅうで やめたい とき", "If you want to stop halfway"),
        new("「保存して中断する」を押すか、そのまま画面を閉じてください。ログインして始めた手続は別の端末からも、ログインせずに始めた手続は同じブラウザーから、続きを入力できます。",
            "「ほぞんして やめる」を おすか、ページを とじて ください。ログインして はじめた ものは どこでも、ログインしないで はじめた ものは 同（おな）じ ブラウザーで、つづけられます。",
            "Press “Save and stop” or just close the page. What you began signed in can be continued on any device; what you began without signing in, in the same browser."),
        new("名前の漢字が入力できるか心配なとき", "名前（なまえ）の 漢字（かんじ）が しんぱいな とき", "If you wonder whether your name can be typed"),
        new("旧字体や異体字も、入力したとおりの字で保存し、別の字に置き換えることはありません。", "どんな 字でも、書いた とおりに ほぞんします。", "Every character, also old and rare forms, is kept as you type it and never replaced by another."),
        new("マイナンバーカードのこと", "マイナンバーカードの こと", "About the My Number Card"),
        new("ログインには利用者証明用電子証明書の暗証番号（数字 4 桁）、署名には署名用電子証明書のパスワード（英数字 6～16 文字）を使います。忘れたときや有効期限が切れたときは、市役所の窓口で手続きしてください。",
            "ログインには 数字 4つの 番号、サインには 6～16文字の パスワードを 使います。わすれた ときや 期限（きげん）が きれた ときは、市役所（しやくしょ）に 行って ください。",
            "Signing in takes the 4-digit PIN, signing the password of 6 to 16 letters and digits. If you have forgotten them, or they have expired, please go to the city office."),
        new("カードを新しくしたとき", "カードを あたらしく した とき", "If your card was renewed"),
        new("新しいカードでログインすると新しいマイページになり、前のカードで提出した申請や下書きは表示されません。前の申請のことは、受付番号をご用意のうえ、担当課の窓口にお問い合わせください。",
            "あたらしい カードで ログインすると、マイページも あたらしく なり、前に 出した ものは 見えません。前の もののことは、受付番号（うけつけばんごう）を 持（も）って、市役所（しやくしょ）に 聞いて ください。",
            "A new card makes a new account, in which the applications and drafts of the old card do not appear. To ask about them, please go to the counter of the office with the receipt numbers."),
        new("JIS X 8341-3:2016 と WCAG 2.2 の適合レベル AA に沿って作っています。キーボードだけでも、画面読み上げソフトでも、文字を 200% に拡大しても、JavaScript を使わなくても、すべての手続を行えます。使いにくいところがあれば、担当課にお知らせください。",
            "キーボードだけでも、読み上げソフトでも、大きい 字でも、JavaScript が なくても 使えます。使いにくい ときは、市役所（しやくしょ）に 言って ください。",
            "Made after JIS X 8341-3:2016 and WCAG 2.2 level AA. Every procedure works by keyboard alone, with a screen reader, with text enlarged to 200 %, and without JavaScript. If something is hard to use, please tell the office."),
        new("入力した内容と添付書類は暗号化して保管し、申請の処理にだけ使います。下書きは、手続ごとの保存期間が過ぎると自動で削除します。職員が申請を開いたことは、申請の画面の「これまでの経過」でお確かめいただけます。外部の会社の計測タグや広告は使っていません。",
            "書いた ものは 暗号（あんごう）に して しまい、手続きだけに 使います。とちゅうの ものは、時間が すぎると きえます。だれが 見たか、「これまでの こと」で わかります。ほかの 会社には 見せません。",
            "What you enter and attach is stored encrypted and used for your application only. Drafts are deleted automatically after a time. When staff open your application, you see it under “What has happened so far”. There are no trackers or advertisements of other companies."),
        new("Cookie は、ログインの維持と、ログインせずに始めた下書きをこのブラウザーで再開すること、選んだ言語を覚えることにだけ使います。", "Cookie は、ログインと、つづきを 書く ことと、えらんだ ことばを おぼえる ことだけに 使います。",
            "Cookies are used only to keep you signed in, to continue a draft in this browser, and to remember the language you chose."),
    ];
}
