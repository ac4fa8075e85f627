namespace ElectronicApplication.Sandbox.Jpki;

internal enum Sex
{
    Male = 1,
    Female = 2,
    Unknown = 3,
}

/// <summary>
/// An invented resident as the family register writes them. A certificate can hold only JIS level 1 and 2 and the supplementary kanji;
/// any other character is replaced there, and a string of 0 and 1 says at which positions.
/// </summary>
internal sealed record Resident(string FamilyName, string GivenName, string Kana, Sex Sex, DateOnly Born, string Address)
{
    // The common form that stands in for a character outside the certificate's set.
    private static readonly Dictionary<string, string> Substitutes = new() { ["髙"] = "高", ["﨑"] = "崎", ["𠮷"] = "吉", ["德"] = "徳" };

    public string Name => FamilyName + "\u3000" + GivenName;

    public (string Text, string Positions) NameOnCertificate => Substitute(Name);

    public (string Text, string Positions) AddressOnCertificate => Substitute(Address);

    /// <summary>元号番号 and then the Gregorian date (EYYYYMMDD), as on the card.</summary>
    public string BirthOnCertificate => (Born switch
    {
        _ when Born >= new DateOnly(2019, 5, 1) => "5",
        _ when Born >= new DateOnly(1989, 1, 8) => "4",
        _ when Born >= new DateOnly(1926, 12, 25) => "3",
        _ when Born >= new DateOnly(1912, 7, 30) => "2",
        _ => "1",
    }) + Born.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static (string, string) Substitute(string text)
    {
        var written = new System.Text.StringBuilder();
        var positions = new System.Text.StringBuilder();
        foreach (var character in text.EnumerateRunes())
        {
            var replaced = Substitutes.TryGetValue(character.ToString(), out var substitute);
            written.Append(replaced ? substitute : character.ToString());
            positions.Append(replaced ? '1' : '0');
        }
        return (written.ToString(), positions.ToString());
    }
}
