using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Payments;

/// <summary>Every way in which paying can fail.</summary>
public static class PaymentErrors
{
    public static Error NothingDue { get; } = new("nothing-due", ErrorKind.Conflict,
        "この申請にお支払いいただく手数料はありません。", "There is no fee to pay for this submission.");

    public static Error AlreadyPaid { get; } = new("already-paid", ErrorKind.Conflict,
        "手数料のお支払いはすでに済んでいます。もう一度お支払いいただく必要はありません。", "The fee has been paid already. Do not pay again.");

    public static Error AwaitingMoney { get; } = new("payment-in-progress", ErrorKind.Conflict,
        "お支払いの手続きが進んでいます。コンビニでのお支払いを選んだ場合は、払込票の番号でお支払いください。入金を確認すると、申請を受け付けます。",
        "A payment is under way. If you chose to pay at a convenience store, pay there; the submission is received when the money arrives.");

    public static Error ProviderUnavailable { get; } = new("payment-unavailable", ErrorKind.Unavailable,
        "決済サービスに接続できませんでした。お支払いは行われていません。しばらくしてから、もう一度お試しください。",
        "The payment service does not answer. Nothing was charged. Try again in a while.");

    public static Error SignatureMalformed { get; } = new("webhook-signature-missing", ErrorKind.Invalid,
        "Stripe-Signature ヘッダーを読み取れません。", "The header Stripe-Signature is missing or malformed.");

    public static Error SignatureWrong { get; } = new("webhook-signature-wrong", ErrorKind.Invalid,
        "署名が一致しません。", "The signature does not match the body.");

    public static Error SignatureStale { get; } = new("webhook-too-old", ErrorKind.Invalid,
        "署名の時刻が許容範囲を外れています。", "The signature's time is outside the tolerance of 300 seconds.");

    public static Error EventMalformed { get; } = new("webhook-malformed", ErrorKind.Invalid,
        "イベントの形が正しくありません。", "The body is not an event.");
}
