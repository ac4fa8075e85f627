using System.Text.Json.Nodes;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Fields;

namespace ElectronicApplication.Staff.Cases;

/// <summary>One answer that a correction has changed.</summary>
internal sealed record RevisionChange(string Label, string Before, string After)
{
    /// <param name="number">Of the revision, from 1: against the content before it.</param>
    public static IReadOnlyList<RevisionChange> Between(OpenedSubmission opened, int number)
    {
        var plan = opened.Version.Plan;
        var (before, after) = (opened.Contents[number - 1].Payload, opened.Contents[number].Payload);
        List<RevisionChange> changes = [];
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
            Collect(plan, field, field.Id, before.Answers[field.Id], after.Answers[field.Id], changes);
        var (gone, come) = (Names(before, after), Names(after, before));
        if (gone.Length + come.Length > 0)
            changes.Add(new("添付書類", gone, come));
        return changes;
    }

    private static void Collect(FormPlan plan, FieldDefinition field, string path, JsonNode? before, JsonNode? after, List<RevisionChange> changes)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        if (field.Type != FieldType.Group)
        {
            changes.Add(new(FieldLabels.Of(plan, path, Words.Japanese), AnswerText.Of(field, before, Words.Japanese), AnswerText.Of(field, after, Words.Japanese)));
            return;
        }
        var (old, now) = (before as JsonArray ?? [], after as JsonArray ?? []);
        for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
            foreach (var inner in field.Fields)
                Collect(plan, inner, $"{path}[{i}].{inner.Id}", Row(old, i)?[inner.Id], Row(now, i)?[inner.Id], changes);
    }

    private static JsonObject? Row(JsonArray rows, int i) => i < rows.Count ? rows[i] as JsonObject : null;

    private static string Names(SubmissionPayload one, SubmissionPayload other) => string.Join("、", one.Attachments.Except(other.Attachments).Select(a => a.Name));
}
