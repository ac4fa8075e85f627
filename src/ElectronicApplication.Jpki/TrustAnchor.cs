using System.Formats.Asn1;
using System.Security.Cryptography;
using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki;

/// <summary>A CA certificate that the municipality has decided to trust for one purpose, identified by its SHA-256 fingerprint.</summary>
public sealed class TrustAnchor
{
    /// <param name="certificate">The DER of the CA certificate.</param>
    /// <param name="purpose">What certificates below it may prove.</param>
    /// <param name="pinnedSha256">The published fingerprint, hexadecimal; colons and spaces are ignored. A file that does not have it is refused.</param>
    /// <exception cref="ArgumentException">The certificate cannot be read, or does not have the pinned fingerprint.</exception>
    public TrustAnchor(ReadOnlyMemory<byte> certificate, JpkiPurpose purpose, string? pinnedSha256 = null)
    {
        Certificate = certificate.ToArray();
        Purpose = purpose;
        Sha256 = Convert.ToHexString(SHA256.HashData(Certificate.Span));
        if (pinnedSha256 is not null && !Sha256.Equals(HexDigitsOf(pinnedSha256), StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The trust anchor has the fingerprint {Sha256}, not the pinned one.", nameof(pinnedSha256));

        try
        {
            Parsed = Certificates.Certificate.Read(Certificate);
        }
        catch (AsnContentException e)
        {
            throw new ArgumentException("The trust anchor is not a certificate in DER.", nameof(certificate), e);
        }
    }

    public ReadOnlyMemory<byte> Certificate { get; }

    public JpkiPurpose Purpose { get; }

    /// <summary>SHA-256 of the DER, hexadecimal in capitals.</summary>
    public string Sha256 { get; }

    /// <summary>The CA is the sandbox's: a reason to refuse the start in production.</summary>
    public bool IsSandbox => Parsed.Known.IsSandbox;

    public DateTimeOffset NotAfter => Parsed.NotAfter;

    internal Certificate Parsed { get; }

    private static string HexDigitsOf(string text) => string.Concat(text.Where(char.IsAsciiHexDigit));
}
