namespace ElectronicApplication.Pdf;

/// <summary>
/// No font of the chain draws some characters of the document. Nothing was written: a notice with a box in somebody's name must not leave
/// the house. Usual remedies: one more font in the chain, or the character that the resident register uses.
/// </summary>
public sealed class MissingGlyphsException(IReadOnlyList<string> characters)
    : Exception("No font draws " + string.Join(", ", characters.Select(Name)) + ".")
{
    /// <summary>The characters, each once, in the order of the document; with their variation selectors.</summary>
    public IReadOnlyList<string> Characters { get; } = characters;

    /// <summary>A character as Unicode writes it: <c>U+845B U+E0100</c>. A half of a surrogate pair keeps its own number.</summary>
    public static string Name(string character)
    {
        var names = new List<string>();
        for (var i = 0; i < character.Length; i += char.IsSurrogatePair(character, i) ? 2 : 1)
            names.Add($"U+{(char.IsSurrogatePair(character, i) ? char.ConvertToUtf32(character, i) : character[i]):X4}");
        return string.Join(' ', names);
    }
}
