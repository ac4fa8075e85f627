using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Text as it is searched: one case, one width, one kana. Never stored.</summary>
internal static class FoldedText
{
    public static string Of(string text) => KanaText.ToHiragana(PastedAmount.Narrow(text)).ToLowerInvariant();
}
