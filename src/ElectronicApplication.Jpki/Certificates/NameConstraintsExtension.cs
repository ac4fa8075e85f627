using System.Formats.Asn1;

namespace ElectronicApplication.Jpki.Certificates;

/// <summary>NameConstraints of RFC 5280 4.2.1.10. minimum and maximum have no use on the Internet; they are refused.</summary>
internal sealed record NameConstraintsExtension(IReadOnlyList<GeneralName> Permitted, IReadOnlyList<GeneralName> Excluded)
{
    public static NameConstraintsExtension Read(AsnReader reader)
    {
        var permitted = reader.NextIsContext(0) ? ReadSubtrees(reader.ReadSequence(Der.Context(0))) : [];
        var excluded = reader.NextIsContext(1) ? ReadSubtrees(reader.ReadSequence(Der.Context(1))) : [];
        reader.ThrowIfNotEmpty();
        return new(permitted, excluded);
    }

    private static List<GeneralName> ReadSubtrees(AsnReader subtrees)
    {
        var result = new List<GeneralName>();
        while (subtrees.HasData)
        {
            var subtree = subtrees.ReadSequence();
            result.Add(GeneralName.Read(subtree));
            if (subtree.NextIsContext(0) && subtree.ReadCount(Der.Context(0)) != 0) throw Der.Malformed("A name constraint has a minimum.");
            subtree.ThrowIfNotEmpty();
        }

        return result;
    }
}
