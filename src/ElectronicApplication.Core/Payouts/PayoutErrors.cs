using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Payouts;

/// <summary>Every way in which paying out can fail.</summary>
public static class PayoutErrors
{
    public static Error BatchNotFound { get; } = new("payout-batch-not-found", ErrorKind.NotFound, "該当する振込データはありません。", "There is no such batch of payouts.");

    public static Error PayoutNotFound { get; } = new("payout-not-found", ErrorKind.NotFound, "該当する給付はありません。", "There is no such payout.");

    public static Error NoSender { get; } = new("payout-no-sender", ErrorKind.Unavailable,
        "この課の振込依頼人（依頼人コードと口座）が設定されていません。システム管理者に、設定 Payouts の登録を依頼してください。", "No sender (Payouts) is configured for this office.");

    public static Error NothingChosen { get; } = Field("payouts", "required", "振り込むものを一つ以上選んでください。", "Choose at least one payout.");

    public static Error TooMany(int most) => Field("payouts", "too-many", $"一度に作れるのは {most} 件までです。分けて作ってください。", $"At most {most} payouts in one batch.");

    public static Error HasProblems(string first) => Field("payouts", "has-problems", $"振り込めないものが選ばれています。{first}", "Some of the chosen payouts cannot be paid.");

    public static Error NotABankDay(DateOnly day) => Field("due", "not-a-bank-day", $"{day.Year}年{day.Month}月{day.Day}日は銀行の営業日ではありません。土日・祝日・年末年始を避けてください。", "That is no bank business day.");

    public static Error DayNeeded { get; } = Field("due", "required", "振込の指定日を、明日から 60 日以内の日付で入力してください。", "Give the day of the transfer, from tomorrow and within 60 days.");

    public static Error OwnBatch { get; } = new("own-batch", ErrorKind.Forbidden, "作成した人は確認できません。決裁の権限がある別の職員が確認してください。", "Whoever prepared a batch cannot confirm it.");

    public static Error WrongState { get; } = new("payout-wrong-state", ErrorKind.Conflict, "この振込データは、ほかの操作で状態が変わりました。画面を確認してください。", "The batch has changed meanwhile.");

    public static Error ChangedMeanwhile { get; } = new("changed-meanwhile", ErrorKind.Conflict, "選んだものの一部が、ほかの操作で変わりました。何も作っていません。一覧を確認して、もう一度選んでください。", "Some of the payouts changed meanwhile. Nothing was made.");

    public static Error NotConfirmed { get; } = new("payout-not-confirmed", ErrorKind.Conflict, "確認が済んでいないため、ダウンロードできません。別の職員が確認した後に取り出せます。", "The batch is not confirmed yet.");

    public static Error FileErased { get; } = new("payout-file-erased", ErrorKind.Conflict, "このファイルは、文書の廃棄に伴って消去されました。", "The file was destroyed with its records.");

    public static Error NoTransfers { get; } = new("payout-no-transfers", ErrorKind.Conflict, "すべて公金受取口座あてのため、総合振込のファイルはありません。CSV をお使いください。", "All lines go to accounts registered with the state; there is no transfer file.");

    public static Error ReasonNeeded { get; } = Field("reason", "required", "取り出す理由を入力してください。監査の記録に残ります。", "State the reason; it is kept in the audit.");

    public static Error ReasonTooLong { get; } = Field("reason", "too-long", "理由は 500 文字以内で入力してください。", "The reason may have up to 500 characters.");

    public static Error NoteNeeded { get; } = Field("note", "required", "口座をどのように確かめたかを入力してください（例: 電話で本人に確認）。", "Say how the account was verified.");

    public static Error NotMendable { get; } = new("payout-not-mendable", ErrorKind.Conflict, "この給付は振込の手続きの途中か、振込済みのため、変更できません。", "The payout is with the bank or paid; it cannot be changed.");

    public static Error AccountRefused(IEnumerable<string> problems) => Field("account", "refused", string.Join(" ", problems), "The account cannot be paid into.");

    public static Error AmountNeeded { get; } = Field("amount", "required", "回答から金額が決まりません。金額（円）を 1 以上の整数で入力してください。", "Give the amount in whole yen.");

    /// <summary>Nothing was taken over.</summary>
    public static Error ResultRefused(string why, string whyEn) => new("payout-result-refused", ErrorKind.Unprocessable, $"結果を取り込めませんでした。{why} 何も変わっていません。", "The result was refused: " + whyEn) { Fields = [new("file", "refused", why, whyEn)] };

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
