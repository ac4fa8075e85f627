using System.Text.Json.Nodes;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;

namespace ElectronicApplication.Staff.Cases;

/// <param name="IsOpen">Whether the applicant could mend it: what comes from the card or is calculated cannot be typed.</param>
public sealed record CorrectionLine(string Path, string Label, string Answer, IReadOnlyList<AttachedFile> Files, bool IsOpen);

public sealed record CorrectionSheet(string Title, IReadOnlyList<CorrectionLine> Lines);

/// <summary>The answers of a case one by one, those of rows too, as they can be marked for correction.</summary>
internal static class CorrectionLines
{
    public static IReadOnlyList<CorrectionSheet> Of(ReviewCase opened)
    {
        var plan = opened.Opened.Version.Plan;
        var evaluation = CaseAnswers.Evaluated(opened);
        var files = CaseAnswers.Files(opened);
        return
        [
            .. plan.Form.Pages.Where(p => evaluation.VisiblePages.Contains(p.Id))
                .Select(p => new CorrectionSheet(p.Title.Ja, [.. p.Fields.Where(f => evaluation.Visible.Contains(f.Id)).SelectMany(f => Lines(opened, f, files, evaluation))]))
                .Where(s => s.Lines.Count > 0),
        ];
    }

    private static IEnumerable<CorrectionLine> Lines(ReviewCase opened, FieldDefinition field, IReadOnlyList<AttachedFile> files, Evaluation evaluation)
    {
        var (plan, answers) = (opened.Opened.Version.Plan, opened.Opened.Payload.Answers);
        if (field.Type is FieldType.Heading or FieldType.Guidance or FieldType.Signature or FieldType.Calculated)
            yield break;
        var isGroup = field.Type == FieldType.Group;
        var rows = isGroup ? answers[field.Id] as JsonArray ?? [] : [];
        yield return Line(plan, field, field.Id, isGroup ? $"{rows.Count}件" : Text(field, answers[field.Id]), files, !evaluation.ReadOnly.Contains(field.Id));
        for (var i = 0; i < rows.Count; i++)
            foreach (var inner in field.Fields.Where(f => f.Type is not (FieldType.Heading or FieldType.Guidance or FieldType.Calculated)))
                if ($"{field.Id}[{i}].{inner.Id}" is var path && evaluation.Visible.Contains(path))
                    yield return Line(plan, inner, path, opened.Masks(field) ? AnswerText.Masked : Text(inner, (rows[i] as JsonObject)?[inner.Id]), files, true);

        string Text(FieldDefinition one, JsonNode? answer) => opened.Masks(one) ? AnswerText.Masked : AnswerText.Of(one, answer, Words.Japanese);
    }

    private static CorrectionLine Line(FormPlan plan, FieldDefinition field, string path, string answer, IReadOnlyList<AttachedFile> files, bool isOpen) =>
        new(path, FieldLabels.Of(plan, path, Words.Japanese), answer, [.. files.Where(f => f.FieldPath == path)], isOpen && field.Prefill?.Source != PrefillSource.Card);
}
