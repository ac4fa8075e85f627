using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>Every way in which working off a report can fail.</summary>
public static class CoreReportErrors
{
    public static Error NotFound { get; } = new("report-not-found", ErrorKind.NotFound, "該当する回答はありません。", "There is no such report.");

    public static Error NotOpen { get; } = new("report-not-open", ErrorKind.Conflict,
        "この回答は、すでに処理されています。画面を確認してください。", "The report has been dealt with.");

    public static Error ReasonNeeded { get; } = Field("reason", "required", "理由を、300 文字以内で入力してください。", "State the reason in up to 300 characters.");

    public static Error ChoiceNeeded { get; } = Field("number", "not-an-option", "該当する方を一覧から選ぶか、「該当なし」を選んで理由を入力してください。", "Choose one of the candidates, or none with a reason.");

    public static Error NoSubmission { get; } = Field("receiptNumber", "not-found",
        "この受付番号の申請は、この連携先に送られていません。受付番号を確認してください。", "No submission of this number was handed to this core system.");

    public static Error StillUnusable(string problem) => new("report-unusable", ErrorKind.Conflict, problem, "The report cannot be used as it is.");

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
