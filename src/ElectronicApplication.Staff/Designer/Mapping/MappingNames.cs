using System.Text.RegularExpressions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What a mapping can read: answers, facts about the submission, the card.</summary>
internal static partial class MappingNames
{
    private static readonly (string Name, string Words)[] Facts =
    [
        ("facts.receiptNumber", "受付番号"), ("facts.arrivedAt", "到達の日時"), ("facts.arrivedOn", "到達の日"), ("facts.procedureCode", "手続コード"), ("facts.formVersion", "様式の版"),
        ("facts.payloadSha256", "内容のハッシュ値"), ("facts.attachments", "添付書類の一覧"),
        ("facts.residentNumber", "宛名番号"), ("facts.decision", "決裁の結果"), ("facts.decidedOn", "決裁の日"), ("facts.externalId", "連携の識別番号"),
        ("card.name", "カードの氏名"), ("card.address", "カードの住所"), ("card.birthDate", "カードの生年月日"), ("card.sex", "カードの性別"), ("card.serialNumber", "カードの証明書のシリアル番号"),
    ];

    public static IEnumerable<(string Name, string Words)> Of(FormPlan plan)
    {
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
        {
            if (field.Type is FieldType.Heading or FieldType.Guidance or FieldType.Attachment or FieldType.Signature)
                continue;
            yield return (field.Id, field.Label.Ja);
            foreach (var part in field.IsComposite ? field.Parts : [])
                yield return ($"{field.Id}.{part.Id}", $"{field.Label.Ja}・{part.Label.Ja}");
            foreach (var inner in field.Type == FieldType.Group ? field.Fields : [])
                yield return ($"{field.Id}.{inner.Id}", $"{field.Label.Ja}・{inner.Label.Ja}（一覧）");
        }
        foreach (var fact in Facts)
            yield return fact;
    }

    /// <summary>The words of formulas that are no member of something else; near enough to say what is not sent.</summary>
    public static HashSet<string> In(IEnumerable<string> expressions) => [.. expressions.SelectMany(text => Word().Matches(text)).Select(match => match.Value)];

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
