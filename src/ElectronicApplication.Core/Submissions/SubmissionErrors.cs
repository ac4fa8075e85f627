using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Every way in which drafting and submitting can fail.</summary>
public static class SubmissionErrors
{
    public static Error NotFound { get; } = new("submission-not-found", ErrorKind.NotFound,
        "該当する申請が見つかりません。受付番号とアクセスコードをもう一度お確かめください。", "There is no such submission. Check the receipt number and the access code.");

    public static Error DraftNotFound { get; } = new("draft-not-found", ErrorKind.NotFound,
        "該当する下書きが見つかりません。保存期間が過ぎて削除されたか、すでに提出されています。", "There is no such draft. It was deleted after its retention period, or submitted.");

    public static Error ProcedureNotFound(string code) => new("procedure-not-found", ErrorKind.NotFound,
        $"手続「{code}」はありません。手続の一覧からお選びください。", $"There is no procedure \"{code}\". Choose one from the list.");

    public static Error NotYetOpen(DateTimeOffset from) => new("not-yet-open", ErrorKind.Unprocessable,
        $"この手続の受付は {Tokyo(from)} から始まります。", $"This procedure opens at {from:O}.");

    public static Error Closed(DateTimeOffset to) => new("acceptance-closed", ErrorKind.Unprocessable,
        $"この手続の受付は {Tokyo(to)} に終わりました。担当課にお問い合わせください。", $"This procedure closed at {to:O}.");

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

    public static Error ChangedMeanwhile { get; } = new("changed-meanwhile", ErrorKind.Conflict,
        "ほかの操作で状態が変わりました。画面を読み込み直して、もう一度お確かめください。", "The state has changed meanwhile. Reload and look again.");

    public static Error WrongStatus(SubmissionStatus status) => new("wrong-status", ErrorKind.Conflict,
        $"この申請は現在「{StatusWords.Japanese(status)}」のため、この操作はできません。", $"Not possible while the submission is {status}.");

    private static string Tokyo(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy年M月d日 H時m分", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The states in the words that citizens and staff read.</summary>
public static class StatusWords
{
    public static string Japanese(SubmissionStatus status) => status switch
    {
        SubmissionStatus.AwaitingPayment => "お支払い待ち",
        SubmissionStatus.Received => "受付済み",
        SubmissionStatus.UnderReview => "審査中",
        SubmissionStatus.Granted => "承認",
        SubmissionStatus.Refused => "不承認",
        SubmissionStatus.Dismissed => "却下",
        SubmissionStatus.Withdrawn => "取下げ",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
