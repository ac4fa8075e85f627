using System.Formats.Asn1;

namespace ElectronicApplication.Jpki.Certificates;

/// <summary>ReasonFlags of RFC 5280 4.2.1.13; bit 0 is unused.</summary>
[Flags]
internal enum RevocationReasons
{
    None = 0,
    All = 0b1_1111_1110,
}

/// <summary>
/// Where the status of a certificate is published. JPKI names a directory entry per municipality, not a URL:
/// the name tells which part of the list covers the certificate.
/// </summary>
internal sealed record DistributionPoint(DistributionPointName? Name, RevocationReasons Reasons, IReadOnlyList<GeneralName> CrlIssuer)
{
    public static List<DistributionPoint> ReadAll(ReadOnlyMemory<byte> extension)
    {
        var outer = Der.Read(extension);
        var points = outer.ReadSequence();
        outer.ThrowIfNotEmpty();

        var result = new List<DistributionPoint>();
        while (points.HasData)
        {
            var point = points.ReadSequence();
            var name = point.NextIsContext(0) ? DistributionPointName.Read(point.ReadSequence(Der.Context(0))) : null;
            var reasons = point.NextIsContext(1) ? ReadReasons(point, 1) : RevocationReasons.All;
            var issuer = point.NextIsContext(2) ? GeneralName.ReadAll(point.ReadSequence(Der.Context(2))) : [];
            point.ThrowIfNotEmpty();
            result.Add(new(name, reasons, issuer));
        }

        if (result.Count == 0) throw Der.Malformed("No distribution point in cRLDistributionPoints.");
        return result;
    }

    public static RevocationReasons ReadReasons(AsnReader reader, int tag) =>
        reader.ReadNamedBitListValue<RevocationReasons>(Der.Context(tag)) & RevocationReasons.All;
}

/// <summary>Either full names, or one part below the name of the list's issuer.</summary>
internal sealed record DistributionPointName(IReadOnlyList<GeneralName> Full, ReadOnlyMemory<byte>? Relative)
{
    public static DistributionPointName Read(AsnReader name)
    {
        var result = name.NextIsContext(0)
            ? new DistributionPointName(GeneralName.ReadAll(name.ReadSequence(Der.Context(0))), null)
            : new DistributionPointName([], name.ReadEncodedValue());
        name.ThrowIfNotEmpty();
        return result;
    }

    public IReadOnlyList<GeneralName> Resolve(DistinguishedName issuer) =>
        Relative is { } relative ? [GeneralName.OfDirectory(issuer.Below(relative))] : Full;
}
