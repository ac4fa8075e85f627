using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Revocation;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>The best path that was found, why it is not accepted (null: it is), and the list that decided about the last certificate.</summary>
internal sealed record PathOutcome(CertificatePath? Path, PathFailure? Failure, CertificateRevocationList? Used)
{
    public bool Accepted => Failure is null;
}

/// <summary>Finds a path that is valid (RFC 5280 6.1) and in which nothing is revoked (6.3).</summary>
internal sealed class PathVerifier(
    IReadOnlyList<Certificate> anchors, IReadOnlyList<Certificate> bag, IReadOnlyList<CertificateRevocationList> lists, PathRules rules)
{
    public PathOutcome Verify(Certificate target)
    {
        var best = new PathOutcome(null, new(PathError.NoPath, 0, "No trusted CA issued the certificate."), null);
        foreach (var path in new PathBuilder(anchors, bag).PathsTo(target))
        {
            var outcome = Verify(path);
            if (outcome.Accepted) return outcome;
            // Of several ways the one that got furthest tells most; "revoked" is the last question.
            if (best.Failure!.Error < outcome.Failure!.Error) best = outcome;
        }

        return best;
    }

    private PathOutcome Verify(CertificatePath path)
    {
        if (PathValidator.Validate(path, rules) is { } failure) return new(path, failure, null);

        var position = 0;
        CertificateRevocationList? used = null;
        foreach (var status in new RevocationChecker(path.Anchor, bag, lists, rules).Check(path))
        {
            position++;
            used = status.Used;
            if (status.Error is { } error) return new(path, new(error, position, status.Detail), used);
        }

        return new(path, null, used);
    }
}
