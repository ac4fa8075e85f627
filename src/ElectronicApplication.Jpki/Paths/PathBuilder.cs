using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>
/// Finds the ways from a certificate up to an anchor. A name does not identify an issuer: all generations of a JPKI CA
/// share one. So the name only proposes, the key identifiers order the proposals, and the signature decides.
/// </summary>
internal sealed class PathBuilder(IReadOnlyList<Certificate> anchors, IReadOnlyList<Certificate> bag)
{
    private const int LongestPath = 10;

    // Bounds the work that a bag of look-alike certificates can cause.
    private int signaturesLeft = 256;

    public IEnumerable<CertificatePath> PathsTo(Certificate target) => Extend([target]);

    private IEnumerable<CertificatePath> Extend(List<Certificate> below)
    {
        var top = below[^1];
        foreach (var anchor in Proposed(anchors, top))
        {
            if (Signed(top, anchor)) yield return new(anchor, [.. below.AsEnumerable().Reverse()]);
        }

        if (below.Count == LongestPath) yield break;
        foreach (var issuer in Proposed(bag, top))
        {
            if (below.Exists(issuer.IsSame) || anchors.Any(issuer.IsSame) || !Signed(top, issuer)) continue;
            foreach (var path in Extend([.. below, issuer])) yield return path;
        }
    }

    private static IEnumerable<Certificate> Proposed(IReadOnlyList<Certificate> candidates, Certificate child) =>
        candidates.Where(c => c.Subject.Equals(child.Issuer)).OrderBy(c => KeyIdentifiersDiffer(c, child));

    private static bool KeyIdentifiersDiffer(Certificate issuer, Certificate child) =>
        issuer.Known.SubjectKeyId is { } own && child.Known.AuthorityKeyId is { } asked && !own.AsSpan().SequenceEqual(asked);

    private bool Signed(Certificate child, Certificate issuer) => signaturesLeft-- > 0 && child.IsSignedBy(issuer);
}
