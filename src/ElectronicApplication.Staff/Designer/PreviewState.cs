using System.Text.Json.Nodes;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Generation;
using ElectronicApplication.Web.Fields;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The form in the preview: the page of the selected element, filled with the answers of the chosen applicant.</summary>
internal static class PreviewState
{
    private const int FirstSample = 101;

    /// <summary>More are on the page of tests; here they are for looking.</summary>
    private const int MadeUp = 8;

    /// <summary>The page that is shown: that of the selected element, else the first.</summary>
    public static string? Page(EditorView view)
    {
        var pages = view.Sketch.Plan?.Form.Pages ?? [];
        return (pages.FirstOrDefault(p => view.Place.At == "page/" + p.Id || p.Fields.Any(f => f.Fields.Prepend(f).Any(i => view.Place.At == "field/" + i.Id))) ?? pages.FirstOrDefault())?.Id;
    }

    /// <summary>Whose answers can stand in the preview: nobody, the recorded samples, made-up applicants.</summary>
    public static IReadOnlyList<(int Number, string Text)> Applicants(EditorView view) =>
    [
        (0, "空欄"),
        .. view.Design.Tree.Samples.Keys.Select((name, i) => (FirstSample + i, $"記録した例: {Path.GetFileNameWithoutExtension(name)}")),
        .. Enumerable.Range(1, MadeUp).Select(n => (n, $"自動の例 {n}")),
    ];

    public static FormState State(EditorView view, FormPlan plan, PageDefinition page, DateOnly today)
    {
        var answers = view.Answers.Count > 0 || view.Place.Applicant == 0 ? (JsonObject)view.Answers.DeepClone() : Chosen(view, plan, today);
        answers = FormPost.WithFirstRows(page, answers);
        var evaluation = plan.Evaluate(answers, Input(today));
        return new FormState { Plan = plan, Answers = answers, Evaluation = evaluation, Language = view.Place.Language };
    }

    private static JsonObject Chosen(EditorView view, FormPlan plan, DateOnly today)
    {
        if (view.Place.Applicant >= FirstSample)
            return view.Design.Tree.Samples.Values.ElementAtOrDefault(view.Place.Applicant - FirstSample)?["answers"] is JsonObject answers ? (JsonObject)answers.DeepClone() : [];
        var accepted = ApplicantGenerator.Generate(plan, today).Applicants.Where(a => a.IsAccepted).ToList();
        return accepted.Count == 0 ? [] : (JsonObject)accepted[Math.Min(view.Place.Applicant, accepted.Count) - 1].Answers.DeepClone();
    }

    /// <summary>Why a field or page is not there.</summary>
    public static HiddenBecause Hidden(FormState state, DateOnly today) => new(state.Plan, state.Answers, Input(today));

    private static EvaluationInput Input(DateOnly today) => new(today, null, []) { Draft = true };
}
