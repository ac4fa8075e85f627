using System.Formats.Asn1;
using System.Globalization;
using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki;

/// <summary>
/// Reads 基本4情報 from the otherNames of a 署名用電子証明書. All six must be there, once, and be understood: a person is
/// not half identified.
/// </summary>
internal static class HolderAttributesReader
{
    private const string Arc = "1.2.392.200149.8.5.5.";
    private const string Name = Arc + "1";
    private const string NameSubstitutes = Arc + "2";
    private const string SexCode = Arc + "3";
    private const string BirthDate = Arc + "4";
    private const string Address = Arc + "5";
    private const string AddressSubstitutes = Arc + "6";

    // J-LIS allows 200 characters of address; a character may be two of UTF-16.
    private const int LongestText = 400;

    /// <returns>The attributes, or the identifier of the one that is missing or not understood.</returns>
    public static (HolderAttributes? Attributes, string? Missing) Read(Certificate certificate)
    {
        var values = new Dictionary<string, string>();
        foreach (var name in certificate.Known.SubjectAltNames.Where(n => n.Kind == GeneralNameKind.OtherName))
        {
            var (oid, value) = ReadOtherName(name.Encoded);
            if (!oid.StartsWith(Arc, StringComparison.Ordinal)) continue;
            if (value is null || value.Length > LongestText || !values.TryAdd(oid, value)) return (null, oid);
        }

        if (!values.TryGetValue(Name, out var holder) || string.IsNullOrWhiteSpace(holder)) return (null, Name);
        if (!values.TryGetValue(Address, out var address) || string.IsNullOrWhiteSpace(address)) return (null, Address);
        if (FlagsIn(values, NameSubstitutes) is not { } nameFlag) return (null, NameSubstitutes);
        if (FlagsIn(values, AddressSubstitutes) is not { } addressFlag) return (null, AddressSubstitutes);
        if (DateIn(values.GetValueOrDefault(BirthDate)) is not { } birth) return (null, BirthDate);
        if (SexIn(values.GetValueOrDefault(SexCode)) is not { } sex) return (null, SexCode);
        return (new(holder, nameFlag, address, addressFlag, birth, sex), null);
    }

    private static (string Oid, string? Value) ReadOtherName(ReadOnlyMemory<byte> encoded)
    {
        var oid = "";
        try
        {
            var reader = Der.Read(encoded).ReadSequence(Der.Context(0));
            oid = reader.ReadObjectIdentifier();
            var wrapper = reader.ReadSequence(Der.Context(0));
            var value = wrapper.Next(new Asn1Tag(UniversalTagNumber.UTF8String)) ? wrapper.ReadCharacterString(UniversalTagNumber.UTF8String) : null;
            wrapper.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            return (oid, value);
        }
        catch (AsnContentException)
        {
            return (oid, null);
        }
    }

    /// <summary>One digit per character: 1 where a substitute stands for a character that the certificate cannot hold.</summary>
    private static bool? FlagsIn(Dictionary<string, string> values, string oid) =>
        values.TryGetValue(oid, out var flags) && flags.Length > 0 && flags.All(c => c is '0' or '1') ? flags.Contains('1') : null;

    /// <summary>EYYYYMMDD: the era (1 Meiji to 5 Reiwa), then the Gregorian date. Era 0 is "unknown".</summary>
    private static DateOnly? DateIn(string? text) =>
        text is { Length: 9 } && text[0] is >= '1' and <= '5'
        && DateOnly.TryParseExact(text.AsSpan(1), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>Published descriptions differ about the code of "unknown" (3 or 9); neither says a sex.</summary>
    private static Sex? SexIn(string? text) => text switch
    {
        "1" => Sex.Male,
        "2" => Sex.Female,
        "3" => Sex.Unknown,
        "9" => Sex.NotApplicable,
        _ => null,
    };
}
