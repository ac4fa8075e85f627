using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Every way in which drafting and submitting can fail.</summary>
public static class SubmissionErrors
{
    public static Error NotFound { get; } = new("submission-not-found", ErrorKind.NotFound,
        "該当する申請が見つかりません。受付番号とアクセスコードをもう一度お確かめください。", "There is no such submission. Check the receipt number and the access code.");

    public static Error Erased { get; } = new("submission-erased", ErrorKind.NotFound,
        "この申請の文書は、保存期間が満了したため廃棄しました。内容はご覧いただけません。", "The records of this submission were destroyed after their retention period.");

    public static Error DraftNotFound { get; } = new("draft-not-found", ErrorKind.NotFound,
        "該当する下書きが見つかりません。保存期間が過ぎて削除されたか、すでに提出されています。", "There is no such draft. It was deleted after its retention period, or submitted.");

    public static Error ProcedureNotFound(string code) => new("procedure-not-found", ErrorKind.NotFound,
        $"手続「{code}」はありません。手続の一覧からお選びください。", $"There is no procedure \"{code}\". Choose one from the list.");

    public static Error NotYetOpen(DateTimeOffset from) => new("not-yet-open", ErrorKind.Unprocessable,
        $"この手続の受付は {JapanTime.Words(from)} から始まります。", $"This procedure opens at {from:O}.");

    public static Error Closed(DateTimeOffset to) => new("acceptance-closed", ErrorKind.Unprocessable,
        $"この手続の受付は {JapanTime.Words(to)} に終わりました。担当課にお問い合わせください。", $"This procedure closed at {to:O}.");

    public static Error CapacityReached(int capacity) => new("capacity-reached", ErrorKind.Conflict,
        $"定員（{capacity} 件）に達したため、いまは受け付けられません。入力した内容は残っています。取下げなどで空きが出たときは、続きから提出できます。",
        $"All {capacity} places are taken. What was typed is kept: should a place become free, it can be submitted then.");

    public static Error Retired(Retirement retired) => new("procedure-retired", ErrorKind.Unprocessable,
        $"この手続のオンライン受付は {JapanTime.Words(retired.At)} に終了しました。{retired.Reason}", $"This procedure was retired at {retired.At:O}: {retired.Reason}");

    /// <summary>The version of this draft is not accepted any more.</summary>
    public static Error FormStopped { get; } = new("form-stopped", ErrorKind.Conflict,
        "この手続の様式が新しくなり、前の様式では提出できなくなりました。入力した内容は残っています。「新しい様式で始める」を押すと、内容を引き継いで続けられます。",
        "The form was replaced, and this version of it is not accepted any more. Nothing is lost: begin anew, and the answers are taken along.");

    /// <summary>What the person looked at when pressing the button is not the form that is in force.</summary>
    public static Error FormMovedForward { get; } = new("form-moved-forward", ErrorKind.Conflict,
        "画面を開いた後に、この手続の様式が新しくなりました。入力した内容は引き継いでいます。変わったところと内容をお確かめのうえ、もう一度提出してください。",
        "The form changed after this page was opened. The answers were taken along; check what changed and submit again.");

    public static Error DeclarationOfOldForm { get; } = new("declaration-outdated", ErrorKind.Conflict,
        "署名した後に、この手続の様式が新しくなりました。署名は新しい内容に対して行う必要があるため、変わったところをお確かめのうえ、もう一度署名してください。入力した内容は残っています。",
        "The form changed after it was signed. A signature holds for exactly what was signed: check what changed and sign again.");

    public static Error AnswersRefused(IReadOnlyList<FieldError> fields) => new("answers-refused", ErrorKind.Unprocessable,
        $"入力内容に {fields.Count} 件の誤りがあります。それぞれの項目をお確かめください。", $"{fields.Count} answers need attention.") { Fields = fields };

    public static Error Malformed(string where, string message, string messageEn) => new("malformed-request", ErrorKind.Invalid, message, messageEn)
    {
        Fields = [new(where, "malformed", message, messageEn)],
    };

