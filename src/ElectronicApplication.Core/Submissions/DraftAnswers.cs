using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Puts one page's answers into those of a draft.</summary>
internal static class DraftAnswers
{
    /// <summary>In place of a page's id: all pages stand on one, as staff key them.</summary>
    public const string AllPages = "*";

    /// <summary>Only fields of that page are taken, so that two windows on two pages do not undo each other's work.</summary>
    /// <param name="pageAnswers">The answers with the page as it stands now; what is absent was emptied.</param>
    public static void Merge(JsonObject answers, FormPlan plan, string pageId, JsonObject pageAnswers)
    {
        foreach (var field in plan.Form.Pages.Where(p => pageId == AllPages || p.Id == pageId).SelectMany(p => p.Fields).Where(f => f.TakesAnswer))
        {
            if (pageAnswers.TryGetPropertyValue(field.Id, out var value))
                answers[field.Id] = value?.DeepClone();
            else
                answers.Remove(field.Id);
        }
    }
}
