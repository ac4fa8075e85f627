using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Puts what a page sent into the answers of a draft.</summary>
internal static class DraftAnswers
{
    /// <summary>
    /// Only fields of that page are taken. A field that the page did not send (because it was hidden) keeps its answer;
    /// in a repeated group, each row keeps the hidden answers of the row that stood in its place.
    /// </summary>
    public static void Merge(JsonObject answers, FormPlan plan, string pageId, JsonObject pageAnswers)
    {
        if (plan.Form.Pages.FirstOrDefault(p => p.Id == pageId) is not { } page)
            return;
        foreach (var field in page.Fields)
            if (field.TakesAnswer && pageAnswers.TryGetPropertyValue(field.Id, out var sent))
                answers[field.Id] = field.Type == FieldType.Group ? Rows(answers[field.Id] as JsonArray, sent as JsonArray) : sent?.DeepClone();
    }

    private static JsonArray? Rows(JsonArray? stored, JsonArray? sent)
    {
        if (sent is null)
            return null;
        var rows = new JsonArray();
        for (var i = 0; i < sent.Count; i++)
        {
            // A row was removed or added: positions no longer say which row is which, so nothing is carried over.
            var row = stored?.Count == sent.Count && stored[i] is JsonObject old ? old.DeepClone().AsObject() : [];
            if (sent[i] is JsonObject fresh)
                foreach (var (key, value) in fresh)
                    row[key] = value?.DeepClone();
            rows.Add(row);
        }
        return rows;
    }
}
