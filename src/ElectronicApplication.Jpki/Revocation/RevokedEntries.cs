using System.Formats.Asn1;
using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Revocation;

internal enum EntryState
{
    Absent,
    Revoked,

    /// <summary>Some entry cannot be understood, so that the list says nothing about anyone (RFC 5280 5.3).</summary>
    Unreadable,
}

/// <summary>
/// revokedCertificates, searched as they lie. The list of a large city holds a hundred thousand entries of which one
/// verification asks for one, so nothing is built from them.
/// </summary>
internal readonly struct RevokedEntries(ReadOnlyMemory<byte> encoded, bool indirect)
{
    public EntryState Find(ReadOnlySpan<byte> serial, DistinguishedName issuer, DistinguishedName listIssuer)
    {
        if (encoded.IsEmpty) return EntryState.Absent;
        try
        {
            AsnDecoder.ReadSequence(encoded.Span, AsnEncodingRules.DER, out var start, out var length, out _);
            var rest = encoded.Span.Slice(start, length);

            // In an indirect list an entry belongs to the issuer named last (RFC 5280 5.3.3), at first to the list's own.
            var belongsToIssuer = issuer.Equals(listIssuer);
            var found = EntryState.Absent;
            while (!rest.IsEmpty)
            {
                AsnDecoder.ReadSequence(rest, AsnEncodingRules.DER, out start, out length, out var consumed);
                var entry = rest.Slice(start, length);
                rest = rest[consumed..];

                var number = AsnDecoder.ReadIntegerBytes(entry, AsnEncodingRules.DER, out consumed);
                entry = entry[consumed..];
                AsnDecoder.ReadEncodedValue(entry, AsnEncodingRules.DER, out _, out _, out consumed);
                if (consumed < entry.Length && !ReadExtensions(entry[consumed..], issuer, ref belongsToIssuer)) return EntryState.Unreadable;

                // Whatever the reason: J-LIS never lifts a hold, and removeFromCRL belongs in delta lists only.
                if (belongsToIssuer && number.SequenceEqual(serial)) found = EntryState.Revoked;
            }

            return found;
        }
        catch (Exception e) when (Der.IsMalformed(e))
        {
            return EntryState.Unreadable;
        }
    }

    private bool ReadExtensions(ReadOnlySpan<byte> encodedExtensions, DistinguishedName issuer, ref bool belongsToIssuer)
    {
        // Nearly every entry of a real list has just a reason, recognised here without reading it as objects.
        if (encodedExtensions.Length == 14 && encodedExtensions.StartsWith(ReasonOnly)) return true;

        var reader = Der.Read(encodedExtensions.ToArray());
        var extensions = Extension.ReadAll(reader.ReadSequence());
        reader.ThrowIfNotEmpty();
        foreach (var extension in extensions)
        {
            if (extension.Oid == Oids.CertificateIssuer)
            {
                if (!indirect) return false;
                belongsToIssuer = GeneralName.ReadAll(Der.Read(extension.Value).ReadSequence()).Exists(n => issuer.Equals(n.Directory));
            }
            else if (extension.Critical && extension.Oid != Oids.CrlReason)
            {
                return false;
            }
        }

        return true;
    }

    // SEQUENCE { SEQUENCE { cRLReason, OCTET STRING { ENUMERATED ..
    private static ReadOnlySpan<byte> ReasonOnly => [0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01];
}
