using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>
/// Basic path validation, RFC 5280 section 6.1, with the policy graph of RFC 9618 in place of the policy tree. Revocation
/// is asked separately. The comments name the steps of the standard.
/// </summary>
internal static class PathValidator
{
    /// <returns>Null when the path is valid.</returns>
    public static PathFailure? Validate(CertificatePath path, PathRules rules)
    {
        var n = path.Certificates.Count;
        var issuer = path.Anchor;
        var policies = new PolicyGraph(rules, n);
        var names = new NameConstraints();
        var pathLength = n;

        // RFC 5937: what the pinned CA's certificate says about itself limits what is believed below it.
        if (ObjectionTo(issuer) is { } objection) return new(PathError.NotAnAuthority, 0, objection);
        names.Add(issuer.Known.NameConstraints);
        pathLength = Math.Min(pathLength, issuer.Known.BasicConstraints?.PathLength ?? int.MaxValue);

        for (var i = 1; i <= n; i++)
        {
            var certificate = path.Certificates[i - 1];
            var last = i == n;
            PathFailure Fail(PathError error, string detail) => new(error, i, detail);

            // 6.1.3 (a)
            if (!certificate.IsSignedBy(issuer)) return Fail(PathError.SignatureInvalid, "The signature of the certificate is not its issuer's.");
            if (!rules.HasBegun(certificate.NotBefore)) return Fail(PathError.NotYetValid, $"Valid from {certificate.NotBefore:u}.");
            if (rules.HasEnded(certificate.NotAfter)) return Fail(PathError.Expired, $"Valid until {certificate.NotAfter:u}.");
            if (certificate.Issuer.IsEmpty || !certificate.Issuer.Equals(issuer.Subject)) return Fail(PathError.NameChaining, "The issuer's name is not the subject above.");

            // 6.1.3 (b), (c)
            if ((last || !certificate.IsSelfIssued) && names.Violation(certificate) is { } violation)
                return Fail(PathError.NameConstraints, violation);

            // 6.1.3 (d), (e), (f)
            if (!policies.Enter(certificate, last)) return Fail(PathError.Policy, "No certificate policy is valid up to here.");

            // 6.1.4 (o), 6.1.5 (f)
            if (certificate.Known.UnknownCritical is { } oid)
                return Fail(PathError.UnknownCriticalExtension, $"The critical extension {oid} is not known.");

            if (last) break;

            // 6.1.4 (a) to (n)
            if (!policies.PrepareNext(certificate)) return Fail(PathError.Policy, "A policy mapping names anyPolicy.");
            names.Add(certificate.Known.NameConstraints);
            if (certificate.Version != 3 || certificate.Known.BasicConstraints is not { IsAuthority: true } basic)
                return Fail(PathError.NotAnAuthority, "The certificate above is not a CA's.");
            if (!certificate.IsSelfIssued && pathLength-- <= 0) return Fail(PathError.PathTooLong, "The path is longer than a CA allows.");
            pathLength = Math.Min(pathLength, basic.PathLength ?? int.MaxValue);
            if (certificate.Known.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.KeyCertSign))
                return Fail(PathError.KeyUsage, "The CA's key may not sign certificates.");

            issuer = certificate;
        }

        // 6.1.5 (a), (b), (g)
        return policies.Conclude(path.Certificates[^1]) ? null : new(PathError.Policy, n, "No accepted certificate policy is valid for the whole path.");
    }

    private static string? ObjectionTo(Certificate anchor)
    {
        if (anchor.Known.UnknownCritical is { } oid) return $"The critical extension {oid} of the pinned CA is not known.";
        if (anchor.Known.BasicConstraints is { IsAuthority: false }) return "The pinned certificate is not a CA's.";
        return anchor.Known.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) is false ? "The pinned CA's key may not sign certificates." : null;
    }
}
