using System.Formats.Asn1;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Signatures;

namespace ElectronicApplication.Jpki.Revocation;

/// <summary>
/// A revocation list of RFC 5280 section 5, version 2, complete (not delta). Reading one proves nothing yet: whether its
/// issuer signed it and whether it covers a certificate is decided when a path is verified.
/// </summary>
public sealed class CertificateRevocationList
{
    private readonly ReadOnlyMemory<byte> signedPart;
    private readonly byte[] signature;
    private readonly SignatureAlgorithm? algorithm;
    private readonly RevokedEntries entries;

    private CertificateRevocationList(ReadOnlyMemory<byte> encoded)
    {
        Encoded = encoded;
        var outer = Der.Read(encoded);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();

        signedPart = list.ReadEncodedValue();
        var outerAlgorithm = list.PeekEncodedValue();
        var (oid, parameters) = list.ReadAlgorithm();
        algorithm = SignatureAlgorithm.Find(oid, parameters);
        // A signature that is not whole bytes is readable, and never verifies.
        signature = list.ReadBitString(out var unused) is var bits && unused == 0 ? bits : [];
        list.ThrowIfNotEmpty();

        var tbs = Der.Read(signedPart).ReadSequence();
        if (tbs.ReadCount() != 1) throw Der.Malformed("The revocation list is not of version 2.");
        if (!tbs.ReadEncodedValue().Span.SequenceEqual(outerAlgorithm.Span))
            throw Der.Malformed("The two algorithm identifiers of the revocation list differ.");
        IssuerName = DistinguishedName.Read(tbs);
        ThisUpdate = tbs.ReadTime();
        if (tbs.Next(Asn1Tag.UtcTime) || tbs.Next(Asn1Tag.GeneralizedTime)) NextUpdate = tbs.ReadTime();
        var revoked = tbs.Next(Asn1Tag.Sequence) ? tbs.ReadEncodedValue() : default;
        if (tbs.NextIsContext(0))
        {
            var wrapper = tbs.ReadSequence(Der.Context(0));
            foreach (var extension in Extension.ReadAll(wrapper.ReadSequence())) Take(extension);
            wrapper.ThrowIfNotEmpty();
        }

        tbs.ThrowIfNotEmpty();
        entries = new RevokedEntries(revoked, IsIndirect);
    }

    public ReadOnlyMemory<byte> Encoded { get; }

    public string Issuer => IssuerName.ToString();

    /// <summary>The directory name of the part that this list is (in JPKI: a municipality's), or null when it names none.</summary>
    public string? Partition => PointName?.Resolve(IssuerName).Select(n => n.Directory?.ToString() ?? n.Text).FirstOrDefault();

    public DateTimeOffset ThisUpdate { get; }

    /// <summary>Lists without it say nothing about any moment and are not used.</summary>
    public DateTimeOffset? NextUpdate { get; }

    internal DistinguishedName IssuerName { get; }

    internal DistributionPointName? PointName { get; private set; }

    internal bool OnlyUsers { get; private set; }

    internal bool OnlyAuthorities { get; private set; }

    internal bool OnlyAttributes { get; private set; }

    internal bool IsIndirect { get; private set; }

    internal RevocationReasons Reasons { get; private set; } = RevocationReasons.All;

    /// <summary>Why the list decides nothing here whoever signed it: a delta, split into deltas, or critical and unknown.</summary>
    internal string? Unusable { get; private set; }

    /// <returns>Null when the bytes are not a revocation list.</returns>
    public static CertificateRevocationList? TryRead(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return new(encoded);
        }
        catch (Exception e) when (Der.IsMalformed(e))
        {
            return null;
        }
    }

    internal static IReadOnlyList<string> PartitionsOf(Certificate certificate) =>
        [.. certificate.Known.CrlDistributionPoints
            .SelectMany(p => p.Name?.Resolve(certificate.Issuer) ?? [])
            .Select(n => n.Directory?.ToString() ?? n.Text)
            .OfType<string>()];

    internal bool IsSignedBy(Certificate issuer) =>
        algorithm is not null && issuer.Key is not null
        && issuer.Known.KeyUsage?.HasFlag(KeyUsages.CrlSign) is not false
        && issuer.Key.Verify(algorithm, signedPart.Span, signature);

    internal EntryState Find(Certificate certificate) => entries.Find(certificate.Serial.Span, certificate.Issuer, IssuerName);

    private void Take(Extension extension)
    {
        switch (extension.Oid)
        {
            case Oids.IssuingDistributionPoint:
                ReadIssuingDistributionPoint(extension.Value);
                break;
            case Oids.DeltaCrlIndicator:
                Unusable = "A delta list is not supported.";
                break;
            case Oids.FreshestCrl:
                Unusable = "The list is completed by delta lists, which are not supported.";
                break;
            case Oids.CrlNumber or Oids.AuthorityKeyIdentifier or Oids.IssuerAltName:
                break;
            default:
                if (extension.Critical) Unusable = $"The critical extension {extension.Oid} of the list is not known.";
                break;
        }
    }

    private void ReadIssuingDistributionPoint(ReadOnlyMemory<byte> value)
    {
        var outer = Der.Read(value);
        var point = outer.ReadSequence();
        outer.ThrowIfNotEmpty();

        PointName = point.NextIsContext(0) ? DistributionPointName.Read(point.ReadSequence(Der.Context(0))) : null;
        OnlyUsers = point.NextIsContext(1) && point.ReadBoolean(Der.Context(1));
        OnlyAuthorities = point.NextIsContext(2) && point.ReadBoolean(Der.Context(2));
        if (point.NextIsContext(3)) Reasons = DistributionPoint.ReadReasons(point, 3);
        IsIndirect = point.NextIsContext(4) && point.ReadBoolean(Der.Context(4));
        OnlyAttributes = point.NextIsContext(5) && point.ReadBoolean(Der.Context(5));
        point.ThrowIfNotEmpty();
    }
}
