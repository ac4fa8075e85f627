using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ElectronicApplication.Jpki;

/// <summary>The little that X.509 structures need beyond <see cref="AsnReader"/>.</summary>
internal static class Der
{
    public static AsnReader Read(ReadOnlyMemory<byte> encoded) => new(encoded, AsnEncodingRules.DER);

    /// <summary>Whether reading failed because of the bytes, not because of a bug of ours.</summary>
    public static bool IsMalformed(Exception e) =>
        e is AsnContentException or CryptographicException or OverflowException or ArgumentException;

    public static AsnContentException Malformed(string what) => new(what);

    public static bool Next(this AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);

    public static bool NextIsContext(this AsnReader reader, int number) => reader.Next(Context(number));

    public static Asn1Tag Context(int number, bool constructed = false) => new(TagClass.ContextSpecific, number, constructed);

    public static byte[] ReadOctetsIn(ReadOnlyMemory<byte> encoded)
    {
        var reader = Read(encoded);
        var octets = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return octets;
    }

    /// <summary>Time of RFC 5280 4.1.2.5: two-digit years run from 1950 to 2049.</summary>
    public static DateTimeOffset ReadTime(this AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();

    /// <summary>A counter of RFC 5280 (path length, skipCerts). What does not fit is as good as endless.</summary>
    public static int ReadCount(this AsnReader reader, Asn1Tag? tag = null)
    {
        var value = reader.ReadInteger(tag);
        if (value.Sign < 0) throw Malformed("A counter is negative.");
        return value > int.MaxValue ? int.MaxValue : (int)value;
    }

    /// <summary>The fields of AlgorithmIdentifier; the parameters are null where there are none.</summary>
    public static (string Oid, ReadOnlyMemory<byte>? Parameters) ReadAlgorithm(this AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        // Without the cast null would become empty bytes.
        var parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : (ReadOnlyMemory<byte>?)null;
        algorithm.ThrowIfNotEmpty();
        return (oid, parameters);
    }

    public static bool IsNull(ReadOnlyMemory<byte>? parameters) => parameters is { Span: [0x05, 0x00] };
}
