using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>The subtrees in which names below may lie (RFC 5280 4.2.1.10). Each CA above adds its own; all must agree.</summary>
internal sealed class NameConstraints
{
    private readonly List<NameConstraintsExtension> all = [];

    public void Add(NameConstraintsExtension? constraints)
    {
        if (constraints is not null) all.Add(constraints);
    }

    /// <returns>What is violated, or null.</returns>
    public string? Violation(Certificate certificate)
    {
        if (all.Count == 0) return null;
        foreach (var name in NamesOf(certificate))
        {
            foreach (var constraints in all)
            {
                if (constraints.Excluded.Any(c => c.Kind == name.Kind && Covers(c, name) is not false))
                    return $"A name of the kind {name.Kind} lies in an excluded subtree.";
                var permitted = constraints.Permitted.Where(c => c.Kind == name.Kind).ToList();
                if (permitted.Count > 0 && !permitted.Exists(c => Covers(c, name) is true))
                    return $"A name of the kind {name.Kind} lies outside the permitted subtrees.";
            }
        }

        return null;
    }

    private static IEnumerable<GeneralName> NamesOf(Certificate certificate)
    {
        if (!certificate.Subject.IsEmpty) yield return GeneralName.OfDirectory(certificate.Subject);
        foreach (var name in certificate.Known.SubjectAltNames) yield return name;

        if (certificate.Known.SubjectAltNames.Any(n => n.Kind == GeneralNameKind.Email)) yield break;
        foreach (var address in certificate.Subject.EmailAddresses)
            yield return new(GeneralNameKind.Email, default, null, address, null);
    }

    /// <returns>Null when it cannot be told; both readings then refuse.</returns>
    private static bool? Covers(GeneralName constraint, GeneralName name) => constraint.Kind switch
    {
        GeneralNameKind.Directory => name.Directory!.IsWithin(constraint.Directory!),
        GeneralNameKind.Dns => DnsCovers(constraint.Text!, name.Text!),
        GeneralNameKind.Email => EmailCovers(constraint.Text!, name.Text!),
        GeneralNameKind.Uri => UriCovers(constraint.Text!, name.Text!),
        GeneralNameKind.IpAddress => AddressCovers(constraint.Address!, name.Address!),
        _ => null,
    };

    /// <summary>Any name that can be made by adding labels to the left.</summary>
    private static bool DnsCovers(string constraint, string name) =>
        constraint.Length == 0 || Same(constraint, name)
        || name.EndsWith(constraint.StartsWith('.') ? constraint : $".{constraint}", StringComparison.OrdinalIgnoreCase);

    /// <summary>A mailbox, a host (exactly), or with a leading dot the hosts of a domain.</summary>
    private static bool? EmailCovers(string constraint, string name)
    {
        var at = name.LastIndexOf('@');
        if (at <= 0) return null;
        var host = name[(at + 1)..];
        if (constraint.LastIndexOf('@') is var split and >= 0)
            return name[..at] == constraint[..split] && Same(host, constraint[(split + 1)..]);
        return HostCovers(constraint, host);
    }

    private static bool? UriCovers(string constraint, string name)
    {
        if (!Uri.TryCreate(name, UriKind.Absolute, out var uri) || uri.HostNameType != UriHostNameType.Dns) return null;
        return HostCovers(constraint, uri.Host);
    }

    private static bool HostCovers(string constraint, string host) =>
        constraint.StartsWith('.') ? host.EndsWith(constraint, StringComparison.OrdinalIgnoreCase) : Same(constraint, host);

    private static bool? AddressCovers(byte[] constraint, byte[] address)
    {
        if (address.Length is not (4 or 16) || constraint.Length is not (8 or 32)) return null;
        if (constraint.Length != 2 * address.Length) return false;
        for (var i = 0; i < address.Length; i++)
        {
            var mask = constraint[address.Length + i];
            if ((address[i] & mask) != (constraint[i] & mask)) return false;
        }

        return true;
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
