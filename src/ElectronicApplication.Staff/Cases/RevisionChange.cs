using System.Text.Json.Nodes;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;

namespace ElectronicApplication.Staff.Cases;

/// <summary>One answer that a correction has changed.</summary>
internal sealed record RevisionChange(string Label, string Before, string After)
{
    /// <param name="number">Of the revision, from 1: against the content before it.</param>
    public static IReadOnlyList<RevisionChange> Between(ReviewCase reviewed, int number)
    {
        var (opened, plan) = (reviewed.Opened, reviewed.Opened.Version.Plan);
        var (before, after) = (opened.Contents[number - 1].Payload, opened.Contents[number].Payload);
        List<RevisionChange> changes = [];
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
            Collect(reviewed, field, field.Id, before.Answers[field.Id], after.Answers[field.Id], changes);
        var hidden = opened.Attachments.Concat(opened.ReplacedFiles).Where(a => reviewed.MasksPath(a.FieldPath)).Select(a => a.Sha256).ToHashSet();
        var (gone, come) = (Names(before, after, hidden), Names(after, before, hidden));
        if (gone.Length + come.Length > 0)
            changes.Add(new("添付書類", gone, come));
        return changes;
    }

    private static void Collect(ReviewCase reviewed, FieldDefinition field, string path, JsonNode? before, JsonNode? after, List<RevisionChange> changes)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        if (field.Type != FieldType.Group || reviewed.Masks(field))
        {
            changes.Add(new(FieldLabels.Of(reviewed.Opened.Version.Plan, path, Words.Japanese), Text(before), Text(after)));
            return;
        }
        var (old, now) = (before as JsonArray ?? [], after as JsonArray ?? []);
        for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
            foreach (var inner in field.Fields)
                Collect(reviewed, inner, $"{path}[{i}].{inner.Id}", Row(old, i)?[inner.Id], Row(now, i)?[inner.Id], changes);

        string Text(JsonNode? answer) => reviewed.Masks(field) ? AnswerText.Masked : AnswerText.Of(field, answer, Words.Japanese);
    }

    private static JsonObject? Row(JsonArray rows, int i) => i < rows.Count ? rows[i] as JsonObject : null;

    private static string Names(SubmissionPayload one, SubmissionPayload other, HashSet<string> hidden) =>
        string.Join("、", one.Attachments.Except(other.Attachments).Select(a => hidden.Contains(a.Sha256) ? AnswerText.Masked : a.Name));
}
