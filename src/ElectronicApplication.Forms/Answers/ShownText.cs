namespace ElectronicApplication.Forms.Answers;

/// <summary>A name that somebody sent, short and printable.</summary>
internal static class ShownText
{
    private const int Length = 64;

    public static string Of(string name)
    {
        var cut = name.Length <= Length ? name : name[..Length] + "…";
        return AnswerText.HasForbiddenCharacter(cut, lines: false)
            ? string.Create(cut.Length, cut, static (shown, text) =>
            {
                for (var i = 0; i < shown.Length; i++)
                    shown[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) || AnswerText.HasForbiddenCharacter(text[i].ToString(), lines: false) ? '\uFFFD' : text[i];
            })
            : cut;
    }
}
