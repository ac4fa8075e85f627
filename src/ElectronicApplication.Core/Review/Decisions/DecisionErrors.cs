using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>Every way in which drafting, approving and standing in can fail.</summary>
public static class DecisionErrors
{
    public static Error DraftedAlready { get; } = new("decision-drafted", ErrorKind.Conflict,
        "この申請は、すでに起案されています。決裁の結果を待つか、起案した人が取り下げてから操作してください。", "A decision is drafted already; wait for it, or let the drafter take it back.");

    public static Error NotDrafted { get; } = new("decision-not-drafted", ErrorKind.Conflict,
        "起案が取り下げられたか、差し戻されたか、すでに決裁されています。画面を読み込み直して、もう一度お確かめください。", "There is no open draft any more: it was taken back, sent back or decided.");

    public static Error StepDone { get; } = new("step-done", ErrorKind.Conflict,
        "ほかの方がすでに決裁したか、まだ順番が来ていません。画面を読み込み直して、もう一度お確かめください。", "Somebody else has done this step, or its turn has not come.");

    public static Error NotYourStep { get; } = new("not-your-step", ErrorKind.Forbidden,
        "この段階を決裁する権限がありません。自分が起案したもの、権限がなくなったもの、不在の期間を過ぎた代決はできません。", "This step is not yours to approve: you drafted it, your right was removed, or the absence is over.");

    public static Error AnotherStepIsYours { get; } = new("approved-another-step", ErrorKind.Forbidden,
        "この起案は、あなたがすでに別の段階で決裁しています。同じ方が二つの段階を決裁することはできません。ほかの方に依頼してください。", "You approved another step of this draft. Somebody else has to approve this one.");

    public static Error NotTheDrafter { get; } = new("not-the-drafter", ErrorKind.Forbidden,
        "起案を取り下げられるのは、起案した人だけです。", "Only the drafter takes a draft back.");

    public static Error RemarkNeeded { get; } = Field("remark", "required", "差し戻すときは、どう直すかを入力してください。", "Say what is to be changed when sending it back.");

    public static Error RemarkTooLong { get; } = Field("remark", "too-long", "意見は 1,000 文字以内で入力してください。", "A remark may have up to 1,000 characters.");

    public static Error ConditionsNeeded { get; } = Field("reason", "required", "条件を付けて承認するときは、申請者への連絡事項に条件を入力してください。", "State the conditions of the grant.");

    public static Error PersonUnknown(string name) => new("route-person-unknown", ErrorKind.Conflict,
        $"決裁の経路にある「{name}」の利用者がいません。一度ログインしてもらうか、様式の担当者に経路の見直しを依頼してください。", $"The route names {name}, whom this system does not know or who has no role any more.");

    public static Error AbsencePeriod(int days) => Field("to", "out-of-range", $"不在の期間は、今日以降に終わる {days} 日以内の日付で入力してください。", $"The absence ends today or later and lasts up to {days} days.");

    public static Error NobodyToRepresent { get; } = Field("staff", "not-an-option", "不在になる職員を選択してください。審査に関わる職員だけを選べます。", "Choose who is away.");

    public static Error NoDeputy { get; } = Field("deputy", "not-an-option", "代わりに決裁する職員を選択してください。本人のほかの、審査に関わる職員だけを選べます。", "Choose another member of staff as the deputy.");

    public static Error AbsentAlready { get; } = Field("from", "overlap", "この期間には、すでに不在が登録されています。先の登録を取り消してから、入力し直してください。", "There is an absence within this time already.");

    public static Error AbsenceGone { get; } = new("absence-gone", ErrorKind.NotFound, "この不在の登録は、すでに取り消されています。", "This absence was removed before.");

    public static Error NothingToSee { get; } = new("nothing-to-see", ErrorKind.Conflict, "後閲するものはありません。", "There is nothing to be looked at afterwards.");

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
