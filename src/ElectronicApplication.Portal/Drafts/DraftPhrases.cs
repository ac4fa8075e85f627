using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>Filling in, checking, saving and deleting.</summary>
internal static class DraftPhrases
{
    public static readonly Phrase[] All =
    [
        new("お知らせのメールは、この画面と同じ言語でお送りします。", "メールも、やさしい 日本語（にほんご）で 送（おく）ります。", "Mails about it will be in English too."),
        new("次へ進む", "つぎへ", "Next"),
        new("確認画面へ", "たしかめる ページへ", "To the summary"),
        new("前に戻る", "まえへ", "Back"),
        new("保存して中断する", "ほぞんして やめる", "Save and stop"),
        new("直していただくところだけを表示しています", "なおす ところだけ 出て います", "Only what is to be mended is shown"),
        new("期限：{0}。ほかの内容は「内容の確認」でご覧いただけます。", "{0} までに 出して ください。ほかは「たしかめる」で 見られます。", "By {0}. The rest can be read on “Check your answers”."),
        new("この内容で補正を提出する", "これで 出す", "Return the correction"),
        new("「この内容で補正を提出する」を押すと、直した内容が市に届き、審査が続きます。提出した後に直したいときは、担当課にお問い合わせください。", "「これで 出す」を おすと、市に とどきます。", "When you press “Return the correction”, it is sent to the city and the review goes on. To change it afterwards, please contact the office."),
        new("補正は提出できません", "もう 出せません", "The correction cannot be returned"),
        new("まだ保存していません", "まだ ほぞんして いません", "Not saved yet"),
        new("別の画面では次のように入力されています。この画面の内容でよければ、もう一度「次へ進む」を押してください。", "べつの ページでは つぎのように 書いて あります。この ページので よければ、もう一度（いちど）「つぎへ」を おして ください。",
            "In the other window the answers are as below. If what stands on this page is right, press “Next” once more."),
        new("この画面の内容でよければ、もう一度「次へ進む」を押してください。", "これで よければ、もう一度（いちど）「つぎへ」を おして ください。", "If what stands on this page is right, press “Next” once more."),
        new("{0}：「{1}」", null, "{0}: “{1}”"),
        new("入力する項目が増えました", "書く ところが ふえました", "There is more to fill in"),
        new("お答えに合わせて項目を追加しました。内容をお確かめのうえ、もう一度「次へ進む」を押してください。", "答（こた）えに あわせて 書く ところが ふえました。書いて、もう一度（いちど）「つぎへ」を おして ください。",
            "Your answers call for more fields. Please look at them and press “Next” once more."),
        new("（今の内容で計算した額）", "（いまの お金）", " (with the present answers)"),

        new("内容の確認", "たしかめる", "Check your answers"),
        new("まだ提出していません", "まだ 出して いません", "Not submitted yet"),
        new("内容をお確かめのうえ、署名に進んでください。まだ提出されていません。", "まちがいが ないか 見て、サインに すすんで ください。まだ 出して いません。", "Please check your answers and go on to sign. Nothing is submitted yet."),
        new("内容をお確かめのうえ、提出してください。まだ提出されていません。", "まちがいが ないか 見て、出して ください。まだ 出して いません。", "Please check your answers and submit. Nothing is submitted yet."),
        new("提出した後、オンラインでお支払いいただきます。お支払いを確認した時点で、申請が市に届いたことになります。", "出した あとで、インターネットで お金を はらいます。はらうと、市に とどきます。",
            "You pay online after submitting. Your application counts as received when the payment is confirmed."),
        new("審査の後に、お支払いの方法をお知らせします。", "しらべた あとで、はらい方（かた）を おしらせします。", "After the review we tell you how to pay."),
        new("次の画面で、上の内容にマイナンバーカードの署名用電子証明書で電子署名します。電子署名は、書面に署名するのと同じ効力があります。", "つぎの ページで、マイナンバーカードで サインします。紙（かみ）に サインするのと 同（おな）じです。",
            "On the next page you sign what stands above with your My Number Card. It has the same force as signing on paper."),
        new("「この内容で提出する」を押すと、上の内容が市に提出されます。提出した後に直したいときは、取り下げて出し直すことができます。", "「これで 出す」を おすと、市に とどきます。なおしたい ときは、やめて もう一度（いちど） 出せます。",
            "When you press “Submit”, the above is sent to the city. To change it afterwards, withdraw it and submit a new one."),
        new("署名に進む", "サインへ", "Go on to sign"),
        new("この内容で提出する", "これで 出す", "Submit"),

        new("入力内容を保存しました", "ほぞんしました", "Your answers are saved"),
        new("{0} に保存しました。{1} まで、続きから入力できます。", "{0} に ほぞんしました。{1} まで、つづきを 書けます。", "Saved on {0}. You can continue until {1}."),
        new("同じマイナンバーカードでログインすれば、別のスマートフォンやパソコンからでも「マイページ」から再開できます。", "同（おな）じ カードで ログインすると、べつの スマートフォンや パソコンでも「マイページ」から つづけられます。",
            "Sign in with the same My Number Card on any phone or computer and continue from “My page”."),
        new("ログインしていないため、下書きは", "ログインして いないので、つづきは", "You are not signed in, so the draft can be continued"),
        new("このブラウザーだけ", "この ブラウザーだけ", "only in this browser"),
        new("から再開できます。図書館など共用のパソコンをお使いの場合は、提出するか、下書きを削除してからお離れください。", "で 書けます。みんなで 使う パソコンでは、出すか、けしてから はなれて ください。",
            ". On a shared computer, such as in a library, please submit or delete it before you leave."),
        new("続きを入力する", "つづきを 書く", "Continue"),
        new("下書きを削除する", "けす", "Delete the draft"),
        new("下書きを削除しますか", "けしますか", "Delete the draft?"),
        new("{0} に保存した入力内容と添付書類を削除します。", "{0} に ほぞんした ものを けします。", "The answers and attachments saved on {0} will be deleted."),
        new("削除すると元に戻せません。", "けすと、もとに もどせません。", "This cannot be undone."),
        new("削除する", "けす", "Delete"),
        new("削除せずに戻る", "けさないで もどる", "Keep it and go back"),

        new("下書きを開けませんでした", "ひらけませんでした", "The draft could not be opened"),
        new("いま入力した内容は、この画面が預かっています", "いま 書いた ものは、この ページに あります", "What you just entered is kept on this page"),
        new("ログインの有効時間が過ぎた可能性があります。次の順に進むと、入力した内容がそのまま戻ります。", "ログインの 時間が すぎたかも しれません。つぎのように すると、書いた ものが もどります。", "Your sign-in may have timed out. Follow these steps and your input comes back as it was."),
        new("新しい画面でログイン", "あたらしい ページで ログイン", "Sign in in a new window"),
        new("します（この画面は閉じないでください）。", "します（この ページは とじないで ください）。", " (do not close this page)."),
        new("この画面に戻り、「入力に戻る」を押します。", "この ページに もどって、「もどる」を おします。", "Come back here and press “Back to the form”."),
        new("入力に戻る", "もどる", "Back to the form"),
        new("次のどれかにあてはまります。", "つぎの どれかです。", "One of these is the reason."),
        new("ログインして始めた手続で、ログインの有効時間が過ぎた", "ログインの 時間が すぎた", "You began it signed in, and the sign-in has timed out"),
        new("ログインせずに始めた手続を、別のブラウザーや端末で開いた", "べつの ブラウザーで ひらいた", "You began it without signing in, in another browser or on another device"),
        new("すでに提出した", "もう 出した", "It is already submitted"),
        new("保存期間が過ぎて削除された", "時間が すぎて きえた", "It was deleted after the time for keeping drafts"),
        new("ログインして開く", "ログインして ひらく", "Sign in and open it"),
    ];
}
