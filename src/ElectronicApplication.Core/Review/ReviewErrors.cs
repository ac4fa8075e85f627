using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review;

/// <summary>Every way in which a staff member's act can fail.</summary>
public static class ReviewErrors
{
    public static Error NotFound { get; } = new("submission-not-found", ErrorKind.NotFound,
        "該当する申請はありません。受付番号を確認してください。所管課が異なる申請は表示されません。", "There is no such submission, or it belongs to another office.");

    public static Error AttachmentNotFound { get; } = new("attachment-not-found", ErrorKind.NotFound,
        "該当する添付書類はありません。", "There is no such attachment.");

    public static Error AttachmentDamaged { get; } = new("attachment-damaged", ErrorKind.Conflict,
        "保存されている添付書類が、提出時のハッシュ値と一致しません。システム管理者に連絡してください。", "The stored attachment is not the one that was submitted.");

    public static Error DeliveryNotFound { get; } = new("delivery-not-found", ErrorKind.NotFound,
        "該当する連携はありません。", "There is no such delivery.");

    public static Error DeliveryNotReplayable { get; } = new("delivery-not-replayable", ErrorKind.Conflict,
        "この連携は完了しているか、送信中のため、再送できません。", "The delivery is finished or on its way; it cannot be replayed.");

    public static Error ProposalGone { get; } = new("proposal-gone", ErrorKind.Conflict,
        "この基幹システムからの回答は、すでに処理されています。画面を確認してください。", "The core system's proposal has been dealt with.");

    public static Error NotStaff { get; } = new("staff-sign-in-needed", ErrorKind.Unauthenticated,
        "職員のログインが必要です。", "Sign in as a staff member first.");

    public static Error NoRole { get; } = new("no-role", ErrorKind.Forbidden,
        "このアカウントには、電子申請の職員権限が付与されていません。所属の情報システム担当に、権限の付与を依頼してください。",
        "This account has no role here. Ask the information systems section of your office for one.");

    public static Error SignInFailed { get; } = new("sign-in-failed", ErrorKind.Forbidden,
        "ログインを確認できませんでした。最初からやり直してください。繰り返す場合は情報システム担当に連絡してください。", "The sign-in could not be verified. Start again.");

    public static Error SignInCancelled { get; } = new("sign-in-cancelled", ErrorKind.Forbidden,
        "ログインが取り消されました。続けるには、もう一度ログインしてください。", "The sign-in was cancelled.");

    public static Error SignInStale { get; } = new("sign-in-stale", ErrorKind.Invalid,
        "ログインの開始から時間が経過したか、別の画面でログインが開始されました。最初からやり直してください。", "The sign-in took too long, or began in another browser. Start again.");

    public static Error ProviderUnavailable { get; } = new("provider-unavailable", ErrorKind.Unavailable,
        "職員認証基盤に接続できません。しばらくしてからやり直してください。", "The staff identity provider does not answer. Try again later.");

    public static Error ReasonNeeded { get; } = Field("reason", "required",
        "理由を入力してください。不承認・却下の場合は、申請者に理由を示す必要があります。", "State the reason: a refusal or dismissal must give one.");

    public static Error ReasonTooLong { get; } = Field("reason", "too-long",
        "理由は 1,000 文字以内で入力してください。", "The reason may have up to 1,000 characters.");

    public static Error NotADecision { get; } = Field("decision", "not-an-option",
        "決裁の種類(承認・不承認・却下)を選択してください。", "Choose granted, refused or dismissed.");

    public static Error RevealReasonNeeded { get; } = Field("reveal", "required",
        "伏せた項目を開く理由を、300 文字以内で入力してください。理由は記録されます。", "State why the masked answers are opened, in up to 300 characters.");

    public static Error Masked { get; } = new("masked", ErrorKind.Forbidden,
        "この書類は伏せてあります。申請の画面で、理由を記録して開いてください。", "This paper is masked. Open it on the page of the submission, with a reason.");

    public static Error FilterName { get; } = Field("name", "required",
        "条件の名前を、1 文字から 40 文字までで入力してください。", "Name the filter in 1 to 40 characters.");

    public static Error TooManyFilters { get; } = Field("name", "too-many",
        "条件は 20 件まで保存できます。使わないものを削除してから保存してください。", "Up to 20 filters can be kept. Delete one first.");

    public static Error NotAnOffice { get; } = Field("to", "not-an-option", "渡す先の課を、一覧から選んでください。今の課とは別の課です。", "Choose another office from the list.");

    public static Error TransferReasonNeeded { get; } = Field("reason", "required", "渡す理由を入力してください。渡す先の職員が読みます。", "State the reason, for the office that takes it over.");

    public static Error ChangeDay { get; } = Field("on", "out-of-range", "改正の日は、今日から 2 年以内の日付を入力してください。", "The day must be within two years from today.");

    public static Error ChangeKnown { get; } = new("change-known", ErrorKind.Conflict,
        "この課の改正は、すでに登録されています。先に登録を取り消してください。", "There is a change for this office already. Remove it first.");

    public static Error TelephoneNote { get; } = Field("note", "required",
        "だれに、何を確認したかを、300 文字以内で入力してください。申請者にも示します。", "State what was confirmed with whom, in up to 300 characters.");

    public static Error TelephoneSigned { get; } = new("signed-field", ErrorKind.Unprocessable,
        "電子署名の対象の項目は、電話では直せません。補正を依頼して、申請者に署名し直していただいてください。", "What was signed cannot be mended by telephone. Ask for a correction, which the applicant signs.");

    public static Error TelephoneFiles { get; } = new("files-in-the-way", ErrorKind.Unprocessable,
        "この直し方では、添付書類のある項目がなくなります。書類がかかわるときは、補正を依頼してください。", "A field with papers would vanish. Ask for a correction instead.");

    public static Error NoteNeeded { get; } = Field("note", "required", "メモを入力してください。", "Write the note.");

    public static Error NoteTooLong { get; } = Field("note", "too-long", "メモは 2,000 文字以内で入力してください。", "The note may have up to 2,000 characters.");

    public static Error NotAColleague { get; } = Field("to", "not-an-option",
        "渡す相手を選択してください。所管課の審査に関わる職員だけを選べます。", "Choose a colleague who works on submissions of this office.");

    /// <summary>Two took it on at once.</summary>
    public static Error AssignedMeanwhile(string? name) => new("assigned-meanwhile", ErrorKind.Conflict,
        name is null ? "担当が外れました。画面を確認して、もう一度操作してください。" : $"先に {name} が担当になりました。画面を確認して、もう一度操作してください。",
        name is null ? "The assignment was taken back meanwhile." : $"{name} has taken it on meanwhile.");

    public static Error RoleNeeded(string role, string roleEn) => new("role-needed", ErrorKind.Forbidden,
        $"この操作には「{role}」の権限が必要です。所属の情報システム担当に確認してください。", $"This needs the role {roleEn}.");

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
