using ElectronicApplication.Web;

namespace ElectronicApplication.Portal.Documents;

/// <summary>What was issued, and the page on which anybody verifies it.</summary>
internal static class DocumentPhrases
{
    public static readonly Phrase[] All =
    [
        new("交付された文書", "市（し）から もらう もの", "Documents issued to you"),
        new("有効", "つかえます", "Valid"),
        new("取消し", "つかえません", "Withdrawn"),
        new("差替え", "新しい ものに かわりました", "Replaced"),
        new("文書を受け取る（PDF）", "もらう（PDF）", "Receive the document (PDF)"),
        new("開いたときに、受け取ったものとして記録します。", "ひらくと、もらった ことに なります。", "Opening it counts as receiving it."),
        new("{0} に受け取りました。何度でも開けます。", "{0} に もらいました。なんども ひらけます。", "Received on {0}. You can open it as often as you like."),
        new("{0} に郵送しました。", "{0} に ゆうびんで おくりました。", "Posted on {0}."),
        new("郵送の準備をしています。", "ゆうびんで おくる じゅんびを して います。", "It is being prepared for the post."),
        new("新しい文書に差し替えました。この文書は使えません。", "新しい ものに かわりました。これは つかえません。", "It was replaced by a new document and does not hold any more."),
        new("この文書は取り消されました。使えません。", "これは とりけされました。つかえません。", "It was withdrawn and does not hold any more."),

        new("担当部署の処理状況", "係（かかり）は どこまで すすんだか", "Progress in the department in charge"),
        new("担当部署からの文書", "係（かかり）からの 文書（ぶんしょ）", "Documents from the department in charge"),
        new("{0} 現在", "{0}の とき", "As of {0}"),
        new("文書を受け取る", "もらう", "Receive the document"),

        new("文書の確認", "本当（ほんとう）の ものか しらべる", "Verify a document"),
        new("この文書は確認できません", "見つかりません", "This document cannot be verified"),
        new("市が交付した文書の記録にありません。アドレスが途中で切れていないか、もう一度お確かめください。", "市が 出した ものの 中に ありません。アドレスを もう一度（いちど） 見て ください。", "The city has no record of it. Please check that the address is complete."),
        new("市が交付した、有効な文書です", "市が 出した、つかえる ものです", "Issued by the city and valid"),
        new("取り消された文書です", "とりけされた ものです", "This document was withdrawn"),
        new("差し替えられた文書です", "新しい ものに かわりました", "This document was replaced"),
        new("次の文書として交付した記録があります。", "市が 出した きろくが あります。", "The city has issued this document:"),
        new("市が交付しましたが、その後に取り消しました。いまは効力がありません。", "市が 出しましたが、あとで とりけしました。つかえません。", "The city issued it and withdrew it later. It does not hold any more."),
        new("市が交付しましたが、その後に新しい文書に差し替えました。いまは効力がありません。", "市が 出しましたが、あとで 新しい ものに かえました。つかえません。", "The city issued it and replaced it later. It does not hold any more."),
        new("文書", null, "Document"),
        new("文書番号", "番号（ばんごう）", "Number"),
        new("交付日", "出した 日", "Issued on"),
        new("交付した課", "出した ところ", "Issued by"),
        new("効力がなくなった日", "つかえなく なった 日", "Ended on"),
        new("だれに交付した文書かは、このページには表示しません。お手元の文書の番号、日付、課の名前が、上と同じかお確かめください。", "だれの ものかは 出ません。番号、日、ところが 同じか 見て ください。", "This page does not say to whom it was issued. Compare number, date and office with the document in your hands."),
        new("PDF の内容を確かめる", "PDFを しらべる", "Compare the PDF"),
        new("確かめていません", "まだ しらべて いません", "Not compared"),
        new("PDF のファイルを選んでください（10 MB まで）。", "PDFを えらんで ください（10 MBまで）。", "Choose the PDF (up to 10 MB)."),
        new("内容は変わっていません", "同じです", "Unchanged"),
        new("選んだ PDF は、市が交付したものと同じです。書き換えられていません。", "市が 出した ものと 同じです。", "The file is, to the last byte, the one that the city issued."),
        new("内容が違います", "ちがいます", "Not the same"),
        new("選んだ PDF は、市が交付したものと同じではありません。書き換えられたか、印刷や保存で作り直されたものです。", "市が 出した ものと ちがいます。だれかが かえたか、もう一度 作った ものです。", "The file is not the one that the city issued. It was altered, or made anew by printing or saving."),
        new("お手元の PDF", "あなたの PDF", "Your PDF"),
        new("交付されたときの内容と同じかを比べます。送られた PDF は保存しません。10 MB まで。", "市が 出した ものと くらべます。PDFは のこしません。", "It is compared with what was issued. The file is not kept. Up to 10 MB."),
        new("確かめる", "しらべる", "Compare"),
    ];
}
