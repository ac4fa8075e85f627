namespace ElectronicApplication.Jpki;

/// <summary>Decides whether a signature made with a My Number Card is accepted. Thread-safe; one instance serves the process.</summary>
public sealed class JpkiVerifier(JpkiOptions options)
{
    /// <param name="cms">CMS SignedData, detached (RFC 5652), DER or BER.</param>
    /// <param name="content">The bytes that should have been signed.</param>
    /// <param name="purpose">What the certificate must be for.</param>
    /// <param name="crls">Revocation lists at hand, DER. Those that do not concern the path are ignored.</param>
    /// <param name="at">The server's time. The signer's own signingTime decides nothing.</param>
    /// <returns>Never throws for what a client can send.</returns>
    public JpkiVerification Verify(
        ReadOnlyMemory<byte> cms,
        ReadOnlyMemory<byte> content,
        JpkiPurpose purpose,
        IReadOnlyList<ReadOnlyMemory<byte>> crls,
        DateTimeOffset at)
    {
        throw new NotImplementedException($"{options.Anchors.Count}");
    }
}
