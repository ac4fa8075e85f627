using System.Formats.Asn1;

namespace ElectronicApplication.Jpki.Certificates;

internal sealed record Extension(string Oid, bool Critical, ReadOnlyMemory<byte> Value)
{
    /// <summary>Reads Extensions. RFC 5280 4.2: not empty, and no extension twice.</summary>
    public static List<Extension> ReadAll(AsnReader extensions)
    {
        var result = new List<Extension>();
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.Next(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (result.Exists(e => e.Oid == oid)) throw Der.Malformed($"The extension {oid} occurs twice.");
            result.Add(new(oid, critical, value));
        }

        if (result.Count == 0) throw Der.Malformed("The list of extensions is empty.");
        return result;
    }
}
