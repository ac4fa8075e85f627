using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Generation;
using ElectronicApplication.Web.Fields;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer.Tests;

/// <summary>A run by hand: the whole form on one page, with the answers so far.</summary>
public sealed record TryRun(OpenedDesign Design, FormPlan Plan, JsonObject Answers)
{
    private Evaluation? _evaluation;
    private Evaluation? _judged;

    public string Name { get; init; } = "";

    public Error? Error { get; init; }

    /// <summary>Mistakes are shown once the person has asked for the result.</summary>
    public bool ShowsIssues { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Papers count as attached: what is tried is the form.</summary>
    public Evaluation Evaluation => _evaluation ??= Plan.Evaluate(Answers, new EvaluationInput(Design.Today, null, Papers()) { Draft = true });

    /// <summary>As a submission would be judged: what is hidden stays behind.</summary>
    public Evaluation Judged => _judged ??= Plan.Evaluate(Sent(), new EvaluationInput(Design.Today, null, Papers()));

    public bool IsAccepted => !Judged.Issues.Any(TestRun.Counts);

    /// <summary>The result does not hang on today; otherwise the sample is one of today.</summary>
    public bool HoldsOnAnyDay => new[] { Design.Today.AddDays(400), new DateOnly(2040, 2, 29) }
        .All(day => !Plan.Evaluate(Sent(), new EvaluationInput(day, null, [])).Issues.Any(TestRun.Counts) == IsAccepted);

    public FormState State => new()
    {
        Plan = Plan, Answers = Answers, Evaluation = Evaluation, Issues = ShowsIssues ? Judged.Issues : [],
    };

    /// <summary>What a program would post: visible answers without those that the form works out.</summary>
    public JsonObject Sent()
    {
        var sent = (JsonObject)Evaluation.Answers.DeepClone();
        foreach (var field in Plan.Form.Pages.SelectMany(p => p.Fields))
            if (field.Type == FieldType.Calculated)
                sent.Remove(field.Id);
            else if (field.Type == FieldType.Group && sent[field.Id] is JsonArray rows)
                foreach (var inner in field.Fields.Where(f => f.Type == FieldType.Calculated))
                    foreach (var row in rows.OfType<JsonObject>())
                        row.Remove(inner.Id);
        return sent;
    }

    /// <param name="from">Id of a made-up applicant or a sample, as <see cref="TestCase.Id"/>; empty for an empty form.</param>
    public static TryRun Begin(OpenedDesign design, FormPlan plan, string from)
    {
        var answers = new JsonObject();
        if (from.StartsWith("sample-", StringComparison.Ordinal) && design.Tree.Samples.TryGetValue(from[7..], out var sample))
            answers = sample["answers"] as JsonObject ?? [];
        else if (from.StartsWith("made-", StringComparison.Ordinal) && int.TryParse(from.AsSpan(5), out var number) && ApplicantGenerator.Generate(plan, design.Today).Applicants is var made && number > 0 && number <= made.Count)
            answers = made[number - 1].Answers;
        return new(design, plan, WithRows(plan, (JsonObject)answers.DeepClone())) { ShowsIssues = answers.Count > 0 };
    }

    public static TryRun Read(OpenedDesign design, FormPlan plan, IFormCollection form)
    {
        var answers = PostedAnswers.Read(form["_answers"].ToString());
        foreach (var page in plan.Form.Pages)
            answers = FormPost.Read(page, form, answers);
        return new(design, plan, WithRows(plan, answers));
    }

    private static JsonObject WithRows(FormPlan plan, JsonObject answers)
    {
        foreach (var page in plan.Form.Pages)
            answers = FormPost.WithFirstRows(page, answers);
        return answers;
    }

    private List<AttachmentFact> Papers()
    {
        List<AttachmentFact> papers = [];
        foreach (var field in Plan.Form.Pages.SelectMany(p => p.Fields))
            if (field.Type == FieldType.Attachment)
                Add(field, field.Id);
            else if (field.Type == FieldType.Group && Answers[field.Id] is JsonArray rows)
                for (var i = 0; i < rows.Count; i++)
                    foreach (var inner in field.Fields.Where(f => f.Type == FieldType.Attachment))
                        Add(inner, $"{field.Id}[{i}].{inner.Id}");
        // A paper of a field that is hidden would be a mistake of its own.
        var visible = Plan.Evaluate(Answers, new EvaluationInput(Design.Today, null, []) { Draft = true }).Visible;
        return papers.FindAll(p => visible.Contains(p.FieldPath));

        void Add(FieldDefinition field, string path)
        {
            for (var i = 0; i < Math.Max(1, field.MinFiles); i++)
                papers.Add(new(path, $"見本{i + 1}.pdf", field.Accept.FirstOrDefault() ?? "application/pdf", 1000));
        }
    }
}
