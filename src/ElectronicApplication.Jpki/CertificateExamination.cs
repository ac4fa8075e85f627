using System.Globalization;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Paths;
using ElectronicApplication.Jpki.Revocation;

namespace ElectronicApplication.Jpki;

/// <summary>
/// Whether a signer's certificate is to be believed for a purpose. The order is that of the answers a citizen can use:
/// whose card, is it the right certificate, is it in force; then what only an expert can mend.
/// </summary>
internal sealed class CertificateExamination(
    JpkiOptions options, JpkiPurpose purpose, Certificate certificate, IReadOnlyList<Certificate> bag,
    IReadOnlyList<ReadOnlyMemory<byte>> crls, DateTimeOffset at)
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private readonly PathRules rules = new()
    {
        At = at,
        Tolerance = options.ClockTolerance,
        AcceptedPolicies = [.. options.PoliciesFor(purpose)],
        RequireExplicitPolicy = true,
        InhibitPolicyMapping = true,
        InhibitAnyPolicy = true,
    };

    private List<CertificatePath> paths = [];
    private PathOutcome? outcome;

    public string? AnchorSha256 => (outcome?.Path ?? paths.FirstOrDefault())?.Anchor.Sha256;

    public HolderAttributes? Attributes { get; private set; }

    /// <summary>The list that decided about the certificate itself.</summary>
    public CertificateRevocationList? Used =>
        outcome?.Path is { } path && (outcome.Failure is null || outcome.Failure.Position == path.Certificates.Count) ? outcome.Used : null;

    /// <summary>The checks in their order. Each relies on those before it: stop at the first that fails.</summary>
    public IEnumerable<(string Name, Finding Finding)> Steps()
    {
        yield return ("発行した認証局", FindIssuer());
        if (paths.Exists(p => p.All.Any(c => c.Known.IsSandbox))) yield return ("本番環境の証明書", JudgeSandbox());
        yield return ("証明書の用途", CheckPurpose());
        yield return ("証明書ポリシー", CheckPolicy());
        yield return ("有効期間", CheckValidity());
        yield return ("認証局までの経路", CheckPath());
        yield return ("失効の有無", CheckRevocation());
        yield return ("別の検証機能による確認", AskPlatform());
        if (purpose == JpkiPurpose.Signature) yield return ("基本4情報", ReadAttributes());
    }

    private Finding FindIssuer()
    {
        var anchors = options.Anchors.DistinctBy(a => a.Sha256).Select(a => a.Parsed).ToList();
        paths = [.. new PathBuilder(anchors, bag).PathsTo(certificate)];
        return paths.Count > 0
            ? Finding.Good($"登録済みの認証局（指紋 {paths[0].Anchor.Sha256[..16]}…）")
            : Finding.Bad(JpkiFailure.UnknownIssuer, "登録済みの認証局が発行した証明書ではありません。", "No pinned CA has signed the certificate.");
    }

    private Finding JudgeSandbox() => options.AcceptSandbox
        ? Finding.Good("検証環境（サンドボックス）の証明書。検証環境では受け付けます。")
        : Finding.Bad(JpkiFailure.SandboxNotAccepted, "検証環境（サンドボックス）の証明書です。", "The path contains a certificate of the sandbox.");

    private Finding CheckPurpose()
    {
        var (expected, name) = purpose == JpkiPurpose.Signature
            ? (KeyUsages.DigitalSignature | KeyUsages.NonRepudiation, "署名用電子証明書")
            : (KeyUsages.DigitalSignature, "利用者証明用電子証明書");

        // One CA certificate may be pinned for several purposes; the path must end in one pinned for this.
        var pinned = options.Anchors.Where(a => a.Purpose == purpose).Select(a => a.Sha256).ToHashSet();
        paths = [.. paths.Where(p => pinned.Contains(p.Anchor.Sha256))];
        return certificate.Known.KeyUsage == expected && paths.Count > 0
            ? Finding.Good(name)
            : Finding.Bad(JpkiFailure.KeyUsage, $"{name}ではありません。", $"keyUsage {certificate.Known.KeyUsage}, {paths.Count} paths for {purpose}.");
    }

    private Finding CheckPolicy() => AcceptedPolicy() is { } policy
        ? Finding.Good(policy)
        : Finding.Bad(JpkiFailure.Policy, "受け付ける証明書ポリシーがありません。", $"Policies: {string.Join(' ', certificate.Known.Policies ?? [])}.");

    private Finding CheckValidity()
    {
        if (!rules.HasBegun(certificate.NotBefore))
            return Finding.Bad(JpkiFailure.NotYetValid, $"{Day(certificate.NotBefore)}から有効な証明書です。", $"Valid from {certificate.NotBefore:u}.");
        return rules.HasEnded(certificate.NotAfter)
            ? Finding.Bad(JpkiFailure.Expired, $"{Day(certificate.NotAfter)}に有効期間が満了しました。", $"Valid until {certificate.NotAfter:u}.")
            : Finding.Good($"{Day(certificate.NotBefore)}から{Day(certificate.NotAfter)}まで");
    }

    private Finding CheckPath()
    {
        var lists = crls.Select(CertificateRevocationList.TryRead).OfType<CertificateRevocationList>().ToList();
        var anchors = paths.Select(p => p.Anchor).DistinctBy(a => a.Sha256).ToList();
        outcome = new PathVerifier(anchors, bag, lists, rules).Verify(certificate);

        if (outcome.Path is { } path && (rules.HasEnded(path.Anchor.NotAfter) || !rules.HasBegun(path.Anchor.NotBefore)))
            return Finding.Bad(JpkiFailure.PathInvalid, "認証局の証明書が有効期間外です。", $"The CA's certificate is valid until {path.Anchor.NotAfter:u}.");
        return outcome.Failure is null or { Error: PathError.Revoked or PathError.RevocationUnknown }
            ? Finding.Good("RFC 5280の検証に適合")
            : Finding.Bad(
                outcome.Failure.Error == PathError.Policy ? JpkiFailure.Policy : JpkiFailure.PathInvalid,
                "認証局までの証明書の経路が規則に適合しません。",
                $"{outcome.Failure.Error}: {outcome.Failure.Detail}");
    }

    private Finding CheckRevocation() => outcome!.Failure switch
    {
        { Error: PathError.Revoked } => Finding.Bad(JpkiFailure.Revoked, "失効しています。", outcome.Failure.Detail),
        { } unknown => Finding.Bad(JpkiFailure.RevocationUnknown, "失効しているかどうかを確認できません。", unknown.Detail),
        null => Finding.Good($"失効していません（{Day(outcome.Used!.ThisUpdate)}の失効リスト）"),
    };

    private Finding AskPlatform() => PlatformChain.Objection(outcome!.Path!, AcceptedPolicy()!, rules) is { } objection
        ? Finding.Bad(JpkiFailure.PathInvalid, "二つの検証機能の結果が一致しません。", $"The platform objects: {objection}.")
        : Finding.Good("一致");

    private Finding ReadAttributes()
    {
        var (attributes, missing) = HolderAttributesReader.Read(certificate);
        Attributes = attributes;
        if (attributes is null)
            return Finding.Bad(JpkiFailure.AttributesMissing, "氏名、住所、生年月日又は性別を読み取れません。", $"The attribute {missing} is missing or not understood.");
        return Finding.Good(attributes.NameHasSubstitutes || attributes.AddressHasSubstitutes
            ? "読み取りました。代替文字があるため、目視で照合してください。"
            : "読み取りました。");
    }

    private string? AcceptedPolicy() => certificate.Known.Policies?.FirstOrDefault(p => rules.AcceptedPolicies!.Contains(p));

    private static string Day(DateTimeOffset moment) => moment.ToOffset(Japan).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
