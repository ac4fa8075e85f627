using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Records;

/// <summary>Every way in which keeping, exporting and destroying records can fail.</summary>
public static class RecordErrors
{
    public static Error OrderNotFound { get; } = new("destruction-not-found", ErrorKind.NotFound, "該当する廃棄の伺いはありません。", "There is no such destruction order.");

    public static Error NothingDue { get; } = Field("records", "required", "廃棄するものを一つ以上選んでください。", "Choose at least one file.");

    public static Error NotDue(string receiptNumber) => new("record-not-due", ErrorKind.Conflict,
        $"受付番号 {receiptNumber} は、保存期間が満了していないか、延長されたか、ほかの伺いに入っています。何も起案していません。一覧を確認してください。", "One of the files is not due. Nothing was proposed.");

    public static Error TooMany(int most) => Field("records", "too-many", $"一度に起案できるのは {most} 件までです。", $"At most {most} files in one order.");

    public static Error OwnOrder { get; } = new("own-order", ErrorKind.Forbidden, "起案した人は決定できません。管理の権限がある別の職員が決定してください。", "Whoever proposed the destruction cannot confirm it.");

    public static Error WrongState { get; } = new("destruction-wrong-state", ErrorKind.Conflict, "この伺いは、ほかの操作で状態が変わりました。画面を確認してください。", "The order has changed meanwhile.");

    public static Error ReasonNeeded { get; } = Field("reason", "required", "理由を入力してください。監査の記録に残ります。", "State the reason; it is kept in the audit.");

    public static Error ReasonTooLong { get; } = Field("reason", "too-long", "理由は 500 文字以内で入力してください。", "The reason may have up to 500 characters.");

    public static Error UntilNeeded { get; } = Field("until", "out-of-range", "延長の終わりの日を、今日より後で 30 年以内の日付で入力してください。", "Give a day after today and within 30 years.");

    public static Error NotClosed { get; } = new("record-not-closed", ErrorKind.Conflict, "決裁または取下げの後に書き出せます。", "The case is not closed yet.");

    public static Error NotAPackage { get; } = Field("file", "not-a-package", "書き出した記録の ZIP ではありません。", "This is no package of a record.");

    public static Error NothingFound { get; } = Field("numbers", "not-found", "該当する申請がありません。受付番号か検索の言葉を確かめてください。", "No submission was found.");

    public static Error NothingToDisclose { get; } = Field("numbers", "required", "開示する申請を一つ以上選んでください。", "Choose at least one submission.");

    internal static Error? Reason(string? reason) => string.IsNullOrWhiteSpace(reason) ? ReasonNeeded : reason.Length > 500 ? ReasonTooLong : null;

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
