using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Core.Designs;

/// <summary>Every way in which publishing and retiring can fail.</summary>
public static class PublicationErrors
{
    public static Error NotFound { get; } = new("publication-not-found", ErrorKind.NotFound,
        "該当する公開の依頼はありません。所管課が異なる依頼は表示されません。", "There is no such request, or it belongs to another office.");

    public static Error HeadMoved { get; } = new("changed-meanwhile", ErrorKind.Conflict,
        "画面を開いた後に、この様式が変更されました。最新の内容を確かめて、もう一度公開を依頼してください。", "The design was changed after this page was opened. Look at it as it stands, and ask again.");

    public static Error AlreadyAsked { get; } = new("publication-open", ErrorKind.Conflict,
        "この様式には、承認または公開を待っている依頼があります。その依頼を取り下げてから、もう一度依頼してください。", "Another request for this design waits for its decision or its time. Withdraw it first.");

    public static Error NothingChanged { get; } = new("nothing-changed", ErrorKind.Conflict,
        "公開中の版と同じ内容です。変更してから公開を依頼してください。", "This is what is published already.");

    public static Error HasErrors(IReadOnlyList<LintFinding> errors) => new("definition-has-errors", ErrorKind.Unprocessable,
        $"点検で {errors.Count} 件の誤りが見つかりました。直してから公開を依頼してください。", $"The check found {errors.Count} errors. Mend them first.") { Fields = Fields(errors) };

    public static Error WarningsOpen(IReadOnlyList<LintFinding> warnings) => new("warnings-not-acknowledged", ErrorKind.Unprocessable,
        $"確認していない注意が {warnings.Count} 件あります。直すか、内容を確かめて「確認した」を選んでください。", $"{warnings.Count} warnings are not acknowledged.") { Fields = Fields(warnings) };

    public static Error TimeRefused { get; } = Field("publishAt", "out-of-range",
        "公開する日時は、今から 1 年以内の日時にしてください（日本時間）。すぐに公開するときは空けてください。", "The time must be in the future and within a year; leave it out to publish at once.");

    public static Error NoteTooLong { get; } = Field("note", "too-long", "承認者への連絡は 1,000 文字以内で入力してください。", "The note may have up to 1,000 characters.");

    public static Error OwnRequest { get; } = new("four-eyes", ErrorKind.Forbidden,
        "公開は、依頼した人とは別の人が承認します。ほかの承認者に依頼してください。", "Whoever asked cannot decide: four eyes.");

    public static Error OwnWork { get; } = new("four-eyes", ErrorKind.Forbidden,
        "前回の公開より後にこの様式を変更した人は、公開を承認できません。変更に加わっていない承認者に依頼してください。", "Whoever changed this design since it was last published cannot decide: four eyes.");

    public static Error PublisherNeeded { get; } = new("role-needed", ErrorKind.Forbidden,
        "この操作には、所管課の「様式の公開の承認」の権限が必要です。所属の情報システム担当に確認してください。", "This needs the role publish of the office in charge.");

    public static Error RemarksNeeded { get; } = Field("remarks", "required", "差し戻すときは、直してほしいところを 1 件以上書いてください。", "Sending back needs at least one remark.");

    public static Error RemarksTooLong { get; } = Field("remarks", "too-long",
        "差し戻しの指摘は 50 件まで、1 件につき 1,000 文字以内で書いてください。", "Up to 50 remarks of up to 1,000 characters.");

    public static Error ChangedMeanwhile { get; } = new("changed-meanwhile", ErrorKind.Conflict,
        "この依頼は、ほかの人が先に処理しました。画面を読み込み直して、状態を確かめてください。", "Somebody else handled this request first. Reload and look again.");

    public static Error PublishedMoved { get; } = new("published-meanwhile", ErrorKind.Conflict,
        "公開中の版が変わりました。違いを見直してください。", "Another version was published meanwhile. Look at the difference again.");

    public static Error NotOpen(PublicationState state) => new("wrong-status", ErrorKind.Conflict,
        $"この依頼は現在「{Words(state)}」のため、この操作はできません。", $"Not possible while the request is {state}.");

    public static Error Unusable(DefinitionException problem) => new("definition-has-errors", ErrorKind.Unprocessable,
        $"この内容では公開できません: {problem.MessageJa}", $"This cannot be published: {problem.MessageEn}")
    {
        Fields = [.. problem.Problems.Select(p => new FieldError($"{p.File} {p.Path}", p.Code, p.MessageJa, p.MessageEn))],
    };

    public static Error ProcedureNotFound { get; } = new("procedure-not-found", ErrorKind.NotFound,
        "該当する手続はありません。所管課が異なる手続は表示されません。", "There is no such procedure, or it belongs to another office.");

    public static Error AlreadyRetired { get; } = new("wrong-status", ErrorKind.Conflict, "この手続は、すでに受付を終了しています。", "The procedure is retired already.");

    public static Error NotRetired { get; } = new("wrong-status", ErrorKind.Conflict, "この手続は、受付を終了していません。", "The procedure is not retired.");

    public static Error ReasonNeeded { get; } = Field("reason", "required",
        "理由を入力してください。受付を終了するときは、申請する方への案内（代わりの手続や問い合わせ先）になります。", "Give the reason; for a retirement it is what applicants read.");

    public static Error ReasonTooLong { get; } = Field("reason", "too-long", "理由は 500 文字以内で入力してください。", "The reason may have up to 500 characters.");

    public static string Words(PublicationState state) => state switch
    {
        PublicationState.Asked => "承認待ち",
        PublicationState.SentBack => "差戻し",
        PublicationState.Withdrawn => "取下げ",
        PublicationState.Approved => "承認済み（公開待ち）",
        PublicationState.Published => "公開済み",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static List<FieldError> Fields(IEnumerable<LintFinding> findings) => [.. findings.Select(f => new FieldError($"{f.File} {f.Path}", f.Code, f.MessageJa, f.MessageEn))];

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
