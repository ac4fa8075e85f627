using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Intake;

/// <summary>Every way in which taking something in can fail.</summary>
public static class IntakeErrors
{
    public static Error NotFound { get; } = new("intake-not-found", ErrorKind.NotFound,
        "該当する受付票はありません。すでに受け付けたか、取りやめたか、ほかの課の手続です。", "There is no such item: it was taken in or put away, or belongs to another office.");

    public static Error AlreadyTaken(string? receiptNumber) => new("already-taken", ErrorKind.Conflict,
        $"この受付票は、すでに受け付けられています（受付番号 {receiptNumber}）。", $"It was taken in already ({receiptNumber}).");

    public static Error PutAway { get; } = new("put-away", ErrorKind.Conflict, "この受付票は取りやめられています。", "It was put away.");

    public static Error ScanNeeded { get; } = Field("scans", "required", "画像を選ぶか、「画像なしで入力する」を押してください。", "Choose scans, or key without one.");

    public static Error TooManyScans(int most) => Field("scans", "too-many", $"一度に取り込める画像は {most} 件までです。分けて取り込んでください。", $"At most {most} scans at once.");

    public static Error ProcedureNeeded { get; } = Field("procedure", "required", "手続を選択してください。所管する手続だけを選べます。", "Choose a procedure of your office.");

    public static Error ArrivalNotADay { get; } = Field("_arrived", "not-a-date",
        "到達した日を、R8.4.1 や 2026/4/1 のように入力してください。", "Enter the day of arrival as 2026/4/1.");

    public static Error ArrivalOutOfRange { get; } = Field("_arrived", "out-of-range",
        "到達した日は、今日までの一年以内の日付を入力してください。", "The day of arrival lies within the last year, and not after today.");

    public static Error IdentityNeeded { get; } = Field("_identity", "required",
        "窓口で確認した本人確認書類を選択してください。この手続には本人確認が必要です。", "Choose which document was shown; this procedure needs one.");

    public static Error CodeWrong { get; } = Field("code", "not-found",
        "この番号の下書きはありません。番号をもう一度確認してください。期限が切れたか、すでに窓口で受け付けたか、ほかの課の手続のこともあります。",
        "No draft has this number. It may have expired, been used, or belong to another office.");

    public static Error TooManyCodes { get; } = new("too-many-tries", ErrorKind.TooMany,
        "番号の間違いが続いたため、しばらく照会できません。15 分ほど待ってから、もう一度操作してください。", "Too many wrong numbers. Wait 15 minutes.");

    public static Error ReasonTooLong { get; } = Field("_reason", "too-long", "理由は 500 文字以内で入力してください。", "The reason may have up to 500 characters.");

    public static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
