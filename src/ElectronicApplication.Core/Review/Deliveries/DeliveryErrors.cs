using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>Every way in which the operator's console can refuse.</summary>
public static class DeliveryErrors
{
    public static Error TargetNotFound { get; } = new("target-not-found", ErrorKind.NotFound,
        "該当する連携先はありません。", "There is no such core system.");

    public static Error TargetShared { get; } = new("target-shared", ErrorKind.Forbidden,
        "この連携先は、ほかの課の手続にも使われています。すべての課を担当する運用担当者が操作してください。", "Procedures of other offices use this core system too.");

    public static Error NotHandled { get; } = new("delivery-not-changeable", ErrorKind.Conflict,
        "この連携は完了しているか、送信中のため、変更できません。", "The delivery is finished or on its way; it cannot be changed.");

    public static Error NothingChosen { get; } = Field("d", "required", "連携を一つ以上選んでください。", "Choose at least one delivery.");

    public static Error NotOpened { get; } = new("delivery-masked", ErrorKind.Forbidden,
        "送る内容は伏せてあります。理由を記録して開いてから編集してください。", "The data is masked. Open it with a reason first.");

    public static Error NoContent { get; } = new("delivery-without-content", ErrorKind.Conflict,
        "この連携では、送る内容を編集できません。", "The data of this delivery cannot be edited.");

    public static Error ReasonNeeded { get; } = Field("reason", "required", "理由を入力してください。監査の記録に残ります。", "State the reason; it is kept in the audit.");

    public static Error ReasonTooLong { get; } = Field("reason", "too-long", $"理由は {DeliveryDesk.MaxReason} 文字以内で入力してください。", $"The reason may have up to {DeliveryDesk.MaxReason} characters.");

    public static Error DayUnreadable { get; } = Field("day", "not-a-date", "日付を、2026-04-01 のように入力してください。", "Write the day like 2026-04-01.");

    public static Error QueryUnreadable { get; } = Field("after", "malformed", "続きの位置が正しくありません。一覧を最初から開いてください。", "The cursor cannot be read.");

    public static Error RecordIdTooLong { get; } = Field("record", "too-long", "登録番号は 200 文字以内で入力してください。", "The record id may have up to 200 characters.");

    public static Error DataTooLong(int most) => Field("data", "too-long", $"内容は {most:#,0} 文字以内にしてください。", $"The data may have up to {most} characters.");

    public static Error DataNotJson(long? line) => Field("data", "not-json",
        line is { } at ? $"JSON として読めません（{at + 1} 行目）。かっこ、コンマ、引用符を確認してください。" : "全体を { } で囲んだ JSON にしてください。",
        line is { } row ? $"This is not JSON (line {row + 1})." : "This must be one JSON object.");

    public static Error DataRefused(IReadOnlyList<FieldError> fields) => new("request-refused", ErrorKind.Unprocessable,
        "連携先が受け取れる形になっていません。" + string.Join(' ', fields.Select(f => f.Message)), "The core system's schema refuses this.") { Fields = fields };

    internal static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
