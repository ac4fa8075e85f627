using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>What the card says, as answers to the fields that ask for it.</summary>
internal static class CardAnswers
{
    /// <summary>
    /// The answers that stand fixed. A name or address in which the card's character set replaced a character is not among them:
    /// the person writes it as it truly is, and the reviewer sees both.
    /// </summary>
    public static JsonObject Locked(FormPlan plan, CertificateHolder holder) => Collect(plan, holder, substitutes: false);

    /// <summary>The answers that are only proposed, because they hold substitute characters.</summary>
    public static JsonObject Proposed(FormPlan plan, CertificateHolder holder) => Collect(plan, holder, substitutes: true);

    private static JsonObject Collect(FormPlan plan, CertificateHolder holder, bool substitutes)
    {
        var answers = new JsonObject();
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
            if (field.Prefill is { Source: PrefillSource.Card, Attribute: var attribute } && HasSubstitutes(holder, attribute) == substitutes)
                answers[field.Id] = Value(holder, attribute);
        return answers;
    }

    private static bool HasSubstitutes(CertificateHolder holder, PrefillAttribute attribute) => attribute switch
    {
        PrefillAttribute.Name => holder.NameHasSubstitutes,
        PrefillAttribute.Address => holder.AddressHasSubstitutes,
        _ => false,
    };

    private static string Value(CertificateHolder holder, PrefillAttribute attribute) => attribute switch
    {
        PrefillAttribute.Name => holder.Name,
        PrefillAttribute.Address => holder.Address,
        PrefillAttribute.BirthDate => holder.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // Forms know the certificate's own codes (1, 2, 3), the record ISO 5218 (1, 2, 0, 9).
        PrefillAttribute.Sex => holder.Sex is 1 or 2 ? holder.Sex.ToString(CultureInfo.InvariantCulture) : "3",
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, null),
    };
}
