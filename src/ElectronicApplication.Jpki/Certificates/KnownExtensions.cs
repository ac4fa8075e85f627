using System.Formats.Asn1;

namespace ElectronicApplication.Jpki.Certificates;

/// <summary>KeyUsage of RFC 5280 4.2.1.3.</summary>
[Flags]
internal enum KeyUsages
{
    None = 0,
    DigitalSignature = 1 << 0,
    NonRepudiation = 1 << 1,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
}

internal sealed record BasicConstraints(bool IsAuthority, int? PathLength);

internal sealed record PolicyConstraints(int? RequireExplicitPolicy, int? InhibitPolicyMapping);

/// <summary>The extensions that path validation processes. What is critical and not among them refuses the path.</summary>
internal sealed record KnownExtensions
{
    public BasicConstraints? BasicConstraints { get; private set; }

    public KeyUsages? KeyUsage { get; private set; }

    public IReadOnlyList<string>? Policies { get; private set; }

    public IReadOnlyList<(string IssuerDomain, string SubjectDomain)> PolicyMappings { get; private set; } = [];

    public PolicyConstraints? PolicyConstraints { get; private set; }

    public int? InhibitAnyPolicy { get; private set; }

    public NameConstraintsExtension? NameConstraints { get; private set; }

    public IReadOnlyList<GeneralName> SubjectAltNames { get; private set; } = [];

    public IReadOnlyList<DistributionPoint> CrlDistributionPoints { get; private set; } = [];

    /// <summary>The status is also published in delta lists, which are not supported.</summary>
    public bool HasFreshestCrl { get; private set; }

    public IReadOnlyList<string> ExtendedKeyUsage { get; private set; } = [];

    public byte[]? SubjectKeyId { get; private set; }

    public byte[]? AuthorityKeyId { get; private set; }

    public bool IsSandbox { get; private set; }

    /// <summary>The first extension that is critical and not processed here.</summary>
    public string? UnknownCritical { get; private set; }

    public static KnownExtensions Read(IReadOnlyList<Extension> extensions)
    {
        var known = new KnownExtensions();
        foreach (var extension in extensions)
        {
            if (!known.Take(extension) && extension.Critical) known.UnknownCritical ??= extension.Oid;
        }

        return known;
    }

    /// <returns>Whether the extension is processed by the validation, which is what "critical" asks for.</returns>
    private bool Take(Extension extension)
    {
        var reader = Der.Read(extension.Value);
        var processed = true;
        switch (extension.Oid)
        {
            case Oids.BasicConstraints:
                BasicConstraints = ReadBasicConstraints(reader.ReadSequence());
                break;
            case Oids.KeyUsage:
                KeyUsage = (KeyUsages)reader.ReadNamedBitListValue<KeyUsageBits>();
                break;
            case Oids.CertificatePolicies:
                Policies = ReadPolicies(reader.ReadSequence());
                break;
            case Oids.PolicyMappings:
                PolicyMappings = ReadMappings(reader.ReadSequence());
                break;
            case Oids.PolicyConstraints:
                PolicyConstraints = ReadPolicyConstraints(reader.ReadSequence());
                break;
            case Oids.InhibitAnyPolicy:
                InhibitAnyPolicy = reader.ReadCount();
                break;
            case Oids.NameConstraints:
                NameConstraints = NameConstraintsExtension.Read(reader.ReadSequence());
                break;
            case Oids.SubjectAltName:
                SubjectAltNames = GeneralName.ReadAll(reader.ReadSequence());
                break;
            case Oids.IssuerAltName:
                GeneralName.ReadAll(reader.ReadSequence());
                break;
            case Oids.CrlDistributionPoints:
                CrlDistributionPoints = DistributionPoint.ReadAll(extension.Value);
                reader.ReadEncodedValue();
                break;
            case Oids.ExtendedKeyUsage:
                // Known, but a limit on use that a path alone cannot judge: critical, it refuses.
                ExtendedKeyUsage = ReadOids(reader.ReadSequence());
                processed = false;
                break;
            case Oids.SubjectKeyIdentifier:
                SubjectKeyId = reader.ReadOctetString();
                processed = false;
                break;
            case Oids.AuthorityKeyIdentifier:
                var identifier = reader.ReadSequence();
                AuthorityKeyId = identifier.NextIsContext(0) ? identifier.ReadOctetString(Der.Context(0)) : null;
                processed = false;
                break;
            case Oids.FreshestCrl:
                HasFreshestCrl = true;
                return false;
            case JpkiProfile.SandboxMarker:
                IsSandbox = true;
                return false;
            default:
                return false;
        }

        reader.ThrowIfNotEmpty();
        return processed;
    }

    private static BasicConstraints ReadBasicConstraints(AsnReader reader)
    {
        var authority = reader.Next(Asn1Tag.Boolean) && reader.ReadBoolean();
        int? length = reader.Next(Asn1Tag.Integer) ? reader.ReadCount() : null;
        reader.ThrowIfNotEmpty();
        return new(authority, length);
    }

    private static List<string> ReadPolicies(AsnReader reader)
    {
        var result = new List<string>();
        while (reader.HasData)
        {
            var policy = reader.ReadSequence();
            var oid = policy.ReadObjectIdentifier();
            // Qualifiers (a CPS address, a notice) tell people something; they decide nothing.
            if (policy.HasData) policy.ReadSequence();
            policy.ThrowIfNotEmpty();
            if (result.Contains(oid)) throw Der.Malformed("A certificate policy occurs twice.");
            result.Add(oid);
        }

        if (result.Count == 0) throw Der.Malformed("certificatePolicies is empty.");
        return result;
    }

    private static List<(string, string)> ReadMappings(AsnReader reader)
    {
        var result = new List<(string, string)>();
        while (reader.HasData)
        {
            var mapping = reader.ReadSequence();
            result.Add((mapping.ReadObjectIdentifier(), mapping.ReadObjectIdentifier()));
            mapping.ThrowIfNotEmpty();
        }

        return result;
    }

    private static PolicyConstraints ReadPolicyConstraints(AsnReader reader)
    {
        int? explicitPolicy = reader.NextIsContext(0) ? reader.ReadCount(Der.Context(0)) : null;
        int? mapping = reader.NextIsContext(1) ? reader.ReadCount(Der.Context(1)) : null;
        reader.ThrowIfNotEmpty();
        return new(explicitPolicy, mapping);
    }

    private static List<string> ReadOids(AsnReader reader)
    {
        var result = new List<string>();
        while (reader.HasData) result.Add(reader.ReadObjectIdentifier());
        return result;
    }

    // All nine bits, so that a bit without a meaning here does not make the certificate unreadable.
    [Flags]
    private enum KeyUsageBits
    {
        Any = 0x1FF,
    }
}
