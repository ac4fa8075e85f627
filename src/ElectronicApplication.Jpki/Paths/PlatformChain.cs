using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>
/// The platform's own opinion of a path: a certificate is accepted only when two independent implementations agree.
/// Revocation is not asked of it, because it cannot be given lists and knows no directory names as distribution points.
/// </summary>
internal static class PlatformChain
{
    /// <returns>Null when the platform agrees, else its objection.</returns>
    public static string? Objection(CertificatePath path, string policy, PathRules rules)
    {
        try
        {
            using var anchor = X509CertificateLoader.LoadCertificate(path.Anchor.Encoded.Span);
            using var target = X509CertificateLoader.LoadCertificate(path.Certificates[^1].Encoded.Span);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(anchor);
            foreach (var between in path.Certificates.SkipLast(1))
                chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(between.Encoded.Span));
            chain.ChainPolicy.CertificatePolicy.Add(new Oid(policy));
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTime = MomentFor(path, rules).UtcDateTime;

            if (!chain.Build(target))
                return string.Join(", ", chain.ChainStatus.Select(s => s.Status.ToString()).Distinct());
            return chain.ChainElements[^1].Certificate.RawDataMemory.Span.SequenceEqual(path.Anchor.Encoded.Span)
                ? null
                : "The chain ends in another certificate.";
        }
        catch (CryptographicException e)
        {
            return e.GetType().Name;
        }
    }

    // The platform has no tolerance for what begins a moment later than this clock, and leaves out the last moment of a
    // validity, which RFC 5280 4.1.2.5 includes.
    private static DateTimeOffset MomentFor(CertificatePath path, PathRules rules)
    {
        var begun = path.All.Select(c => c.NotBefore).Where(rules.HasBegun).DefaultIfEmpty(rules.At).Max();
        var moment = begun > rules.At ? begun : rules.At;
        return path.All.Any(c => c.NotAfter == moment) ? moment.AddSeconds(-1) : moment;
    }
}
