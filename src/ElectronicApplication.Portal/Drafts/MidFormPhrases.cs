using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>When the form changes while somebody fills it in.</summary>
internal static class MidFormPhrases
{
    public static readonly Phrase[] All =
    [
        new("この手続の様式が新しくなりました", "書く ところが かわりました", "This form has changed"),
        new("入力した内容は、新しい様式に引き継ぎました。内容をもう一度お確かめください。", "書いた ものは のこって います。もう一度（いちど） 見て ください。", "Your answers were taken along to the new form. Please look at them once more."),
        new("回答が必要な最初のページへ進む", "まだ 書いて いない ページへ", "Go on to the first page that needs an answer"),
        new("なくなった質問への回答", "なくなった 質問（しつもん）に 書いた もの", "Your answers to questions that are gone"),
        new("様式が新しくなり、次の質問はなくなりました。書いた内容はここに残っていますが、提出されません。必要なことは、ほかの項目に書き写してください。",
            "つぎの 質問（しつもん）は なくなりました。書いた ものは ここに ありますが、出しません。ひつような ことは、ほかの ところに 書いて ください。",
            "The form has changed, and these questions are no longer asked. What you wrote stays here, but is not submitted. Please copy what matters into another field."),
        new("様式が新しくなりました", "書く ところが かわりました", "The form has changed"),
        new("受付は終了しました", "もう うけつけて いません", "No longer accepted"),
        new("まだ始まっていません", "まだ はじまって いません", "Not begun yet"),
        new("変わったところ", "かわった ところ", "What changed"),
        new("新しい様式で始める", "あたらしく はじめる", "Begin on the new form"),
        new("下の内容と添付書類を引き継いで、新しい下書きを作ります。この下書きは {0} まで、このまま残ります。", "下（した）の ものを つかって、あたらしく はじめます。この ページは {0} まで のこります。",
            "A new draft begins with the answers and attachments below. This draft stays as it is until {0}."),
        new("入力した内容は消えていません。{0} まで、この画面で読んだり、写したりできます。", "書いた ものは きえて いません。{0} まで、この ページで 読めます。", "Nothing you entered is lost. You can read and copy it here until {0}."),
        new("入力した内容", "書いた もの", "Your answers"),
    ];
}