    public static Error SignInNeeded { get; } = new("sign-in-needed", ErrorKind.Unauthenticated,
        "この手続にはログインが必要です。マイナンバーカードでログインしてください。", "Sign in with the My Number Card first.");

    public static Error SignatureNeeded { get; } = new("signature-needed", ErrorKind.Forbidden,
        "この手続には電子署名が必要です。ポータルの画面から署名して提出してください。", "This procedure needs an electronic signature; submit it through the portal's pages.");

    public static Error IdempotencyKeyReused { get; } = new("idempotency-key-reused", ErrorKind.Conflict,
        "同じ Idempotency-Key で別の内容が送られました。新しいキーで送り直してください。", "The same Idempotency-Key was used for another body. Use a new key.");

    /// <summary>Two windows: what was typed here is still on the page.</summary>
    public static Error DraftChangedElsewhere { get; } = new("changed-meanwhile", ErrorKind.Conflict,
        "この下書きは、別の画面（タブや端末）で更新されています。この画面の入力内容はそのまま残っています。", "The draft was changed in another window. What you typed here is kept.");

    public static Error DraftTooLarge { get; } = new("draft-too-large", ErrorKind.TooLarge,
        "入力内容が大きすぎて保存できません。長い文章は添付書類にしてください。", "The draft is too large to be saved.");

    public static Error NoSuchField(string path) => Malformed(path, "この項目には書類を添付できません。", "This field takes no attachment.");

    public static Error FileTooLarge(string path, long maxBytes) => OfFile(path, "attachment-too-large", ErrorKind.TooLarge,
        $"ファイルが大きすぎます。{maxBytes / 1024 / 1024} MB 以下のファイルを選んでください。", $"The file is larger than {maxBytes / 1024 / 1024} MB.");

    public static Error FileKindRefused(string path, IReadOnlyList<string> accepted)
    {
        IEnumerable<string> kinds = accepted.Count > 0 ? accepted : ["application/pdf", "image/jpeg", "image/png"];
        var words = string.Join("、", kinds.Select(FileKind.Japanese));
        return OfFile(path, "attachment-type", ErrorKind.Unprocessable,
            $"このファイルの種類は受け付けられません。{words} のいずれかを選んでください。", $"The kind of file is not accepted. Choose one of: {string.Join(", ", kinds)}.");
    }

    public static Error TooManyFiles(string path, int max) => OfFile(path, "too-many-attachments", ErrorKind.Unprocessable,
        $"添付できるのは {max} 件までです。先に添付したファイルを取り除いてから、もう一度選んでください。", $"At most {max} files. Remove one first.");

    public static Error AttachmentNotFound { get; } = new("attachment-not-found", ErrorKind.NotFound,
        "該当する添付書類が見つかりません。", "There is no such attachment.");

    public static Error AttachmentUsed { get; } = new("attachment-used", ErrorKind.Conflict,
        "添付書類が、同時に送られた別の申請ですでに使われました。書類をもう一度アップロードしてから、送り直してください。", "An attachment was used by another submission at the same moment. Upload it again and send once more.");

    public static Error HolderNeeded { get; } = new("holder-needed", ErrorKind.Conflict,
        "先にマイナンバーカードから氏名・住所などを読み取ってください。", "Read the holder's attributes from the card first.");

    public static Error AnotherCertificate { get; } = new("another-certificate", ErrorKind.Forbidden,
        "氏名・住所などを読み取ったカードと、署名したカードの電子証明書が異なります。同じカードで署名してください。", "The declaration was signed with another certificate than the attributes came from.");

    public static Error DeclarationOutdated { get; } = new("declaration-outdated", ErrorKind.Conflict,
        "署名した後に入力内容が変わりました。内容を確かめて、もう一度署名してください。", "The draft was changed after it was signed. Check it and sign again.");

    public static Error TooManyTries { get; } = new("too-many-tries", ErrorKind.TooMany,
        "アクセスコードの間違いが続いたため、しばらく照会できません。15 分ほど待ってから、もう一度お試しください。", "Too many wrong access codes. Wait 15 minutes.");

