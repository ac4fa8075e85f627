using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Where notices go: the answer to the first mail field that is shown.</summary>
internal static class MailAnswer
{
    public static string? Find(FormPlan plan, Evaluation evaluation)
    {
        foreach (var page in plan.Form.Pages)
            foreach (var field in page.Fields)
                if (field.Type == FieldType.Mail && evaluation.Visible.Contains(field.Id)
                    && evaluation.Answers.TryGetPropertyValue(field.Id, out var answer) && answer?.GetValueKind() == System.Text.Json.JsonValueKind.String)
                    return answer.GetValue<string>() is { Length: > 0 } mail ? mail : null;
        return null;
    }
}
