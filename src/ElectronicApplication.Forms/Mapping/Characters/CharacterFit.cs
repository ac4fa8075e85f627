using System.Globalization;
using System.Text;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Mapping.Characters;

/// <summary>What happens with a character that the target's set lacks.</summary>
public enum CharacterPolicy
{
    /// <summary>What is known is written instead; where nothing is known the hand-over stops.</summary>
    Degrade,

    /// <summary>Any loss stops the hand-over.</summary>
    Stop,

    /// <summary>What is known is written instead; where nothing is known, the geta mark 〓.</summary>
    Mark,
}

public enum CharacterLossKind { Degraded, SelectorDropped, Marked, Cut }

/// <summary>One thing that is not handed over as it was typed.</summary>
/// <param name="Path">Where in the data of the target: <c>applicant.familyName</c>.</param>
/// <param name="Label">What the form calls it, as far as the mapping shows.</param>
/// <param name="From">The character as typed; for <see cref="CharacterLossKind.Cut"/> the end that was cut off.</param>
/// <param name="To">What is sent instead.</param>
public sealed record CharacterLoss(string Path, string Label, string From, string To, CharacterLossKind Kind);

/// <summary>A text as a character set can hold it.</summary>
/// <param name="Unknown">A character that the policy does not let through; the text is of no use then.</param>
public sealed record FittedText(string Text, IReadOnlyList<(string From, string To, CharacterLossKind Kind)> Losses, string? Unknown = null);

/// <summary>Takes a text through a character set, grapheme by grapheme: what the set has stays as typed.</summary>
public static class CharacterFit
{
    private const string Geta = "〓";

    public static FittedText Of(string text, TargetCharset charset, CharacterPolicy policy)
    {
        if (charset.Can(text))
            return new(text, []);
        var (fitted, losses) = (new StringBuilder(text.Length), new List<(string, string, CharacterLossKind)>());
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var typed = elements.GetTextElement();
            var before = losses.Count;
            var written = Written(typed, charset, losses);
            if (written is null && policy == CharacterPolicy.Mark)
            {
                losses.RemoveRange(before, losses.Count - before);
                written = charset.Can(Geta) ? Geta : "?";
                losses.Add((typed, written, CharacterLossKind.Marked));
            }
            if (written is null || policy == CharacterPolicy.Stop && losses.Count > 0)
                return new("", losses, typed);
            fitted.Append(written);
        }
        return new(fitted.ToString(), losses);
    }

    private static string? Written(string element, TargetCharset charset, List<(string, string, CharacterLossKind)> losses)
    {
        if (charset.Can(element))
            return element;
        if (Composed(element) is var composed && charset.Can(composed))
            return composed;
        element = composed;
        if (element[0] is >= '\uFF61' and <= '\uFF9F' && KanaText.ToKatakana(element) is var wide && charset.Can(wide))
        {
            losses.Add((element, wide, CharacterLossKind.Degraded));
            return wide;
        }
        if (WithoutSelectors(element) is var bare && bare != element)
        {
            losses.Add((element, bare, CharacterLossKind.SelectorDropped));
            element = bare;
        }
        var written = new StringBuilder();
        foreach (var rune in element.EnumerateRunes())
        {
            var one = rune.ToString();
            if (charset.Can(one))
            {
                written.Append(one);
                continue;
            }
            if (Degradation.For(one).FirstOrDefault(instead => charset.Can(instead)) is not { } known)
                return null;
            losses.Add((one, known, CharacterLossKind.Degraded));
            written.Append(known);
        }
        return written.ToString();
    }

    /// <summary>A letter and the mark behind it as one character, where Unicode says that they are one.</summary>
    private static string Composed(string element)
    {
        var first = Rune.GetRuneAt(element, 0).Utf16SequenceLength;
        return element.Length > first && Rune.TryGetRuneAt(element, first, out var mark) && Degradation.Composed(element[..(first + mark.Utf16SequenceLength)]) is { } one
            ? one + element[(first + mark.Utf16SequenceLength)..] : element;
    }

    /// <summary>Without variation selectors: U+FE00 to FE0F and, for the collections of ideographs (IVS), U+E0100 to E01EF.</summary>
    private static string WithoutSelectors(string element) =>
        string.Concat(element.EnumerateRunes().Where(rune => rune.Value is not (>= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF)));
}
