using ElectronicApplication.Jpki.Cms;
using ElectronicApplication.Jpki.Revocation;

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
        var checks = new List<JpkiCheck>();
        var signed = new SignedDataVerifier(cms, content);
        var bad = FirstBad(signed.Steps(), checks);

        CertificateExamination? examined = null;
        if (bad is null)
        {
            examined = new(options, purpose, signed.Certificate!, signed.Certificates, crls, at);
            bad = FirstBad(examined.Steps(), checks);
        }

        return new JpkiVerification
        {
            Failure = bad?.Failure,
            Detail = bad?.Technical,
            Checks = checks,
            Certificate = signed.Certificate?.Encoded.ToArray(),
            SerialNumber = signed.Certificate is { } certificate ? Convert.ToHexString(certificate.Serial.Span) : null,
            Issuer = signed.Certificate?.Issuer.ToString(),
            NotBefore = signed.Certificate?.NotBefore,
            NotAfter = signed.Certificate?.NotAfter,
            AnchorSha256 = examined?.AnchorSha256,
            Attributes = bad is null ? examined?.Attributes : null,
            CrlUsed = examined?.Used?.Encoded.ToArray(),
        };
    }

    /// <summary>
    /// Which parts of the revocation list may cover the signer's certificate (see <see cref="CertificateRevocationList.Partition"/>),
    /// so that of a list per municipality only one need be fetched. Empty when the bytes cannot be read. Proves nothing.
    /// </summary>
    public static IReadOnlyList<string> PartitionsOf(ReadOnlyMemory<byte> cms)
    {
        var signed = new SignedDataVerifier(cms, default);
        foreach (var (_, finding) in signed.Steps())
        {
            if (signed.Certificate is { } certificate) return CertificateRevocationList.PartitionsOf(certificate);
            if (finding.Failure is not null) break;
        }

        return [];
    }

    private static Finding? FirstBad(IEnumerable<(string Name, Finding Finding)> steps, List<JpkiCheck> checks)
    {
        foreach (var (name, finding) in steps)
        {
            checks.Add(new(name, finding.Failure is null, finding.Shown));
            if (finding.Failure is not null) return finding;
        }

        return null;
    }
}