    public static Error NoCorrectionRequested(SubmissionStatus status) => new("wrong-status", ErrorKind.Conflict,
        $"この申請（現在「{StatusWords.Japanese(status)}」）に補正の依頼は出ていません。", $"No correction has been requested; the application is “{StatusWords.English(status)}”.");

    public static Error CorrectionClosed { get; } = new("correction-closed", ErrorKind.Conflict,
        "この補正の依頼は、すでに終わっているか取り消されています。申請の状況をご確認ください。", "This correction has been returned, cancelled or closed. Look at the status of the application.");

    public static Error CorrectionLate(DateTime due) => new("correction-late", ErrorKind.Conflict,
        $"補正の期限（{JapanTime.Words(due)}）を過ぎたため、提出できません。入力した内容は残っています。担当課にお問い合わせください。", $"The time for this correction ended at {due:O}. What was typed is kept; please contact the office.");

    public static Error NotAsked(string path) => new("not-asked", ErrorKind.Unprocessable,
        "補正を依頼していない項目は変更できません。", "Only what was asked for can be corrected.") { Fields = [new(path, "not-asked", "補正を依頼していない項目です。", "This was not asked for.")] };

    public static Error NothingCorrected { get; } = new("nothing-corrected", ErrorKind.Unprocessable,
        "依頼された項目が、提出したときのままです。直してから提出してください。直すところがないときは、担当課にお問い合わせください。", "Nothing was changed. Mend what was asked for; if there is nothing to mend, please contact the office.");

    public static Error MessageNeeded { get; } = OfMessage("required", "送る内容を入力してください。", "Write the message.");

    public static Error MessageTooLong { get; } = OfMessage("too-long", "内容は 2,000 文字以内で入力してください。", "The message may have up to 2,000 characters.");

    public static Error TooManyMessages { get; } = new("too-many-messages", ErrorKind.TooMany,
        "一日に送れる件数を超えました。明日もう一度お試しいただくか、担当課にお電話ください。", "Too many messages in one day. Try again tomorrow, or call the office.");

    public static Error ChangedMeanwhile { get; } = new("changed-meanwhile", ErrorKind.Conflict,
        "ほかの操作で状態が変わりました。画面を読み込み直して、もう一度お確かめください。", "The state has changed meanwhile. Reload and look again.");

    public static Error WrongStatus(SubmissionStatus status) => new("wrong-status", ErrorKind.Conflict,
        $"この申請は現在「{StatusWords.Japanese(status)}」のため、この操作はできません。", $"Not possible while the application is “{StatusWords.English(status)}”.");

    private static Error OfMessage(string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new("text", code, message, messageEn)] };

    private static Error OfFile(string path, string code, ErrorKind kind, string message, string messageEn) =>
        new(code, kind, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}

/// <summary>The states in the words that citizens and staff read.</summary>
public static class StatusWords
{
    public static string Japanese(SubmissionStatus status) => status switch
    {
        SubmissionStatus.AwaitingPayment => "お支払い待ち",
        SubmissionStatus.Received => "受付済み",
        SubmissionStatus.UnderReview => "審査中",
        SubmissionStatus.CorrectionRequested => "補正待ち",
        SubmissionStatus.Granted => "承認",
        SubmissionStatus.Refused => "不承認",
        SubmissionStatus.Dismissed => "却下",
        SubmissionStatus.Withdrawn => "取下げ",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string English(SubmissionStatus status) => status switch
    {
        SubmissionStatus.AwaitingPayment => "Waiting for payment",
        SubmissionStatus.Received => "Received",
        SubmissionStatus.UnderReview => "Under review",
        SubmissionStatus.CorrectionRequested => "Waiting for your correction",
        SubmissionStatus.Granted => "Granted",
        SubmissionStatus.Refused => "Refused",
        SubmissionStatus.Dismissed => "Dismissed",
        SubmissionStatus.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
