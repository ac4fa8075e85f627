using System.Formats.Asn1;

namespace ElectronicApplication.Jpki.Certificates;

/// <summary>The tag numbers of GeneralName (RFC 5280 4.2.1.6).</summary>
internal enum GeneralNameKind
{
    OtherName = 0,
    Email = 1,
    Dns = 2,
    X400Address = 3,
    Directory = 4,
    EdiParty = 5,
    Uri = 6,
    IpAddress = 7,
    RegisteredId = 8,
}

internal sealed record GeneralName(GeneralNameKind Kind, ReadOnlyMemory<byte> Encoded, DistinguishedName? Directory, string? Text, byte[]? Address)
{
    public static GeneralName OfDirectory(DistinguishedName name) => new(GeneralNameKind.Directory, default, name, null, null);

    public static GeneralName Read(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific || tag.TagValue > (int)GeneralNameKind.RegisteredId)
            throw Der.Malformed("A general name of an unknown kind.");
        var kind = (GeneralNameKind)tag.TagValue;
        var encoded = reader.ReadEncodedValue();
        var value = Der.Read(encoded);

        return kind switch
        {
            GeneralNameKind.Email or GeneralNameKind.Dns or GeneralNameKind.Uri =>
                new(kind, encoded, null, value.ReadCharacterString(UniversalTagNumber.IA5String, tag), null),
            GeneralNameKind.Directory => new(kind, encoded, DistinguishedName.Read(value.ReadSequence(tag)), null, null),
            GeneralNameKind.IpAddress => new(kind, encoded, null, null, value.ReadOctetString(tag)),
            _ => new(kind, encoded, null, null, null),
        };
    }

    /// <summary>Reads the elements of GeneralNames.</summary>
    public static List<GeneralName> ReadAll(AsnReader names)
    {
        var result = new List<GeneralName>();
        while (names.HasData) result.Add(Read(names));
        if (result.Count == 0) throw Der.Malformed("A list of general names is empty.");
        return result;
    }

    public bool IsSameAs(GeneralName other) =>
        Kind == other.Kind && (Directory is not null ? Directory.Equals(other.Directory) : Encoded.Span.SequenceEqual(other.Encoded.Span));
}
