using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>What a revocation list shall say; the defaults are a list in order that holds nobody.</summary>
internal sealed record TestCrl
{
    public DateTimeOffset ThisUpdate { get; init; } = TestAuthority.Now.AddHours(-6);

    public DateTimeOffset? NextUpdate { get; init; } = TestAuthority.Now.AddHours(18);

    /// <summary>Null: without an issuing distribution point, for everyone.</summary>
    public string? City { get; init; } = TestAuthority.Kawasaki;

    public bool OnlyAuthorities { get; init; }

    public IReadOnlyList<(byte[] Serial, int? Reason)> Revoked { get; init; } = [];

    public string? CriticalExtension { get; init; }

    public string? CriticalEntryExtension { get; init; }

    public byte[] ToBeSigned(X500DistinguishedName issuer, byte[] algorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(issuer.RawData);
            writer.WriteUtcTime(ThisUpdate);
            if (NextUpdate is { } next) writer.WriteUtcTime(next);
            if (Revoked.Count > 0) WriteRevoked(writer);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                WriteExtension(writer, "2.5.29.20", false, w => w.WriteInteger(7));
                if (City is not null || OnlyAuthorities) WriteExtension(writer, "2.5.29.28", true, WriteScope);
                if (CriticalExtension is not null) WriteExtension(writer, CriticalExtension, true, w => w.WriteNull());
            }
        }

        return writer.Encode();
    }

    private void WriteRevoked(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            foreach (var (serial, reason) in Revoked)
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger(serial);
                    writer.WriteUtcTime(ThisUpdate.AddDays(-1));
                    if (reason is null && CriticalEntryExtension is null) continue;
                    using (writer.PushSequence())
                    {
                        if (reason is { } number)
                            WriteExtension(writer, "2.5.29.21", false, w => w.WriteEncodedValue([0x0A, 0x01, (byte)number]));
                        if (CriticalEntryExtension is not null) WriteExtension(writer, CriticalEntryExtension, true, w => w.WriteNull());
                    }
                }
            }
        }
    }

    private void WriteScope(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            if (City is not null) TestAuthority.WritePoint(writer, City);
            if (OnlyAuthorities) writer.WriteBoolean(true, new Asn1Tag(TagClass.ContextSpecific, 2));
        }
    }

    private static void WriteExtension(AsnWriter writer, string oid, bool critical, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (critical) writer.WriteBoolean(true);
            using (writer.PushOctetString()) value(writer);
        }
    }
}
