using System.Text;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>Both CAs, a declaration, and the verifier of a municipality that trusts them.</summary>
public abstract class JpkiScene
{
    private protected static readonly TestAuthority SignatureCa = new(JpkiPurpose.Signature);
    private protected static readonly TestAuthority AuthenticationCa = new(JpkiPurpose.UserAuthentication);

    /// <summary>Another CA under the same name: a foreign one, or the next generation, as a test decides.</summary>
    private protected static readonly TestAuthority Namesake = new(JpkiPurpose.Signature);

    private protected static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"procedure":"juminhyo","copies":2}""");
    private protected static readonly DateTimeOffset Now = TestAuthority.Now;
    private protected static readonly byte[] SomeoneElse = [0x11, 0x22];

    private protected static JpkiOptions Options => new() { Anchors = [SignatureCa.Anchor, AuthenticationCa.Anchor] };

    private protected static TestCard Card => SignatureCa.Issue(new TestCard());

    private protected static JpkiVerification Verify(
        byte[] cms, byte[]? content = null, JpkiPurpose purpose = JpkiPurpose.Signature,
        ReadOnlyMemory<byte>? crl = null, JpkiOptions? options = null, DateTimeOffset? at = null) =>
        new JpkiVerifier(options ?? Options).Verify(
            cms, content ?? Content, purpose, [crl ?? (purpose == JpkiPurpose.Signature ? SignatureCa : AuthenticationCa).Crl()], at ?? Now);

    private protected static JpkiVerification VerifyCard(TestCard card, ReadOnlyMemory<byte>? crl = null, JpkiOptions? options = null, DateTimeOffset? at = null) =>
        Verify(SignatureCa.Issue(card).Sign(Content), crl: crl, options: options, at: at);

    private protected static void AssertAccepted(JpkiVerification verification)
    {
        Assert.True(verification.Accepted, $"{verification.Failure}: {verification.Detail}");
        Assert.All(verification.Checks, c => Assert.True(c.Passed));
    }

    private protected static void AssertRefused(JpkiFailure expected, JpkiVerification verification)
    {
        Assert.True(verification.Failure == expected, $"expected {expected}, got {verification.Failure}: {verification.Detail}");
        Assert.False(verification.Checks[^1].Passed);
        Assert.All(verification.Checks.SkipLast(1), c => Assert.True(c.Passed));
        Assert.Null(verification.Attributes);
        Assert.False(string.IsNullOrEmpty(verification.Detail));
    }
}
