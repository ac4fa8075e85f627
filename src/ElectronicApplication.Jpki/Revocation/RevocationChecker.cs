using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Paths;

namespace ElectronicApplication.Jpki.Revocation;

/// <param name="Error">Null when a list that covers the certificate, valid now, does not hold it.</param>
internal sealed record RevocationStatus(PathError? Error, string Detail, CertificateRevocationList? Used);

/// <summary>
/// RFC 5280 6.3 for every certificate of a path, with complete lists, partitioned or indirect. No list, no answer: unknown
/// is never good. If several lists cover a certificate, one that holds it is enough to refuse.
/// </summary>
internal sealed class RevocationChecker(
    Certificate anchor, IReadOnlyList<Certificate> bag, IReadOnlyList<CertificateRevocationList> lists, PathRules rules)
{
    // The status of a signer of lists is published in a list, whose signer has a status: it must end somewhere.
    private const int DeepestQuestion = 4;

    /// <summary>The status of each certificate, from the one under the anchor to the last, up to the first that is not good.</summary>
    public IEnumerable<RevocationStatus> Check(CertificatePath path) => Check(path, []);

    private IEnumerable<RevocationStatus> Check(CertificatePath path, IReadOnlyList<Certificate> asking)
    {
        for (var i = 0; i < path.Certificates.Count; i++)
        {
            var status = StatusOf(path.Certificates[i], path.IssuerOf(i), asking);
            yield return status;
            if (status.Error is not null) yield break;
        }
    }

    private RevocationStatus StatusOf(Certificate certificate, Certificate issuer, IReadOnlyList<Certificate> asking)
    {
        if (certificate.Known.HasFreshestCrl)
            return new(PathError.RevocationUnknown, "The status is published in delta lists, which are not supported.", null);

        // 6.3.3: the named points, and last the issuer's own entry.
        var own = new DistributionPoint(new([GeneralName.OfDirectory(certificate.Issuer)], null), RevocationReasons.All, []);
        var covered = RevocationReasons.None;
        CertificateRevocationList? used = null;
        var obstacle = "No revocation list covers the certificate.";

        foreach (var point in certificate.Known.CrlDistributionPoints.Append(own))
        {
            foreach (var list in lists)
            {
                if (!Covers(list, point, certificate)) continue;
                if (Obstacle(list) is { } found)
                {
                    obstacle = found;
                    continue;
                }

                if (!IsAuthentic(list, point, certificate, issuer, asking))
                {
                    obstacle = "The revocation list is not signed by an issuer that may speak for the certificate.";
                    continue;
                }

                switch (list.Find(certificate))
                {
                    case EntryState.Revoked:
                        return new(PathError.Revoked, "The certificate is in the revocation list.", list);
                    case EntryState.Unreadable:
                        obstacle = "The revocation list has an entry that cannot be understood.";
                        continue;
                    case EntryState.Absent:
                        covered |= list.Reasons & point.Reasons;
                        used ??= list;
                        continue;
                }
            }
        }

        return covered == RevocationReasons.All
            ? new(null, $"Not in the revocation list of {used!.ThisUpdate:u}.", used)
            : new(PathError.RevocationUnknown, obstacle, null);
    }

    private string? Obstacle(CertificateRevocationList list)
    {
        if (list.Unusable is not null) return list.Unusable;
        if (!rules.HasBegun(list.ThisUpdate)) return $"The revocation list is valid from {list.ThisUpdate:u}.";
        if (list.NextUpdate is not { } next) return "The revocation list does not say when the next one comes.";
        return rules.At < next ? null : $"The revocation list was to be replaced at {next:u}.";
    }

    /// <summary>6.3.3 (b): does the scope of the list include this certificate, seen through this point?</summary>
    private static bool Covers(CertificateRevocationList list, DistributionPoint point, Certificate certificate)
    {
        if (point.CrlIssuer.Count > 0)
        {
            if (!list.IsIndirect || !point.CrlIssuer.Any(n => list.IssuerName.Equals(n.Directory))) return false;
        }
        else if (!list.IssuerName.Equals(certificate.Issuer))
        {
            return false;
        }

        if (list.OnlyAttributes) return false;
        var authority = certificate.Known.BasicConstraints is { IsAuthority: true };
        if ((list.OnlyUsers && authority) || (list.OnlyAuthorities && !authority)) return false;

        if (list.PointName is not { } listPoint) return true;
        var listNames = listPoint.Resolve(list.IssuerName);
        var asked = point.Name?.Resolve(list.IssuerName) ?? point.CrlIssuer;
        return listNames.Any(name => asked.Any(name.IsSameAs));
    }

    /// <summary>6.3.3 (f), (g): signed by the issuer of the certificate, or by another key of it that has a good path to the same anchor.</summary>
    private bool IsAuthentic(
        CertificateRevocationList list, DistributionPoint point, Certificate certificate, Certificate issuer, IReadOnlyList<Certificate> asking)
    {
        if (list.IssuerName.Equals(issuer.Subject) && list.IsSignedBy(issuer)) return true;
        if (list.IssuerName.Equals(anchor.Subject) && list.IsSignedBy(anchor)) return true;
        return bag.Where(c => list.IssuerName.Equals(c.Subject) && list.IsSignedBy(c))
            .Any(signer => IsTrustedSigner(signer, point, certificate, [.. asking, certificate]));
    }

    private bool IsTrustedSigner(Certificate signer, DistributionPoint point, Certificate certificate, IReadOnlyList<Certificate> asking)
    {
        // A signer speaks for itself only where its own issuer said so, by naming it as cRLIssuer.
        if (signer.IsSame(certificate) && point.CrlIssuer.Count > 0) return true;
        if (asking.Count > DeepestQuestion || asking.Any(signer.IsSame)) return false;

        var anyPolicy = new PathRules { At = rules.At, Tolerance = rules.Tolerance };
        return new PathBuilder([anchor], bag).PathsTo(signer).Any(path =>
            PathValidator.Validate(path, anyPolicy) is null
            && Check(path, asking).All(status => status.Error is null));
    }
}
