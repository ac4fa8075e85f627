using System.Formats.Asn1;
using System.Text;

namespace ElectronicApplication.Jpki.Certificates;

/// <summary>
/// A Name, compared as RFC 5280 7.1 asks: attribute by attribute, text without regard to its encoding, its case, and how
/// much white space separates its words.
/// </summary>
internal sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private readonly string[] keys;
    private readonly string display;

    private DistinguishedName(string[] keys, string display, List<string> emailAddresses)
    {
        this.keys = keys;
        this.display = display;
        EmailAddresses = emailAddresses;
    }

    public bool IsEmpty => keys.Length == 0;

    /// <summary>Values of emailAddress attributes, to which e-mail constraints apply too (RFC 5280 4.2.1.10).</summary>
    public IReadOnlyList<string> EmailAddresses { get; }

    public static DistinguishedName Read(AsnReader reader)
    {
        var names = reader.ReadSequence();
        var (keys, shown, addresses) = (new List<string>(), new List<string>(), new List<string>());
        while (names.HasData) keys.Add(ReadRelative(names.ReadSetOf(), shown, addresses));
        return new([.. keys], string.Join(", ", shown), addresses);
    }

    /// <summary>This name with one more part below it: nameRelativeToCRLIssuer.</summary>
    public DistinguishedName Below(ReadOnlyMemory<byte> relativeName)
    {
        var (shown, addresses) = (new List<string>(), new List<string>());
        var reader = Der.Read(relativeName);
        var key = ReadRelative(reader.ReadSetOf(reader.PeekTag()), shown, addresses);
        return new([.. keys, key], $"{display}, {string.Join(", ", shown)}", [.. EmailAddresses, .. addresses]);
    }

    public bool IsWithin(DistinguishedName subtree) => keys.AsSpan().StartsWith(subtree.keys);

    public bool Equals(DistinguishedName? other) => other is not null && keys.AsSpan().SequenceEqual(other.keys);

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode() => keys.Aggregate(keys.Length, HashCode.Combine);

    public override string ToString() => display;

    private static string ReadRelative(AsnReader set, List<string> shown, List<string> addresses)
    {
        var attributes = new List<string>();
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var tag = attribute.PeekTag();
            var text = TextOf(attribute, tag);
            // Lengths in front keep two different names from sharing one key.
            var value = text is null ? $"#{Convert.ToHexString(attribute.ReadEncodedValue().Span)}" : $"={Folded(text)}";
            attribute.ThrowIfNotEmpty();

            attributes.Add($"{type}:{value.Length}{value}");
            shown.Add($"{LabelOf(type)}={text ?? value}");
            if (type == Oids.EmailAddress && text is not null) addresses.Add(text);
        }

        if (attributes.Count == 0) throw Der.Malformed("A relative distinguished name is empty.");
        attributes.Sort(StringComparer.Ordinal);
        return string.Join('+', attributes);
    }

    private static string? TextOf(AsnReader attribute, Asn1Tag tag) =>
        tag.TagClass != TagClass.Universal ? null : (UniversalTagNumber)tag.TagValue switch
        {
            UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
                or UniversalTagNumber.BMPString or UniversalTagNumber.VisibleString =>
                attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue),
            _ => null,
        };

    private static string Folded(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) result.Append(char.ToUpperInvariant(c));
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }

        return result.ToString().TrimEnd(' ');
    }

    private static string LabelOf(string type) => type switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        _ => type,
    };
}
