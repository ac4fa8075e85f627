namespace ElectronicApplication.Jpki;

/// <summary>The object identifiers of 公的個人認証 (J-LIS, 1.2.392.200149.8.5) and of the sandbox that imitates it.</summary>
public static class JpkiProfile
{
    /// <summary>Policy of 署名用電子証明書.</summary>
    public const string SignaturePolicy = "1.2.392.200149.8.5.1.1.20";

    /// <summary>Policy of 利用者証明用電子証明書.</summary>
    public const string UserAuthenticationPolicy = "1.2.392.200149.8.5.1.3.30";

    /// <summary>Policy of 署名用電子証明書 in the test hierarchy and in the sandbox.</summary>
    public const string SandboxSignaturePolicy = "1.2.392.200149.8.5.1.0.20";

    /// <summary>Policy of 利用者証明用電子証明書 in the sandbox.</summary>
    public const string SandboxUserAuthenticationPolicy = "1.2.392.200149.8.5.1.2.30";

    /// <summary>Non-critical extension, UTF8String "SANDBOX", in every certificate that the sandbox's CA makes.</summary>
    public const string SandboxMarker = "1.3.6.1.4.1.55555.1.1";
}
