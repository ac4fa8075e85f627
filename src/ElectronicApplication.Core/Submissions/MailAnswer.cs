using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Where notices go: the answer to the first mail field that is shown.</summary>
internal static class MailAnswer
{
    public static string? Find(FormPlan plan, Evaluation evaluation)
    {
        foreach (var page in plan.Form.Pages)
            foreach (var field in page.Fields)
            {
                if (!evaluation.Visible.Contains(field.Id))
                    continue;
                var answer = field.Type switch
                {
                    FieldType.Mail => evaluation.Answers[field.Id],
                    FieldType.Contact => (evaluation.Answers[field.Id] as JsonObject)?["mail"],
                    _ => null,
                };
                if (answer?.GetValueKind() == JsonValueKind.String)
                    return answer.GetValue<string>() is { Length: > 0 } mail ? mail : null;
            }
        return null;
    }
}
