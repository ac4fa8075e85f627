using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Review;

public enum ComparisonVerdict
{
    Agrees,
    /// <summary>Equal but for spaces, width or variant of a character.</summary>
    AgreesLoosely,
    /// <summary>The certificate has a substitute for a character that it cannot carry: a person must compare.</summary>
    LookYourself,
    Differs,
}

/// <summary>One of the 基本4情報: as it was answered, and as the certificate of the signature carries it.</summary>
/// <param name="FieldId">The field that asked for it.</param>
public sealed record AttributeComparison(PrefillAttribute Attribute, string FieldId, string FieldLabel, string Answered, string Certified, ComparisonVerdict Verdict)
{
    /// <summary>Every answered field of the form that stands for a certificate attribute, in the form's order.</summary>
    public static IReadOnlyList<AttributeComparison> Of(OpenedSubmission opened)
    {
        if (opened.Person?.Certificate is not { } holder)
            return [];
        List<AttributeComparison> comparisons = [];
        foreach (var field in opened.Version.Plan.Form.Pages.SelectMany(p => p.Fields))
        {
            if (field.Prefill is not { Source: PrefillSource.Card, Attribute: var attribute } || Text(opened.Payload.Answers[field.Id]) is not { Length: > 0 } answered)
                continue;
            var (certified, substitutes) = OnCertificate(holder, attribute);
            comparisons.Add(new(attribute, field.Id, field.Label.Ja, answered, certified, Compare(answered, certified, substitutes)));
        }
        return comparisons;
    }

    public static ComparisonVerdict Compare(string answered, string certified, bool substitutes)
    {
        if (string.Equals(answered, certified, StringComparison.Ordinal))
            return substitutes ? ComparisonVerdict.LookYourself : ComparisonVerdict.Agrees;
        if (substitutes)
            return ComparisonVerdict.LookYourself;
        return string.Equals(Loosely(answered), Loosely(certified), StringComparison.Ordinal) ? ComparisonVerdict.AgreesLoosely : ComparisonVerdict.Differs;
    }

    private static (string Text, bool Substitutes) OnCertificate(CertificateHolder holder, PrefillAttribute attribute) => attribute switch
    {
        PrefillAttribute.Name => (holder.Name, holder.NameHasSubstitutes),
        PrefillAttribute.Address => (holder.Address, holder.AddressHasSubstitutes),
        PrefillAttribute.BirthDate => (holder.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), false),
        // The form knows the certificate's own code, 3 for unknown; the holder is kept in ISO 5218.
        PrefillAttribute.Sex => (holder.Sex is 1 or 2 ? holder.Sex.ToString(CultureInfo.InvariantCulture) : "3", false),
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, null),
    };

    private static string? Text(JsonNode? answer) => answer is JsonValue value ? value.ToString() : null;

    /// <summary>For comparing only: without spaces and variation selectors, full-width ASCII as half-width, one kind of hyphen.</summary>
    private static string Loosely(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF))
                continue;
            result.Append(rune.Value switch
            {
                >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFEE0),
                // Hyphens, dashes and minus signs; not U+30FC, which is a letter in names and addresses.
                (>= 0x2010 and <= 0x2015) or 0x2212 => new Rune('-'),
                _ => rune,
            });
        }
        return result.ToString();
    }
}
