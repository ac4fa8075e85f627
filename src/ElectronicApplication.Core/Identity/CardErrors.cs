using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;

namespace ElectronicApplication.Core.Identity;

/// <summary>Every way in which a card can be refused, said so that the holder knows what to do.</summary>
public static class CardErrors
{
    public static Error ChallengeNotFound { get; } = new("card-challenge-not-found", ErrorKind.NotFound,
        "カードの手続きを確認できませんでした。はじめたときと同じブラウザーで、もう一度はじめからお試しください。",
        "This card step was not begun in this browser. Begin again in one browser.");

    public static Error ChallengeExpired { get; } = new("card-challenge-expired", ErrorKind.Conflict,
        "時間が過ぎたため、カードの確認を終えられませんでした。安全のため 15 分以内に終える必要があります。もう一度はじめからお試しください。",
        "The step took longer than 15 minutes. Begin again.");

    public static Error ChallengeUsed { get; } = new("card-challenge-used", ErrorKind.Conflict,
        "このカードの確認はすでに使われています。安全のため、同じ確認は一度しか使えません。もう一度はじめからお試しください。",
        "This signature has been used already; each is good for one use. Begin again.");

    public static Error NothingReceived { get; } = new("card-nothing-received", ErrorKind.Conflict,
        "カードの画面から署名が届いていません。もう一度はじめからお試しください。", "No signature has arrived from the card page. Begin again.");

    public static Error OtherHolder { get; } = new("card-other-holder", ErrorKind.Forbidden,
        "ログインした方とは別の方のカードで署名されました。ご本人のカードで、もう一度お試しください。",
        "The card belongs to another person than the one who is signed in. Use your own card.");

    public static Error TooLarge { get; } = new("card-signature-too-large", ErrorKind.TooLarge,
        "カードの画面から届いたデータが大きすぎます。もう一度はじめからお試しください。", "The signature is larger than 64 KB.");

    public static Error Refused(JpkiFailure failure) => failure switch
    {
        JpkiFailure.Expired => Of("card-expired", "カードの電子証明書の有効期限が切れています。お住まいの市区町村の窓口で更新の手続きをしてください。",
            "The card's certificate has expired. Renew it at your municipality's counter."),
        JpkiFailure.NotYetValid => Of("card-not-yet-valid", "カードの電子証明書の有効期間がまだ始まっていません。しばらくしてからお試しください。",
            "The card's certificate is not valid yet."),
        JpkiFailure.Revoked => Of("card-revoked",
            "カードの電子証明書は失効しています。引っ越しやお名前の変更で失効することがあります。お住まいの市区町村の窓口で新しい電子証明書の発行を受けてください。",
            "The card's certificate has been revoked. Have a new one issued at your municipality's counter."),
        JpkiFailure.RevocationUnknown => new("card-revocation-unknown", ErrorKind.Unavailable,
            "カードの電子証明書が有効かどうかを、今は確かめられません。しばらくしてから、この画面を読み込み直してください。",
            "Whether the certificate is still valid cannot be checked right now. Reload this page in a while."),
        JpkiFailure.UnknownIssuer => Of("card-foreign-ca", "公的個人認証サービスの電子証明書ではないため、使えません。マイナンバーカードをお使いください。",
            "The certificate was not issued by the public certification service (JPKI)."),
        JpkiFailure.KeyUsage or JpkiFailure.Policy => Of("card-wrong-certificate",
            "この操作には使えない種類の電子証明書です。ログインには数字 4 桁の暗証番号の「利用者証明用」、署名には英数字 6 文字以上のパスワードの「署名用」をお使いください。",
            "This is the wrong kind of certificate for this step."),
        JpkiFailure.SandboxNotAccepted => Of("card-sandbox", "練習用のカードは、ここでは使えません。ご自身のマイナンバーカードをお使いください。",
            "Practice cards are not accepted here."),
        JpkiFailure.ContentChanged or JpkiFailure.SignatureInvalid => Of("card-signature-broken",
            "署名された内容が、お願いした内容と一致しません。途中で書き換えられたおそれがあるため、受け付けませんでした。もう一度はじめからお試しください。",
            "What was signed is not what was asked for. Nothing was accepted. Begin again."),
        JpkiFailure.TooLarge => TooLarge,
        JpkiFailure.AttributesMissing => Of("card-attributes-missing",
            "電子証明書からお名前・ご住所・生年月日・性別を読み取れませんでした。お住まいの市区町村の窓口にご相談ください。",
            "Name, address, birth date and sex could not be read from the certificate."),
        JpkiFailure.MalformedContainer or JpkiFailure.NotOneSigner or JpkiFailure.AlgorithmNotAllowed or JpkiFailure.SigningCertificateMismatch or JpkiFailure.PathInvalid =>
            Of("card-signature-unusable", "署名のデータを正しく読み取れませんでした。もう一度はじめからお試しください。", "The signature could not be read."),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };

    private static Error Of(string code, string message, string messageEn) => new(code, ErrorKind.Forbidden, message, messageEn);
}
